// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/threads/sheet.h"

#include "practice/graph/cdn.h"
#include "practice/threads/node_kinds.h"

#include "base/digest.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::threads {

using graph::Edge;
using graph::Node;
using graph::Outcome;
using graph::Refused;
using graph::stamp;

namespace {

std::string shortCode(const std::string& id) {
    const base::Sha256 digest = base::sha256(id);
    return "D" + base::base64Url(std::string(digest.begin(), digest.end())).substr(0, 10);
}

/// Those between `since` and `until`, both Unix seconds.
bool isWithin(std::int64_t atMs, const graph::Params& asked) {
    return atMs >= asked.momentMs("since").value_or(0) && atMs <= asked.momentMs("until").value_or(atMs);
}

}  // namespace

std::string_view statusOf(const Container& container, std::int64_t nowMs) {
    if (!container.published.empty()) {
        return "PUBLISHED";
    }
    if (container.isSpoilt) {
        return "ERROR";
    }
    if (nowMs >= container.createdMs + kContainerLifeMs) {
        return "EXPIRED";
    }
    return nowMs < container.readyMs ? "IN_PROGRESS" : "FINISHED";
}

Outcome<void> Sheet::need(std::string_view scope) const {
    return m_state.desk.allows(*m_call.token, scope) ? Outcome<void>{}
                                                     : Refused(graph::missingPermission(scope));
}

Outcome<std::optional<Node>> Sheet::find(const std::string& id) const {
    if (const auto may = need("threads_basic"); !may) {
        return Refused(may.error());
    }
    if (id == "me" || id == m_state.network.accountId) {
        return account();
    }
    if (const auto found = m_state.network.containers.find(id); found != m_state.network.containers.end()) {
        return container(found->second);
    }
    const Post* found = m_state.network.post(id);
    return found == nullptr || found->isPrivate || m_state.network.closed.contains(found->author)
               ? std::nullopt
               : std::optional(post(*found));
}

Node Sheet::account() const {
    Node node{.kind = &kUser, .id = m_state.network.accountId};
    node.values = {
        {"username", m_state.network.userName},
        {"name", m_state.network.name},
        {"threads_profile_picture_url", graph::cdnAddress(m_state.baseUrl, "account.jpg", m_call.nowMs)},
        {"threads_biography", "Teapots, cups and repairs."},
        {"is_verified", false}};
    node.edges["threads"] = [this](const Params& asked) { return posts(Wall::Own, asked); };
    node.edges["replies"] = [this](const Params& asked) { return posts(Wall::OwnReplies, asked); };
    node.edges["mentions"] = [this](const Params& asked) { return posts(Wall::Mentions, asked); };
    node.edges["threads_publishing_limit"] = [this](const Params&) -> Outcome<Edge> {
        Edge edge{.links = graph::Links::None};
        edge.items.push_back({});
        edge.node = [this](const std::string&) { return quota(); };
        return edge;
    };
    return node;
}

