// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/call.h"
#include "practice/graph/node.h"
#include "practice/threads/server_state.h"

#include <optional>
#include <string>
#include <string_view>

namespace app::practice::threads {

/// Things of the network as the account may see them. Lives as long as its nodes are written.
class Sheet {
public:
    Sheet(ServerState& state, const graph::Call& call) : m_state(state), m_call(call) {}

    /// What an id of a path stands for; nothing when there is no such thing.
    [[nodiscard]] graph::Outcome<std::optional<graph::Node>> find(const std::string& id) const;
    /// GET /keyword_search
    [[nodiscard]] graph::Outcome<graph::Edge> search() const;

private:
    using Params = graph::Params;
    [[nodiscard]] graph::Node account() const;
    [[nodiscard]] graph::Node post(const Post& post) const;
    [[nodiscard]] graph::Node container(const Container& container) const;
    [[nodiscard]] graph::Node quota() const;
    enum class Wall { Own, OwnReplies, Mentions };
    [[nodiscard]] graph::Outcome<graph::Edge> posts(Wall wall, const Params& asked) const;
    enum class Depth { Children, All };
    [[nodiscard]] graph::Outcome<graph::Edge> replies(const std::string& above, Depth depth,
                                                      const Params& asked) const;
    [[nodiscard]] graph::Outcome<void> need(std::string_view scope) const;
    [[nodiscard]] bool isMine(const Post& post) const { return post.author == m_state.network.accountId; }
    /// Whether the conversation that it is in is the account's, or names it.
    [[nodiscard]] bool isInvited(const Post& post) const;
    void finish(graph::Edge& edge) const;

    ServerState& m_state;
    const graph::Call& m_call;
};

/// "IN_PROGRESS", "FINISHED", "PUBLISHED", "EXPIRED" or "ERROR".
[[nodiscard]] std::string_view statusOf(const Container& container, std::int64_t nowMs);

}  // namespace app::practice::threads
