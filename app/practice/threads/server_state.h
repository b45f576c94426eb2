// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/delivery_log.h"
#include "practice/graph/login.h"
#include "practice/graph/traits.h"
#include "practice/graph/usage_meter.h"
#include "practice/platform_house.h"
#include "practice/threads/network.h"

#include <functional>
#include <string>

namespace app::practice::threads {

inline constexpr const char* kPlatform = "threads";
inline constexpr std::size_t kMaxText = 500;
inline constexpr std::size_t kPostsADay = 250;
inline constexpr std::size_t kRepliesADay = 1000;
inline constexpr std::int64_t kProcessingMs = 2000;
inline constexpr std::int64_t kContainerLifeMs = graph::kDayMs;

/// Everything behind the routes of one practice Threads.
struct ServerState {
    using ShopReply =
        std::function<void(const std::string& parent, const std::string& reply, std::int64_t atMs)>;

    ServerState(const HouseSettings& settings, DeliveryLog& deliveries);

    std::string baseUrl;
    Network network;
    graph::TokenDesk desk;
    graph::UsageMeter meter;
    graph::Traits traits;
    graph::Owner self;
    RateLimits rateLimits;
    std::int64_t processingMs;  ///< until a container of words is ready
    DeliveryLog& log;
    ShopReply onShopReply;

    Post& publish(const std::string& author, const std::string& under, std::string text, std::int64_t atMs);
    /// Whether the app is shown what this person does beyond the shop's own posts.
    [[nodiscard]] bool isSeen(const std::string& person);
    /// Published through the API within the last day.
    enum class Sort { Posts, Replies };
    [[nodiscard]] std::size_t publishedToday(Sort sort, std::int64_t nowMs) const;
};

}  // namespace app::practice::threads
