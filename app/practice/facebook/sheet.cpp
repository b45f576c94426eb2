// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/facebook/sheet.h"

#include "practice/facebook/node_kinds.h"
#include "practice/graph/cdn.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::facebook {

using graph::Edge;
using graph::Node;
using graph::Outcome;
using graph::Refused;
using graph::stamp;

namespace {

constexpr std::int64_t kPrivateReplyMs = 7 * graph::kDayMs;

std::string numberOf(const std::string& id) {
    return id.substr(id.find('_') + 1);
}

std::string postAddress(const std::string& page, const std::string& post) {
    return fmt::format("https://www.facebook.com/{}/posts/{}", page, numberOf(post));
}

bool isPrivatelyAnswerable(bool isAnswered, std::int64_t createdMs, std::int64_t nowMs) {
    return !isAnswered && nowMs < createdMs + kPrivateReplyMs;
}

}  // namespace

bool Sheet::may(std::string_view scope) const {
    return m_state.desk.allows(*m_call.token, scope);
}

Outcome<std::optional<Node>> Sheet::find(const std::string& id) const {
    const std::string wanted = id == "me" ? m_call.token->subject : id;
    if (wanted == m_state.network.pageId) {
        return page();
    }
    if (wanted == m_state.owner.id || wanted == m_call.token->subject) {
        return owner();
    }
    if (const Post* found = m_state.network.post(wanted)) {
        return m_state.isSeen(found->author) ? std::optional(post(*found)) : std::nullopt;
    }
    if (const Comment* found = m_state.network.comment(wanted)) {
        return m_state.isSeen(found->author) ? std::optional(comment(*found)) : std::nullopt;
    }
    const auto talk = m_state.network.inbox.conversations().find(wanted);
    const Found found = m_state.network.inbox.find(wanted);
    const Conversation* holder =
        talk != m_state.network.inbox.conversations().end() ? &talk->second : found.conversation;
    if (holder == nullptr || !isPage() || !m_state.isSeen(holder->person)) {
        return std::nullopt;
    }
    if (!may("pages_messaging")) {
        return Refused(graph::missingPermission("pages_messaging"));
    }
    if (found.message == nullptr) {
        return conversation(*holder);
    }
    // It is there all the same: the words are the real one's.
    if (found.newer >= graph::kReadable) {
        return Refused(graph::badParameter("The message that you are trying to access has been deleted."));
    }
    return message(*holder, *found.message);
}

Node Sheet::page() const {
    Node node{.kind = &kPage, .id = m_state.network.pageId};
    node.values = {{"name", m_state.network.pageName},
                   {"username", "kettleandkiln"},
                   {"link", "https://www.facebook.com/" + m_state.network.pageId},
                   {"category", "Shopping & Retail"},
                   {"is_published", true},
                   {"website", "https://kettle-and-kiln.example/"},
                   {"about", "Teapots, cups and repairs. Open Tuesday to Saturday."},
                   {"tasks", {"ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"}},
                   {"fan_count", 412},
                   {"followers_count", 431},
                   {"picture",
                    {{"data",
                      {{"height", 50},
                       {"is_silhouette", false},
                       {"url", graph::cdnAddress(m_state.baseUrl, "page.jpg", m_call.nowMs)},
                       {"width", 50}}}}}};
    if (m_call.token->kind != graph::TokenKind::App) {
        node.values["access_token"] =
            isPage() ? m_call.token->text : m_state.pageTokenFor(*m_call.token, m_call.nowMs).text;
    }
    int unread = 0;
    for (const auto& [id, one] : m_state.network.inbox.conversations()) {
        unread += one.unread;
    }
    node.values["unread_message_count"] = unread;
    node.edges["conversations"] = [this](const Params& asked) { return conversations(asked); };
    node.edges["published_posts"] = [this](const Params&) { return posts(Wall::Published); };
    node.edges["posts"] = [this](const Params&) { return posts(Wall::Published); };
    node.edges["feed"] = [this](const Params&) { return posts(Wall::Whole); };
    node.edges["visitor_posts"] = [this](const Params&) { return posts(Wall::Visitors); };
    node.edges["tagged"] = [this](const Params&) { return posts(Wall::Tagged); };
    node.edges["ratings"] = [this](const Params&) -> Outcome<Edge> {
        if (m_call.versionNumber >= 220) {
            return Refused(
                {.code = 12, .message = "(#12) ratings edge is deprecated for versions v22.0 and higher"});
        }
        return Edge{};
    };
    return node;
}

Node Sheet::owner() const {
    Node node{.kind = &kUser, .id = m_call.token->subject};
    node.values = {{"name", m_call.token->kind == graph::TokenKind::SystemUser ? "Kettle & Kiln desk"
                                                                               : m_state.owner.name}};
    node.edges["accounts"] = [this](const Params& asked) { return accounts(asked); };
    return node;
}

