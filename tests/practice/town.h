// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/delivery_log.h"
#include "practice/mastodon/params.h"
#include "practice/platform_house.h"

#include "support/catch.h"

#include <string>
#include <vector>

/// One practice Mastodon without a network, at a time that the test moves.
struct Town {
    using Json = app::practice::Json;
    using Answer = app::practice::Answer;

    static constexpr std::int64_t kStart = 1'777'885'200'000;  // 2026-05-04 09:00:00 UTC
    static constexpr const char* kUrl = "http://127.0.0.1:4000";

    explicit Town(std::uint64_t seed = 1, app::practice::RateLimits limits = app::practice::RateLimits::Shown)
        : house(app::practice::buildHouse(
              "mastodon",
              {.baseUrl = kUrl, .startMs = kStart, .dice = app::practice::Dice(seed), .rateLimits = limits},
              log)),
          tokens(house->tokens()) {}

    app::practice::DeliveryLog log;
    std::unique_ptr<app::practice::PlatformHouse> house;
    Json tokens;
    std::int64_t now = kStart;

    [[nodiscard]] std::string token(const std::string& persona) const {
        return persona == "shop" ? tokens["shop"] : tokens["customers"][persona];
    }

    /// A request as `persona`, "" = with nobody signed in.
    Answer ask(const std::string& persona, const std::string& method, const std::string& target,
               const Json& body = nullptr, app::practice::HeaderList headers = {}) {
        app::practice::Question question;
        question.method = method;
        question.target = target;
        const auto mark = target.find('?');
        question.path = app::practice::mastodon::decodeUrl(target.substr(0, mark));
        question.query = mark == std::string::npos ? "" : target.substr(mark + 1);
        question.headers = std::move(headers);
        if (!persona.empty()) {
            question.headers.emplace_back("Authorization", "Bearer " + token(persona));
        }
        if (!body.is_null()) {
            question.body = body.is_string() ? body.get<std::string>() : body.dump();
            question.headers.emplace_back(
                "Content-Type", body.is_string() ? "application/x-www-form-urlencoded" : "application/json");
        }
        return house->answer(question, now);
    }
    Json get(const std::string& persona, const std::string& target) {
        const Answer answer = ask(persona, "GET", target);
        INFO(target << " " << answer.body);
        REQUIRE(answer.status == 200);
        return Json::parse(answer.body);
    }
    Json post(const std::string& persona, const std::string& target, const Json& body = Json::object(),
              app::practice::HeaderList headers = {}) {
        const Answer answer = ask(persona, "POST", target, body, std::move(headers));
        INFO(target << " " << answer.body);
        REQUIRE(answer.status == 200);
        return Json::parse(answer.body);
    }
    /// A customer speaks; the id of the post.
    std::string say(const std::string& persona, const std::string& text, Json more = Json::object()) {
        more["as"] = persona;
        more["text"] = text;
        const auto said = house->say(more, now);
        INFO((said ? "" : said.error().message));
        REQUIRE(said);
        return (*said)["id"];
    }
    [[nodiscard]] static std::string header(const Answer& answer, const std::string& name) {
        for (const auto& [key, value] : answer.headers) {
            if (key == name) {
                return value;
            }
        }
        return "";
    }
    [[nodiscard]] static std::vector<std::string> ids(const Json& list) {
        std::vector<std::string> found;
        for (const Json& one : list) {
            found.push_back(one["id"]);
        }
        return found;
    }
    /// The posts that notifications are about, in their order.
    [[nodiscard]] static std::vector<std::string> statusIds(const Json& notifications) {
        std::vector<std::string> found;
        for (const Json& one : notifications) {
            found.push_back(one["status"]["id"]);
        }
        return found;
    }
};
