// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/paging.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace app::practice::mastodon {
namespace {

/// The number at the start, 0 without one: what the server's database makes of "12abc" and "abc".
Id leadingNumber(const std::string& text) {
    return std::strtoull(text.c_str(), nullptr, 10);
}

std::optional<Id> idParam(const Params& params, std::string_view name) {
    const std::string text = params.textOrEmpty(name);
    return text.empty() ? std::nullopt : std::optional(leadingNumber(text));
}

std::string pageUrl(const LinkAsk& ask, const Params& params, std::string_view cursor, Id id) {
    std::vector<std::pair<std::string, std::string>> query{{std::string(cursor), std::to_string(id)}};
    for (const std::string& name : ask.kept) {
        if (name.ends_with("[]")) {
            for (const std::string& value : params.list(name.substr(0, name.size() - 2))) {
                query.emplace_back(name, value);
            }
        } else if (const auto value = params.text(name)) {
            query.emplace_back(name, *value);
        }
    }
    // Sorted by name, the values of a list in their own order.
    std::ranges::stable_sort(query, {}, [](const auto& entry) { return entry.first; });
    std::string url = ask.url;
    char separator = '?';
    for (const auto& [name, value] : query) {
        url += fmt::format("{}{}={}", separator, encodeUrl(name), encodeUrl(value));
        separator = '&';
    }
    return url;
}

}  // namespace

PageAsk pageAsk(const Params& params, std::size_t defaultLimit) {
    PageAsk ask;
    ask.limit = defaultLimit;
    if (const auto limit = params.text("limit")) {
        const long long asked = std::llabs(std::strtoll(limit->c_str(), nullptr, 10));
        ask.limit = std::min(static_cast<std::size_t>(asked), defaultLimit * 2);
    }
    ask.maxId = idParam(params, "max_id");
    ask.sinceId = idParam(params, "since_id");
    ask.minId = idParam(params, "min_id");
    return ask;
}

std::vector<Id> pageOf(const std::vector<Id>& ascending, const PageAsk& ask) {
    const std::optional<Id> above = ask.minId ? ask.minId : ask.sinceId;
    auto begin = above ? std::ranges::upper_bound(ascending, *above) : ascending.begin();
    auto end = ask.maxId ? std::ranges::lower_bound(ascending, *ask.maxId) : ascending.end();
    if (begin >= end) {
        return {};
    }
    const auto limit = static_cast<std::ptrdiff_t>(ask.limit);
    if (end - begin > limit) {
        if (ask.minId) {
            end = begin + limit;
        } else {
            begin = end - limit;
        }
    }
    return {std::make_reverse_iterator(end), std::make_reverse_iterator(begin)};
}

std::string linkHeader(const LinkAsk& ask, const Params& params) {
    std::string header;
    if (ask.nextMaxId) {
        header = fmt::format("<{}>; rel=\"next\"", pageUrl(ask, params, "max_id", *ask.nextMaxId));
    }
    if (ask.prevMinId) {
        header += fmt::format("{}<{}>; rel=\"prev\"", header.empty() ? "" : ", ",
                              pageUrl(ask, params, "min_id", *ask.prevMinId));
    }
    return header;
}

}  // namespace app::practice::mastodon
