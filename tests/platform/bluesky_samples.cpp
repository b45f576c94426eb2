// SPDX-License-Identifier: GPL-3.0-or-later
#include "bluesky_samples.h"

#include <fmt/format.h>

namespace sky {

namespace {

std::string minute(int number) {
    return fmt::format("2026-05-04T08:{:02}:00.000Z", number % 60);
}

}  // namespace

model::Account account() {
    model::Account account;
    account.platform = "bluesky";
    account.server = "https://pds.example";
    account.remoteId = kMe;
    account.handle = "@shop.example";
    account.name = "Lamp shop";
    account.profileUrl = "https://bsky.app/profile/did:plc:shop";
    account.facts.software = "atproto";
    return account;
}

platform::Secrets secrets() {
    return {{"access_token", "ACCESS"}, {"refresh_token", "REFRESH"}};
}

const platform::PlatformAdapter& adapter() {
    static const platform::Registry registry;
    return *registry.adapter("bluesky");
}

Json profile(const std::string& did) {
    const std::string name = did == kMe ? "shop" : did == kMira ? "mira" : "tom";
    return {{"did", did},
            {"handle", name + ".example"},
            {"displayName", did == kMe     ? "Lamp shop"
                            : did == kMira ? "Mira"
                                           : "Tom"}};
}

std::string uriOf(int number, const std::string& did) {
    return fmt::format("at://{}/app.bsky.feed.post/k{}", did, number);
}

Json refOf(const std::string& uri) {
    return {{"uri", uri}, {"cid", "cid-of-" + uri.substr(uri.rfind('/') + 1)}};
}

Json post(int number, const std::string& did, std::string_view text) {
    Json result = refOf(uriOf(number, did));
    result["author"] = profile(did);
    result["record"] = {{"$type", "app.bsky.feed.post"}, {"text", text}, {"createdAt", minute(number)}};
    result["indexedAt"] = minute(number);
    return result;
}

Json notification(int number, std::string_view reason) {
    Json result = post(number);
    result["reason"] = reason;
    result["isRead"] = false;
    return result;
}

Json replyTo(Json post, const std::string& parent, const std::string& root) {
    post["record"]["reply"] = {{"root", refOf(root)}, {"parent", refOf(parent)}};
    return post;
}

Json naming(Json post, int begin, int end, const std::string& did) {
    post["record"]["facets"].push_back(
        {{"index", {{"byteStart", begin}, {"byteEnd", end}}},
         {"features", Json::array({{{"$type", "app.bsky.richtext.facet#mention"}, {"did", did}}})}});
    return post;
}

Answer page(const std::string& list, const std::vector<Json>& items, const std::string& cursor) {
    Json body{{list, items}};
    if (!cursor.empty()) {
        body["cursor"] = cursor;
    }
    return dialogue::json(body.dump());
}

Answer thread(const Json& top) {
    return dialogue::json(Json{{"thread", top}}.dump());
}

Json blockedPost(const std::string& uri, const std::string& did) {
    return {{"$type", "app.bsky.feed.defs#blockedPost"},
            {"uri", uri},
            {"blocked", true},
            {"author", {{"did", did}}}};
}

Answer refused(int status, const std::string& name, const std::string& message) {
    return {status, Json{{"error", name}, {"message", message}}.dump()};
}

std::string asked(std::string_view method, const Parameters& parameters) {
    return fmt::format("GET /xrpc/{}{}{}", method, parameters.empty() ? "" : "?",
                       net::formEncode(parameters));
}

std::string askedAlone(const std::string& uri) {
    return asked("app.bsky.feed.getPostThread", {{"uri", uri}, {"depth", "0"}, {"parentHeight", "0"}});
}

std::string told(std::string_view method) {
    return fmt::format("POST /xrpc/{}", method);
}

Json message(int number, const std::string& did, std::string_view text) {
    return {{"$type", "chat.bsky.convo.defs#messageView"},
            {"id", fmt::format("m{}", number)},
            {"rev", fmt::format("r{}", number)},
            {"text", text},
            {"sender", {{"did", did}}},
            {"sentAt", minute(number)}};
}

Json convo(const std::string& id, const std::string& rev, const std::vector<std::string>& people,
           const std::string& status) {
    Json members = Json::array({profile(kMe)});
    for (const auto& did : people) {
        members.push_back(profile(did));
    }
    return {{"id", id}, {"rev", rev}, {"members", members}, {"status", status}};
}

std::unique_ptr<platform::Steps<model::IncomingBatch>> Poll::steps() const {
    return adapter().poll({.account = account,
                           .secrets = secrets,
                           .cursors = cursors,
                           .recent = recent,
                           .firstImportItems = firstImportItems,
                           .thorough = thorough});
}

dialogue::Course<model::IncomingBatch> Poll::run(const std::vector<Exchange>& exchanges) const {
    return dialogue::run(steps(), exchanges);
}

model::Account Poll::quietAccount() {
    auto account = sky::account();
    account.facts.privateMessages = false;
    return account;
}

}  // namespace sky
