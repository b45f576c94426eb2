// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/bluesky/chat_room.h"
#include "practice/bluesky/indexer.h"
#include "practice/bluesky/rate_meter.h"
#include "practice/bluesky/session_desk.h"
#include "practice/delivery_log.h"
#include "practice/platform_house.h"

#include <functional>
#include <string>

namespace app::practice::bluesky {

inline constexpr const char* kPlatform = "bluesky";

/// Everything behind the routes of one practice Bluesky: a PDS, an AppView and a chat service.
struct ServerState {
    using ShopReply = std::function<void(const std::string& parent, const std::string& reply, std::int64_t)>;

    ServerState(const HouseSettings& settings, DeliveryLog& deliveries)
        : network(settings.baseUrl, settings.startMs, settings.dice), sessions(settings.dice),
          chat(settings.dice), rateLimits(settings.rateLimits), log(deliveries) {}

    Network network;
    SessionDesk sessions;
    ChatRoom chat;
    RateMeter rates;
    RateLimits rateLimits;
    DeliveryLog& log;
    ShopReply onShopReply;

    /// Keeps a record; the street is told when the shop replies to somebody.
    const Record& keepAndTell(NewRecord record, std::int64_t atMs);
    /// Sends a message; the street is told when the shop does. What it answers is the latest message of the
    /// other one: chat has no replies.
    ChatMessage& sendAndTell(Convo& convo, const std::string& sender, std::string text, Json facets,
                             std::int64_t atMs);
};

}  // namespace app::practice::bluesky
