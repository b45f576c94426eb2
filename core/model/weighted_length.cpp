// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/weighted_length.h"

#include "model/weighted_url.h"

#include "base/emoji.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string>

namespace model {
namespace {

constexpr std::int64_t kEmoji = 2;

std::u32string codePoints(std::string_view utf8) {
    const std::string composed = base::composed(utf8);
    std::u32string points;
    points.reserve(composed.size());
    for (std::size_t at = 0; at < composed.size();) {
        const base::Utf8Step step = base::utf8At(composed, at);
        points.push_back(step.codePoint);
        at += step.size;
    }
    return points;
}

std::int64_t weightOf(char32_t c) {
    const bool light = c <= 0x10FF || (c >= 0x2000 && c <= 0x200D) || (c >= 0x2010 && c <= 0x201F) ||
                       (c >= 0x2032 && c <= 0x2037);
    return light ? 1 : 2;
}

}  // namespace

std::int64_t weightedLength(std::string_view utf8, std::int64_t urlLength) {
    const std::u32string text = codePoints(utf8);
    const auto urls = findWeightedUrls(text);
    auto url = urls.begin();
    std::int64_t weight = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (url != urls.end() && url->begin == at) {
            weight += urlLength;
            at = url->end;
            ++url;
        } else if (const std::size_t emoji = base::emojiAt(text, at); emoji > 0) {
            weight += kEmoji;
            at += emoji;
        } else {
            weight += weightOf(text[at]);
            ++at;
        }
    }
    return weight;
}

bool hasWeightedUrl(std::string_view utf8) {
    return !findWeightedUrls(codePoints(utf8)).empty();
}

}  // namespace model
