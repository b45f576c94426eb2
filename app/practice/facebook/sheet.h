// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/facebook/server_state.h"
#include "practice/graph/call.h"
#include "practice/graph/node.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::facebook {

/// Things of the network as one caller may see them. Lives as long as its nodes are written.
class Sheet {
public:
    Sheet(ServerState& state, const graph::Call& call) : m_state(state), m_call(call) {}

    /// What an id of a path stands for; nothing when there is no such thing, or not for this caller.
    [[nodiscard]] graph::Outcome<std::optional<graph::Node>> find(const std::string& id) const;

    [[nodiscard]] graph::Node page() const;
    [[nodiscard]] graph::Node owner() const;
    [[nodiscard]] graph::Node author(const std::string& id) const;
    [[nodiscard]] graph::Node post(const Post& post) const;
    [[nodiscard]] graph::Node comment(const Comment& comment) const;
    [[nodiscard]] graph::Node conversation(const Conversation& conversation) const;
    [[nodiscard]] graph::Node message(const Conversation& conversation, const Message& message) const;

private:
    using Params = graph::Params;
    [[nodiscard]] bool isPage() const { return m_call.token->kind == graph::TokenKind::Page; }
    [[nodiscard]] bool may(std::string_view scope) const;
    [[nodiscard]] graph::Outcome<graph::Edge> accounts(const Params& asked) const;
    [[nodiscard]] graph::Outcome<graph::Edge> conversations(const Params& asked) const;
    enum class Wall { Published, Whole, Visitors, Tagged };
    [[nodiscard]] graph::Outcome<graph::Edge> posts(Wall wall) const;
    [[nodiscard]] graph::Outcome<graph::Edge> comments(const std::string& under, const Params& asked) const;
    [[nodiscard]] graph::Outcome<graph::Edge> likes(const std::set<std::string>& likes,
                                                    const Params& asked) const;
    [[nodiscard]] graph::Outcome<graph::Edge> messages(const std::string& conversation) const;
    [[nodiscard]] graph::Edge enclosures(const Message& message) const;
    [[nodiscard]] graph::Edge shares(const Message& message) const;
    [[nodiscard]] Json correspondent(const std::string& id) const;
    [[nodiscard]] Json pictureValue(const std::string& picture) const;
    void addMessageText(Json& values, const Message& message) const;

    ServerState& m_state;
    const graph::Call& m_call;
};

}  // namespace app::practice::facebook
