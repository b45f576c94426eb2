// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/delivery_log.h"
#include "practice/platform_house.h"
#include "practice/script.h"

#include "support/catch.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

/// One practice X without a network, at a time that the test moves.
struct XTown {
    using Json = app::practice::Json;
    using Answer = app::practice::Answer;

    static constexpr std::int64_t kStart = 1'777'885'200'000;  // 2026-05-04 09:00:00 UTC
    static constexpr std::int64_t kMinute = 60'000;
    static constexpr std::int64_t kHour = 60 * kMinute;
    static constexpr std::int64_t kDay = 24 * kHour;

    explicit XTown(std::uint64_t seed = 1,
                   app::practice::RateLimits limits = app::practice::RateLimits::Shown)
        : house(app::practice::buildHouse("x",
                                          {.baseUrl = "http://127.0.0.1:4001",
                                           .startMs = kStart,
                                           .dice = app::practice::Dice(seed),
                                           .rateLimits = limits},
                                          log)),
          tokens(house->tokens()) {}

    app::practice::DeliveryLog log;
    std::unique_ptr<app::practice::PlatformHouse> house;
    Json tokens;
    std::int64_t now = kStart;

    Answer ask(const std::string& token, const std::string& method, const std::string& path,
               const std::string& query = "", const std::string& body = "") {
        app::practice::Question question;
        question.method = method;
        question.path = path;
        question.query = query;
        question.target = path + (query.empty() ? "" : "?" + query);
        question.body = body;
        if (!token.empty()) {
            question.headers.emplace_back("Authorization",
                                          token.starts_with("Basic") ? token : "Bearer " + token);
        }
        last = question;
        return house->answer(question, now);
    }
    [[nodiscard]] std::string shop() const { return tokens["shop"]; }
    [[nodiscard]] std::string id(const std::string& persona) const { return tokens["ids"][persona]; }
    Answer askGet(const std::string& path, const std::string& query = "") {
        return ask(shop(), "GET", path, query);
    }
    static Json good(const Answer& answer, int status = 200) {
        INFO(answer.body);
        REQUIRE(answer.status == status);
        return Json::parse(answer.body);
    }
    Json get(const std::string& path, const std::string& query = "") { return good(askGet(path, query)); }
    Json mentions(const std::string& query = "") {
        return get("/2/users/" + id("shop") + "/mentions", query);
    }
    Answer askPost(const std::string& path, const Json& body) {
        return ask(shop(), "POST", path, "", body.dump());
    }
    Answer askReply(const std::string& parent, const std::string& text) {
        return askPost("/2/tweets", {{"text", text}, {"reply", {{"in_reply_to_tweet_id", parent}}}});
    }
    Json reply(const std::string& parent, const std::string& text) {
        return good(askReply(parent, text), 201)["data"];
    }
    Answer form(const std::string& path, const std::string& body, const std::string& basic = "") {
        return ask(basic, "POST", path, "", body);
    }
    Answer refresh(const std::string& token) {
        return form("/2/oauth2/token",
                    "grant_type=refresh_token&client_id=practice-client&refresh_token=" + token);
    }
    /// Somebody speaks; what the street answers.
    Json say(const std::string& persona, const std::string& text, Json more = Json::object()) {
        more["as"] = persona;
        more["text"] = text;
        const auto said = house->say(more, now);
        INFO((said ? "" : said.error().message));
        REQUIRE(said);
        return *said;
    }
    std::string sayId(const std::string& persona, const std::string& text,
                      const Json& more = Json::object()) {
        return say(persona, text, more)["id"];
    }
    Json pull(const std::string& place, const Json& request) {
        const auto done = house->pull(place, request, now);
        INFO((done ? "" : done.error().message));
        REQUIRE(done);
        return *done;
    }
    Json bill() { return *house->look("bill", now); }
    [[nodiscard]] static std::string header(const Answer& answer, const std::string& name) {
        const auto found =
            std::ranges::find(answer.headers, name, [](const auto& pair) { return pair.first; });
        return found == answer.headers.end() ? "" : found->second;
    }
    [[nodiscard]] static std::vector<std::string> ids(const Json& json) {
        std::vector<std::string> found;
        for (const Json& one : json.value("data", Json::array())) {
            found.push_back(one["id"]);
        }
        return found;
    }

    app::practice::Question last;
};
