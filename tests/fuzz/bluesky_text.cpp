// SPDX-License-Identifier: GPL-3.0-or-later
// Any text with any ranges: the first bytes are two ranges, the rest is the text.
#include "clean.h"
#include "platform/bluesky/rich_text.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace platform::bluesky;
    constexpr std::size_t kRanges = 4;
    if (size < kRanges) {
        return 0;
    }
    const auto place = [bytes](std::size_t index) {
        return std::int64_t{static_cast<std::int8_t>(bytes[index])};
    };
    const std::vector<WireFacet> facets{
        {.byteStart = place(0), .byteEnd = place(1), .did = {}, .uri = "https://shop.example/a", .tag = {}},
        {.byteStart = place(2), .byteEnd = place(3), .did = "did:plc:mira", .uri = {}, .tag = {}}};
    const std::string text =
        base::sanitizeUtf8({reinterpret_cast<const char*>(bytes + kRanges), size - kRanges});
    fuzz::demandClean(shownText(text, facets));
    static_cast<void>(mentionedDids(text, facets));
    std::size_t last = 0;
    for (const TextPart& part : findParts(text)) {
        if (part.begin < last || part.end <= part.begin || part.end > text.size() || part.value.empty()) {
            std::abort();
        }
        fuzz::demandClean(text.substr(part.begin, part.end - part.begin));
        fuzz::demandClean(part.value);
        last = part.end;
    }
    return 0;
}
