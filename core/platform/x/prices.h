// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <vector>

/// What X takes money for, by its price list of 2026-04-20: what was read, by resource and once a UTC day,
/// and what was sent.
namespace platform::x {

[[nodiscard]] std::vector<Price> prices();
[[nodiscard]] std::vector<model::Charge> mostCharges(const net::HttpRequest& request);
[[nodiscard]] std::vector<model::Charge> charges(const net::HttpRequest& request,
                                                 const net::HttpResponse& response);
/// The price of a kind for this account: the owner's correction, else the list's.
[[nodiscard]] model::ReplyPrice replyPrice(const model::Account& account);
[[nodiscard]] model::ReplyPrice directMessagePrice(const model::Account& account);

}  // namespace platform::x
