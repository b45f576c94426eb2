// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "graph_town.h"

/// The practice Threads.
struct ThreadsTown : GraphTown {
    explicit ThreadsTown(std::uint64_t seed = 1,
                         app::practice::RateLimits limits = app::practice::RateLimits::Shown)
        : GraphTown("threads", seed, limits) {}

    Answer askContainer(const std::string& text, const std::string& under = "") {
        Json body = {{"media_type", "TEXT"}, {"text", text}};
        if (!under.empty()) {
            body["reply_to_id"] = under;
        }
        return askPost("/v1.0/me/threads", body);
    }
    std::string container(const std::string& text, const std::string& under = "") {
        return good(askContainer(text, under))["id"];
    }
    Answer askPublish(const std::string& id) {
        return askForm("/v1.0/me/threads_publish", "creation_id=" + id);
    }
    std::string status(const std::string& id) {
        return get("/v1.0/" + id, "fields=id,status,error_message")["status"];
    }
    /// Both steps.
    std::string reply(const std::string& under, const std::string& text) {
        const std::string id = container(text, under);
        now += 3 * kSecond;
        return good(askPublish(id))["id"];
    }
};
