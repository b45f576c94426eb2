// SPDX-License-Identifier: GPL-3.0-or-later
#include "threads_samples.h"

#include "platform/threads/post.h"

#include <fmt/format.h>

namespace th {

using platform::threads::kPostWords;
using platform::threads::kReplyWords;

model::Account account() {
    model::Account account;
    account.platform = "threads";
    account.server = "https://graph.threads.example";
    account.remoteId = "900";
    account.handle = "@myshop";
    return account;
}

platform::Secrets secrets() {
    return {{"access_token", "T"}};
}

const platform::PlatformAdapter& adapter() {
    static const platform::Registry registry;
    return *registry.adapter("threads");
}

Json post(int minute, std::string_view text, const std::string& username) {
    return {{"id", fmt::format("p_{}", minute)},
            {"username", username},
            {"text", text},
            {"timestamp", timeOf(minute)},
            {"media_type", "TEXT_POST"},
            {"permalink", fmt::format("https://www.threads.com/@{}/post/P{}", username, minute)},
            {"is_reply", true},
            {"root_post", {{"id", "17900"}}},
            {"replied_to", {{"id", "17900"}}},
            {"has_replies", false}};
}

Json replyTo(Json post, const std::string& parent) {
    post["replied_to"] = {{"id", parent}};
    return post;
}

Json root(int id, int minute) {
    return {{"id", std::to_string(id)},  {"username", "myshop"},
            {"text", "New lamps"},       {"timestamp", timeOf(minute)},
            {"media_type", "TEXT_POST"}, {"permalink", "https://www.threads.com/@myshop/post/R"},
            {"is_reply", false},         {"has_replies", true}};
}

Answer page(const std::vector<Json>& items, const std::string& after) {
    Json made{{"data", items}};
    if (!after.empty()) {
        made["paging"]["cursors"] = {{"before", "B"}, {"after", after}};
    }
    return dialogue::json(made.dump());
}

std::string asked(std::string_view path, const Parameters& parameters) {
    return fmt::format("GET /v1.0{}?{}", path, net::formEncode(parameters));
}

namespace {

std::string askedOn(std::string_view path, const Parameters& more, const std::string& after) {
    const bool below = path.ends_with("/conversation");
    Parameters parameters{
        {"fields", std::string(kPostWords).append(below ? kReplyWords : std::string_view{})}};
    parameters.insert(parameters.end(), more.begin(), more.end());
    if (!after.empty()) {
        parameters.emplace_back("after", after);
    }
    return asked(path, parameters);
}

}  // namespace

std::string askedMentions(const std::string& after) {
    return askedOn("/me/mentions", {{"limit", "50"}}, after);
}

std::string askedReplies(const std::string& after) {
    return askedOn("/me/replies", {{"limit", "50"}}, after);
}

std::string askedPosts(int limit) {
    return askedOn("/me/threads", {{"limit", std::to_string(limit)}}, "");
}

std::string askedBelow(const std::string& post, const std::string& after) {
    return askedOn("/" + post + "/conversation", {{"reverse", "true"}, {"limit", "50"}}, after);
}

std::string askedPost(const std::string& id) {
    return askedOn("/" + id, {}, "");
}

std::string askedThread(const std::string& root, const std::string& after) {
    return askedOn("/" + root + "/conversation", {{"reverse", "false"}, {"limit", "50"}}, after);
}

std::unique_ptr<platform::Steps<model::IncomingBatch>> Poll::steps() const {
    return adapter().poll({.account = account,
                           .secrets = secrets,
                           .cursors = cursors,
                           .recent = {},
                           .now = dialogue::kNow,
                           .firstImportItems = firstImportItems,
                           .thorough = thorough});
}

dialogue::Course<model::IncomingBatch> Poll::run(const std::vector<Exchange>& exchanges) const {
    return dialogue::run(steps(), exchanges);
}

}  // namespace th
