// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/delivery_log.h"
#include "practice/platform_house.h"
#include "practice/script.h"

#include "support/catch.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

/// One practice Bluesky without a network, at a time that the test moves.
struct SkyTown {
    using Json = app::practice::Json;
    using Answer = app::practice::Answer;
    using HeaderList = app::practice::HeaderList;

    static constexpr std::int64_t kStart = 1'777'885'200'000;  // 2026-05-04 09:00:00 UTC
    static constexpr std::int64_t kMinute = 60'000;
    static constexpr const char* kUrl = "http://127.0.0.1:4001";
    static constexpr const char* kPost = "app.bsky.feed.post";

    explicit SkyTown(std::uint64_t seed = 1,
                     app::practice::RateLimits limits = app::practice::RateLimits::Shown)
        : house(app::practice::buildHouse(
              "bluesky",
              {.baseUrl = kUrl, .startMs = kStart, .dice = app::practice::Dice(seed), .rateLimits = limits},
              log)),
          tokens(house->tokens()) {}

    app::practice::DeliveryLog log;
    std::unique_ptr<app::practice::PlatformHouse> house;
    Json tokens;
    std::int64_t now = kStart;
    std::map<std::string, std::string> access;

    /// A request with this token; "" = none. A body makes it a POST, an empty text one without a body.
    Answer ask(const std::string& token, const std::string& nsid, const std::string& query = "",
               const Json& body = nullptr, HeaderList headers = {}) {
        app::practice::Question question;
        question.method = body.is_null() ? "GET" : "POST";
        question.path = "/xrpc/" + nsid;
        question.query = query;
        question.target = question.path + (query.empty() ? "" : "?" + query);
        question.headers = std::move(headers);
        if (!token.empty()) {
            question.headers.emplace_back("Authorization", "Bearer " + token);
        }
        if (body.is_object()) {
            question.body = body.dump();
            question.headers.emplace_back("Content-Type", "application/json");
        }
        last = question;
        return house->answer(question, now);
    }
    Answer signIn(const std::string& persona, const std::string& password) {
        return ask("", "com.atproto.server.createSession", "",
                   {{"identifier", tokens["handles"][persona]}, {"password", password}});
    }
    std::string password(const std::string& persona) {
        return persona == "shop" ? tokens["shop"] : tokens["customers"][persona];
    }
    /// The access token of a session that is made at the first call.
    std::string token(const std::string& persona) {
        if (!access.contains(persona)) {
            const Answer answer = signIn(persona, password(persona));
            REQUIRE(answer.status == 200);
            access[persona] = Json::parse(answer.body)["accessJwt"];
        }
        return access[persona];
    }
    static Json good(const Answer& answer) {
        INFO(answer.body);
        REQUIRE(answer.status == 200);
        return answer.body.empty() ? Json() : Json::parse(answer.body);
    }
    Json get(const std::string& persona, const std::string& nsid, const std::string& query = "") {
        return good(ask(token(persona), nsid, query));
    }
    Json post(const std::string& persona, const std::string& nsid, const Json& body) {
        return good(ask(token(persona), nsid, "", body));
    }
    Answer askChat(const std::string& persona, const std::string& method, const std::string& query = "",
                   const Json& body = nullptr) {
        return ask(token(persona), "chat.bsky.convo." + method, query, body,
                   {{"atproto-proxy", "did:web:api.bsky.chat#bsky_chat"}});
    }
    Json chat(const std::string& persona, const std::string& method, const std::string& query = "",
              const Json& body = nullptr) {
        return good(askChat(persona, method, query, body));
    }
    Json notifications(const std::string& query = "limit=100") {
        return get("shop", "app.bsky.notification.listNotifications", query);
    }
    [[nodiscard]] std::string did(const std::string& persona) const { return tokens["dids"][persona]; }
    [[nodiscard]] std::string at(const std::string& persona) const {
        return "@" + tokens["handles"][persona].get<std::string>() + " ";
    }
    /// A customer speaks; what the street answers.
    Json say(const std::string& persona, const std::string& text, Json more = Json::object()) {
        more["as"] = persona;
        more["text"] = text;
        const auto said = house->say(more, now);
        INFO((said ? "" : said.error().message));
        REQUIRE(said);
        return *said;
    }
    Json put(const std::string& rkey, const Json& record) {
        return post("shop", "com.atproto.repo.putRecord",
                    {{"repo", did("shop")}, {"collection", kPost}, {"rkey", rkey}, {"record", record}});
    }
    /// The shop answers a post.
    Json reply(const Json& parent, const std::string& text, const std::string& rkey) {
        const Json own = {{"uri", parent["uri"]}, {"cid", parent["cid"]}};
        const Json& record = parent["record"];
        return put(rkey,
                   {{"$type", kPost},
                    {"text", text},
                    {"createdAt", "2026-05-04T09:00:00.000Z"},
                    {"reply",
                     {{"root", record.contains("reply") ? record["reply"]["root"] : own}, {"parent", own}}}});
    }
    [[nodiscard]] static std::string header(const Answer& answer, const std::string& name) {
        const auto found =
            std::ranges::find(answer.headers, name, [](const auto& pair) { return pair.first; });
        return found == answer.headers.end() ? "" : found->second;
    }
    [[nodiscard]] static std::string error(const Answer& answer) {
        return std::to_string(answer.status) + " " + Json::parse(answer.body)["error"].get<std::string>();
    }
    [[nodiscard]] static std::vector<std::string> uris(const Json& list) {
        std::vector<std::string> found;
        for (const Json& one : list) {
            found.push_back(one["uri"]);
        }
        return found;
    }

    app::practice::Question last;
};

/// The same with people who live on by the script.
struct LivelySky : SkyTown {
    explicit LivelySky(std::uint64_t seed = 1)
        : SkyTown(seed), script(house->stage(), app::practice::Dice(seed)) {
        house->onShopReply([this](const app::practice::PostRef& parent, const app::practice::PostRef& reply,
                                  std::int64_t atMs) { script.shopReplied(parent, reply, atMs); });
        script.open(now);
    }
    void pass(std::int64_t ms) {
        now += ms;
        script.catchUp(now);
    }
    app::practice::Script script;
};
