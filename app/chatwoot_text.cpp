// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/chatwoot_text.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace app {
namespace {

using namespace std::literals;

constexpr std::array kLike{std::pair{"contact.first_name"sv, "customer.first_name"sv},
                           std::pair{"contact.name"sv, "customer.name"sv},
                           std::pair{"agent.name"sv, "agent.name"sv}};

/// What stands in quotes behind "||" or "default:"; empty = nothing.
std::string_view fallbackIn(std::string_view rest) {
    rest = base::trim(rest);
    if (rest.starts_with("|")) {
        rest = base::trim(rest.substr(1));
    } else if (const std::size_t at = rest.find("default:"); at != rest.npos) {
        rest = base::trim(rest.substr(at + "default:"sv.size()));
    } else {
        return {};
    }
    if (rest.empty() || (rest.front() != '\'' && rest.front() != '"')) {
        return {};
    }
    const std::size_t end = rest.find(rest.front(), 1);
    return end == rest.npos ? std::string_view{} : rest.substr(1, end - 1);
}

std::string placeholderFor(std::string_view inside, std::vector<std::string>& foreign) {
    const std::size_t bar = inside.find('|');
    const std::string name = base::asciiLower(base::trim(inside.substr(0, bar)));
    const std::string_view fallback =
        bar == inside.npos ? std::string_view{} : fallbackIn(inside.substr(bar + 1));
    const auto like =
        std::ranges::find(kLike, std::string_view(name), [](const auto& pair) { return pair.first; });
    if (like == kLike.end() && std::ranges::find(foreign, name) == foreign.end()) {
        foreign.push_back(name);
    }
    std::string made = "{{" + (like == kLike.end() ? name : std::string(like->second));
    if (!fallback.empty()) {
        made += "|" + std::string(fallback);
    }
    return made + "}}";
}

}  // namespace

std::string fromChatwoot(std::string_view text, std::vector<std::string>& foreign) {
    std::string made;
    while (!text.empty()) {
        const std::size_t open = text.find("{{");
        const std::size_t close = open == text.npos ? open : text.find("}}", open + 2);
        if (close == text.npos) {
            break;
        }
        made += text.substr(0, open);
        const std::string_view inside = text.substr(open + 2, close - open - 2);
        made += base::trim(inside).empty() ? std::string(text.substr(open, close + 2 - open))
                                           : placeholderFor(inside, foreign);
        text.remove_prefix(close + 2);
    }
    return made + std::string(text);
}

}  // namespace app
