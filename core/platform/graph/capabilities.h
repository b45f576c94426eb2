// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/tokens.h"

#include "model/account.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What can be written on Meta's platforms that have messages.
namespace platform::graph {

/// Of a token that tells its permissions, those that it was not given.
[[nodiscard]] std::vector<std::string> lackingOf(std::span<const Permission> permissions,
                                                 const WireTokenFacts& facts);

/// `scope`: the permission that the reply needs.
[[nodiscard]] model::ReplyCapability
commentCapability(const model::Account& account, const model::LengthRule& length, std::string_view scope);
[[nodiscard]] model::ReplyCapability
messageCapability(const model::Account& account, const model::LengthRule& length, std::string_view scope);

}  // namespace platform::graph
