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

/// One house of Meta's without a network, at a time that the test moves.
struct GraphTown {
    using Json = app::practice::Json;
    using Answer = app::practice::Answer;

    static constexpr std::int64_t kStart = 1'777'885'200'000;  // 2026-05-04 09:00:00 UTC
    static constexpr std::int64_t kSecond = 1000;
    static constexpr std::int64_t kMinute = 60'000;
    static constexpr std::int64_t kHour = 60 * kMinute;
    static constexpr std::int64_t kDay = 24 * kHour;

    explicit GraphTown(const std::string& platform, std::uint64_t seed = 1,
                       app::practice::RateLimits limits = app::practice::RateLimits::Shown)
        : house(app::practice::buildHouse(platform,
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
    app::practice::Question last;

    Answer ask(const std::string& token, const std::string& method, const std::string& path,
               const std::string& query = "", const std::string& body = "") {
        app::practice::Question question;
        question.method = method;
        question.path = path;
        question.query = query;
        question.target = path + (query.empty() ? "" : "?" + query);
        question.body = body;
        if (!token.empty()) {
            question.headers.emplace_back("Authorization", "Bearer " + token);
        }
        last = question;
        return house->answer(question, now);
    }
    [[nodiscard]] std::string token(const char* name) const { return tokens[name]; }
    [[nodiscard]] std::string shop() const { return token("shop"); }
    static Json good(const Answer& answer) {
        INFO(answer.body);
        REQUIRE(answer.status == 200);
        return Json::parse(answer.body);
    }
    /// "code" or "code/subcode" of a refusal.
    static std::string refused(const Answer& answer) {
        INFO(answer.body);
        REQUIRE(answer.status >= 400);
        const Json error = Json::parse(answer.body)["error"];
        CHECK(error["fbtrace_id"].get<std::string>().size() == 23);
        const std::string code = std::to_string(error["code"].get<int>());
        return error.contains("error_subcode")
                   ? code + "/" + std::to_string(error["error_subcode"].get<int>())
                   : code;
    }
    static std::string words(const Answer& answer) { return Json::parse(answer.body)["error"]["message"]; }
    Answer askGet(const std::string& path, const std::string& query = "") {
        return ask(shop(), "GET", path, query);
    }
    Json get(const std::string& path, const std::string& query = "") { return good(askGet(path, query)); }
    Answer askPost(const std::string& path, const Json& body) {
        return ask(shop(), "POST", path, "", body.dump());
    }
    Answer askForm(const std::string& path, const std::string& body) {
        return ask(shop(), "POST", path, "", body);
    }
    Answer askDelete(const std::string& path) { return ask(shop(), "DELETE", path); }
    /// Somebody speaks; what the street answers.
    Json say(const std::string& persona, const std::string& text, Json more = Json::object()) {
        more["as"] = persona;
        if (!text.empty()) {
            more["text"] = text;
        }
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
    /// Every id of a list, page by page, as long as there is a next one.
    std::vector<std::string> allIds(const std::string& path, const std::string& query) {
        std::vector<std::string> found;
        std::string after;
        for (int pages = 0; pages < 100; ++pages) {
            const Json page = get(path, query + after);
            std::ranges::copy(ids(page), std::back_inserter(found));
            if (!page.contains("paging") || !page["paging"].contains("next")) {
                break;
            }
            after = "&after=" + page["paging"]["cursors"]["after"].get<std::string>();
        }
        return found;
    }
};

/// The same with the street's script.
struct LivelyGraph : GraphTown {
    explicit LivelyGraph(const std::string& platform, std::uint64_t seed = 1)
        : GraphTown(platform, seed), script(house->stage(), app::practice::Dice(seed)) {
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
