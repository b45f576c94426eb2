// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/facets.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace app::practice::bluesky {
namespace {

bool isAlnum(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0;
}

bool isSpace(char letter) {
    return std::isspace(static_cast<unsigned char>(letter)) != 0;
}

Json facet(std::size_t begin, std::size_t end, const Json& feature) {
    return {{"index", {{"byteStart", begin}, {"byteEnd", end}}}, {"features", Json::array({feature})}};
}

std::size_t spanWhile(std::string_view text, bool (*accepts)(char)) {
    const auto end = std::ranges::find_if_not(text, accepts);
    return static_cast<std::size_t>(end - text.begin());
}

/// "name.tld" with an ending that exists, at the start of `text`.
bool startsWithDomain(std::string_view text) {
    constexpr std::array<std::string_view, 8> kEndings{"com", "org", "net", "de",
                                                       "es",  "io",  "app", "social"};
    const std::string_view host = text.substr(
        0, spanWhile(text, [](char letter) { return isAlnum(letter) || letter == '.' || letter == '-'; }));
    const std::string lower = base::asciiLower(host.substr(0, host.find_last_not_of(".-") + 1));
    const auto dot = lower.rfind('.');
    return dot != std::string::npos && dot > 0 && !text.empty() &&
           std::isalpha(static_cast<unsigned char>(text.front())) != 0 &&
           std::ranges::find(kEndings, std::string_view(lower).substr(dot + 1)) != kEndings.end();
}

std::string_view withoutEnding(std::string_view text, std::string_view endings) {
    while (!text.empty() && endings.find(text.back()) != std::string_view::npos) {
        text.remove_suffix(1);
    }
    return text;
}

Json linkAt(std::string_view text, std::size_t at) {
    std::string_view word = text.substr(at);
    word = word.substr(0, spanWhile(word, [](char letter) { return !isSpace(letter); }));
    const bool hasScheme = word.starts_with("https://") || word.starts_with("http://");
    if (!hasScheme && !startsWithDomain(word)) {
        return nullptr;
    }
    word = withoutEnding(word, ".,;:!?");
    if (word.ends_with(')') && word.find('(') == std::string_view::npos) {
        word.remove_suffix(1);
    }
    return facet(at, at + word.size(),
                 {{"$type", "app.bsky.richtext.facet#link"},
                  {"uri", (hasScheme ? "" : "https://") + std::string(word)}});
}

Json mentionAt(std::string_view text, std::size_t at, const ResolveHandle& resolve) {
    std::string_view handle = text.substr(at + 1);
    handle = handle.substr(
        0, spanWhile(handle, [](char letter) { return isAlnum(letter) || letter == '.' || letter == '-'; }));
    handle = withoutEnding(handle, ".-");
    const std::string did = resolve(handle);
    if (did.empty()) {
        return nullptr;
    }
    return facet(at, at + 1 + handle.size(), {{"$type", "app.bsky.richtext.facet#mention"}, {"did", did}});
}

Json tagAt(std::string_view text, std::size_t at) {
    std::string_view tag = text.substr(at + 1);
    tag = tag.substr(0, spanWhile(tag, [](char letter) { return !isSpace(letter); }));
    tag = withoutEnding(tag, ".,;:!?'\")]}");
    const bool onlyDigits = std::ranges::all_of(
        tag, [](char letter) { return std::isdigit(static_cast<unsigned char>(letter)) != 0; });
    if (onlyDigits || base::countGraphemes(tag) > 64) {
        return nullptr;
    }
    return facet(at, at + 1 + tag.size(),
                 {{"$type", "app.bsky.richtext.facet#tag"}, {"tag", std::string(tag)}});
}

}  // namespace

Json detectFacets(std::string_view text, const ResolveHandle& resolve) {
    Json found = Json::array();
    for (std::size_t at = 0; at < text.size();) {
        const bool begins = at == 0 || isSpace(text[at - 1]) || text[at - 1] == '(';
        Json one = nullptr;
        if (begins) {
            one = text[at] == '@'   ? mentionAt(text, at, resolve)
                  : text[at] == '#' ? tagAt(text, at)
                                    : linkAt(text, at);
        }
        at = one.is_null() ? at + 1 : one["index"]["byteEnd"].get<std::size_t>();
        if (!one.is_null()) {
            found.push_back(std::move(one));
        }
    }
    return found.empty() ? Json(nullptr) : found;
}

}  // namespace app::practice::bluesky
