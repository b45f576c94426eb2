// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/threads/server_state.h"

#include <algorithm>
#include <utility>

namespace app::practice::threads {

ServerState::ServerState(const HouseSettings& settings, DeliveryLog& deliveries)
    : baseUrl(settings.baseUrl), network(settings.dice), desk(settings.dice, "THAA"),
      self{.id = network.accountId,
           .name = network.userName,
           .scopes = {"threads_basic", "threads_content_publish", "threads_manage_replies",
                      "threads_read_replies", "threads_manage_mentions", "threads_keyword_search",
                      "threads_delete", "threads_manage_insights"},
           .targets = {network.accountId}},
      rateLimits(settings.rateLimits), processingMs(settings.standsStill ? 0 : kProcessingMs),
      log(deliveries) {}

Post& ServerState::publish(const std::string& author, const std::string& under, std::string text,
                           std::int64_t atMs) {
    Post& made = network.publish(author, under, std::move(text), atMs);
    if (onShopReply && author == network.accountId && !made.repliedTo.empty()) {
        onShopReply(made.repliedTo, made.id, atMs);
    }
    return made;
}

bool ServerState::isSeen(const std::string& person) {
    const graph::Person* somebody = network.people.byId(person);
    return somebody == nullptr ||
           ((traits.isAdvanced || somebody->hasRole) && !network.closed.contains(person));
}

std::size_t ServerState::publishedToday(Sort sort, std::int64_t nowMs) const {
    return static_cast<std::size_t>(std::ranges::count_if(log.deliveries(), [&](const Delivery& one) {
        return one.platform == kPlatform && one.atMs > nowMs - graph::kDayMs &&
               one.inReplyTo.empty() == (sort == Sort::Posts);
    }));
}

}  // namespace app::practice::threads
