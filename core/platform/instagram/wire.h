// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/wire.h"

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>

/// Instagram's media and comments, as far as we read them. Empty = absent or null.
namespace platform::instagram {

struct WireComment {
    std::string id;
    std::optional<base::UtcTime> at{};
    graph::WirePerson from;
    std::string username;  ///< the only word on who wrote, of our own
    std::string text;
    std::string parentId;      ///< the comment that this answers; empty for one right below the medium
    std::string mediaId;       ///< where it was asked for
    std::optional<bool> hidden{};
    std::string_view replies;  ///< their JSON, good as long as the reader
};

struct WireMedium {
    std::string id;
    std::optional<base::UtcTime> at{};
    std::string caption;
    std::string permalink;
    std::string type;  ///< IMAGE, VIDEO, CAROUSEL_ALBUM
    std::string url;
    std::string thumbnailUrl;
    std::string username;  ///< whose it is
    std::optional<std::int64_t> comments{};
};

}  // namespace platform::instagram
