// SPDX-License-Identifier: GPL-3.0-or-later
#include "instagram_samples.h"

#include "platform/instagram/message.h"

#include <fmt/format.h>

namespace ig {

using platform::instagram::kCommentWords;
using platform::instagram::kMediumWords;

model::Account account(Login login) {
    model::Account account;
    account.platform = "instagram";
    account.server =
        login == Login::Instagram ? "https://graph.instagram.example" : "https://graph.facebook.example";
    account.remoteId = kShop;
    account.handle = "@myshop";
    account.name = "Lamp shop";
    account.facts.software = "instagram";
    return account;
}

platform::Secrets secrets(Login login) {
    platform::Secrets secrets{{"access_token", "TOKEN"}};
    if (login == Login::Facebook) {
        secrets["page_id"] = kFacebookPage;
    }
    return secrets;
}

const platform::PlatformAdapter& adapter() {
    static const platform::Registry registry;
    return *registry.adapter("instagram");
}

Json person(const std::string& id) {
    return {{"id", id}, {"username", id == kShop ? "myshop" : id == kAna ? "ana" : "bob"}};
}

Json conversation(const std::string& id, int minute) {
    return {{"id", id},
            {"updated_time", timeOf(minute)},
            {"participants", {{"data", {person(kShop), person(kAna)}}}}};
}

Json message(int minute, const std::string& from, std::string_view text) {
    return {{"id", fmt::format("d_{}", minute)},
            {"created_time", timeOf(minute)},
            {"from", person(from)},
            {"to", {{"data", Json::array({person(from == kShop ? kAna : kShop)})}}},
            {"message", text}};
}

Json comment(int minute, const std::string& from, std::string_view text) {
    return {{"id", fmt::format("c_{}", minute)},
            {"text", text},
            {"timestamp", timeOf(minute)},
            {"username", person(from)["username"]},
            {"from", person(from)}};
}

Json replyTo(Json comment, const std::string& parent) {
    comment["parent_id"] = parent;
    return comment;
}

Json withReplies(Json comment, const std::vector<Json>& replies, const std::string& after) {
    comment["replies"] = list(replies, after);
    return comment;
}

Json medium(int number, std::optional<int> comments) {
    Json made{{"id", fmt::format("g_{}", number)},
              {"caption", "New lamps"},
              {"permalink", fmt::format("https://www.instagram.com/p/G{}/", number)},
              {"timestamp", timeOf(2)},
              {"media_type", "IMAGE"},
              {"media_url", "https://cdn.example/g"},
              {"username", "myshop"}};
    if (comments) {
        made["comments_count"] = *comments;
    }
    return made;
}

Json tagged(int number) {
    return {{"id", fmt::format("t_{}", number)},
            {"caption", "My new lamp"},
            {"permalink", fmt::format("https://www.instagram.com/p/T{}/", number)},
            {"timestamp", timeOf(number)},
            {"media_type", "IMAGE"},
            {"media_url", "https://cdn.example/t"},
            {"username", "ana"}};
}

std::string askedConversations(Login login, const std::string& after) {
    return askedOn(login == Login::Instagram ? "/me/conversations" : "/1088/conversations",
                   {{"platform", "instagram"}, {"fields", "id,updated_time,participants"}, {"limit", "25"}},
                   after);
}

std::string askedMessages(const std::string& conversation, const std::string& after) {
    return askedOn("/" + conversation + "/messages",
                   {{"fields", "id,created_time,from,to,message,attachments,shares,story,is_unsupported"},
                    {"limit", "20"}},
                   after);
}

std::string askedMedia(const std::string& after, int limit) {
    return askedOn(
        "/" + kShop + "/media",
        {{"fields", fmt::format("{},comments_count", kMediumWords)}, {"limit", std::to_string(limit)}},
        after);
}

std::string askedComments(const std::string& medium, const std::string& after, int limit) {
    return askedOn("/" + medium + "/comments",
                   {{"fields", fmt::format("{},replies.limit(50){{{}}}", kCommentWords, kCommentWords)},
                    {"limit", std::to_string(limit)}},
                   after);
}

std::string askedReplies(const std::string& comment, const std::string& after) {
    return askedOn("/" + comment + "/replies", {{"fields", std::string(kCommentWords)}, {"limit", "50"}},
                   after);
}

std::string askedTags(const std::string& after) {
    return askedOn("/" + kShop + "/tags", {{"fields", std::string(kMediumWords)}, {"limit", "25"}}, after);
}

std::string askedComment(const std::string& id) {
    return asked("/" + id, {{"fields", fmt::format("{},media{{id}}", kCommentWords)}});
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

dialogue::Course<model::IncomingBatch> readMessages(const std::string& cursor,
                                                    std::vector<Exchange> exchanges, int firstImportItems) {
    Poll poll;
    poll.firstImportItems = firstImportItems;
    poll.cursors = {{"conversations", cursor}, {"media", "g_1=0"}};
    exchanges.push_back({askedMedia(), page({})});
    return poll.run(exchanges);
}

dialogue::Course<model::IncomingBatch> readMedia(const std::string& counts, std::vector<Exchange> exchanges,
                                                 int firstImportItems) {
    Poll poll;
    poll.account.facts.privateMessages = false;
    poll.firstImportItems = firstImportItems;
    poll.cursors = {{"media", counts}};
    return poll.run(exchanges);
}

}  // namespace ig
