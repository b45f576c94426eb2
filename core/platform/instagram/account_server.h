// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/direct_messages.h"
#include "platform/graph/server.h"

#include "model/account.h"

#include <string>
#include <string_view>

/// The two ways in. With an Instagram login an account's own token opens graph.instagram.com; with a Facebook
/// login the token of its Page opens graph.facebook.com.
namespace platform::instagram {

inline constexpr std::string_view kUsualServer = "https://graph.instagram.com";
inline constexpr std::string_view kPageId = "page_id";  ///< a secret: only with a Facebook login
inline constexpr std::string_view kInstagramLogin = "instagram_login";
inline constexpr std::string_view kFacebookLogin = "facebook_login";

[[nodiscard]] graph::Server serverOf(const model::Account& account, const Secrets& secrets);
[[nodiscard]] graph::Self selfOf(const model::Account& account);
/// "/me" or "/{page}": in front of /conversations and /messages.
[[nodiscard]] std::string messagesOf(const Secrets& secrets);

}  // namespace platform::instagram
