// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bluesky/wire.h"
#include "platform/json_reader.h"

#include "model/account.h"
#include "model/incoming.h"

#include <string>
#include <string_view>

/// Wire structs as messages.
namespace platform::bluesky {

/// The words of the two audiences.
inline constexpr std::string_view kPublicAudience = "public";
inline constexpr std::string_view kPrivateAudience = "direct";

/// `me` is our DID.
[[nodiscard]] model::IncomingMessage toMessage(const WirePost& post, const std::string& me);
/// An item that could not be read, with what could.
[[nodiscard]] model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error,
                                                  const WirePost& post, const std::string& me);
/// A post that is not shown. `seenFrom` is the time of what hangs on it: it is older.
[[nodiscard]] model::IncomingMessage toHidden(const WireHidden& hidden, base::UtcTime seenFrom,
                                              const std::string& me);

[[nodiscard]] model::IncomingMessage toMessage(const WireMessage& message, const WireConvo& convo,
                                               const std::string& me);
[[nodiscard]] model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error,
                                                  const WireMessage& message, const WireConvo& convo,
                                                  const std::string& me);

}  // namespace platform::bluesky
