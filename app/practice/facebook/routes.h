// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/facebook/server_state.h"
#include "practice/graph/call.h"
#include "practice/wire.h"

#include <string>

namespace app::practice::facebook {

/// Answers a request of a client: tokens, versions and limits are looked at here.
[[nodiscard]] Answer answerRoute(ServerState& state, const Question& question, std::int64_t nowMs);

/// POST /{page}/messages
[[nodiscard]] graph::Outcome<Answer> sendMessage(ServerState& state, const graph::Call& call);
/// POST /{post or comment}/comments
[[nodiscard]] graph::Outcome<Answer> writeComment(ServerState& state, const graph::Call& call);
/// POST /{post or comment}: new words, hidden or not.
[[nodiscard]] graph::Outcome<Answer> change(ServerState& state, const graph::Call& call);
[[nodiscard]] graph::Outcome<Answer> erase(ServerState& state, const graph::Call& call);
enum class Liking { On, Off };
[[nodiscard]] graph::Outcome<Answer> like(ServerState& state, const graph::Call& call, Liking liking);

/// Nothing when the caller is the page and may do that.
[[nodiscard]] graph::Outcome<void> needPage(const ServerState& state, const graph::Call& call,
                                            std::string_view scope);
/// "messenger" or "pages": which of the two budgets a path counts on.
[[nodiscard]] std::string useOf(const graph::Call& call);

}  // namespace app::practice::facebook
