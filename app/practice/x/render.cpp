// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/render.h"

#include "practice/x/text.h"

#include "base/iso8601.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::x {
namespace {

std::string timeOf(std::int64_t ms) {
    return base::toIso8601(base::fromMs(ms));
}

Json entitiesOf(const WireText& wire, const Town& town) {
    Json entities = Json::object();
    for (const auto& url : wire.urls) {
        entities["urls"].push_back({{"start", url.start},
                                    {"end", url.end},
                                    {"url", url.url},
                                    {"expanded_url", url.expanded},
                                    {"display_url", url.display}});
    }
    for (const auto& mention : wire.mentions) {
        if (const User* user = town.userByName(mention.username)) {
            entities["mentions"].push_back({{"start", mention.start},
                                            {"end", mention.end},
                                            {"username", user->username},
                                            {"id", std::to_string(user->id)}});
        }
    }
    return entities;
}

}  // namespace

Json notFoundProblem(const std::string& id, const std::string& parameter, const std::string& type) {
    return {{"value", id},
            {"detail", fmt::format("Could not find {} with {}: [{}].", type, parameter, id)},
            {"title", "Not Found Error"},
            {"resource_type", type},
            {"parameter", parameter},
            {"resource_id", id},
            {"type", "https://api.x.com/2/problems/resource-not-found"}};
}

Json Renderer::post(const Post& post, Id version) {
    const auto shown = std::ranges::find(post.versions, version, &Post::Version::id);
    const Post::Version& current = shown == post.versions.end() ? post.last() : *shown;
    const bool newWords = m_town.dialect == Dialect::Post;
    const bool isLong = weightedLength(current.text) > kLongestPost;
    WireText wire =
        wireText(isLong ? base::firstGraphemes(current.text, kLongestPost - 25) + "…" : current.text);
    Json made{{"id", std::to_string(current.id)}, {"text", wire.text}};
    Json history = Json::array();
    for (const auto& each : post.versions) {
        history.push_back(std::to_string(each.id));
    }
    if (newWords ? expands("edit_history_post_ids") : true) {
        made[newWords ? "edit_history_post_ids" : "edit_history_tweet_ids"] = std::move(history);
    }
    if (newWords ? expands("author_id") : asks("author_id")) {
        made["author_id"] = std::to_string(post.author);
    }
    if (expands("author_id")) {
        m_users.insert(post.author);
    }
    if (asks("conversation_id")) {
        made["conversation_id"] = std::to_string(post.conversation);
    }
    if (asks("created_at")) {
        made["created_at"] = timeOf(current.atMs);
    }
    if (asks("lang")) {
        made["lang"] = "en";
    }
    if (asks("public_metrics")) {
        made["public_metrics"] = {{newWords ? "repost_count" : "retweet_count", 0},
                                  {"reply_count", 0},
                                  {"like_count", post.likes.size()},
                                  {"quote_count", 0},
                                  {"bookmark_count", 0},
                                  {"impression_count", 0}};
    }
    if (Json entities = entitiesOf(wire, m_town); asks("entities") && !entities.empty()) {
        made["entities"] = std::move(entities);
    }
    if (isLong && asks(newWords ? "note_post" : "note_tweet")) {
        const WireText whole = wireText(current.text);
        made[newWords ? "note_post" : "note_tweet"] = {{"text", whole.text}};
    }
    refer(made, post);
    attach(made, post);
    return made;
}

void Renderer::refer(Json& made, const Post& post) {
    const bool newWords = m_town.dialect == Dialect::Post;
    const std::string name = newWords ? "referenced_posts" : "referenced_tweets";
    const Post* parent = m_town.post(post.inReplyTo);
    if (parent != nullptr) {
        if (newWords ? expands("in_reply_to_user_id") : asks("in_reply_to_user_id")) {
            made["in_reply_to_user_id"] = std::to_string(parent->author);
        }
        if (expands("in_reply_to_user_id")) {
            m_users.insert(parent->author);
        }
    }
    const bool included = expands(newWords ? "referenced_posts" : "referenced_tweets.id");
    for (const auto& [type, id] : {std::pair<std::string, Id>{"replied_to", post.inReplyTo},
                                   {"quoted", post.quoted},
                                   {"retweeted", post.passedOn}}) {
        if (id == 0) {
            continue;
        }
        if (newWords ? included : asks(name)) {
            made[name].push_back({{"type", type}, {"id", std::to_string(id)}});
        }
        if (included) {
            if (m_town.post(id) != nullptr) {
                m_posts.insert(id);
            } else {
                m_problems.push_back(notFoundProblem(std::to_string(id), name + (newWords ? "" : ".id"),
                                                     newWords ? "post" : "tweet"));
            }
        }
    }
}

void Renderer::attach(Json& made, const Post& post) {
    if (post.pictures.empty() || !asks("attachments")) {
        return;
    }
    int number = 0;
    for (const std::string& description : post.pictures) {
        const std::string key = fmt::format("3_{}{}", post.first(), ++number);
        made["attachments"]["media_keys"].push_back(key);
        if (expands("attachments.media_keys")) {
            m_media[key] = description;
        }
    }
}

Json Renderer::message(const DirectMessage& message) {
    const auto asked = [this](const std::string& field) { return m_wanted.messageFields.contains(field); };
    const bool newWords = m_town.dialect == Dialect::Post;
    const WireText wire = wireText(message.text);
    Json made{{"id", std::to_string(message.id)}, {"event_type", "MessageCreate"}, {"text", wire.text}};
    if (newWords ? expands("sender_id") : asked("sender_id")) {
        made["sender_id"] = std::to_string(message.sender);
    }
    if (expands("sender_id")) {
        m_users.insert(message.sender);
    }
    if (asked("dm_conversation_id")) {
        made["dm_conversation_id"] = conversationOf(message.sender, message.other);
    }
    if (asked("created_at")) {
        made["created_at"] = timeOf(message.atMs);
    }
    if (Json entities = entitiesOf(wire, m_town); asked("entities") && !entities.empty()) {
        made["entities"] = std::move(entities);
    }
    return made;
}

Json Renderer::user(const User& user) const {
    Json made{{"id", std::to_string(user.id)}, {"name", user.name}, {"username", user.username}};
    if (m_wanted.userFields.contains("public_metrics")) {
        made["public_metrics"] = {{"followers_count", user.followers},
                                  {"following_count", 10},
                                  {m_town.dialect == Dialect::Post ? "post_count" : "tweet_count", 20},
                                  {"listed_count", 0}};
    }
    return made;
}

Json Renderer::includes() {
    Json made = Json::object();
    const std::string posts = m_town.dialect == Dialect::Post ? "posts" : "tweets";
    // What an included post refers to is not included in turn.
    const auto included = m_posts;
    const auto problems = m_problems;
    for (const Id id : included) {
        made[posts].push_back(post(*m_town.post(id), id));
    }
    m_posts = included;
    m_problems = problems;
    for (const Id id : m_users) {
        made["users"].push_back(user(m_town.user(id)));
    }
    for (const auto& [key, description] : m_media) {
        Json media{{"media_key", key}, {"type", "photo"}};
        if (m_wanted.mediaFields.contains("url")) {
            media["url"] = m_town.baseUrl + "/media/" + key + ".png";
        }
        if (m_wanted.mediaFields.contains("alt_text") && !description.empty()) {
            media["alt_text"] = description;
        }
        made["media"].push_back(std::move(media));
    }
    return made;
}

}  // namespace app::practice::x