Outcome<Edge> Sheet::accounts(const Params&) const {
    if (!may("pages_show_list")) {
        return Refused(graph::missingPermission("pages_show_list"));
    }
    Edge edge;
    edge.items.push_back({.id = m_state.network.pageId});
    edge.node = [this](const std::string&) { return page(); };
    return edge;
}

/// Who wrote a post or a comment.
Node Sheet::author(const std::string& id) const {
    Node node{.kind = &kPerson, .id = id};
    const Person* person = m_state.network.people.byId(id);
    node.values = {{"name", person == nullptr ? m_state.network.pageName : person->name}};
    return node;
}

Outcome<Edge> Sheet::posts(Wall wall) const {
    if (!may("pages_read_engagement")) {
        return Refused(graph::missingPermission("pages_read_engagement"));
    }
    if ((wall == Wall::Visitors || wall == Wall::Tagged) && !may("pages_read_user_content")) {
        return Refused(graph::missingPermission("pages_read_user_content"));
    }
    Edge edge;
    for (const auto& [id, one] : m_state.network.posts) {
        const bool isOwn = one.author == m_state.network.pageId;
        const bool isOn = wall == Wall::Published  ? isOwn
                          : wall == Wall::Whole    ? !one.isElsewhere
                          : wall == Wall::Visitors ? !isOwn && !one.isElsewhere
                                                   : one.isElsewhere;
        if (isOn && (isOwn || (isPage() && may("pages_read_user_content")))) {
            edge.items.push_back({.key = one.createdMs, .id = id, .isVisible = m_state.isSeen(one.author)});
        }
    }
    edge.sort();
    edge.node = [this](const std::string& id) { return post(*m_state.network.post(id)); };
    return edge;
}

Node Sheet::post(const Post& post) const {
    const bool isOwn = post.author == m_state.network.pageId;
    Node node{.kind = &kPost, .id = post.id};
    node.values = {
        {"created_time", stamp(post.createdMs)},
        {"updated_time", stamp(post.updatedMs)},
        {"permalink_url", postAddress(post.isElsewhere ? post.author : m_state.network.pageId, post.id)},
        {"is_published", true},
        {"is_hidden", false},
        {"is_expired", false},
        {"can_reply_privately",
         !isOwn && !post.isElsewhere &&
             isPrivatelyAnswerable(post.isPrivatelyAnswered, post.createdMs, m_call.nowMs)}};
    if (!post.text.empty()) {
        node.values["message"] = post.text;
    }
    if (!post.pictures.empty()) {
        node.values["full_picture"] = pictureValue(post.id + ".jpg")["media"]["image"]["src"];
        node.values["status_type"] = "added_photos";
        node.values["attachments"] = {{"data", Json::array({pictureValue(post.id + ".jpg")})}};
    } else {
        node.values["status_type"] = "mobile_status_update";
    }
    if (post.isElsewhere) {
        node.values["message_tags"] = Json::array({{{"id", m_state.network.pageId},
                                                    {"name", m_state.network.pageName},
                                                    {"type", "page"},
                                                    {"offset", 0},
                                                    {"length", m_state.network.pageName.size()}}});
    }
    const Person* person = m_state.network.people.byId(post.author);
    if (person == nullptr || !person->isNameless) {
        node.nodes["from"] = [this, id = post.author] { return author(id); };
    }
    if (!post.conversation.empty()) {
        node.values["private_reply_conversation"] = {{"id", post.conversation}};
    }
    node.edges["comments"] = [this, id = post.id](const Params& asked) { return comments(id, asked); };
    node.edges["likes"] = [this, &post](const Params& asked) { return likes(post.likes, asked); };
    node.edges["reactions"] = node.edges["likes"];
    return node;
}

Json Sheet::pictureValue(const std::string& picture) const {
    const std::string source =
        picture.starts_with("http") ? picture : graph::cdnAddress(m_state.baseUrl, picture, m_call.nowMs);
    const std::string number = numberOf(picture.substr(0, picture.find('.')));
    const std::string target = "https://www.facebook.com/photo.php?fbid=" + number;
    return {{"media", {{"image", {{"height", 240}, {"src", source}, {"width", 320}}}}},
            {"target", {{"id", number}, {"url", target}}},
            {"type", "photo"},
            {"url", target}};
}

