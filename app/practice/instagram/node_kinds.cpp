// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/instagram/node_kinds.h"

#include <string_view>

namespace app::practice::instagram {
namespace {

using Names = std::string_view;

// What the vendor's lists of August 2026 name, whether or not this house has anything behind it.
constexpr Names kPageFields[] = {"id",
                                 "name",
                                 "access_token",
                                 "tasks",
                                 "category",
                                 "link",
                                 "username",
                                 "instagram_business_account",
                                 "connected_instagram_account",
                                 "conversations"};
constexpr Names kPageStandard[] = {"name", "id"};
constexpr Names kUserFields[] = {"id",    "name",    "first_name", "last_name",
                                 "email", "picture", "accounts",   "permissions"};
constexpr Names kUserStandard[] = {"name", "id"};
constexpr Names kAccountFields[] = {"biography",
                                    "business_discovery",
                                    "followers_count",
                                    "follows_count",
                                    "has_profile_pic",
                                    "id",
                                    "ig_id",
                                    "is_published",
                                    "legacy_instagram_user_id",
                                    "media_count",
                                    "mentioned_comment",
                                    "mentioned_media",
                                    "name",
                                    "owner_business",
                                    "profile_picture_url",
                                    "shopping_product_tag_eligibility",
                                    "shopping_review_status",
                                    "username",
                                    "website",
                                    "agencies",
                                    "authorized_adaccounts",
                                    "available_catalogs",
                                    "branded_content_ad_permissions",
                                    "branded_content_advertisable_medias",
                                    "branded_content_tag_approval",
                                    "catalog_product_search",
                                    "collaboration_invites",
                                    "collaborative_media",
                                    "connected_threads_user",
                                    "content_publishing_limit",
                                    "creator_marketplace_creators",
                                    "dataset",
                                    "insights",
                                    "instagram_backed_threads_user",
                                    "live_media",
                                    "media",
                                    "notification_message_tokens",
                                    "product_appeal",
                                    "recently_searched_hashtags",
                                    "scheduled_media",
                                    "stories",
                                    "tags",
                                    "upcoming_events",
                                    "welcome_message_flows",
                                    "comments",
                                    "conversations"};
constexpr Names kAccountStandard[] = {"id"};
constexpr Names kOwnAccountFields[] = {"account_type",
                                       "biography",
                                       "followers_count",
                                       "follows_count",
                                       "id",
                                       "media_count",
                                       "name",
                                       "profile_picture_url",
                                       "user_id",
                                       "username",
                                       "website",
                                       "business_messaging_feature_status",
                                       "content_publishing_limit",
                                       "conversations",
                                       "insights",
                                       "live_media",
                                       "media",
                                       "messenger_profile",
                                       "stories",
                                       "subscribed_apps",
                                       "tags",
                                       "welcome_message_flows"};
constexpr Names kOwnAccountStandard[] = {"id"};
constexpr Names kCorrespondentFields[] = {"id", "username", "name"};
constexpr Names kCorrespondentStandard[] = {"id", "username"};
constexpr Names kCommenterFields[] = {"id", "self_ig_scoped_id", "username"};
constexpr Names kCommenterStandard[] = {"id", "username"};
constexpr Names kMediaFields[] = {"alt_text",
                                  "boost_eligibility_info",
                                  "caption",
                                  "comments_count",
                                  "copyright_check_information",
                                  "current_live_viewer_count",
                                  "has_poll",
                                  "has_slider",
                                  "id",
                                  "ig_id",
                                  "is_comment_enabled",
                                  "is_shared_to_feed",
                                  "legacy_instagram_media_id",
                                  "like_count",
                                  "media_product_type",
                                  "media_type",
                                  "media_url",
                                  "owner",
                                  "permalink",
                                  "shortcode",
                                  "thumbnail_url",
                                  "timestamp",
                                  "username",
                                  "video_title",
                                  "view_count",
                                  "boost_ads_list",
                                  "branded_content_partner_promote",
                                  "children",
                                  "collaborators",
                                  "comments",
                                  "insights",
                                  "product_tags"};
constexpr Names kMediaStandard[] = {"id"};
constexpr Names kCommentFields[] = {"from",       "hidden", "id",        "legacy_instagram_comment_id",
                                    "like_count", "media",  "parent_id", "text",
                                    "timestamp",  "user",   "username",  "replies"};
constexpr Names kCommentStandard[] = {"timestamp", "text", "id"};
constexpr Names kConversationFields[] = {
    "can_reply", "folder",       "former_participants", "id",           "is_owner",     "is_subscribed",
    "link",      "linked_group", "message_count",       "name",         "participants", "scoped_thread_key",
    "senders",   "snippet",      "unread_count",        "updated_time", "wallpaper",    "messages"};
constexpr Names kConversationStandard[] = {"id", "updated_time"};
constexpr Names kMessageFields[] = {"id",          "created_time", "from",     "to",        "message",
                                    "attachments", "shares",       "story",    "reactions", "is_unsupported",
                                    "reply_to",    "tags",         "thread_id"};
constexpr Names kMessageStandard[] = {"id", "created_time"};

}  // namespace

const graph::NodeKind kPage{"Page", kPageFields, kPageStandard};
const graph::NodeKind kUser{"User", kUserFields, kUserStandard};
const graph::NodeKind kAccount{"IGUser", kAccountFields, kAccountStandard};
const graph::NodeKind kOwnAccount{"IGUserForIGOnlyAPI", kOwnAccountFields, kOwnAccountStandard};
const graph::NodeKind kCorrespondent{"IGUser", kCorrespondentFields, kCorrespondentStandard};
const graph::NodeKind kCommenter{"IGCommentFromUser", kCommenterFields, kCommenterStandard};
const graph::NodeKind kMedia{"IGMedia", kMediaFields, kMediaStandard};
const graph::NodeKind kComment{"IGComment", kCommentFields, kCommentStandard};
const graph::NodeKind kConversation{"UnifiedThread", kConversationFields, kConversationStandard};
const graph::NodeKind kMessage{"Message", kMessageFields, kMessageStandard};

}  // namespace app::practice::instagram
