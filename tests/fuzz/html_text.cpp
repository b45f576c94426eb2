// SPDX-License-Identifier: GPL-3.0-or-later
// Any HTML: all readers survive it, and where the plain scanner accepts it, it equals the library.
#include "platform/html_text.h"
#include "platform/html_scanner.h"

#include "base/text.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string html = base::sanitizeUtf8({reinterpret_cast<const char*>(bytes), size});
    const auto result = platform::htmlToText(html);
    if (!base::isValidUtf8(result.text) || result.leadingEnd > result.text.size()) {
        std::abort();
    }
    for (const auto& mention : result.mentions) {
        if (mention.offset + mention.text.size() > result.text.size()) {
            std::abort();
        }
    }
    static_cast<void>(platform::html::readAnyHtml(html));
    if (const auto plain = platform::html::readPlainHtml(html);
        plain && html.size() <= platform::html::kLargestForLibrary) {
        const auto byLibrary = platform::html::readWithLibrary(html);
        if (plain->text != byLibrary.text || plain->leadingEnd != byLibrary.leadingEnd ||
            plain->mentions.size() != byLibrary.mentions.size()) {
            std::abort();
        }
    }
    return 0;
}
