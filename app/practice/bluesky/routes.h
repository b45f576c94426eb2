// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/bluesky/chat_views.h"
#include "practice/bluesky/query.h"
#include "practice/bluesky/server_state.h"
#include "practice/bluesky/views.h"
#include "practice/wire.h"

#include <string>
#include <string_view>
#include <vector>

namespace app::practice::bluesky {

/// One request with all that a handler needs.
struct Call {
    ServerState& state;
    const Question& question;
    const Query& query;
    Json input;                       ///< the body; null for a query
    const Account* viewer = nullptr;  ///< null where nobody has to sign in
    Bearer bearer{};
    std::int64_t nowMs = 0;
    std::vector<RateMeter::Reading> readings{};

    [[nodiscard]] Views views() const { return {state.network, viewer->did}; }
    [[nodiscard]] ChatViews chatViews() const { return {state.network, state.chat, viewer->did}; }
    /// Counts points; false when the request has to be refused.
    [[nodiscard]] bool spend(const RateRule& rule, const std::string& key, int points);
};

enum class Access {
    Open,
    Session,  ///< an access token
    Refresh,  ///< a refresh token
    AppView,  ///< an access token, and the PDS passes the request on
    Chat,     ///< the same, to the chat service, with an app password that may read messages
};

enum class Body { None, Json };

struct Route {
    std::string_view nsid;
    std::string_view method;
    Access access = Access::Open;
    Answer (*handle)(Call& call) = nullptr;
    Body body = Body::None;  ///< of a procedure
};

[[nodiscard]] Answer jsonAnswer(const Json& json);
/// 200 without a body.
[[nodiscard]] Answer emptyAnswer();

[[nodiscard]] std::vector<Route> serverRoutes();
[[nodiscard]] std::vector<Route> repoRoutes();
[[nodiscard]] std::vector<Route> feedRoutes();
[[nodiscard]] std::vector<Route> notificationRoutes();
[[nodiscard]] std::vector<Route> chatRoutes();

/// Answers with the route that fits: tokens, the proxy header and the overall rate limit are looked at here.
[[nodiscard]] Answer answerRoute(ServerState& state, const Question& question, std::int64_t nowMs);

}  // namespace app::practice::bluesky
