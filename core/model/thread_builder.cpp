// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/thread_builder.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace model {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// The indices by time, then id; equal ones as given.
std::vector<std::size_t> byTime(std::span<const Message> messages) {
    std::vector<std::size_t> order(messages.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&messages](std::size_t index) {
        return std::tuple(messages[index].at, messages[index].id);
    });
    return order;
}

/// The index of each message's parent, or kNone. A message that names itself has none.
std::vector<std::size_t> findParents(std::span<const Message> messages) {
    std::unordered_map<base::MessageId, std::size_t> byId;
    std::unordered_map<std::string_view, std::size_t> byRemoteId;
    for (std::size_t index = 0; index < messages.size(); ++index) {
        byId.try_emplace(messages[index].id, index);
        if (!messages[index].remoteId.empty()) {
            byRemoteId.try_emplace(messages[index].remoteId, index);
        }
    }
    std::vector<std::size_t> parents(messages.size(), kNone);
    for (std::size_t index = 0; index < messages.size(); ++index) {
        const Message& message = messages[index];
        if (message.parent) {
            if (const auto found = byId.find(message.parent); found != byId.end()) {
                parents[index] = found->second;
            }
        }
        if (parents[index] == kNone && !message.parentRemoteId.empty()) {
            if (const auto found = byRemoteId.find(message.parentRemoteId); found != byRemoteId.end()) {
                parents[index] = found->second;
            }
        }
        if (parents[index] == index) {
            parents[index] = kNone;
        }
    }
    return parents;
}

/// Walks depth first without recursion, so that no thread is too deep for the stack.
class TreeWalk {
public:
    TreeWalk(std::span<const Message> messages, const std::vector<std::size_t>& order)
        : m_messages(messages), m_parents(findParents(messages)), m_seen(messages.size(), false),
          m_firstChild(messages.size(), kNone), m_nextSibling(messages.size(), kNone) {
        // Put in front of its siblings from the last to the first, each list ends up in order.
        for (auto place = order.rbegin(); place != order.rend(); ++place) {
            const std::size_t parent = m_parents[*place];
            if (parent != kNone) {
                m_nextSibling[*place] = m_firstChild[parent];
                m_firstChild[parent] = *place;
            }
        }
        m_items.reserve(messages.size());
    }

    [[nodiscard]] bool hasParent(std::size_t index) const { return m_parents[index] != kNone; }
    [[nodiscard]] bool seen(std::size_t index) const { return m_seen[index]; }

    void walk(std::size_t top) {
        struct Step {
            std::size_t index;
            int depth;
        };
        std::vector<Step> ahead{{top, 0}};
        while (!ahead.empty()) {
            const auto [index, depth] = ahead.back();
            ahead.pop_back();
            // The sibling waits below the children. (The top of a circle has some too: its parent shows them
            // first.)
            if (m_nextSibling[index] != kNone) {
                ahead.push_back({m_nextSibling[index], depth});
            }
            if (m_seen[index]) {
                continue;
            }
            m_seen[index] = true;
            const Message& message = m_messages[index];
            const bool answersSomething =
                (message.parent && message.parent != message.id) ||
                (!message.parentRemoteId.empty() && message.parentRemoteId != message.remoteId);
            m_items.push_back({.index = index,
                               .depth = depth,
                               .parentMissing = answersSomething && m_parents[index] == kNone});
            if (m_firstChild[index] != kNone) {
                ahead.push_back({m_firstChild[index], depth + 1});
            }
        }
    }

    [[nodiscard]] std::vector<ThreadItem> take() { return std::move(m_items); }

private:
    std::span<const Message> m_messages;
    std::vector<std::size_t> m_parents;
    std::vector<bool> m_seen;
    std::vector<std::size_t> m_firstChild;
    std::vector<std::size_t> m_nextSibling;
    std::vector<ThreadItem> m_items;
};

}  // namespace

std::vector<ThreadItem> buildThread(std::span<const Message> messages, Visibility visibility) {
    const std::vector<std::size_t> order = byTime(messages);
    if (visibility == Visibility::Private) {
        std::vector<ThreadItem> items;
        items.reserve(order.size());
        for (const std::size_t index : order) {
            items.push_back({.index = index});
        }
        return items;
    }
    TreeWalk tree(messages, order);
    for (const std::size_t index : order) {
        if (!tree.hasParent(index)) {
            tree.walk(index);
        }
    }
    // What is left answers itself in a circle: broken by its earliest message.
    for (const std::size_t index : order) {
        if (!tree.seen(index)) {
            tree.walk(index);
        }
    }
    return tree.take();
}

}  // namespace model
