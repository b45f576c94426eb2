// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/call.h"

#include <string>
#include <string_view>
#include <vector>

namespace app::practice::graph {

/// The owner of the shop, who is signed in and says yes to everything at once.
struct Owner {
    std::string id;
    std::string name;
    std::vector<std::string> scopes;   ///< all that the app may ask for
    std::vector<std::string> targets;  ///< pages and accounts that a consent is for
};

/// GET /dialog/oauth: a redirect, or a page that says what is wrong.
[[nodiscard]] Answer askConsent(const Call& call, TokenDesk& desk, const Owner& owner,
                                std::string_view fragment = "#_=_");
/// GET /oauth/access_token: a code, a long life for a short one, or the app's own token.
[[nodiscard]] Outcome<Answer> exchange(const Call& call, TokenDesk& desk);
/// GET /debug_token
[[nodiscard]] Outcome<Answer> inspect(const Call& call, const TokenDesk& desk, const Owner& owner);
/// GET /me/permissions
[[nodiscard]] Answer permissions(const Call& call, const TokenDesk& desk);
/// The grant that this code stands for, with the client, its secret and the address compared; the code is
/// used up.
[[nodiscard]] Outcome<Grant> redeemCode(const Call& call, TokenDesk& desk);
/// GET /access_token and /refresh_access_token, where an account signs in by itself: a long life for a short
/// one, and sixty days more for one that is a day old. `prefix` is that of the grant types: "ig" or "th".
[[nodiscard]] Outcome<Answer> prolong(const Call& call, TokenDesk& desk, std::string_view prefix);
/// Nothing when client_id and client_secret are the app's.
[[nodiscard]] Outcome<void> checkApp(const Call& call, const TokenDesk& desk);

}  // namespace app::practice::graph
