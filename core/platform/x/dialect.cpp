// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/dialect.h"

namespace platform::x {
namespace {

constexpr std::string_view kPost = "post";
constexpr std::string_view kTweet = "tweet";
constexpr std::string_view kUserFields = "id,name,username,public_metrics";
constexpr std::string_view kMediaFields = "alt_text,media_key,preview_image_url,type,url,variants";

}  // namespace

std::string_view name(Dialect dialect) {
    return dialect == Dialect::Tweet ? kTweet : kPost;
}

Dialect dialectNamed(std::string_view word) {
    return word == kTweet ? Dialect::Tweet : Dialect::Post;
}

Dialect dialectOf(const model::Account& account) {
    return dialectNamed(account.facts.version);
}

Dialect otherThan(Dialect dialect) {
    return dialect == Dialect::Tweet ? Dialect::Post : Dialect::Tweet;
}

Parameters postParameters(Dialect dialect, Authors authors) {
    if (dialect == Dialect::Post) {
        // Ids of people and posts come by expansion alone there, whose objects come along.
        return {{"post.fields", "attachments,conversation_id,created_at,entities,id,note_post,text"},
                {"expansions", "attachments.media_keys,author_id,edit_history_post_ids,in_reply_to_user_id,"
                               "referenced_posts"},
                {"user.fields", std::string(kUserFields)},
                {"media.fields", std::string(kMediaFields)}};
    }
    Parameters parameters{{"tweet.fields",
                           "attachments,author_id,conversation_id,created_at,edit_history_tweet_ids,entities,"
                           "in_reply_to_user_id,note_tweet,referenced_tweets"},
                          {"expansions", authors == Authors::Named ? "attachments.media_keys,author_id"
                                                                   : "attachments.media_keys"},
                          {"media.fields", std::string(kMediaFields)}};
    if (authors == Authors::Named) {
        parameters.emplace_back("user.fields", kUserFields);
    }
    return parameters;
}

Parameters directMessageParameters(Dialect dialect, Authors authors) {
    const bool named = authors == Authors::Named;
    Parameters parameters{{"event_types", "MessageCreate"}, {"media.fields", std::string(kMediaFields)}};
    if (dialect == Dialect::Post) {
        parameters.emplace_back("dm_event.fields",
                                "attachments,created_at,dm_conversation_id,entities,event_type,id,text");
        parameters.emplace_back("expansions",
                                "attachments.media_keys,participant_ids,referenced_posts,sender_id");
        parameters.emplace_back("user.fields", kUserFields);
        return parameters;
    }
    parameters.emplace_back("dm_event.fields",
                            "attachments,created_at,dm_conversation_id,entities,event_type,id,"
                            "participant_ids,referenced_tweets,sender_id,text");
    parameters.emplace_back("expansions",
                            named ? "attachments.media_keys,sender_id" : "attachments.media_keys");
    if (named) {
        parameters.emplace_back("user.fields", kUserFields);
    }
    return parameters;
}

Parameters userParameters() {
    return {{"user.fields", std::string(kUserFields)}};
}

}  // namespace platform::x
