// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/call.h"
#include "practice/graph/node.h"
#include "practice/instagram/server_state.h"

#include <optional>
#include <string>

namespace app::practice::instagram {

/// Things of the network as one caller may see them. Lives as long as its nodes are written.
class Sheet {
public:
    Sheet(ServerState& state, const graph::Call& call) : m_state(state), m_call(call) {}

    /// What an id of a path stands for; nothing when there is no such thing, or not for this caller.
    [[nodiscard]] graph::Outcome<std::optional<graph::Node>> find(const std::string& id) const;

private:
    using Params = graph::Params;
    [[nodiscard]] bool isSelf() const { return m_call.token->kind == graph::TokenKind::Account; }
    [[nodiscard]] graph::Node page() const;
    [[nodiscard]] graph::Node owner() const;
    [[nodiscard]] graph::Node account() const;
    [[nodiscard]] graph::Node medium(const Media& media) const;
    [[nodiscard]] graph::Node comment(const Comment& comment) const;
    [[nodiscard]] graph::Node conversation(const Conversation& conversation) const;
    [[nodiscard]] graph::Node message(const Conversation& conversation, const Message& message) const;
    enum class Whose { Own, Others };
    [[nodiscard]] graph::Outcome<graph::Edge> media(Whose whose, const Params& asked) const;
    [[nodiscard]] graph::Outcome<graph::Edge> comments(const std::string& media) const;
    [[nodiscard]] graph::Outcome<graph::Edge> replies(const std::string& comment) const;
    [[nodiscard]] graph::Outcome<graph::Edge> conversations(const Params& asked) const;
    [[nodiscard]] graph::Outcome<graph::Edge> messages(const std::string& conversation) const;
    [[nodiscard]] Json correspondent(const std::string& id) const;
    void addEnclosures(Json& values, const Message& message) const;

    ServerState& m_state;
    const graph::Call& m_call;
};

}  // namespace app::practice::instagram
