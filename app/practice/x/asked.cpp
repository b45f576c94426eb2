// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/asked.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace app::practice::x {
namespace {

using Names = std::vector<std::string>;

Names words(std::string_view text) {
    return split(text, ' ');
}

/// The fields and expansions of the description 2.167.
const Names& postFieldsOf(Dialect dialect) {
    static const Names kPost =
        words("article article_title attachments card_uri community_id context_annotations conversation_id "
              "created_at display_text_range edit_controls entities geo id lang matched_media_notes "
              "media_metadata non_public_metrics note_post note_request_suggestions organic_metrics "
              "paid_partnership possibly_sensitive promoted_metrics public_metrics reply_settings scopes "
              "source suggested_source_links suggested_source_links_with_counts text withheld");
    static const Names kTweet =
        words("article attachments author_id card_uri community_id context_annotations conversation_id "
              "created_at display_text_range edit_controls edit_history_tweet_ids entities geo id "
              "in_reply_to_user_id lang media_metadata non_public_metrics note_tweet organic_metrics "
              "paid_partnership possibly_sensitive promoted_metrics public_metrics referenced_tweets "
              "reply_settings scopes source text withheld");
    return dialect == Dialect::Tweet ? kTweet : kPost;
}

const Names& postExpansionsOf(Dialect dialect) {
    static const Names kPost =
        words("article.cover_media article.media_entities attachments.media_keys "
              "attachments.media_source_tweet attachments.poll_ids author_id edit_history_post_ids "
              "entities.mentions.username geo.place_id in_reply_to_user_id referenced_posts username");
    static const Names kTweet = words(
        "article.cover_media article.media_entities attachments.media_keys "
        "attachments.media_source_tweet attachments.poll_ids author_id edit_history_tweet_ids "
        "entities.mentions.username entities.note.mentions.username geo.place_id in_reply_to_user_id "
        "referenced_tweets.id referenced_tweets.id.author_id referenced_tweets.id.attachments.media_keys");
    return dialect == Dialect::Tweet ? kTweet : kPost;
}

const Names& messageFieldsOf(Dialect dialect) {
    static const Names kPost = words("attachments created_at dm_conversation_id entities event_type id text");
    static const Names kTweet =
        words("attachments created_at dm_conversation_id entities event_type id participant_ids "
              "referenced_tweets sender_id text");
    return dialect == Dialect::Tweet ? kTweet : kPost;
}

const Names& messageExpansionsOf(Dialect dialect) {
    static const Names kPost = words("attachments.media_keys participant_ids referenced_posts sender_id");
    static const Names kTweet =
        words("attachments.media_keys participant_ids referenced_tweets.id sender_id");
    return dialect == Dialect::Tweet ? kTweet : kPost;
}

const Names& userFieldsOf(Dialect) {
    static const Names kFields =
        words("affiliation confirmed_email connection_status created_at description entities id "
              "is_identity_verified location most_recent_post_id most_recent_tweet_id name parody "
              "pinned_post_id pinned_tweet_id profile_banner_url profile_image_url protected public_metrics "
              "receives_your_dm subscribes_to_you subscription subscription_type url username verified "
              "verified_followers_count verified_type withheld");
    return kFields;
}

const Names& userExpansionsOf(Dialect dialect) {
    static const Names kPost = words("affiliation most_recent_post_id pinned_post_id");
    static const Names kTweet = words("affiliation.user_id most_recent_tweet_id pinned_tweet_id");
    return dialect == Dialect::Tweet ? kTweet : kPost;
}

const Names& mediaFieldsOf(Dialect) {
    static const Names kFields =
        words("alt_text duration_ms height media_key non_public_metrics organic_metrics preview_image_url "
              "promoted_metrics public_metrics type url variants width");
    return kFields;
}

using NamesOf = const Names& (*)(Dialect);

bool holds(const Names& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

/// Reads one list; a word of the other dialect is left out, or refused where the server is strict.
std::optional<Answer> readList(const Params& params, const std::string& name, Dialect dialect,
                               Strangers strangers, NamesOf namesOf,
                               std::set<std::string, std::less<>>& into) {
    const Dialect other = dialect == Dialect::Tweet ? Dialect::Post : Dialect::Tweet;
    if (params.has(name) && params.textOrEmpty(name).empty()) {
        return invalidRequest(dialect,
                              {name, "", fmt::format("The `{}` query parameter can not be empty", name)});
    }
    for (const std::string& value : params.list(name)) {
        if (holds(namesOf(dialect), value)) {
            into.insert(value);
        } else if (strangers == Strangers::Refused || !holds(namesOf(other), value)) {
            return invalidRequest(dialect,
                                  {name, params.textOrEmpty(name),
                                   fmt::format("The `{}` query parameter value [{}] is not one of [{}]", name,
                                               value, fmt::join(namesOf(dialect), ","))});
        }
    }
    return std::nullopt;
}

}  // namespace

std::expected<Asked, Answer> readAsked(const Params& params, Dialect dialect, Strangers strangers,
                                       About about) {
    Asked asked{.dialect = dialect};
    const std::string posts = postWord(dialect) + ".fields";
    const std::string foreign =
        postWord(dialect == Dialect::Tweet ? Dialect::Post : Dialect::Tweet) + ".fields";
    if (strangers == Strangers::Refused && params.has(foreign)) {
        return std::unexpected(invalidRequest(
            dialect, {foreign, params.textOrEmpty(foreign),
                      fmt::format("The query parameter [{}] is not one of [{}]", foreign, posts)}));
    }
    struct List {
        std::string name;
        NamesOf namesOf;
        std::set<std::string, std::less<>>* into;
    };
    const NamesOf expansions = about == About::Posts   ? postExpansionsOf
                               : about == About::Users ? userExpansionsOf
                                                       : messageExpansionsOf;
    for (const List& list :
         {List{posts, postFieldsOf, &asked.postFields}, List{"user.fields", userFieldsOf, &asked.userFields},
          List{"dm_event.fields", messageFieldsOf, &asked.messageFields},
          List{"media.fields", mediaFieldsOf, &asked.mediaFields},
          List{"expansions", expansions, &asked.expansions}}) {
        if (auto refused = readList(params, list.name, dialect, strangers, list.namesOf, *list.into)) {
            return std::unexpected(*std::move(refused));
        }
    }
    return asked;
}

}  // namespace app::practice::x
