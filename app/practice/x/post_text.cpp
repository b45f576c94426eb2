// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/post_text.h"

#include "base/text.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace app::practice::x {
namespace {

constexpr int kLinkWeight = 23;

// Of the thousand endings of a domain those that people of this street may write without a scheme. "example"
// is nobody's; here it stands for a real one.
constexpr std::array<std::string_view, 20> kEndings{"com", "org", "net",  "io",  "de", "at",     "ch",
                                                    "fr",  "es",  "pl",   "jp",  "uk", "co",     "eu",
                                                    "dev", "app", "shop", "xyz", "me", "example"};

bool isAlnum(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
           (letter >= 'A' && letter <= 'Z');
}

bool isNameLetter(char letter) {
    return isAlnum(letter) || letter == '_';
}

bool isHighByte(char letter) {
    return (static_cast<unsigned char>(letter) & 0x80U) != 0;
}

/// The end of the run of letters that `is` accepts.
template <class Is>
std::size_t runEnd(std::string_view text, std::size_t from, Is is) {
    while (from < text.size() && is(text[from])) {
        ++from;
    }
    return from;
}

/// The end of a domain at `at` whose last part is a known ending; `at` when there is none. With a scheme
/// any ending of two letters or more will do.
std::size_t domainEnd(std::string_view text, std::size_t at, bool hasScheme) {
    std::size_t end = runEnd(text, at, [](char c) { return isAlnum(c) || c == '-' || c == '.'; });
    while (end > at && !isAlnum(text[end - 1])) {
        --end;
    }
    const std::string_view domain = text.substr(at, end - at);
    const auto dot = domain.rfind('.');
    if (dot == std::string_view::npos || dot == 0) {
        return at;
    }
    const std::string ending = base::asciiLower(domain.substr(dot + 1));
    const bool isWord = ending.size() >= 2 && std::ranges::none_of(ending, [](char c) { return c <= '9'; });
    const bool isKnown = std::ranges::find(kEndings, ending) != kEndings.end();
    return isKnown || (hasScheme && isWord) ? end : at;
}

std::size_t pathEnd(std::string_view text, std::size_t from) {
    from = from < text.size() && text[from] == ':' ? runEnd(text, from + 1, isAlnum) : from;
    if (from == text.size() || (text[from] != '/' && text[from] != '?')) {
        return from;
    }
    std::size_t end = runEnd(text, from, [](char c) {
        return isAlnum(c) || isHighByte(c) || std::string_view("-._~:/?#[]@!$&'()*+,;=%").contains(c);
    });
    while (end > from && std::string_view(".,;:!?'\")]").contains(text[end - 1])) {
        --end;
    }
    return end;
}

std::size_t linkEnd(std::string_view text, std::size_t at) {
    if (at > 0 && (isNameLetter(text[at - 1]) || std::string_view("@#$./-").contains(text[at - 1]))) {
        return at;
    }
    const std::string_view rest = text.substr(at);
    const std::size_t scheme = rest.starts_with("https://") ? 8 : rest.starts_with("http://") ? 7 : 0;
    const std::size_t domain = domainEnd(text, at + scheme, scheme > 0);
    if (domain == at + scheme || (domain < text.size() && text[domain] == '@')) {
        return at;
    }
    return pathEnd(text, domain);
}

std::size_t nameEnd(std::string_view text, std::size_t at, Entity::Kind kind) {
    if (at > 0 && (isNameLetter(text[at - 1]) || isHighByte(text[at - 1]) || text[at - 1] == '&')) {
        return at;
    }
    std::size_t end = at + 1;
    if (kind == Entity::Kind::Hashtag) {
        end = runEnd(text, end, [](char c) { return isNameLetter(c) || isHighByte(c); });
        const auto name = text.substr(at + 1, end - at - 1);
        return std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; }) ? at : end;
    }
    end = runEnd(text, end, kind == Entity::Kind::Mention ? isNameLetter : isAlnum);
    const std::size_t length = end - at - 1;
    if (kind == Entity::Kind::Mention) {
        return length >= 1 && length <= 15 ? end : at;
    }
    const bool hasDigit = std::ranges::any_of(text.substr(at + 1, length), [](char c) { return c <= '9'; });
    return length >= 1 && length <= 6 && !hasDigit ? end : at;
}

bool isEmoji(char32_t point) {
    return (point >= 0x1F000 && point <= 0x1FAFF) || (point >= 0x2600 && point <= 0x27BF) ||
           (point >= 0x2B05 && point <= 0x2B55) || (point >= 0x231A && point <= 0x23FF) || point == 0xFE0F ||
           point == 0x20E3;
}

int weightOfPoint(char32_t point) {
    const bool isLight = point <= 0x10FF || (point >= 0x2000 && point <= 0x200D) ||
                         (point >= 0x2010 && point <= 0x201F) || (point >= 0x2032 && point <= 0x2037);
    return isLight ? 1 : 2;
}

