// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/prices.h"

#include "platform/price_list.h"
#include "platform/x/compose.h"
#include "platform/x/parse.h"

#include "model/text_limits.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace platform::x {
namespace {

constexpr std::string_view kOwnedRead = "owned_read";
constexpr std::string_view kPostRead = "post_read";
constexpr std::string_view kUserRead = "user_read";
constexpr std::string_view kDirectMessageRead = "dm_read";
constexpr std::string_view kReply = "reply";
constexpr std::string_view kReplyWithUrl = "reply_with_url";
constexpr std::string_view kDirectMessageSent = "dm_sent";

/// What a request's data are charged as; empty = nothing is.
struct Read {
    std::string_view data;
    std::size_t most = 0;         ///< items of data
    std::size_t usersOfEach = 0;  ///< that may come along with one item
    std::size_t postsOfEach = 0;
};

std::string_view pathOf(std::string_view url) {
    const auto path = url.find('/', url.find("//") + 2);
    return path == std::string_view::npos ? std::string_view() : url.substr(path, url.find('?') - path);
}

std::size_t numberIn(std::string_view url, std::string_view parameter, std::size_t usual) {
    const auto value = net::queryParameter(url, parameter);
    std::size_t number = usual;
    if (value) {
        std::from_chars(value->data(), value->data() + value->size(), number);
    }
    return std::min<std::size_t>(number, 100);
}

std::size_t wordsIn(std::string_view url, std::string_view parameter) {
    const auto value = net::queryParameter(url, parameter);
    return value && !value->empty() ? static_cast<std::size_t>(std::ranges::count(*value, ',')) + 1 : 0;
}

Read readOf(std::string_view url) {
    const std::string_view path = pathOf(url);
    const std::string expansions = net::queryParameter(url, "expansions").value_or("");
    const auto expands = [&expansions](std::string_view word) {
        return expansions.find(word) != std::string::npos ? std::size_t{1} : std::size_t{0};
    };
    const std::size_t users = expands("author_id") + expands("in_reply_to_user_id");
    const std::size_t posts = expands("referenced_") + expands("edit_history");
    if (path == "/2/users/me") {
        return {.data = kUserRead, .most = 1};
    }
    if (path == "/2/users") {
        return {.data = kUserRead, .most = wordsIn(url, "ids")};
    }
    if (path.ends_with("/dm_events")) {
        return {.data = kDirectMessageRead,
                .most = numberIn(url, "max_results", 100),
                .usersOfEach = expands("sender_id"),
                .postsOfEach = expands("referenced_")};
    }
    if (path.starts_with("/2/users/") && (path.ends_with("/mentions") || path.ends_with("/tweets"))) {
        return {.data = kOwnedRead,
                .most = numberIn(url, "max_results", 10),
                .usersOfEach = users,
                .postsOfEach = posts};
    }
    if (path == "/2/tweets") {
        return {.data = kPostRead, .most = wordsIn(url, "ids"), .usersOfEach = users, .postsOfEach = posts};
    }
    if (path == "/2/tweets/search/recent") {
        return {.data = kPostRead,
                .most = numberIn(url, "max_results", 10),
                .usersOfEach = users,
                .postsOfEach = posts};
    }
    return {};
}

std::string_view sentKind(const net::HttpRequest& request) {
    const std::string_view path = pathOf(request.url);
    if (path.ends_with("/messages")) {
        return kDirectMessageSent;
    }
    if (path != "/2/tweets") {
        return {};
    }
    const auto body = nlohmann::json::parse(request.body, nullptr, false);
    const auto text = body.is_object() ? body.find("text") : body.end();
    const bool url =
        text != body.end() && text->is_string() && model::hasUrl(text->get<std::string>(), postLength());
    return url ? kReplyWithUrl : kReply;
}

/// Posts, people and messages are numbered apart.
std::string resource(std::string_view kind, std::string_view id) {
    const bool post = kind == kOwnedRead || kind == kPostRead;
    return fmt::format("{}:{}", post ? "post" : kind == kUserRead ? "user" : "message", id);
}

void add(std::vector<model::Charge>& charges, std::string_view kind, std::size_t count) {
    if (count > 0) {
        charges.push_back({.kind = std::string(kind), .count = static_cast<std::int64_t>(count)});
    }
}

model::Micros priceNamed(const model::Account& account, std::string_view kind) {
    const auto list = prices();
    const auto listed = std::ranges::find(list, kind, &Price::kind);
    return platform::priceOf(account, *listed);
}

}  // namespace

std::vector<Price> prices() {
    return {{kOwnedRead, 1'000, "a mention or an own post read"},
            {kPostRead, 5'000, "another post read"},
            {kUserRead, 10'000, "a person looked up"},
            {kDirectMessageRead, 10'000, "a direct message read"},
            {kReply, 10'000, "a reply"},
            {kReplyWithUrl, 200'000, "a reply with a link"},
            {kDirectMessageSent, 15'000, "a direct message sent"}};
}

std::vector<model::Charge> mostCharges(const net::HttpRequest& request) {
    std::vector<model::Charge> charges;
    if (request.method == net::Method::Post) {
        if (const auto kind = sentKind(request); !kind.empty()) {
            add(charges, kind, 1);
        }
        return charges;
    }
    const Read read = readOf(request.url);
    add(charges, read.data, read.most);
    add(charges, kUserRead, read.most * read.usersOfEach);
    add(charges, kPostRead, read.most * read.postsOfEach);
    return charges;
}

std::vector<model::Charge> charges(const net::HttpRequest& request, const net::HttpResponse& response) {
    if (response.status < 200 || response.status >= 300) {
        return {};
    }
    if (request.method == net::Method::Post) {
        return mostCharges(request);
    }
    const Read read = readOf(request.url);
    json::Reader json(response.body);
    std::vector<model::Charge> charges;
    if (read.data.empty() || !json.startsAsJson()) {
        return charges;
    }
    const auto page = readPage(json);
    if (!page) {
        return charges;
    }
    for (const auto& item : page->items) {
        // Posts, people and messages all name themselves by "id".
        WireUser named;
        static_cast<void>(readUser(json, item, named));
        charges.push_back({.kind = std::string(read.data), .item = resource(read.data, named.id)});
    }
    for (const auto& [id, user] : page->includes.users) {
        charges.push_back({.kind = std::string(kUserRead), .item = resource(kUserRead, id)});
    }
    for (const auto& [id, post] : page->includes.posts) {
        charges.push_back({.kind = std::string(kPostRead), .item = resource(kPostRead, id)});
    }
    return charges;
}

model::ReplyPrice replyPrice(const model::Account& account) {
    return {.plain = priceNamed(account, kReply), .withUrl = priceNamed(account, kReplyWithUrl)};
}

model::ReplyPrice directMessagePrice(const model::Account& account) {
    const model::Micros price = priceNamed(account, kDirectMessageSent);
    return {.plain = price, .withUrl = price};
}

}  // namespace platform::x
