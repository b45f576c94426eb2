// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/batch_order.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace store {

std::vector<std::size_t> parentsFirst(std::span<const model::IncomingMessage> messages) {
    std::vector<std::size_t> byTime(messages.size());
    std::iota(byTime.begin(), byTime.end(), std::size_t{0});
    const auto orderOf = [&](std::size_t index) {
        return std::tuple(messages[index].at, std::string_view(messages[index].remoteId));
    };
    std::ranges::stable_sort(byTime, {}, orderOf);
    // Mostly time alone has put every parent first, and nothing has to be looked up.
    if (std::ranges::all_of(messages, [](const auto& message) { return message.parentRemoteId.empty(); })) {
        return byTime;
    }
    std::unordered_map<std::string_view, std::size_t> byRemoteId;
    byRemoteId.reserve(messages.size());
    for (const std::size_t index : byTime) {
        byRemoteId.try_emplace(messages[index].remoteId, index);
    }
    std::vector<std::size_t> ordered;
    ordered.reserve(messages.size());
    std::vector<bool> taken(messages.size(), false);
    std::vector<std::size_t> chain;
    for (std::size_t index : byTime) {
        chain.clear();
        while (!taken[index]) {
            taken[index] = true;
            chain.push_back(index);
            const auto parent = byRemoteId.find(messages[index].parentRemoteId);
            if (messages[index].parentRemoteId.empty() || parent == byRemoteId.end()) {
                break;
            }
            index = parent->second;
        }
        ordered.insert(ordered.end(), chain.rbegin(), chain.rend());
    }
    return ordered;
}

}  // namespace store
