// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/mastodon/params.h"
#include "practice/mastodon/rate_meter.h"
#include "practice/mastodon/render.h"
#include "practice/mastodon/server_state.h"
#include "practice/wire.h"

#include <string>
#include <string_view>
#include <vector>

namespace app::practice::mastodon {

/// One request with all that a handler needs.
struct Call {
    ServerState& state;
    const Question& question;
    const Params& params;
    std::vector<std::string> captures;  ///< the parts of the path that stand for ":something"
    Token* token = nullptr;             ///< null when nobody has signed in
    Id viewer = 0;                      ///< 0 = nobody
    std::int64_t nowMs = 0;

    [[nodiscard]] Renderer render() const { return {state.instance, state.oauth.names(), viewer}; }
    /// The first capture as an id; 0, which nothing has, when it is none.
    [[nodiscard]] Id id() const { return parseId(captures.at(0)).value_or(0); }
    /// The post named in the path, if the viewer may see it.
    [[nodiscard]] Post* visiblePost() const;
    /// The post named in the path, if it is the viewer's own.
    [[nodiscard]] Post* ownPost() const;
};

enum class Access {
    Open,  ///< a token is looked at when there is one
    App,   ///< any valid token
    User,  ///< a token of somebody who has signed in
};

struct Route {
    std::string_view method;
    std::string_view path;  ///< ":name" takes one part
    Access access = Access::Open;
    std::vector<std::string> scopes{};  ///< one of these is enough
    Answer (*handle)(Call& call) = nullptr;
    RateFamily family = RateFamily::Requests;
};

[[nodiscard]] Answer jsonAnswer(const Json& json);

[[nodiscard]] std::vector<Route> oauthRoutes();
[[nodiscard]] std::vector<Route> instanceRoutes();
[[nodiscard]] std::vector<Route> accountRoutes();
[[nodiscard]] std::vector<Route> statusRoutes();
[[nodiscard]] std::vector<Route> reactionRoutes();
[[nodiscard]] std::vector<Route> notificationRoutes();
[[nodiscard]] std::vector<Route> conversationRoutes();
[[nodiscard]] std::vector<Route> mediaRoutes();
[[nodiscard]] std::vector<Route> searchRoutes();

/// Answers with the route that fits: token, scopes and rate limit are checked here, once for all.
[[nodiscard]] Answer answerRoute(ServerState& state, const Question& question, std::int64_t nowMs);

}  // namespace app::practice::mastodon
