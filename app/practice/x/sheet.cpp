// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/sheet.h"

#include "practice/x/post_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::x {
namespace {

constexpr std::int64_t kEditTimeMs = 30LL * 60 * 1000;
constexpr std::size_t kMaxEdits = 5;

std::string text(Id id) {
    return std::to_string(id);
}

std::string mediaKey(const Post& post, std::size_t number) {
    return fmt::format("3_{}", post.history.front() + 1 + number);
}

Json idList(const std::vector<Id>& ids) {
    Json list = Json::array();
    for (const Id id : ids) {
        list.push_back(text(id));
    }
    return list;
}

}  // namespace

/// The text that everybody sees; a long one is cut and goes on in the note.
void Sheet::addText(Json& json, const Post& post) const {
    const AccountOf accountOf = [this](std::string_view name) { return m_network.byUserName(name); };
    const ShownText whole = show(post.text, accountOf);
    const bool isLong = weightOf(post.text) > kMaxWeight;
    ShownText shown = whole;
    if (isLong) {
        const std::string link = "https://x.com/i/web/status/" + text(post.id);
        shown = show(fitting(post.text, kMaxWeight - 26) + "… " + link, accountOf);
    } else if (post.quoted != 0) {
        // A quote ends with the link of what it quotes.
        shown = show(post.text + " https://x.com/i/status/" + text(post.quoted), accountOf);
    }
    json["text"] = shown.text;
    if (m_asked.wants("entities") && !shown.entities.empty()) {
        json["entities"] = shown.entities;
    }
    const std::string note = m_asked.dialect == Dialect::Tweet ? "note_tweet" : "note_post";
    if (isLong && m_asked.wants(note)) {
        json[note] = {{"text", whole.text}};
        if (!whole.entities.empty()) {
            json[note]["entities"] = whole.entities;
        }
    }
}

void Sheet::addReferences(Json& json, const Post& post) const {
    const bool isTweet = m_asked.dialect == Dialect::Tweet;
    if (m_asked.wants("author_id") || m_asked.expands("author_id")) {
        json["author_id"] = text(post.author);
    }
    if (post.inReplyToUser != 0 &&
        (m_asked.wants("in_reply_to_user_id") || m_asked.expands("in_reply_to_user_id"))) {
        json["in_reply_to_user_id"] = text(post.inReplyToUser);
    }
    Json references = Json::array();
    if (post.quoted != 0) {
        references.push_back({{"type", "quoted"}, {"id", text(post.quoted)}});
    }
    if (post.inReplyTo != 0) {
        references.push_back({{"type", "replied_to"}, {"id", text(post.inReplyTo)}});
    }
    const bool asked = m_asked.wants("referenced_tweets") ||
                       m_asked.expands("referenced_tweets.id", "referenced_posts") ||
                       m_asked.expands("referenced_tweets.id.author_id");
    if (asked && !references.empty()) {
        json[isTweet ? "referenced_tweets" : "referenced_posts"] = references;
    }
    if (m_asked.expands("attachments.media_keys") || m_asked.wants("attachments")) {
        for (std::size_t number = 0; number < post.pictures.size(); ++number) {
            json["attachments"]["media_keys"].push_back(mediaKey(post, number));
        }
    }
}

void Sheet::addNumbers(Json& json, const Post& post) const {
    if (m_asked.wants("public_metrics")) {
        const bool isTweet = m_asked.dialect == Dialect::Tweet;
        json["public_metrics"] = {{isTweet ? "retweet_count" : "repost_count", post.reposts.size()},
                                  {"reply_count", m_network.replyCount(post)},
                                  {"like_count", post.likes.size()},
                                  {"quote_count", m_network.quoteCount(post)},
                                  {"bookmark_count", 0},
                                  {"impression_count", 7 + 3 * post.likes.size()}};
    }
    if (m_asked.wants("edit_controls")) {
        const Post* first = m_network.post(post.history.front());
        const std::size_t edits = post.history.size() - 1;
        json["edit_controls"] = {
            {"edits_remaining", kMaxEdits - std::min(edits, kMaxEdits)},
            {"is_edit_eligible", post.inReplyTo == 0},
            {"editable_until", stamp((first == nullptr ? post : *first).atMs + kEditTimeMs)}};
    }
}

