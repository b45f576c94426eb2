// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/emoji.h"

#include <utf8proc.h>

namespace base {
namespace {

constexpr char32_t kJoiner = 0x200D;
constexpr char32_t kTextStyle = 0xFE0E;
constexpr char32_t kEmojiStyle = 0xFE0F;
constexpr char32_t kKeycap = 0x20E3;
constexpr char32_t kTagEnd = 0xE007F;

bool isFlagLetter(char32_t c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

bool isSkin(char32_t c) {
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

bool isTag(char32_t c) {
    return c >= 0xE0020 && c < kTagEnd;
}

bool isKeycapBase(char32_t c) {
    return (c >= U'0' && c <= U'9') || c == U'#' || c == U'*';
}

bool isPictograph(char32_t c) {
    return isSkin(c) || utf8proc_get_property(static_cast<utf8proc_int32_t>(c))->boundclass ==
                            UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/// Letters and signs of text that only the style makes a picture: ©, ®, ‼, ↔ …
bool needsStyle(char32_t c) {
    return c < 0x231A || (c >= 0x2934 && c <= 0x2935) || (c >= 0x3030 && c <= 0x3299);
}

/// One element of a joined sequence.
std::size_t elementAt(std::u32string_view text, std::size_t at) {
    const auto next = [text](std::size_t place) { return place < text.size() ? text[place] : U'\0'; };
    if (at >= text.size() || !isPictograph(text[at])) {
        return 0;
    }
    std::size_t length = 1;
    if (next(at + 1) == kTextStyle) {
        return 0;
    }
    if (next(at + 1) == kEmojiStyle) {
        ++length;
    } else if (needsStyle(text[at])) {
        return 0;
    }
    if (isSkin(next(at + length)) && !isSkin(text[at])) {
        ++length;
    }
    std::size_t tags = 0;
    while (isTag(next(at + length + tags))) {
        ++tags;
    }
    return tags > 0 && next(at + length + tags) == kTagEnd ? length + tags + 1 : length;
}

}  // namespace

std::size_t emojiAt(std::u32string_view text, std::size_t at) {
    const auto next = [text](std::size_t place) { return place < text.size() ? text[place] : U'\0'; };
    if (isFlagLetter(next(at))) {
        return isFlagLetter(next(at + 1)) ? 2 : 0;
    }
    if (isKeycapBase(next(at))) {
        const std::size_t style = next(at + 1) == kEmojiStyle ? 1 : 0;
        return next(at + 1 + style) == kKeycap ? 2 + style : 0;
    }
    std::size_t length = elementAt(text, at);
    while (length > 0 && next(at + length) == kJoiner) {
        const std::size_t more = elementAt(text, at + length + 1);
        // A sign of text is a picture in a sequence though its style was left out (🧑‍⚕).
        const bool bare = more == 0 && isPictograph(next(at + length + 1));
        if (more == 0 && !bare) {
            break;
        }
        length += 1 + (bare ? 1 : more);
    }
    return length;
}

}  // namespace base
