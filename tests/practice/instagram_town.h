// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "graph_town.h"

/// The practice Instagram; the shop has signed in by itself, without a page.
struct InstagramTown : GraphTown {
    explicit InstagramTown(std::uint64_t seed = 1,
                           app::practice::RateLimits limits = app::practice::RateLimits::Shown)
        : GraphTown("instagram", seed, limits) {}

    [[nodiscard]] std::string account() const { return tokens["ig_id"]; }
    [[nodiscard]] std::string igsid(const char* persona) const { return tokens["igsids"][persona]; }
    std::string direct(const std::string& persona, const std::string& text, Json more = Json::object()) {
        more["visibility"] = "direct";
        return sayId(persona, text, more);
    }
    Answer askReply(const char* persona, const std::string& text) {
        return askPost("/v26.0/me/messages",
                       {{"recipient", {{"id", igsid(persona)}}}, {"message", {{"text", text}}}});
    }
    Answer askAgentReply(const char* persona, const std::string& text) {
        return askPost("/v26.0/" + account() + "/messages", {{"recipient", {{"id", igsid(persona)}}},
                                                             {"messaging_type", "MESSAGE_TAG"},
                                                             {"tag", "HUMAN_AGENT"},
                                                             {"message", {{"text", text}}}});
    }
    Answer askPrivateReply(const std::string& comment, const std::string& text) {
        return askPost("/v26.0/me/messages",
                       {{"recipient", {{"comment_id", comment}}}, {"message", {{"text", text}}}});
    }
    Json conversations(const std::string& query = "platform=instagram") {
        return get("/v26.0/me/conversations", query);
    }
};