Json Sheet::postJson(const Post& post) const {
    Json json = {{"id", text(post.id)}};
    addText(json, post);
    json[m_asked.dialect == Dialect::Tweet ? "edit_history_tweet_ids" : "edit_history_post_ids"] =
        idList(post.history);
    addReferences(json, post);
    if (m_asked.wants("created_at")) {
        json["created_at"] = stamp(post.atMs);
    }
    if (m_asked.wants("conversation_id")) {
        json["conversation_id"] = text(post.conversation);
    }
    if (m_asked.wants("lang")) {
        json["lang"] = post.language;
    }
    if (m_asked.wants("reply_settings")) {
        json["reply_settings"] = post.replySettings;
    }
    if (m_asked.wants("possibly_sensitive")) {
        json["possibly_sensitive"] = false;
    }
    addNumbers(json, post);
    return json;
}

Json Sheet::userJson(const Account& account) const {
    Json json = {{"id", text(account.id)}, {"name", account.displayName}, {"username", account.userName}};
    const auto add = [&](std::string_view field, const Json& value) {
        if (m_asked.userFields.contains(field)) {
            json[std::string(field)] = value;
        }
    };
    add("created_at", stamp(account.createdMs));
    add("description", account.about);
    add("profile_image_url",
        fmt::format("{}/profile_images/{}/picture_normal.png", m_network.baseUrl, account.id));
    add("protected", account.isProtected);
    add("verified", false);
    add("verified_type", "none");
    add("receives_your_dm", m_viewer != nullptr && m_network.takesMessage(account, *m_viewer));
    const auto posts = std::ranges::count_if(m_network.posts, [&](const auto& entry) {
        return entry.second.author == account.id && !entry.second.replaced;
    });
    const auto followers =
        std::ranges::count_if(m_network.follows, [&](const auto& pair) { return pair.second == account.id; });
    add("public_metrics", {{"followers_count", followers},
                           {"following_count", 1},
                           {m_asked.dialect == Dialect::Tweet ? "tweet_count" : "post_count", posts},
                           {"listed_count", 0},
                           {"like_count", 0},
                           {"media_count", 0}});
    return json;
}

Json Sheet::messageJson(const Message& message) const {
    const auto& fields = m_asked.messageFields;
    const AccountOf accountOf = [this](std::string_view name) { return m_network.byUserName(name); };
    const ShownText shown = show(message.text, accountOf);
    Json json = {{"id", text(message.id)}, {"event_type", "MessageCreate"}, {"text", shown.text}};
    if (fields.contains("entities") && !shown.entities.empty()) {
        json["entities"] = shown.entities;
    }
    if (fields.contains("sender_id") || m_asked.expands("sender_id")) {
        json["sender_id"] = text(message.sender);
    }
    if (fields.contains("dm_conversation_id")) {
        json["dm_conversation_id"] = conversationId(message.sender, message.recipient);
    }
    if (fields.contains("created_at")) {
        json["created_at"] = stamp(message.atMs);
    }
    return json;
}

Json Sheet::mediaJson(const Post& post, std::size_t number) const {
    Json json = {{"media_key", mediaKey(post, number)}, {"type", "photo"}};
    if (m_asked.mediaFields.contains("url")) {
        json["url"] = fmt::format("{}/media/{}.png", m_network.baseUrl, mediaKey(post, number));
    }
    if (m_asked.mediaFields.contains("alt_text") && !post.pictures[number].empty()) {
        json["alt_text"] = post.pictures[number];
    }
    if (m_asked.mediaFields.contains("width")) {
        json["width"] = 640;
    }
    if (m_asked.mediaFields.contains("height")) {
        json["height"] = 480;
    }
    return json;
}

