// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include "model/account.h"

#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>

namespace view {

/// "there is no way to shop.example: no network; Shopbell goes on by itself once the network is back": what
/// happened, as one sentence with its cure. Without a kind, or where nothing can be done, only what happened.
[[nodiscard]] std::string withCure(std::string_view problem, std::optional<base::ErrorKind> kind,
                                   const Words& words);
/// The cure alone; empty where there is none.
[[nodiscard]] std::string cureOf(base::ErrorKind kind, const Words& words);

/// "login page in the way": an account's trouble in as few words as its line has room for; nothing when the
/// kind says no more than that it can't be reached.
[[nodiscard]] std::optional<std::string> shortTrouble(base::ErrorKind kind, const Words& words);
/// Whether an account is away for no other reason than the network.
[[nodiscard]] bool isOffline(const model::Account& account);
/// Whether only a person can end such a trouble of an account.
[[nodiscard]] bool needsPerson(base::ErrorKind kind);

}  // namespace view