/// What a reader takes for one sign. A letter with its accent counts as the composed letter.
int weightOfCluster(std::string_view cluster) {
    int weight = 0;
    bool composed = false;
    char32_t before = 0;
    for (std::size_t at = 0; at < cluster.size();) {
        const auto step = base::utf8At(cluster, at);
        at += step.size;
        if (isEmoji(step.codePoint)) {
            return 2;
        }
        const bool isAccent = step.codePoint >= 0x300 && step.codePoint <= 0x36F;
        if (isAccent && !composed && before < 0x250 && before > 0x40) {
            composed = true;
        } else {
            weight += weightOfPoint(step.codePoint);
        }
        before = step.codePoint;
    }
    return weight;
}

int weightOfWords(std::string_view text) {
    int weight = 0;
    while (!text.empty()) {
        const std::string cluster = base::firstGraphemes(text, 1);
        if (cluster.empty()) {
            break;
        }
        weight += weightOfCluster(cluster);
        text.remove_prefix(std::min(text.size(), cluster.size()));
    }
    return weight;
}

std::size_t points(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string escape(std::string_view text) {
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
        default:
            out += letter;
        }
    }
    return out;
}

Json linkJson(const Entity& entity, const std::string& shortened) {
    const bool hasScheme = entity.name.starts_with("http");
    std::string display = hasScheme ? entity.name.substr(entity.name.find("//") + 2) : entity.name;
    if (display.starts_with("www.")) {
        display.erase(0, 4);
    }
    if (base::countGraphemes(display) > 27) {
        display = base::firstGraphemes(display, 26) + "…";
    }
    return {{"url", shortened},
            {"expanded_url", hasScheme ? entity.name : "http://" + entity.name},
            {"display_url", display}};
}

}  // namespace

std::vector<Entity> findEntities(std::string_view text) {
    using enum Entity::Kind;
    std::vector<Entity> found;
    for (std::size_t at = 0; at < text.size();) {
        const char letter = text[at];
        const bool isSign = letter == '@' || letter == '#' || letter == '$';
        const Entity::Kind kind = letter == '@'   ? Mention
                                  : letter == '#' ? Hashtag
                                  : letter == '$' ? Cashtag
                                                  : Link;
        const std::size_t end = isSign ? nameEnd(text, at, kind) : isAlnum(letter) ? linkEnd(text, at) : at;
        if (end > at) {
            const std::size_t from = isSign ? at + 1 : at;
            found.push_back({kind, at, end, std::string(text.substr(from, end - from))});
        }
        at = std::max(end, at + 1);
    }
    return found;
}

int weightOf(std::string_view text) {
    int weight = 0;
    std::size_t from = 0;
    for (const Entity& entity : findEntities(text)) {
        if (entity.kind == Entity::Kind::Link) {
            weight += weightOfWords(text.substr(from, entity.begin - from)) + kLinkWeight;
            from = entity.end;
        }
    }
    return weight + weightOfWords(text.substr(from));
}

std::string fitting(std::string_view text, int weight) {
    std::string best;
    std::string sofar;
    while (!text.empty()) {
        const std::string cluster = base::firstGraphemes(text, 1);
        if (cluster.empty() || weightOf(sofar + cluster) > weight) {
            break;
        }
        if (cluster == " ") {
            best = sofar;
        }
        sofar += cluster;
        text.remove_prefix(std::min(text.size(), cluster.size()));
    }
    return text.empty() || best.empty() ? sofar : best;
}

std::string shortLink(std::string_view link) {
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char letter : link) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
    }
    std::string code;
    for (int count = 0; count < 10; ++count, hash /= kLetters.size()) {
        code += kLetters[hash % kLetters.size()];
    }
    return "https://t.co/" + code;
}

ShownText show(std::string_view text, const AccountOf& accountOf) {
    ShownText shown;
    std::size_t from = 0;
    for (const Entity& entity : findEntities(text)) {
        shown.text += escape(text.substr(from, entity.begin - from));
        from = entity.end;
        const bool isLink = entity.kind == Entity::Kind::Link;
        const std::string words = isLink ? shortLink(entity.name)
                                         : std::string(text.substr(entity.begin, entity.end - entity.begin));
        const std::size_t start = points(shown.text);
        shown.text += words;
        Json json = {{"start", start}, {"end", start + points(words)}};
        if (isLink) {
            json.update(linkJson(entity, words));
            shown.entities["urls"].push_back(json);
        } else if (entity.kind == Entity::Kind::Mention) {
            // A name that nobody has stays plain text.
            if (const Account* account = accountOf(entity.name)) {
                json["username"] = account->userName;
                json["id"] = std::to_string(account->id);
                shown.entities["mentions"].push_back(json);
            }
        } else {
            json["tag"] = entity.name;
            shown.entities[entity.kind == Entity::Kind::Hashtag ? "hashtags" : "cashtags"].push_back(json);
        }
    }
    shown.text += escape(text.substr(from));
    return shown;
}

}  // namespace app::practice::x