void Sheet::includeUser(Id id) {
    const Account* account = m_network.byId(id);
    if (account != nullptr && m_includedUsers.insert(id).second) {
        m_userList.push_back(userJson(*account));
        m_users.insert(id);
    }
}

/// Says so under "errors".
bool Sheet::misses(Id id, const std::string& parameter) {
    const Post* post = m_network.post(id);
    if (post == nullptr) {
        m_errors.push_back(missingResource(m_asked.dialect, postWord(m_asked.dialect), parameter, text(id)));
        return true;
    }
    if (!m_network.sees(m_viewer, *post)) {
        m_errors.push_back(unseenPost(m_asked.dialect, parameter, text(id)));
        return true;
    }
    return false;
}

void Sheet::addPostOf(Id id, const std::string& parameter) {
    if (!misses(id, parameter)) {
        addPost(*m_network.post(id));
    }
}

void Sheet::includePost(Id id, const std::string& parameter) {
    if (!misses(id, parameter) && m_includedPosts.insert(id).second) {
        const Post* post = m_network.post(id);
        m_postList.push_back(postJson(*post));
        if (m_asked.expands("referenced_tweets.id.author_id")) {
            includeUser(post->author);
        }
    }
}

void Sheet::includeAround(const Post& post) {
    if (m_asked.expands("author_id")) {
        includeUser(post.author);
    }
    if (m_asked.expands("in_reply_to_user_id") && post.inReplyToUser != 0) {
        includeUser(post.inReplyToUser);
    }
    if (m_asked.expands("entities.mentions.username")) {
        std::ranges::for_each(post.mentions, [this](Id id) { includeUser(id); });
    }
    const bool isTweet = m_asked.dialect == Dialect::Tweet;
    const bool references = m_asked.expands("referenced_tweets.id", "referenced_posts") ||
                            m_asked.expands("referenced_tweets.id.author_id");
    for (const Id id : {post.quoted, post.inReplyTo}) {
        if (id != 0 && references) {
            includePost(id, isTweet ? "referenced_tweets.id" : "referenced_posts.id");
        }
    }
    if (m_asked.expands("edit_history_tweet_ids", "edit_history_post_ids")) {
        std::ranges::for_each(post.history, [&](Id id) { includePost(id, "edit_history"); });
    }
    for (std::size_t number = 0; number < post.pictures.size(); ++number) {
        if (m_asked.expands("attachments.media_keys")) {
            m_media.push_back(mediaJson(post, number));
        }
    }
}

void Sheet::addPost(const Post& post) {
    m_data.push_back(postJson(post));
    m_posts.insert(post.id);
    includeAround(post);
}

void Sheet::addUser(const Account& account) {
    m_data.push_back(userJson(account));
    m_users.insert(account.id);
}

void Sheet::addMessage(const Message& message) {
    m_data.push_back(messageJson(message));
    m_messages.insert(message.id);
    if (m_asked.expands("sender_id")) {
        includeUser(message.sender);
    }
}

Json Sheet::rest(Json json) const {
    Json includes = Json::object();
    if (!m_userList.empty()) {
        includes["users"] = m_userList;
    }
    if (!m_postList.empty()) {
        includes[m_asked.dialect == Dialect::Tweet ? "tweets" : "posts"] = m_postList;
    }
    if (!m_media.empty()) {
        includes["media"] = m_media;
    }
    if (!includes.empty()) {
        json["includes"] = includes;
    }
    if (!m_errors.empty()) {
        json["errors"] = m_errors;
    }
    return json;
}

Json Sheet::list(const Json& meta) const {
    Json json = Json::object();
    if (!m_data.empty()) {
        json["data"] = m_data;
    }
    json = rest(std::move(json));
    if (!meta.is_null()) {
        json["meta"] = meta;
    }
    return json;
}

Json Sheet::single() const {
    Json json = Json::object();
    if (!m_data.empty()) {
        json["data"] = m_data.front();
    }
    return rest(std::move(json));
}

}  // namespace app::practice::x
