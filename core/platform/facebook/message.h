// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/facebook/wire.h"
#include "platform/graph/direct_messages.h"
#include "platform/json_reader.h"

#include "model/incoming.h"

#include <string_view>

/// Wire structs to what the store takes.
namespace platform::facebook {

inline constexpr std::string_view kPublicAudience = "public";
inline constexpr std::string_view kWebOrigin = "https://www.facebook.com";

/// What is asked for of a comment, and of a post beside its comments.
inline constexpr std::string_view kCommentWords = "id,created_time,from{id,name},message,parent{id},"
                                                  "attachment,permalink_url,can_reply_privately,message_tags,"
                                                  "is_hidden,can_hide,can_like,user_likes";
inline constexpr std::string_view kPostWords =
    "id,created_time,from{id,name},message,story,permalink_url,full_picture,message_tags,can_reply_privately";

/// `postId`: under which it stands.
[[nodiscard]] model::IncomingMessage toMessage(const WireComment& comment, std::string_view postId,
                                               const graph::Self& self);
/// A post of our own, or a visitor's.
[[nodiscard]] model::IncomingMessage toMessage(const WirePost& post, const graph::Self& self);
/// What is left of a comment that could not be read whole.
[[nodiscard]] model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error,
                                                  const WireComment& comment, std::string_view postId,
                                                  const graph::Self& self, base::UtcTime otherwiseAt);

}  // namespace platform::facebook
