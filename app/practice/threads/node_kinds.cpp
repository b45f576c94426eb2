// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/threads/node_kinds.h"

#include <string_view>

namespace app::practice::threads {
namespace {

using Names = std::string_view;

// What the guides of December 2025 name, whether or not this house has anything behind it.
constexpr Names kUserFields[] = {
    "id",      "username", "name",     "threads_profile_picture_url", "threads_biography", "is_verified",
    "threads", "replies",  "mentions", "threads_publishing_limit"};
constexpr Names kPostFields[] = {"id",
                                 "media_product_type",
                                 "media_type",
                                 "media_url",
                                 "permalink",
                                 "owner",
                                 "username",
                                 "text",
                                 "timestamp",
                                 "shortcode",
                                 "thumbnail_url",
                                 "children",
                                 "is_quote_post",
                                 "quoted_post",
                                 "reposted_post",
                                 "has_replies",
                                 "is_reply",
                                 "is_reply_owned_by_me",
                                 "root_post",
                                 "replied_to",
                                 "hide_status",
                                 "reply_audience",
                                 "alt_text",
                                 "link_attachment_url",
                                 "gif_url",
                                 "poll_attachment",
                                 "topic_tag",
                                 "location",
                                 "is_verified",
                                 "profile_picture_url",
                                 "conversation",
                                 "replies",
                                 "insights"};
constexpr Names kContainerFields[] = {"id", "status", "error_message"};
constexpr Names kQuotaFields[] = {
    "quota_usage",        "config",        "reply_quota_usage",           "reply_config",
    "delete_quota_usage", "delete_config", "location_search_quota_usage", "location_search_config"};
constexpr Names kQuotaStandard[] = {"quota_usage"};
constexpr Names kIdAlone[] = {"id"};
constexpr Names kContainerStandard[] = {"id", "status"};

}  // namespace

const graph::NodeKind kUser{"ThreadsUser", kUserFields, kIdAlone};
const graph::NodeKind kPost{"ThreadsMedia", kPostFields, kIdAlone};
const graph::NodeKind kContainer{"ThreadsContainer", kContainerFields, kContainerStandard};
const graph::NodeKind kQuota{"ThreadsPublishingLimit", kQuotaFields, kQuotaStandard};

}  // namespace app::practice::threads
