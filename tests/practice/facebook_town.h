// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "graph_town.h"

/// The practice Facebook.
struct FacebookTown : GraphTown {
    explicit FacebookTown(std::uint64_t seed = 1,
                          app::practice::RateLimits limits = app::practice::RateLimits::Shown)
        : GraphTown("facebook", seed, limits) {}

    [[nodiscard]] std::string page() const { return tokens["page_id"]; }
    [[nodiscard]] std::string psid(const char* persona) const { return tokens["psids"][persona]; }
    std::string direct(const std::string& persona, const std::string& text, Json more = Json::object()) {
        more["visibility"] = "direct";
        return sayId(persona, text, more);
    }
    Answer askMessage(Json body) { return askPost("/v26.0/" + page() + "/messages", body); }
    Answer askReply(const char* persona, const std::string& text) {
        return askMessage({{"recipient", {{"id", psid(persona)}}},
                           {"messaging_type", "RESPONSE"},
                           {"message", {{"text", text}}}});
    }
    Answer askAgentReply(const char* persona, const std::string& text) {
        return askMessage({{"recipient", {{"id", psid(persona)}}},
                           {"messaging_type", "MESSAGE_TAG"},
                           {"tag", "HUMAN_AGENT"},
                           {"message", {{"text", text}}}});
    }
    Answer askPrivateReply(const std::string& comment, const std::string& text) {
        return askMessage({{"recipient", {{"comment_id", comment}}}, {"message", {{"text", text}}}});
    }
    Json conversations(const std::string& query = "") {
        return get("/v26.0/" + page() + "/conversations", query);
    }
};
