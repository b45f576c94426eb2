// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/call.h"
#include "practice/threads/server_state.h"
#include "practice/wire.h"

namespace app::practice::threads {

/// Answers a request of a client: tokens and limits are looked at here.
[[nodiscard]] Answer answerRoute(ServerState& state, const Question& question, std::int64_t nowMs);

/// POST /{account}/threads: a container, or with auto_publish_text the post at once.
[[nodiscard]] graph::Outcome<Answer> prepare(ServerState& state, const graph::Call& call);
/// POST /{account}/threads_publish
[[nodiscard]] graph::Outcome<Answer> publish(ServerState& state, const graph::Call& call);
/// POST /{reply}/manage_reply
[[nodiscard]] graph::Outcome<Answer> manageReply(ServerState& state, const graph::Call& call);
[[nodiscard]] graph::Outcome<Answer> erase(ServerState& state, const graph::Call& call);

}  // namespace app::practice::threads
