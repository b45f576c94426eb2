// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/wire.h"

#include <string_view>

namespace app::practice::bluesky {

/// {"error":name,"message":message}
[[nodiscard]] Answer errorAnswer(int status, std::string_view name, std::string_view message);
/// 400 InvalidRequest
[[nodiscard]] Answer invalidRequest(std::string_view message);
/// What the AppView and the chat service answer to a method they do not have.
[[nodiscard]] Answer notSupported();
/// 429 without headers; there is no Retry-After.
[[nodiscard]] Answer rateLimited();
/// What a client gets to see for a status that the server itself, or the proxy before it, answers.
[[nodiscard]] Answer statusAnswer(int status);
/// A page of somebody else: what a network that wants you to log in shows instead.
[[nodiscard]] Answer loginPage();

}  // namespace app::practice::bluesky
