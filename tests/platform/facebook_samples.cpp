// SPDX-License-Identifier: GPL-3.0-or-later
#include "facebook_samples.h"

#include "platform/facebook/message.h"
#include "samples.h"

#include <fmt/format.h>

namespace fb {

model::Account account() {
    model::Account account;
    account.platform = "facebook";
    account.server = "https://graph.facebook.example";
    account.remoteId = kPage;
    account.handle = "@lampshop";
    account.name = "Lamp shop";
    account.facts.software = "facebook";
    return account;
}

platform::Secrets secrets() {
    return {{"access_token", "PAGETOKEN"}};
}

const platform::PlatformAdapter& adapter() {
    static const platform::Registry registry;
    return *registry.adapter("facebook");
}

Json person(const std::string& id) {
    return {{"id", id}, {"name", id == kPage ? "Lamp shop" : id == kAna ? "Ana Lopez" : "Bob"}};
}

Json conversation(const std::string& id, int minute) {
    return {{"id", id},
            {"updated_time", timeOf(minute)},
            {"link", "/1088/inbox/" + id},
            {"participants", {{"data", {person(kAna), person(kPage)}}}}};
}

Json message(int minute, const std::string& from, std::string_view text) {
    return {{"id", fmt::format("m_{}", minute)},
            {"created_time", timeOf(minute)},
            {"from", person(from)},
            {"to", {{"data", Json::array({person(from == kPage ? kAna : kPage)})}}},
            {"message", text}};
}

Json comment(int minute, const std::string& from, std::string_view text) {
    return {{"id", fmt::format("5001_{}", minute)},
            {"created_time", timeOf(minute)},
            {"from", person(from)},
            {"message", text}};
}

Json replyTo(Json comment, const std::string& parent) {
    comment["parent"] = {{"id", parent}, {"created_time", timeOf(0)}, {"message", "Price?"}};
    return comment;
}

Json post(int number, int minute, const std::string& from, const std::vector<Json>& comments,
          const std::string& after) {
    Json made{{"id", fmt::format("1088_{}", number)},
              {"created_time", timeOf(minute)},
              {"from", person(from)},
              {"message", "New lamps"}};
    if (!comments.empty()) {
        made["comments"] = list(comments, after);
    }
    return made;
}

namespace {

const std::string kMessageWords =
    "id,created_time,from,to,message,sticker,attachments{id,mime_type,name,size,file_url,image_data,"
    "video_data},shares{id,link,name,description}";

}  // namespace

std::string askedConversations(const std::string& after, int limit) {
    return askedOn("/1088/conversations",
                   {{"platform", "messenger"},
                    {"fields", "id,updated_time,link,participants"},
                    {"limit", std::to_string(limit)}},
                   after);
}

std::string askedMessages(const std::string& conversation, const std::string& after) {
    return askedOn("/" + conversation + "/messages", {{"fields", kMessageWords}, {"limit", "20"}}, after);
}

std::string askedPosts(const std::string& edge, const std::string& after, int limit) {
    return askedOn(
        "/1088/" + edge,
        {{"fields", fmt::format("{},comments.filter(stream).order(reverse_chronological).limit(10){{{}}}",
                                platform::facebook::kPostWords, platform::facebook::kCommentWords)},
         {"limit", std::to_string(limit)}},
        after);
}

std::string askedComments(const std::string& post, const std::string& after) {
    return askedOn("/" + post + "/comments",
                   {{"filter", "stream"},
                    {"order", "reverse_chronological"},
                    {"fields", std::string(platform::facebook::kCommentWords)},
                    {"limit", "100"}},
                   after);
}

std::string askedComment(const std::string& id) {
    return asked("/" + id, {{"fields", std::string(platform::facebook::kCommentWords)}});
}

std::unique_ptr<platform::Steps<model::IncomingBatch>> Poll::steps() const {
    return adapter().poll({.account = account,
                           .secrets = secrets,
                           .cursors = cursors,
                           .recent = recent,
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
    poll.cursors = {{"conversations", cursor},
                    {"published_posts", cursorAt("5001_1", 1)},
                    {"visitor_posts", cursorAt("1088_1", 1)}};
    exchanges.push_back({askedPosts("published_posts"), page({})});
    exchanges.push_back({askedPosts("visitor_posts"), page({})});
    return poll.run(exchanges);
}

dialogue::Course<model::IncomingBatch> readPosts(const std::string& cursor, std::vector<Exchange> exchanges,
                                                 int firstImportItems) {
    Poll poll;
    poll.account.facts.privateMessages = false;
    poll.firstImportItems = firstImportItems;
    poll.cursors = {{"published_posts", cursor}, {"visitor_posts", cursorAt("1088_1", 1)}};
    exchanges.push_back({askedPosts("visitor_posts"), page({})});
    return poll.run(exchanges);
}

}  // namespace fb
