// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/brand_search.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace platform {

std::string_view brandSearch(const model::Account& account) {
    const auto set = account.settings.find(std::string(kBrandSearch));
    return set == account.settings.end() ? std::string_view() : base::trim(set->second);
}

std::vector<std::string> searchesIn(std::string_view value) {
    std::vector<std::string> searches;
    std::string one;
    const auto finish = [&] {
        if (const auto search = base::trim(one); !search.empty()) {
            searches.emplace_back(search);
        }
        one.clear();
    };
    bool quoted = false;
    for (const char letter : value) {
        quoted = quoted != (letter == '"');
        if (letter == ';' && !quoted) {
            finish();
        } else {
            one += letter;
        }
    }
    finish();
    return searches;
}

base::Status checkBrandSearch(std::string_view value) {
    const auto refuse = [](std::string why) { return base::fail(base::ErrorKind::BadInput, std::move(why)); };
    if (std::ranges::any_of(value, [](char letter) { return static_cast<unsigned char>(letter) < ' '; })) {
        return refuse("write one line");
    }
    if (std::ranges::count(value, '"') % 2 != 0) {
        return refuse("end every quotation mark");
    }
    if (searchesIn(value).size() > kMostSearches) {
        return refuse(fmt::format("write at most {} searches, with ; between them", kMostSearches));
    }
    return {};
}

std::string_view tagOf(std::string_view search) {
    if (search.size() < 2 || search.front() != '#' ||
        search.find_first_of(" \t\"#@/?&()", 1) != std::string_view::npos) {
        return {};
    }
    return search.substr(1);
}

std::string searchCursor(std::string_view search) {
    return "search " + std::string(search);
}

bool maybeHit(const model::IncomingMessage& message) {
    return !message.own && message.unreadable.empty() && message.sight == model::Sight::Shown &&
           message.visibility == model::Visibility::Public;
}

}  // namespace platform
