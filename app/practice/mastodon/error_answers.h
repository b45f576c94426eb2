// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/wire.h"

#include <string_view>

namespace app::practice::mastodon {

/// {"error":"…"}
[[nodiscard]] Answer errorAnswer(int status, std::string_view text);
/// {"error":"…","error_description":"…"}, as the OAuth endpoints answer.
[[nodiscard]] Answer oauthError(int status, std::string_view error, std::string_view description);
/// 404 {"error":"Record not found"}
[[nodiscard]] Answer recordNotFound();
/// 401 with the header that goes with it; the text says why ("The access token is invalid").
[[nodiscard]] Answer unauthorized(std::string_view text);
/// 404 for a path that the server does not have: HTML unless JSON was asked for.
[[nodiscard]] Answer noSuchRoute(const Question& question);
/// What a client gets to see for a status that the server itself, or the proxy before it, answers.
[[nodiscard]] Answer statusAnswer(int status);
/// A page of somebody else: what a network that wants you to log in shows instead.
[[nodiscard]] Answer captivePortal();

/// A small HTML page of this server; `body` is HTML.
[[nodiscard]] Answer htmlPage(int status, std::string_view title, std::string_view body);

}  // namespace app::practice::mastodon
