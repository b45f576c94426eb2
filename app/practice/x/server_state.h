// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/delivery_log.h"
#include "practice/platform_house.h"
#include "practice/x/asked.h"
#include "practice/x/bill.h"
#include "practice/x/network.h"
#include "practice/x/rate_meter.h"
#include "practice/x/token_desk.h"

#include <functional>

namespace app::practice::x {

inline constexpr const char* kPlatform = "x";

/// What money has run out, if any.
enum class Purse { Full, CreditsDepleted, UsageCapped };

/// Everything behind the routes of one practice X.
struct ServerState {
    using ShopReply = std::function<void(Id parent, Id reply, std::int64_t atMs)>;

    ServerState(const HouseSettings& settings, DeliveryLog& deliveries)
        : network(settings.baseUrl, settings.startMs, settings.dice), desk(settings.dice),
          rateLimits(settings.rateLimits), log(deliveries) {}

    Network network;
    TokenDesk desk;
    RateMeter rates;
    RateLimits rateLimits;
    Bill bill;
    Dialect dialect = Dialect::Post;
    Strangers strangers = Strangers::Ignored;
    Purse purse = Purse::Full;
    DeliveryLog& log;
    ShopReply onShopReply;

    /// Writes a post; the street is told when the shop replies to somebody.
    Post& publishAndTell(const Draft& draft, std::int64_t atMs);
    /// Writes a message; what the shop answers with it is the latest message of the other one.
    Message& writeAndTell(const Account& from, const Account& to, std::string text, std::int64_t atMs);
};

}  // namespace app::practice::x
