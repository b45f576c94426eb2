// SPDX-License-Identifier: GPL-3.0-or-later
#include "x_samples.h"

#include "base/iso8601.h"
#include "platform/x/snowflake.h"
#include "samples.h"

namespace ex {

model::Account account() {
    model::Account account;
    account.platform = "x";
    account.server = "https://api.x.example";
    account.remoteId = kMe;
    account.handle = "@shop";
    account.name = "Lamp shop";
    account.profileUrl = "https://x.com/shop";
    account.facts.software = "x";
    account.facts.version = "tweet";
    return account;
}

platform::Secrets secrets() {
    return {{"access_token", "ACCESS"}, {"refresh_token", "REFRESH"}, {"client_id", "APP"}};
}

const platform::PlatformAdapter& adapter() {
    static const platform::Registry registry;
    return *registry.adapter("x");
}

std::string idOf(int minute) {
    return platform::x::idAt(samples::minuteOf(minute));
}

Json user(const std::string& id) {
    const std::string name = id == kMe ? "shop" : id == kMira ? "mira" : "tom";
    return {{"id", id},
            {"username", name},
            {"name", name == "shop"   ? "Lamp shop"
                     : name == "mira" ? "Mira"
                                      : "Tom"}};
}

Json post(int minute, const std::string& author, std::string_view text, Dialect dialect) {
    const std::string id = idOf(minute);
    Json made{{"id", id},
              {"text", text},
              {"author_id", author},
              {"conversation_id", id},
              {"created_at", base::toIso8601(samples::minuteOf(minute))},
              {dialect == Dialect::Tweet ? "edit_history_tweet_ids" : "edit_history_post_ids", {id}}};
    return made;
}

Json replyTo(Json post, const std::string& parent, Dialect dialect) {
    post[dialect == Dialect::Tweet ? "referenced_tweets" : "referenced_posts"] =
        Json::array({{{"type", "replied_to"}, {"id", parent}}});
    post["conversation_id"] = parent;
    return post;
}

Json directMessage(int minute, const std::string& sender, std::string_view text) {
    return {{"id", idOf(minute)},
            {"event_type", "MessageCreate"},
            {"text", text},
            {"sender_id", sender},
            {"dm_conversation_id", "777-2244"},
            {"created_at", base::toIso8601(samples::minuteOf(minute))}};
}

Json usersOf(const std::vector<std::string>& ids) {
    Json users = Json::array();
    for (const auto& id : ids) {
        users.push_back(user(id));
    }
    return {{"users", users}};
}

Answer page(const std::vector<Json>& items, const std::string& token, const Json& includes) {
    Json body = Json::object();
    if (!items.empty()) {
        body["data"] = items;
    }
    if (!includes.is_null()) {
        body["includes"] = includes;
    }
    body["meta"]["result_count"] = items.size();
    if (!token.empty()) {
        body["meta"]["next_token"] = token;
    }
    return dialogue::json(body.dump());
}

Answer one(const Json& item) {
    return dialogue::json(Json{{"data", item}}.dump());
}

Answer problem(int status, const std::string& title, const std::string& detail, const std::string& type) {
    return {status,
            Json{{"title", title}, {"detail", detail}, {"type", type}, {"status", status}}.dump(),
            {{"Content-Type", "application/problem+json"}}};
}

std::string asked(std::string_view path, const Parameters& first, Dialect dialect, Authors authors) {
    Parameters parameters = first;
    const auto fields = platform::x::postParameters(dialect, authors);
    parameters.insert(parameters.end(), fields.begin(), fields.end());
    return "GET " + std::string(path) + "?" + net::formEncode(parameters);
}

std::string askedMentions(const Parameters& more, Dialect dialect) {
    Parameters first{{"max_results", "10"}};
    first.insert(first.end(), more.begin(), more.end());
    return asked("/2/users/777/mentions", first, dialect);
}

std::string askedOwn(const Parameters& more) {
    Parameters first{{"exclude", "retweets"}, {"max_results", "10"}};
    first.insert(first.end(), more.begin(), more.end());
    return asked("/2/users/777/tweets", first);
}

std::string askedNames(const std::string& ids) {
    Parameters parameters{{"ids", ids}};
    const auto fields = platform::x::userParameters();
    parameters.insert(parameters.end(), fields.begin(), fields.end());
    return "GET /2/users?" + net::formEncode(parameters);
}

std::string askedPosts(const std::string& ids) {
    return asked("/2/tweets", {{"ids", ids}}, Dialect::Tweet, Authors::Named);
}

std::unique_ptr<platform::Steps<model::IncomingBatch>> Poll::steps() const {
    return adapter().poll({.account = account,
                           .secrets = secrets,
                           .cursors = cursors,
                           .recent = {},
                           .named = named,
                           .now = now,
                           .firstImportItems = firstImportItems,
                           .thorough = thorough});
}

dialogue::Course<model::IncomingBatch> Poll::run(const std::vector<Exchange>& exchanges) const {
    return dialogue::run(steps(), exchanges);
}

}  // namespace ex
