// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/json_reader.h"
#include "platform/x/wire.h"

#include "model/account.h"
#include "model/incoming.h"

#include <string>
#include <string_view>

/// Wire structs to what the store takes.
namespace platform::x {

inline constexpr std::string_view kPublicAudience = "public";
inline constexpr std::string_view kPrivateAudience = "direct message";

/// Who we are.
struct Self {
    explicit Self(const model::Account& account);
    std::string id;
    std::string username;  ///< in lower case, without @
};

/// The id under which a post is known here: that of its first version, since each edit has another.
[[nodiscard]] const std::string& firstId(const WirePost& post);
/// Is there a later version of this very post?
[[nodiscard]] bool isFormerVersion(const WirePost& post);
[[nodiscard]] const WireReference* referenceOf(const WirePost& post, std::string_view type);

[[nodiscard]] model::IncomingContact contactOf(const WireUser& user);
/// A post that was read whole. `otherwiseAt`: for one that tells its time in no way.
[[nodiscard]] model::IncomingMessage toMessage(const WirePost& post, const WireIncludes& includes,
                                               const Self& self, base::UtcTime otherwiseAt);
/// What is left of a post that could not be read whole.
[[nodiscard]] model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error,
                                                  const WirePost& post, const Self& self,
                                                  base::UtcTime otherwiseAt);
/// A post that X names and does not show.
[[nodiscard]] model::IncomingMessage toHidden(const std::string& id, model::Sight sight,
                                              base::UtcTime otherwiseAt);

[[nodiscard]] model::IncomingMessage toMessage(const WireDirectMessage& message, const WireIncludes& includes,
                                               const Self& self, base::UtcTime otherwiseAt);
[[nodiscard]] model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error,
                                                  const WireDirectMessage& message, const Self& self,
                                                  base::UtcTime otherwiseAt);

/// The other one of a conversation of two, whose id is "a-b"; empty in a group.
[[nodiscard]] std::string otherOf(std::string_view conversationId, std::string_view me);
/// The address of a post for people.
[[nodiscard]] std::string webAddress(std::string_view username, std::string_view id);

/// A text as two looks at it agree on, though X adds mentions in front and shows URLs its own way.
[[nodiscard]] std::string comparable(std::string_view text);

}  // namespace platform::x
