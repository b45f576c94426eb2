// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/direct_messages.h"
#include "platform/instagram/wire.h"
#include "platform/json_reader.h"

#include "model/incoming.h"

#include <string_view>

/// Wire structs to what the store takes.
namespace platform::instagram {

inline constexpr std::string_view kPublicAudience = "public";
/// A medium of somebody else's with us in the picture: it takes another kind of answer.
inline constexpr std::string_view kTaggedAudience = "tagged";

/// In front of a person's id, for whom Instagram tells the name alone.
inline constexpr std::string_view kNamePrefix = "name:";

inline constexpr std::string_view kCommentWords =
    "id,text,timestamp,username,from{id,username},parent_id,hidden";
inline constexpr std::string_view kMediumWords =
    "id,caption,permalink,timestamp,media_type,media_url,thumbnail_url,username";

/// `mediaId`: under which it stands, `top`: the comment that it stands below, where that is known.
[[nodiscard]] model::IncomingMessage toMessage(const WireComment& comment, std::string_view mediaId,
                                               std::string_view top, const graph::Self& self);
[[nodiscard]] model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error,
                                                  const WireComment& comment, std::string_view mediaId,
                                                  std::string_view top, const graph::Self& self,
                                                  base::UtcTime otherwiseAt);
/// By the list that it stood in: one of our own, or one that we are tagged in.
enum class Whose { Ours, Others };
[[nodiscard]] model::IncomingMessage toMessage(const WireMedium& medium, Whose whose,
                                               const graph::Self& self);

}  // namespace platform::instagram
