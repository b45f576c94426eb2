// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/facebook/comment_lists.h"

#include "platform/facebook/message.h"
#include "platform/facebook/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace platform::facebook {
namespace {

constexpr int kPostsAPage = 25;
constexpr int kFewestPosts = 5;
constexpr int kCommentsOfEach = 10;
constexpr int kCommentsAPage = 100;
constexpr int kFewestComments = 10;
constexpr int kMostPagesOfOne = 50;
/// Comments show up late, and a poll takes its time.
constexpr base::Duration kOverlap{15 * 60'000};

}  // namespace

graph::Sight sightOfComments(const graph::Self& self) {
    return graph::Sight({{.path = fmt::format("/{}/published_posts", net::percentEncode(self.id)),
                          .parameters = {{"fields", "id,comments.limit(1){id}"}, {"limit", "1"}}}});
}

CommentLists::CommentLists(const graph::Server& server, const graph::Self& self, PostPlan plan)
    : m_server(server), m_self(self), m_plan(std::move(plan)), m_known(ListCursor::from(m_plan.cursor)),
      m_newest(m_known), m_limit(kPostsAPage), m_commentLimit(kCommentsAPage) {
    if (m_known.at) {
        m_boundary = *m_known.at - kOverlap;
    }
}

std::optional<HttpCall> CommentLists::next() {
    if (m_done) {
        return std::nullopt;
    }
    graph::Parameters parameters;
    std::string path;
    if (m_posts) {
        path = fmt::format("/{}/{}", net::percentEncode(m_self.id), m_plan.edge);
        parameters = {
            {"fields", fmt::format("{},comments.filter(stream).order(reverse_chronological).limit({}){{{}}}",
                                   kPostWords, kCommentsOfEach, kCommentWords)},
            {"limit", std::to_string(m_limit)}};
    } else {
        path = fmt::format("/{}/comments", net::percentEncode(m_unfinished.back().post));
        parameters = {{"filter", "stream"},
                      {"order", "reverse_chronological"},
                      {"fields", std::string(kCommentWords)},
                      {"limit", std::to_string(m_commentLimit)}};
    }
    if (const std::string& after = m_posts ? m_after : m_unfinished.back().after; !after.empty()) {
        parameters.emplace_back("after", after);
    }
    return m_server.get(graph::Limit::Pages, path, std::move(parameters));
}

base::Result<std::optional<model::IncomingBatch>> CommentLists::accept(const net::HttpResponse& response,
                                                                       base::UtcTime now) {
    return m_posts ? acceptPosts(response, now) : acceptComments(response, now);
}

void CommentLists::note(const model::IncomingMessage& message) {
    if (!m_newest.at || message.at > *m_newest.at) {
        m_newest = {message.remoteId, message.at};
    }
}

std::optional<base::UtcTime> CommentLists::readComments(json::Reader& json, const graph::WirePage& page,
                                                        const std::string& post, model::IncomingBatch& batch,
                                                        base::UtcTime now) {
    std::optional<base::UtcTime> oldestAt;
    for (const auto& item : page.items) {
        WireComment comment;
        const auto read = readComment(json, item, comment);
        auto message = read ? toMessage(comment, post, m_self)
                            : toUnreadable(item, read.error(), comment, post, m_self, oldestAt.value_or(now));
        oldestAt = std::min(oldestAt.value_or(message.at), message.at);
        note(message);
        ++m_imported;
        batch.messages.push_back(std::move(message));
    }
    return oldestAt;
}

/// What was read of a post's comments may not reach what is known.
void CommentLists::readOn(const graph::WirePage& page, const std::string& post,
                          std::optional<base::UtcTime> oldestAt, int pages, model::IncomingBatch& batch) {
    const bool first = m_known.id.empty();
    const bool complete =
        !page.more || page.after.empty() || (m_boundary && oldestAt && *oldestAt < *m_boundary);
    if (complete) {
        return;
    }
    const bool enough = first && m_imported >= m_plan.firstImportItems.items();
    if (!enough && pages < kMostPagesOfOne && m_askedFor.insert(post + page.after).second) {
        m_unfinished.push_back({.post = post, .after = page.after, .pages = pages});
        return;
    }
    batch.gaps.push_back(
        {.after = m_boundary,
         .before = oldestAt,
         .reason = first ? std::string("The first import leaves out older comments below some posts.")
                         : std::string("Facebook does not show all comments that came while "
                                       "Shopbell was away.")});
}

void CommentLists::readPostItem(json::Reader& json, const json::Item& item, const WirePost& post,
                                model::IncomingBatch& batch, base::UtcTime now) {
    auto message = toMessage(post, m_self);
    if (m_plan.ours && post.from.id.empty()) {
        message.own = true;
        message.mentionOfUs = model::MentionOfUs::None;
        message.author.remoteId = m_self.id;
    }
    graph::WirePage comments;
    if (auto read = graph::readPage(json, {post.comments, item.path + ".comments", 0})) {
        comments = *std::move(read);
    } else {
        batch.problem = m_server.unreadable(RequestKind::Poll, read.error()).message;
    }
    // Our own posts matter as soon as somebody comments.
    if (!message.own || !comments.items.empty()) {
        if (!message.own) {
            note(message);
            ++m_imported;
        }
        batch.messages.push_back(std::move(message));
    }
    const auto oldestAt = readComments(json, comments, post.id, batch, now);
    readOn(comments, post.id, oldestAt, 1, batch);
}

/// Whether the list of posts is to be read on: a first import to its limit, our own posts as far as planned,
/// those of others to what is known.
bool CommentLists::postsGoOn(const graph::WirePage& page, std::optional<base::UtcTime> oldestAt,
                             model::IncomingBatch& batch) {
    ++m_pagesRead;
    const bool first = m_known.id.empty();
    const bool news = !oldestAt || (m_boundary && *oldestAt >= *m_boundary);
    const bool wanted = first || (m_plan.ours ? m_pagesRead < m_plan.pages : news);
    if (!wanted || !page.more || page.after.empty()) {
        return false;
    }
    const bool enough =
        first ? m_imported >= m_plan.firstImportItems.items() : m_pagesRead >= kMostPagesOfOne;
    if (!enough && m_askedFor.insert(page.after).second) {
        return true;
    }
    batch.gaps.push_back({.after = m_boundary,
                          .before = oldestAt,
                          .reason = first ? std::string("The first import leaves out older posts.")
                                          : std::string("Facebook does not show all posts that came while "
                                                        "Shopbell was away.")});
    return false;
}

CommentLists::Given CommentLists::acceptPosts(const net::HttpResponse& response, base::UtcTime now) {
    if (graph::asksForLess(response) && m_limit > kFewestPosts) {
        m_limit = std::max(kFewestPosts, m_limit / 2);
        return std::optional<model::IncomingBatch>();
    }
    json::Reader json(response.body);
    const auto page = m_server.pageOf(json, RequestKind::Poll, response, now);
    if (!page) {
        return base::fail(page.error());
    }
    model::IncomingBatch batch;
    std::optional<base::UtcTime> oldestAt;
    std::vector<std::pair<const json::Item*, WirePost>> posts;
    for (const auto& item : page->items) {
        WirePost post;
        if (const auto read = readPost(json, item, post); !read) {
            batch.problem = m_server.unreadable(RequestKind::Poll, read.error()).message;
            continue;
        }
        oldestAt = std::min(oldestAt.value_or(*post.createdAt), *post.createdAt);
        posts.emplace_back(&item, std::move(post));
    }
    for (const auto& [item, post] : posts) {
        readPostItem(json, *item, post, batch, now);
    }
    m_posts = postsGoOn(*page, oldestAt, batch);
    m_after = page->after;
    return handOut(std::move(batch), now);
}

CommentLists::Given CommentLists::acceptComments(const net::HttpResponse& response, base::UtcTime now) {
    if (graph::asksForLess(response) && m_commentLimit > kFewestComments) {
        m_commentLimit = std::max(kFewestComments, m_commentLimit / 2);
        return std::optional<model::IncomingBatch>();
    }
    const Unfinished reading = m_unfinished.back();
    m_unfinished.pop_back();
    json::Reader json(response.body);
    const auto page = m_server.pageOf(json, RequestKind::Poll, response, now);
    model::IncomingBatch batch;
    if (page) {
        const auto oldestAt = readComments(json, *page, reading.post, batch, now);
        readOn(*page, reading.post, oldestAt, reading.pages + 1, batch);
    } else if (page.error().kind != base::ErrorKind::NotFound) {
        return base::fail(page.error());
    }
    return handOut(std::move(batch), now);
}

CommentLists::Given CommentLists::handOut(model::IncomingBatch batch, base::UtcTime now) {
    if (!m_posts && m_unfinished.empty()) {
        m_done = true;
        if (m_newest.id.empty()) {
            m_newest = {"none", now};  // the list was read, and nobody had written
        }
        if (m_newest.text() != m_known.text()) {
            batch.cursors[m_plan.edge] = m_newest.text();
        }
    }
    const bool nothing =
        batch.messages.empty() && batch.cursors.empty() && batch.gaps.empty() && batch.problem.empty();
    return nothing ? std::optional<model::IncomingBatch>() : std::optional(std::move(batch));
}

}  // namespace platform::facebook