Node Sheet::quota() const {
    using Sort = ServerState::Sort;
    const auto config = [](std::size_t total) {
        return Json{{"quota_total", total}, {"quota_duration", 86'400}};
    };
    Node node{.kind = &kQuota};
    node.values = {{"quota_usage", m_state.publishedToday(Sort::Posts, m_call.nowMs)},
                   {"config", config(kPostsADay)},
                   {"reply_quota_usage", m_state.publishedToday(Sort::Replies, m_call.nowMs)},
                   {"reply_config", config(kRepliesADay)}};
    return node;
}

void Sheet::finish(Edge& edge) const {
    edge.sort();
    edge.node = [this](const std::string& id) { return post(*m_state.network.post(id)); };
}

Outcome<Edge> Sheet::posts(Wall wall, const Params& asked) const {
    if (const auto may = need(wall == Wall::Own        ? "threads_basic"
                              : wall == Wall::Mentions ? "threads_manage_mentions"
                                                       : "threads_read_replies");
        !may) {
        return Refused(may.error());
    }
    Edge edge{.links = wall == Wall::Mentions ? graph::Links::CursorsOnly : graph::Links::Whole};
    for (const auto& [id, one] : m_state.network.posts) {
        const bool isOn = wall == Wall::Mentions
                              ? m_state.network.mentionsShop(one)
                              : isMine(one) && one.repliedTo.empty() == (wall == Wall::Own);
        if (isOn && !one.isPrivate && isWithin(one.atMs, asked)) {
            edge.items.push_back({.key = one.atMs, .id = id, .isVisible = m_state.isSeen(one.author)});
        }
    }
    finish(edge);
    return edge;
}

bool Sheet::isInvited(const Post& post) const {
    const Post* root = m_state.network.post(post.root);
    return (root != nullptr && isMine(*root)) ||
           std::ranges::any_of(m_state.network.posts, [&](const auto& entry) {
               return entry.second.root == post.root && m_state.network.mentionsShop(entry.second);
           });
}

Outcome<Edge> Sheet::replies(const std::string& above, Depth depth, const Params& asked) const {
    if (const auto may = need("threads_read_replies"); !may) {
        return Refused(may.error());
    }
    if (!isInvited(*m_state.network.post(above))) {
        return Refused({.code = 10,
                        .message = "(#10) Application does not have permission for this action",
                        .status = 403});
    }
    const bool isNewestFirst = asked.text("reverse").value_or("true") != "false";
    Edge edge{.order = isNewestFirst ? Edge::Order::Descending : Edge::Order::Ascending};
    for (const auto& [id, one] : m_state.network.posts) {
        const bool isOn =
            depth == Depth::Children ? one.repliedTo == above : m_state.network.isBelow(one, above);
        if (isOn && !one.isPrivate) {
            edge.items.push_back(
                {.key = one.atMs, .id = id, .isVisible = !m_state.network.closed.contains(one.author)});
        }
    }
    finish(edge);
    return edge;
}

Node Sheet::post(const Post& post) const {
    const std::string userName = m_state.network.userNameOf(post.author);
    Node node{.kind = &kPost, .id = post.id};
    node.values = {
        {"media_product_type", "THREADS"},
        {"media_type", post.picture.empty() ? "TEXT_POST" : "IMAGE"},
        {"permalink", fmt::format("https://www.threads.com/@{}/post/{}", userName, shortCode(post.id))},
        {"shortcode", shortCode(post.id)},
        {"username", userName},
        {"timestamp", stamp(post.atMs)},
        {"has_replies", m_state.network.hasReplies(post)},
        {"is_reply", !post.repliedTo.empty()},
        {"is_quote_post", false},
        {"hide_status", post.isHidden ? "HIDDEN" : "NOT_HUSHY"},
        {"reply_audience", "EVERYONE"}};
    if (!post.text.empty()) {
        node.values["text"] = post.text;
    }
    if (!post.picture.empty()) {
        node.values["media_url"] = post.picture.starts_with("http")
                                       ? post.picture
                                       : graph::cdnAddress(m_state.baseUrl, post.picture, m_call.nowMs);
    }
    if (isMine(post)) {
        node.values["owner"] = {{"id", m_state.network.accountId}};
    }
    if (!post.repliedTo.empty()) {
        node.values["is_reply_owned_by_me"] = isMine(post);
        for (const auto& [name, id] : {std::pair{"root_post", post.root}, {"replied_to", post.repliedTo}}) {
            // What is gone, or was said in private, is not referred to.
            const Post* other = m_state.network.post(id);
            if (other != nullptr && !other->isPrivate) {
                node.nodes[name] = [this, other] { return this->post(*other); };
            }
        }
    }
    node.edges["conversation"] = [this, id = post.id](const Params& asked) {
        return replies(id, Depth::All, asked);
    };
    node.edges["replies"] = [this, id = post.id](const Params& asked) {
        return replies(id, Depth::Children, asked);
    };
    return node;
}

Node Sheet::container(const Container& container) const {
    Node node{.kind = &kContainer, .id = container.id};
    node.values = {{"status", statusOf(container, m_call.nowMs)}};
    if (container.isSpoilt) {
        node.values["error_message"] = "UNKNOWN";
    }
    return node;
}

Outcome<Edge> Sheet::search() const {
    if (const auto may = need("threads_keyword_search"); !may) {
        return Refused(may.error());
    }
    const std::string words = base::asciiLower(m_call.params.textOrEmpty("q"));
    const std::string type = m_call.params.text("search_type").value_or("TOP");
    if (words.empty() || (type != "TOP" && type != "RECENT")) {
        return Refused(graph::badParameter(words.empty() ? "The parameter q is required"
                                                         : "Param search_type must be one of {TOP, RECENT}"));
    }
    Edge edge{.links = graph::Links::CursorsOnly};
    for (const auto& [id, one] : m_state.network.posts) {
        if (!one.isPrivate && base::asciiLower(one.text).contains(words) &&
            isWithin(one.atMs, m_call.params)) {
            edge.items.push_back(
                {.key = type == "TOP" ? static_cast<std::int64_t>(one.likes.size()) : one.atMs,
                 .id = id,
                 .isVisible = m_state.isSeen(one.author)});
        }
    }
    finish(edge);
    return edge;
}

}  // namespace app::practice::threads
