// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/html_text.h"

#include "platform/html_scanner.h"

namespace platform {

HtmlText htmlToText(std::string_view markup) {
    if (auto plain = html::readPlainHtml(markup)) {
        return *std::move(plain);
    }
    return markup.size() <= html::kLargestForLibrary ? html::readWithLibrary(markup)
                                                     : html::readAnyHtml(markup);
}

}  // namespace platform
