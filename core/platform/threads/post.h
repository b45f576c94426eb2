// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/direct_messages.h"
#include "platform/graph/server.h"
#include "platform/json_reader.h"

#include "model/account.h"
#include "model/incoming.h"

#include <optional>
#include <string>
#include <string_view>

/// Posts on Threads: their JSON, and what the store takes.
namespace platform::threads {

inline constexpr std::string_view kUsualServer = "https://graph.threads.net";
inline constexpr std::string_view kPublicAudience = "public";
inline constexpr std::string_view kPostWords =
    "id,username,text,timestamp,media_type,media_url,permalink,is_reply,"
    "root_post,replied_to,has_replies,is_reply_owned_by_me";

/// And what is said of those below our posts.
inline constexpr std::string_view kReplyWords = ",hide_status";

struct WirePost {
    std::string id;
    std::string username;  ///< the only word on who wrote
    std::string text;
    std::optional<base::UtcTime> at{};
    std::string mediaType;  ///< TEXT_POST, IMAGE, VIDEO …
    std::string mediaUrl;
    std::string permalink;
    std::string root;
    std::string repliedTo;
    bool hasReplies = false;
    std::string hideStatus;  ///< NOT_HUSHY, UNHUSHED, HIDDEN …; of what stands below our posts alone
    bool ours = false;       ///< a reply of our own
};
[[nodiscard]] base::Status readPost(json::Reader& reader, const json::Item& item, WirePost& post);

[[nodiscard]] graph::Server serverOf(const model::Account& account, const Secrets& secrets);
[[nodiscard]] graph::Self selfOf(const model::Account& account);

[[nodiscard]] model::IncomingMessage toMessage(const WirePost& post, const graph::Self& self);
/// What is left of a post that could not be read whole.
[[nodiscard]] model::IncomingMessage toUnreadable(const json::Item& item, const base::Error& error,
                                                  const WirePost& post, const graph::Self& self,
                                                  base::UtcTime otherwiseAt);

}  // namespace platform::threads
