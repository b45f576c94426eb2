// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/delivery_log.h"
#include "practice/mastodon/instance.h"
#include "practice/mastodon/oauth_desk.h"
#include "practice/mastodon/posting.h"
#include "practice/mastodon/rate_meter.h"
#include "practice/platform_house.h"

#include <functional>
#include <map>
#include <string>
#include <utility>

namespace app::practice::mastodon {

/// Where an account has read up to in one timeline.
struct Marker {
    std::string lastReadId;
    int version = 0;
    std::int64_t updatedMs = 0;
};

/// A post made with an Idempotency-Key, remembered for an hour.
struct RememberedKey {
    Id post = 0;
    std::int64_t expiresMs = 0;
};

/// Everything behind the routes of one practice Mastodon.
struct ServerState {
    using ShopReply = std::function<void(Id parent, Id reply, std::int64_t atMs)>;

    ServerState(const std::string& baseUrl, std::int64_t startMs, const Dice& dice, DeliveryLog& deliveries)
        : instance(baseUrl, startMs, dice), oauth(dice), log(deliveries) {}

    Instance instance;
    OauthDesk oauth;
    RateMeter rates;
    RateLimits rateLimits = RateLimits::Shown;
    std::map<std::pair<Id, std::string>, RememberedKey> keys;
    std::map<std::pair<Id, std::string>, Marker> markers;
    DeliveryLog& log;
    ShopReply onShopReply;

    /// Publishes; the street is told when the shop replies to somebody.
    Post& publishAndTell(Draft draft, std::int64_t atMs);
};

}  // namespace app::practice::mastodon
