// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/post_text.h"

#include "practice/mastodon/params.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace app::practice::mastodon {
namespace {

bool isAlnum(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0;
}

bool isName(char letter) {
    return isAlnum(letter) || letter == '_';
}

bool isBeyondAscii(char letter) {
    return (static_cast<unsigned char>(letter) & 0x80U) != 0;
}

/// Word characters of any script, near enough: everything beyond ASCII but CJK and general punctuation.
std::size_t wordBytes(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    if (!isBeyondAscii(text.front())) {
        return isName(text.front()) ? 1 : 0;
    }
    const bool isPunctuation = text.starts_with("\xE3\x80") || text.starts_with("\xE2\x80") ||
                               text.starts_with("\xEF\xBC") || text.starts_with("\xF0\x9F");
    if (isPunctuation) {
        return 0;
    }
    std::size_t bytes = 1;
    while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
        ++bytes;
    }
    return bytes;
}

/// The address at the start of `text` without the punctuation that ends a sentence; 0 = none.
std::size_t linkBytes(std::string_view text) {
    const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
    if (scheme == 0) {
        return 0;
    }
    std::size_t end = scheme;
    while (end < text.size() && !isBeyondAscii(text[end]) &&
           (isAlnum(text[end]) ||
            std::string_view("-._~:/?#[]@!$&'()*+,;=%|").find(text[end]) != std::string_view::npos)) {
        ++end;
    }
    const auto unbalanced = [&] {
        const std::string_view soFar = text.substr(0, end);
        return std::ranges::count(soFar, ')') > std::ranges::count(soFar, '(');
    };
    while (end > scheme && (std::string_view(".,;:!?'*").find(text[end - 1]) != std::string_view::npos ||
                            (text[end - 1] == ')' && unbalanced()))) {
        --end;
    }
    const std::string_view host =
        text.substr(scheme, std::min(end, text.find_first_of("/?#", scheme)) - scheme);
    return host.find('.') == std::string_view::npos || host.size() < 4 ? 0 : end;
}

/// A name that may hold dots and dashes, but neither starts nor ends with one.
std::size_t dottedBytes(std::string_view text, bool (*isInner)(char)) {
    std::size_t end = 0;
    while (end < text.size() && (isInner(text[end]) || text[end] == '.' || text[end] == '-')) {
        ++end;
    }
    while (end > 0 && (text[end - 1] == '.' || text[end - 1] == '-')) {
        --end;
    }
    return end > 0 && isInner(text.front()) ? end : 0;
}

std::optional<Entity> mentionAt(std::string_view text, std::size_t at) {
    const bool follows = at > 0 && (isName(text[at - 1]) || isBeyondAscii(text[at - 1]) ||
                                    text[at - 1] == '=' || text[at - 1] == '/');
    const std::size_t name = dottedBytes(text.substr(at + 1), isName);
    if (follows || name == 0) {
        return std::nullopt;
    }
    Entity mention{Entity::Kind::Mention, at, at + 1 + name, std::string(text.substr(at + 1, name))};
    if (mention.end < text.size() && text[mention.end] == '@') {
        const std::size_t domain = dottedBytes(text.substr(mention.end + 1), isName);
        mention.domain = base::asciiLower(text.substr(mention.end + 1, domain));
        mention.end += domain == 0 ? 0 : domain + 1;
    }
    return mention;
}

std::optional<Entity> hashtagAt(std::string_view text, std::size_t at) {
    const bool follows = at > 0 && (isName(text[at - 1]) || text[at - 1] == '/' || text[at - 1] == '&');
    std::size_t end = at + 1;
    bool hasLetter = false;
    while (const std::size_t bytes = wordBytes(text.substr(end))) {
        hasLetter = hasLetter || std::isdigit(static_cast<unsigned char>(text[end])) == 0;
        end += bytes;
    }
    if (follows || !hasLetter) {
        return std::nullopt;
    }
    return Entity{Entity::Kind::Hashtag, at, end, std::string(text.substr(at + 1, end - at - 1))};
}

std::string_view outlinks(Origin origin) {
    return origin == Origin::Remote ? R"( rel="nofollow noopener" target="_blank")" : "";
}