Outcome<Edge> Sheet::comments(const std::string& under, const Params& asked) const {
    const std::string filter = asked.text("filter").value_or("toplevel");
    const std::string order = asked.text("order").value_or("chronological");
    if (filter != "toplevel" && filter != "stream") {
        return Refused(graph::badParameter("Param filter must be one of {TOPLEVEL, STREAM} - got value \"" +
                                           filter + "\""));
    }
    if (order != "chronological" && order != "reverse_chronological") {
        return Refused(graph::badParameter(
            "Param order must be one of {CHRONOLOGICAL, REVERSE_CHRONOLOGICAL} - got value \"" + order +
            "\""));
    }
    if (!may("pages_read_engagement") || !may("pages_read_user_content")) {
        return Refused(graph::missingPermission(may("pages_read_engagement") ? "pages_read_user_content"
                                                                             : "pages_read_engagement"));
    }
    const std::int64_t sinceMs = asked.momentMs("since").value_or(0);
    const bool isStream = filter == "stream";
    const bool isReplies = m_state.network.comment(under) != nullptr;
    Edge edge{.order = order == "chronological" ? Edge::Order::Ascending : Edge::Order::Descending};
    std::size_t total = 0;
    for (const auto& [id, one] : m_state.network.comments) {
        const bool isUnder = isReplies ? one.parent == under : one.post == under;
        const bool isShown = isReplies || isStream || one.parent.empty();
        // A user's token is told nothing; hidden ones are in the stream alone.
        if (!isUnder || !isShown || !isPage() || (one.isHidden && !isStream)) {
            continue;
        }
        ++total;
        if (one.createdMs >= sinceMs) {
            edge.items.push_back({.key = one.createdMs, .id = id, .isVisible = m_state.isSeen(one.author)});
        }
    }
    edge.sort();
    edge.node = [this](const std::string& id) { return comment(*m_state.network.comment(id)); };
    if (asked.isTrue("summary")) {
        edge.summary = {{"order", order}, {"total_count", total}, {"can_comment", true}};
    }
    return edge;
}

Node Sheet::comment(const Comment& comment) const {
    const bool isOwn = comment.author == m_state.network.pageId;
    Node node{.kind = &kComment, .id = comment.id};
    node.values = {
        {"created_time", stamp(comment.createdMs)},
        {"message", comment.tagsPage ? m_state.network.pageName + " " + comment.text : comment.text},
        {"comment_count", m_state.network.repliesTo(comment)},
        {"like_count", comment.likes.size()},
        {"user_likes", comment.likes.contains(m_state.network.pageId)},
        {"is_hidden", comment.isHidden},
        {"is_private", false},
        {"can_comment", true},
        {"can_like", true},
        {"can_hide", !isOwn},
        {"can_remove", true},
        {"can_reply_privately",
         !isOwn && isPrivatelyAnswerable(comment.isPrivatelyAnswered, comment.createdMs, m_call.nowMs)},
        {"permalink_url", postAddress(m_state.network.pageId, comment.post) + "/?comment_id=" +
                              numberOf(comment.parent.empty() ? comment.id : comment.parent)}};
    if (!comment.parent.empty()) {
        node.values["permalink_url"] =
            node.values["permalink_url"].get<std::string>() + "&reply_comment_id=" + numberOf(comment.id);
        node.nodes["parent"] = [this, id = comment.parent] {
            return this->comment(*m_state.network.comment(id));
        };
    }
    if (comment.tagsPage) {
        node.values["message_tags"] = Json::array({{{"id", m_state.network.pageId},
                                                    {"length", m_state.network.pageName.size()},
                                                    {"name", m_state.network.pageName},
                                                    {"offset", 0},
                                                    {"type", "page"}}});
    }
    if (!comment.picture.empty()) {
        node.values["attachment"] = pictureValue(comment.picture);
    }
    const Person* person = m_state.network.people.byId(comment.author);
    if (person == nullptr || !person->isNameless) {
        node.nodes["from"] = [this, id = comment.author] { return author(id); };
    }
    if (!comment.conversation.empty() && may("pages_messaging")) {
        node.nodes["private_reply_conversation"] = [this, id = comment.conversation] {
            return conversation(m_state.network.inbox.conversations().at(id));
        };
    }
    node.nodes["object"] = [this, id = comment.post] { return post(*m_state.network.post(id)); };
    node.edges["comments"] = [this, id = comment.id](const Params& asked) { return comments(id, asked); };
    node.edges["likes"] = [this, &comment](const Params& asked) { return likes(comment.likes, asked); };
    node.edges["reactions"] = node.edges["likes"];
    return node;
}

Outcome<Edge> Sheet::likes(const std::set<std::string>& likes, const Params& asked) const {
    Edge edge{.order = Edge::Order::Ascending};
    for (const std::string& id : likes) {
        edge.items.push_back(
            {.key = static_cast<std::int64_t>(edge.items.size()), .id = id, .isVisible = m_state.isSeen(id)});
    }
    edge.node = [this](const std::string& id) { return author(id); };
    if (asked.isTrue("summary")) {
        edge.summary = {{"total_count", likes.size()},
                        {"can_like", true},
                        {"has_liked", likes.contains(m_state.network.pageId)}};
    }
    return edge;
}

}  // namespace app::practice::facebook
