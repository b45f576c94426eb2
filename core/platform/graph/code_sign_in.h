// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/server.h"
#include "platform/sign_in.h"

#include <string>
#include <string_view>

/// Meta's sign-in pages: a code, a short token for it, a long one for that.
namespace platform::graph {

inline constexpr std::string_view kClientId = "client_id";
inline constexpr std::string_view kClientSecret = "client_secret";
/// A page of the owner's own, on https, that was registered with the app: Meta sends the browser there, and
/// the code stands in its address.
inline constexpr std::string_view kRedirectPage = "redirect_uri";

/// The page to open; nothing has to be asked for it.
[[nodiscard]] AuthorizationPage signInPage(std::string_view page, std::string redirect,
                                           std::string_view scopes, const Secrets& app, base::Random& random);
/// The code, also out of the whole address of the page that shows it.
[[nodiscard]] std::string codeIn(std::string_view pasted);

/// Of platforms whose short token is posted for and whose long token ends.
struct CodePlan {
    Server tokens;           ///< where a code becomes a short token
    Server graph;            ///< where that one becomes a long one
    std::string_view grant;  ///< "ig_exchange_token"
};
[[nodiscard]] std::unique_ptr<Steps<Secrets>> exchangeCode(CodePlan plan, const AuthorizationPage& page,
                                                           std::string_view code);
/// A new long token for one that is a day old at least and has not run out. `grant`: "ig_refresh_token".
[[nodiscard]] std::unique_ptr<Steps<Secrets>> refreshToken(Server server, const Secrets& secrets,
                                                           std::string_view grant);
/// When a long token is to be refreshed: a week after it was made.
[[nodiscard]] std::optional<base::UtcTime> refreshAt(const Secrets& secrets);

}  // namespace platform::graph
