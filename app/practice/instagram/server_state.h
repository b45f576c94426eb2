// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/delivery_log.h"
#include "practice/graph/login.h"
#include "practice/graph/traits.h"
#include "practice/graph/usage_meter.h"
#include "practice/instagram/network.h"
#include "practice/platform_house.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace app::practice::instagram {

inline constexpr const char* kPlatform = "instagram";

/// What a caller may do; each way of signing in has its own word for it.
enum class Right { Basic, Messages, Comments };

/// Everything behind the routes of one practice Instagram, for both ways of signing in.
struct ServerState {
    using ShopReply =
        std::function<void(const std::string& parent, const std::string& reply, std::int64_t atMs)>;

    ServerState(const HouseSettings& settings, DeliveryLog& deliveries);

    std::string baseUrl;
    Network network;
    graph::TokenDesk desk;
    graph::UsageMeter meter;
    graph::Traits traits;
    graph::Owner owner;  ///< who signs in by way of a page
    graph::Owner self;   ///< the account that signs in by itself
    RateLimits rateLimits;
    DeliveryLog& log;
    ShopReply onShopReply;

    [[nodiscard]] bool may(const graph::Token& token, Right right) const;
    /// The permission's name for this token.
    [[nodiscard]] static std::string_view nameOf(const graph::Token& token, Right right);
    const graph::Token& pageTokenFor(const graph::Token& token, std::int64_t nowMs);
    Message& answer(const std::string& person, Message message, const std::string& comment = "");
    Comment& comment(const std::string& author, const std::string& under, std::string text,
                     std::int64_t atMs);
    [[nodiscard]] bool isSeen(const std::string& person);

private:
    std::map<std::string, std::string> m_pageTokens;  ///< by the person's own
};

}  // namespace app::practice::instagram
