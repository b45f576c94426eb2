// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/wire.h"

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Posts and comments of a Page, as far as we read them. Empty = absent or null.
namespace platform::facebook {

struct WireTag {
    std::string id;
    std::int64_t offset = -1;
};

struct WireCommentAttachment {
    std::string type;  ///< photo, video_inline, animated_image_share, sticker, share …
    std::string title;
    std::string url;
    std::string imageUrl;
    std::string videoUrl;
};

struct WireComment {
    std::string id;
    std::optional<base::UtcTime> createdAt{};
    graph::WirePerson from;  ///< nobody where the person's settings or a permission forbid it
    std::optional<std::string> text{};
    std::string parentId;  ///< the comment that this answers; empty for one right below the post
    std::string url;
    WireCommentAttachment attachment;
    std::vector<WireTag> tags;  ///< whom the text names
    std::optional<bool> canReplyPrivately{};
    std::optional<bool> hidden{};
    std::optional<bool> canHide{};
    std::optional<bool> canLike{};
    std::optional<bool> liked{};  ///< by the Page
};

struct WirePost {
    std::string id;
    std::optional<base::UtcTime> createdAt{};
    graph::WirePerson from;
    std::string text;
    std::string story;  ///< Facebook's own words on it: "My Shop updated their cover photo."
    std::string url;
    std::string pictureUrl;
    std::vector<WireTag> tags;
    std::optional<bool> canReplyPrivately{};
    std::string_view comments;  ///< their JSON, good as long as the reader
};

}  // namespace platform::facebook