std::string linkHtml(std::string_view url, Origin origin) {
    std::size_t prefix = url.starts_with("https://") ? 8 : 7;
    prefix += url.substr(prefix).starts_with("www.") ? 4 : 0;
    constexpr std::size_t kShown = 30;
    const std::string_view rest = url.substr(prefix);
    const bool cut = rest.size() > kShown;
    return fmt::format(
        R"(<a href="{}"{} translate="no"{}><span class="invisible">{}</span><span class="{}">{}</span><span class="invisible">{}</span></a>)",
        escapeHtml(url),
        origin == Origin::Local ? R"( target="_blank" rel="nofollow noopener")"
                                : R"( rel="nofollow noopener")",
        origin == Origin::Local ? "" : R"( target="_blank")", escapeHtml(url.substr(0, prefix)),
        cut ? "ellipsis" : "", escapeHtml(rest.substr(0, kShown)),
        cut ? escapeHtml(rest.substr(kShown)) : "");
}

std::string mentionHtml(const Entity& entity, std::string_view written, const HtmlSettings& settings) {
    const std::optional<std::string> profile = settings.profileOf ? settings.profileOf(entity) : std::nullopt;
    if (!profile) {
        return escapeHtml(written);
    }
    return fmt::format(
        R"(<span class="h-card" translate="no"><a href="{}" class="u-url mention"{}>@<span>{}</span></a></span>)",
        escapeHtml(*profile), outlinks(settings.origin), escapeHtml(entity.name));
}

std::string hashtagHtml(const Entity& entity, const HtmlSettings& settings) {
    return fmt::format(R"(<a href="{}{}" class="mention hashtag"{}>#<span>{}</span></a>)",
                       escapeHtml(settings.tagBase), encodeUrl(base::asciiLower(entity.name)),
                       settings.origin == Origin::Local ? R"( rel="tag")" : outlinks(settings.origin),
                       escapeHtml(entity.name));
}

/// Blank lines part paragraphs; a single line feed breaks the line.
std::string paragraphs(std::string_view html) {
    std::string out = "<p>";
    for (std::size_t at = 0; at < html.size();) {
        if (html[at] != '\n') {
            out += html[at++];
            continue;
        }
        const std::size_t end = std::min(html.find_first_not_of('\n', at), html.size());
        out += end - at > 1 ? "</p><p>" : "<br />";
        at = end;
    }
    return out + "</p>";
}

}  // namespace

std::vector<Entity> findEntities(std::string_view text) {
    std::vector<Entity> found;
    for (std::size_t at = 0; at < text.size();) {
        std::optional<Entity> entity;
        if (text[at] == 'h' && (at == 0 || !isName(text[at - 1]))) {
            if (const std::size_t bytes = linkBytes(text.substr(at)); bytes > 0) {
                entity = Entity{Entity::Kind::Link, at, at + bytes, std::string(text.substr(at, bytes))};
            }
        } else if (text[at] == '@') {
            entity = mentionAt(text, at);
        } else if (text[at] == '#') {
            entity = hashtagAt(text, at);
        }
        at = entity ? entity->end : at + 1;
        if (entity) {
            found.push_back(*std::move(entity));
        }
    }
    return found;
}

std::size_t countLength(std::string_view warning, std::string_view text) {
    std::string countable(warning);
    std::size_t from = 0;
    for (const Entity& entity : findEntities(text)) {
        countable += text.substr(from, entity.begin - from);
        from = entity.end;
        switch (entity.kind) {
        case Entity::Kind::Link:
            countable.append(kLinkLength, 'x');
            break;
        case Entity::Kind::Mention:
            countable += "@" + entity.name;
            break;
        case Entity::Kind::Hashtag:
            countable += text.substr(entity.begin, entity.end - entity.begin);
            break;
        }
    }
    countable += text.substr(from);
    return base::countGraphemes(countable);
}

std::string renderHtml(std::string_view text, const HtmlSettings& settings) {
    if (text.empty()) {
        return {};
    }
    std::string html;
    std::size_t from = 0;
    for (const Entity& entity : findEntities(text)) {
        html += escapeHtml(text.substr(from, entity.begin - from));
        from = entity.end;
        switch (entity.kind) {
        case Entity::Kind::Link:
            html += linkHtml(entity.name, settings.origin);
            break;
        case Entity::Kind::Mention:
            html += mentionHtml(entity, text.substr(entity.begin, entity.end - entity.begin), settings);
            break;
        case Entity::Kind::Hashtag:
            html += hashtagHtml(entity, settings);
            break;
        }
    }
    html += escapeHtml(text.substr(from));
    return paragraphs(html);
}

std::string escapeHtml(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        switch (letter) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += letter;
        }
    }
    return out;
}

}  // namespace app::practice::mastodon
