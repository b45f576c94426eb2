// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/instagram/sheet.h"

#include "practice/graph/cdn.h"
#include "practice/instagram/node_kinds.h"

#include "base/digest.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::instagram {

using graph::Edge;
using graph::Node;
using graph::Outcome;
using graph::Refused;
using graph::stamp;

namespace {

/// The short name of a picture in addresses.
std::string shortCode(const std::string& id) {
    const base::Sha256 digest = base::sha256(id);
    return "C" + base::base64Url(std::string(digest.begin(), digest.end())).substr(0, 10);
}

}  // namespace

Outcome<std::optional<Node>> Sheet::find(const std::string& id) const {
    const std::string wanted = id == "me" ? m_call.token->subject : id;
    if (wanted == m_state.network.accountId || (isSelf() && wanted == m_state.network.scopedId)) {
        return account();
    }
    if (wanted == m_state.network.pageId && !isSelf()) {
        return page();
    }
    if (wanted == m_state.owner.id || (wanted == m_call.token->subject && !isSelf())) {
        return owner();
    }
    if (const Media* found = m_state.network.medium(wanted)) {
        return m_state.isSeen(found->author) ? std::optional(medium(*found)) : std::nullopt;
    }
    if (const Comment* found = m_state.network.comment(wanted)) {
        if (!m_state.may(*m_call.token, Right::Comments)) {
            return Refused(graph::missingPermission(ServerState::nameOf(*m_call.token, Right::Comments)));
        }
        return m_state.isSeen(found->author) ? std::optional(comment(*found)) : std::nullopt;
    }
    const Found found = m_state.network.inbox.find(wanted);
    const Conversation* holder =
        found.conversation == nullptr ? m_state.network.inbox.conversation(wanted) : found.conversation;
    const bool isOwner = isSelf() || m_call.token->kind == graph::TokenKind::Page;
    if (holder == nullptr || !isOwner || !m_state.isSeen(holder->person) || !m_state.traits.givesMessages) {
        return std::nullopt;
    }
    if (!m_state.may(*m_call.token, Right::Messages)) {
        return Refused(graph::missingPermission(ServerState::nameOf(*m_call.token, Right::Messages)));
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
    node.values = {{"name", m_state.network.name},
                   {"category", "Shopping & Retail"},
                   {"tasks", {"MESSAGING", "MODERATE", "MANAGE"}}};
    node.values["access_token"] = m_call.token->kind == graph::TokenKind::Page
                                      ? m_call.token->text
                                      : m_state.pageTokenFor(*m_call.token, m_call.nowMs).text;
    node.nodes["instagram_business_account"] = [this] { return account(); };
    node.edges["conversations"] = [this](const Params& asked) { return conversations(asked); };
    return node;
}

Node Sheet::owner() const {
    Node node{.kind = &kUser, .id = m_call.token->subject};
    node.values = {{"name", m_state.owner.name}};
    node.edges["accounts"] = [this](const Params&) -> Outcome<Edge> {
        if (!m_state.desk.allows(*m_call.token, "pages_show_list")) {
            return Refused(graph::missingPermission("pages_show_list"));
        }
        Edge edge;
        edge.items.push_back({.id = m_state.network.pageId});
        edge.node = [this](const std::string&) { return page(); };
        return edge;
    };
    return node;
}

/// The account's own id is another one in what it asks about itself.
Node Sheet::account() const {
    const Network& network = m_state.network;
    Node node{.kind = isSelf() ? &kOwnAccount : &kAccount,
              .id = isSelf() ? network.scopedId : network.accountId};
    node.values = {{"username", network.userName},
                   {"name", network.name},
                   {"biography", "Teapots, cups and repairs. Open Tuesday to Saturday."},
                   {"followers_count", 731},
                   {"follows_count", 96},
                   {"media_count", std::ranges::count_if(network.media,
                                                         [&](const auto& entry) {
                                                             return entry.second.author == network.accountId;
                                                         })},
                   {"website", "https://kettle-and-kiln.example/"},
                   {"profile_picture_url", graph::cdnAddress(m_state.baseUrl, "account.jpg", m_call.nowMs)}};
    if (isSelf()) {
        node.values["user_id"] = network.accountId;
        node.values["account_type"] = "BUSINESS";
        node.edges["conversations"] = [this](const Params& asked) { return conversations(asked); };
    }
    node.edges["media"] = [this](const Params& asked) { return media(Whose::Own, asked); };
    node.edges["tags"] = [this](const Params& asked) { return media(Whose::Others, asked); };
    return node;
}

Outcome<Edge> Sheet::media(Whose whose, const Params& asked) const {
    if (!m_state.may(*m_call.token, Right::Basic)) {
        return Refused(graph::missingPermission(ServerState::nameOf(*m_call.token, Right::Basic)));
    }
    if (whose == Whose::Others && !m_state.may(*m_call.token, Right::Comments)) {
        return Refused(graph::missingPermission(ServerState::nameOf(*m_call.token, Right::Comments)));
    }
    const std::int64_t sinceMs = asked.momentMs("since").value_or(0);
    const std::int64_t untilMs = asked.momentMs("until").value_or(m_call.nowMs);
    Edge edge;
    for (const auto& [id, one] : m_state.network.media) {
        const bool isOwn = one.author == m_state.network.accountId;
        if (isOwn == (whose == Whose::Own) && one.createdMs >= sinceMs && one.createdMs <= untilMs) {
            edge.items.push_back({.key = one.createdMs, .id = id, .isVisible = m_state.isSeen(one.author)});
        }
    }
    edge.sort();
    edge.node = [this](const std::string& id) { return medium(*m_state.network.medium(id)); };
    return edge;
}

Node Sheet::medium(const Media& media) const {
    const bool isOwn = media.author == m_state.network.accountId;
    Node node{.kind = &kMedia, .id = media.id};
    node.values = {{"permalink", fmt::format("https://www.instagram.com/p/{}/", shortCode(media.id))},
                   {"shortcode", shortCode(media.id)},
                   {"timestamp", stamp(media.createdMs)},
                   {"media_type", "IMAGE"},
                   {"media_product_type", "FEED"},
                   {"media_url", graph::cdnAddress(m_state.baseUrl, media.id + ".jpg", m_call.nowMs)},
                   {"username", m_state.network.userNameOf(media.author)},
                   {"is_comment_enabled", true},
                   {"comments_count", m_state.network.commentCount(media.id)},
                   {"like_count", media.likes.size()}};
    if (!media.caption.empty()) {
        node.values["caption"] = media.caption;
    }
    if (isOwn) {
        node.values["owner"] = {{"id", m_state.network.accountId}};
        node.edges["comments"] = [this, id = media.id](const Params&) { return comments(id); };
    }
    return node;
}

/// At the top alone, the newest first, without the hidden ones.
Outcome<Edge> Sheet::comments(const std::string& media) const {
    if (!m_state.may(*m_call.token, Right::Comments)) {
        return Refused(graph::missingPermission(ServerState::nameOf(*m_call.token, Right::Comments)));
    }
    Edge edge{.most = 50, .links = graph::Links::AfterOnly};
    for (const auto& [id, one] : m_state.network.comments) {
        if (one.media == media && one.parent.empty() && !one.isHidden) {
            edge.items.push_back({.key = one.createdMs, .id = id, .isVisible = m_state.isSeen(one.author)});
        }
    }
    edge.sort();
    edge.node = [this](const std::string& id) { return comment(*m_state.network.comment(id)); };
    return edge;
}

Outcome<Edge> Sheet::replies(const std::string& comment) const {
    Edge edge{.order = Edge::Order::Ascending, .most = 50, .links = graph::Links::AfterOnly};
    for (const auto& [id, one] : m_state.network.comments) {
        if (one.parent == comment && !one.isHidden) {
            edge.items.push_back({.key = one.createdMs, .id = id, .isVisible = m_state.isSeen(one.author)});
        }
    }
    edge.sort();
    edge.node = [this](const std::string& id) { return this->comment(*m_state.network.comment(id)); };
    return edge;
}

Node Sheet::comment(const Comment& comment) const {
    Node node{.kind = &kComment, .id = comment.id};
    const std::string userName = m_state.network.userNameOf(comment.author);
    node.values = {{"text", comment.text},
                   {"timestamp", stamp(comment.createdMs)},
                   {"username", userName},
                   {"hidden", comment.isHidden},
                   {"like_count", comment.likes.size()}};
    if (!comment.parent.empty()) {
        node.values["parent_id"] = comment.parent;
    }
    const Person* person = m_state.network.people.byId(comment.author);
    if (person == nullptr || !person->isNameless) {
        node.nodes["from"] = [id = comment.author, userName] {
            Node from{.kind = &kCommenter, .id = id};
            from.values = {{"username", userName}};
            return from;
        };
    }
    if (person == nullptr) {
        node.values["user"] = {{"id", m_state.network.accountId}};
    }
    node.nodes["media"] = [this, id = comment.media] { return medium(*m_state.network.medium(id)); };
    if (comment.parent.empty()) {
        node.edges["replies"] = [this, id = comment.id](const Params&) { return replies(id); };
    }
    return node;
}

}  // namespace app::practice::instagram
