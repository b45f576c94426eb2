// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/delivery_log.h"
#include "practice/facebook/network.h"
#include "practice/graph/login.h"
#include "practice/graph/traits.h"
#include "practice/graph/usage_meter.h"
#include "practice/platform_house.h"

#include <functional>
#include <map>
#include <string>

namespace app::practice::facebook {

inline constexpr const char* kPlatform = "facebook";

/// Everything behind the routes of one practice Facebook.
struct ServerState {
    using ShopReply =
        std::function<void(const std::string& parent, const std::string& reply, std::int64_t atMs)>;

    ServerState(const HouseSettings& settings, DeliveryLog& deliveries);

    std::string baseUrl;
    Network network;
    graph::TokenDesk desk;
    graph::UsageMeter meter;
    graph::Traits traits;
    graph::Owner owner;
    RateLimits rateLimits;
    DeliveryLog& log;
    ShopReply onShopReply;

    /// The page's token that this person's token leads to; made when it is first asked for.
    const graph::Token& pageTokenFor(const graph::Token& token, std::int64_t nowMs);
    /// Somebody writes to the page.
    Message& tell(const std::string& person, Message message);
    /// The page writes; what it answers is the latest message of the person, or the comment named.
    Message& answer(const std::string& person, Message message, const std::string& comment = "");
    /// Somebody comments, or the page does.
    Comment& comment(const std::string& author, const std::string& under, std::string text,
                     std::int64_t atMs);
    /// Whether the app is shown what this person does.
    [[nodiscard]] bool isSeen(const std::string& person);

private:
    std::map<std::string, std::string> m_pageTokens;  ///< by the person's own
};

}  // namespace app::practice::facebook
