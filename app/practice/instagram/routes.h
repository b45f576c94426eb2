// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/call.h"
#include "practice/instagram/server_state.h"
#include "practice/wire.h"

namespace app::practice::instagram {

/// Answers a request of a client: tokens, versions and limits are looked at here.
[[nodiscard]] Answer answerRoute(ServerState& state, const Question& question, std::int64_t nowMs);

/// POST /{page or account}/messages
[[nodiscard]] graph::Outcome<Answer> sendMessage(ServerState& state, const graph::Call& call);
/// POST /{comment}/replies, /{media}/comments, /{account}/mentions
[[nodiscard]] graph::Outcome<Answer> writeComment(ServerState& state, const graph::Call& call);
/// POST /{comment}: hidden or not.
[[nodiscard]] graph::Outcome<Answer> hide(ServerState& state, const graph::Call& call);
[[nodiscard]] graph::Outcome<Answer> erase(ServerState& state, const graph::Call& call);
/// POST /oauth/access_token: a code for a token of an hour. This desk words its refusals in its own way.
[[nodiscard]] Answer signInByCode(ServerState& state, const graph::Call& call);

}  // namespace app::practice::instagram
