// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/rich_text.h"

#include "base/text.h"
#include "base/top_domain.h"
#include "base/utf8.h"

#include <algorithm>
#include <iterator>

namespace platform::bluesky {

namespace {

using Kind = TextPart::Kind;

/// In French texts a colon and a link stand apart by U+00A0, in Japanese ones words by U+3000.
bool isSpace(char32_t point) {
    constexpr std::u32string_view kOthers = U"\u00A0\u1680\u2028\u2029\u202F\u205F\u3000\uFEFF";
    return point == U' ' || (point >= U'\t' && point <= U'\r') || (point >= 0x2000 && point <= 0x200A) ||
           kOthers.find(point) != std::u32string_view::npos;
}

/// What nobody sees ends a tag, or two that look the same would be different ones.
bool isInvisible(char32_t point) {
    return point == 0xAD || point == 0x2060 || (point >= 0x200B && point <= 0x200D);
}

bool isAlphanumeric(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

bool startsCharacter(std::string_view text, std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

/// Where the character that ends at `end` begins; not before `least`.
std::size_t characterBefore(std::string_view text, std::size_t end, std::size_t least) {
    std::size_t at = end - 1;
    while (at > least && !startsCharacter(text, at)) {
        --at;
    }
    return at;
}

bool startsPart(std::string_view text, std::size_t at) {
    if (at == 0) {
        return true;
    }
    const char32_t before = base::utf8At(text, characterBefore(text, at, 0)).codePoint;
    return isSpace(before) || before == U'(';
}

/// Does the range stand on whole characters of the text?
bool fits(std::string_view text, const WireFacet& facet) {
    const auto size = static_cast<std::int64_t>(text.size());
    if (facet.byteStart < 0 || facet.byteStart >= facet.byteEnd || facet.byteEnd > size) {
        return false;
    }
    const auto continues = [&](std::int64_t at) {
        return at < size && !startsCharacter(text, static_cast<std::size_t>(at));
    };
    return !continues(facet.byteStart) && !continues(facet.byteEnd);
}

std::string_view withoutScheme(std::string_view address) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (address.starts_with(scheme)) {
            return address.substr(scheme.size());
        }
    }
    return address;
}

std::string_view withoutPrefix(std::string_view address, std::string_view prefix) {
    return address.starts_with(prefix) ? address.substr(prefix.size()) : address;
}

/// What stands for a link in the text.
std::string shownLink(std::string_view words, std::string_view address) {
    auto shown = withoutPrefix(withoutScheme(words), "www.");
    const auto whole = withoutPrefix(withoutScheme(address), "www.");
    const auto bare = [](std::string_view each) {
        return each.ends_with('/') ? each.substr(0, each.size() - 1) : each;
    };
    if (bare(shown) == bare(whole)) {
        return std::string(words);
    }
    for (const std::string_view dots : {"...", "…"}) {
        if (shown.ends_with(dots) && whole.starts_with(shown.substr(0, shown.size() - dots.size()))) {
            return std::string(address);
        }
    }
    return std::string(words) + " (" + std::string(address) + ")";
}

std::vector<WireFacet> usableFacets(std::string_view text, const std::vector<WireFacet>& facets) {
    std::vector<WireFacet> usable;
    std::ranges::copy_if(facets, std::back_inserter(usable),
                         [&](const WireFacet& facet) { return fits(text, facet); });
    std::ranges::stable_sort(usable, {}, &WireFacet::byteStart);
    return usable;
}

/// Addresses end before the punctuation of the sentence, and before a bracket that was opened outside.
std::size_t trimmedEnd(std::string_view text, std::size_t begin, std::size_t end) {
    constexpr std::string_view kPunctuation = ".,;:!?";
    while (end > begin && kPunctuation.find(text[end - 1]) != std::string_view::npos) {
        --end;
    }
    if (end > begin && text[end - 1] == ')' &&
        text.substr(begin, end - begin).find('(') == std::string_view::npos) {
        --end;
    }
    return end;
}

std::size_t wordEnd(std::string_view text, std::size_t begin) {
    while (begin < text.size()) {
        const auto step = base::utf8At(text, begin);
        if (isSpace(step.codePoint)) {
            break;
        }
        begin += step.size;
    }
    return begin;
}

/// "shop.example", without a scheme before it: letters, digits, dots and hyphens that end in a domain that
/// exists and is written small. "Done.It" is the end of one sentence and the start of the next.
bool isHost(std::string_view host) {
    const bool plain = std::ranges::all_of(
        host, [](char byte) { return isAlphanumeric(byte) || byte == '.' || byte == '-'; });
    const bool letterFirst =
        !host.empty() && isAlphanumeric(host.front()) && !(host.front() >= '0' && host.front() <= '9');
    const auto ending = host.substr(std::min(host.rfind('.'), host.size()));
    const bool small = std::ranges::none_of(ending, [](char byte) { return byte >= 'A' && byte <= 'Z'; });
    return plain && letterFirst && small && host.find("..") == std::string_view::npos &&
           base::hasTopDomain(host);
}

std::size_t linkAt(std::string_view text, std::size_t at, std::vector<TextPart>& parts) {
    const auto rest = text.substr(at);
    const bool hasScheme = rest.starts_with("https://") || rest.starts_with("http://");
    const auto scheme = hasScheme ? rest.find("://") + 3 : 0;
    const auto end = trimmedEnd(text, at, wordEnd(text, at));
    if (end <= at + scheme) {
        return at;
    }
    const auto address = text.substr(at, end - at);
    if (!hasScheme && !isHost(address.substr(0, std::min(address.find_first_of("/?#:"), address.size())))) {
        return at;
    }
    parts.push_back(
        {Kind::Link, at, end, hasScheme ? std::string(address) : "https://" + std::string(address)});
    return end;
}

std::size_t mentionAt(std::string_view text, std::size_t at, std::vector<TextPart>& parts) {
    std::size_t end = at + 1;
    while (end < text.size() && (isAlphanumeric(text[end]) || text[end] == '.' || text[end] == '-')) {
        ++end;
    }
    while (end > at + 1 && !isAlphanumeric(text[end - 1])) {
        --end;
    }
    const auto handle = text.substr(at + 1, end - at - 1);
    constexpr std::size_t kLongestHandle = 253;
    if (handle.find('.') == std::string_view::npos || handle.front() == '.' ||
        handle.size() > kLongestHandle || handle.find("..") != std::string_view::npos) {
        return at;
    }
    parts.push_back({Kind::Mention, at, end, base::asciiLower(handle)});
    return end;
}

/// Punctuation: no part of a tag when nothing else follows in the word.
bool endsTag(char32_t point) {
    constexpr std::u32string_view kMarks = U".,;:!?()[]{}<>\"'`*_-+=/\\|~^&%$#@…“”‘’«»。，、！？：；（）";
    return kMarks.find(point) != std::u32string_view::npos;
}

std::size_t tagAt(std::string_view text, std::size_t at, std::vector<TextPart>& parts) {
    constexpr std::string_view kWideSign = "\xEF\xBC\x83";  // "＃"
    const std::size_t sign = text[at] == '#' ? 1 : text.substr(at).starts_with(kWideSign) ? 3 : 0;
    if (sign == 0) {
        return at;
    }
    bool words = false;  // "#2024-117" is an order's number
    std::size_t end = at + sign;
    std::size_t next = end;
    while (next < text.size()) {
        const auto step = base::utf8At(text, next);
        if (isSpace(step.codePoint) || isInvisible(step.codePoint)) {
            break;
        }
        next += step.size;
        if (!endsTag(step.codePoint)) {
            end = next;
            words = words || step.codePoint < U'0' || step.codePoint > U'9';
        }
    }
    const auto tag = text.substr(at + sign, end - at - sign);
    constexpr std::size_t kLongestTag = 64;
    constexpr std::size_t kMostBytes = 640;
    const bool emojiSign = tag.starts_with("\xEF\xB8\x8F") || tag.starts_with("\xE2\x83\xA3");
    if (!words || emojiSign || tag.size() > kMostBytes || base::countGraphemes(tag) > kLongestTag) {
        return at;
    }
    parts.push_back({Kind::Tag, at, end, std::string(tag)});
    return end;
}

}  // namespace

std::string shownText(std::string_view text, const std::vector<WireFacet>& facets) {
    std::string shown;
    std::size_t copied = 0;
    for (const WireFacet& facet : usableFacets(text, facets)) {
        const auto begin = static_cast<std::size_t>(facet.byteStart);
        const auto end = static_cast<std::size_t>(facet.byteEnd);
        if (facet.uri.empty() || begin < copied) {
            continue;
        }
        shown.append(text, copied, begin - copied);
        shown.append(shownLink(text.substr(begin, end - begin), facet.uri));
        copied = end;
    }
    shown.append(text, copied);
    return shown;
}

std::vector<std::string> mentionedDids(std::string_view text, const std::vector<WireFacet>& facets) {
    std::vector<std::string> dids;
    for (const WireFacet& facet : usableFacets(text, facets)) {
        if (!facet.did.empty() && std::ranges::find(dids, facet.did) == dids.end()) {
            dids.push_back(facet.did);
        }
    }
    return dids;
}

std::vector<TextPart> findParts(std::string_view text) {
    std::vector<TextPart> parts;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t next = at;
        if (startsPart(text, at)) {
            next = text[at] == '@' ? mentionAt(text, at, parts) : tagAt(text, at, parts);
            if (next == at && isAlphanumeric(text[at])) {
                next = linkAt(text, at, parts);
            }
        }
        at = next > at ? next : at + 1;
    }
    return parts;
}

}  // namespace platform::bluesky
