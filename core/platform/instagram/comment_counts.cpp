// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/instagram/comment_counts.h"

#include "platform/instagram/message.h"
#include "platform/instagram/parse.h"

#include "base/word_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace platform::instagram {
namespace {

constexpr std::string_view kMediaAPage = "25";
constexpr std::string_view kCommentsAPage = "50";
constexpr int kMostCommentPages = 4;
constexpr std::size_t kMostRemembered = 100;

std::string withReplies() {
    return fmt::format("{},replies.limit(50){{{}}}", kCommentWords, kCommentWords);
}

}  // namespace

std::size_t readComments(json::Reader& json, const graph::WirePage& page, std::string_view mediaId,
                         const graph::Self& self, model::IncomingBatch& batch, base::UtcTime now) {
    struct Below {
        std::string top;
        json::Item list;
    };
    std::vector<Below> below;
    const std::size_t before = batch.messages.size();
    const auto take = [&](const json::Item& item, std::string_view top) {
        WireComment comment;
        const auto read = readComment(json, item, comment);
        batch.messages.push_back(read ? toMessage(comment, mediaId, top, self)
                                      : toUnreadable(item, read.error(), comment, mediaId, top, self, now));
        if (top.empty() && !comment.replies.empty()) {
            below.push_back({comment.id, {comment.replies, item.path + ".replies", 0}});
        }
    };
    for (const auto& item : page.items) {
        take(item, {});
    }
    for (std::size_t index = 0; index < below.size(); ++index) {
        const auto replies = graph::readPage(json, below[index].list);
        for (const auto& item : replies ? replies->items : std::vector<json::Item>()) {
            take(item, below[index].top);
        }
    }
    return batch.messages.size() - before;
}

CommentCounts::CommentCounts(const graph::Server& server, const graph::Self& self, MediaPlan plan)
    : m_server(server), m_self(self), m_plan(std::move(plan)), m_first(m_plan.cursor.empty()) {
    for (const std::string& word : base::wordsOf(m_plan.cursor)) {
        const auto equals = word.find('=');
        std::int64_t count = 0;
        if (equals != std::string::npos &&
            std::from_chars(word.data() + equals + 1, word.data() + word.size(), count).ec == std::errc{}) {
            m_known[word.substr(0, equals)] = count;
        }
    }
}

std::optional<HttpCall> CommentCounts::next() {
    if (m_done) {
        return std::nullopt;
    }
    std::string path = m_plan.account + "/media";
    graph::Parameters parameters{{"fields", fmt::format("{},comments_count", kMediumWords)},
                                 {"limit", std::string(kMediaAPage)}};
    if (m_listed) {
        path = fmt::format("/{}/comments", net::percentEncode(m_changed.back().medium.id));
        parameters = {{"fields", withReplies()}, {"limit", std::string(kCommentsAPage)}};
    }
    if (const std::string& after = m_listed ? m_changed.back().after : m_after; !after.empty()) {
        parameters.emplace_back("after", after);
    }
    return m_server.get(graph::Limit::Pages, path, std::move(parameters));
}

base::Result<std::optional<model::IncomingBatch>> CommentCounts::accept(const net::HttpResponse& response,
                                                                        base::UtcTime now) {
    return m_listed ? acceptComments(response, now) : acceptMedia(response, now);
}

void CommentCounts::noteMedium(const WireMedium& medium) {
    const std::int64_t count = medium.comments.value_or(0);
    const auto known = m_known.find(medium.id);
    const bool always = std::cmp_less(m_counts.size(), m_plan.alwaysRead) && count > 0;
    const bool changed = known == m_known.end() ? count > 0 : known->second != count;
    m_counts.emplace_back(medium.id, count);
    if (changed || always || !medium.comments) {
        m_changed.push_back({.medium = medium, .after = {}});
    }
}

CommentCounts::Given CommentCounts::acceptMedia(const net::HttpResponse& response, base::UtcTime now) {
    json::Reader json(response.body);
    const auto page = m_server.pageOf(json, RequestKind::Poll, response, now);
    if (!page) {
        return base::fail(page.error());
    }
    model::IncomingBatch batch;
    for (const auto& item : page->items) {
        WireMedium medium;
        if (const auto read = readMedium(json, item, medium); !read) {
            batch.problem = m_server.unreadable(RequestKind::Poll, read.error()).message;
            continue;
        }
        noteMedium(medium);
    }
    ++m_pagesRead;
    const bool wanted =
        m_first ? m_counts.size() < m_plan.firstImportItems.items() : m_pagesRead < m_plan.pages;
    const bool more = page->more && !page->after.empty() && page->after != m_after && wanted;
    m_after = page->after;
    m_listed = !more;
    if (m_listed) {
        std::ranges::reverse(m_changed);  // the newest first, from the end
    }
    return handOut(std::move(batch));
}

CommentCounts::Given CommentCounts::acceptComments(const net::HttpResponse& response, base::UtcTime now) {
    Changed& changed = m_changed.back();
    json::Reader json(response.body);
    const auto page = m_server.pageOf(json, RequestKind::Poll, response, now);
    model::IncomingBatch batch;
    if (!page && page.error().kind != base::ErrorKind::NotFound) {
        return base::fail(page.error());
    }
    bool more = false;
    if (page) {
        if (changed.pages == 0 && !page->items.empty()) {
            batch.messages.push_back(toMessage(changed.medium, Whose::Ours, m_self));
        }
        m_imported += readComments(json, *page, changed.medium.id, m_self, batch, now);
        const bool enough = m_first && m_imported >= m_plan.firstImportItems.items();
        more = page->more && !page->after.empty() && page->after != changed.after && !enough &&
               ++changed.pages < kMostCommentPages;
        changed.after = page->after;
    }
    if (!more) {
        m_changed.pop_back();
    }
    return handOut(std::move(batch));
}

CommentCounts::Given CommentCounts::handOut(model::IncomingBatch batch) {
    if (m_listed && m_changed.empty()) {
        m_done = true;
        std::string text = m_counts.empty() ? "none" : "";
        std::size_t kept = 0;
        for (const auto& [id, count] : m_counts) {
            if (kept++ < kMostRemembered) {
                text += fmt::format("{}{}={}", text.empty() ? "" : " ", id, count);
            }
        }
        // Media of further pages, which this poll did not look at.
        for (const auto& [id, count] : m_known) {
            const bool listed =
                std::ranges::find(m_counts, id, [](const auto& row) { return row.first; }) != m_counts.end();
            if (!listed && kept++ < kMostRemembered) {
                text += fmt::format("{}{}={}", text.empty() ? "" : " ", id, count);
            }
        }
        if (text != m_plan.cursor) {
            batch.cursors[std::string(kCursor)] = text;
        }
    }
    const bool nothing = batch.messages.empty() && batch.cursors.empty() && batch.problem.empty();
    return nothing ? std::optional<model::IncomingBatch>() : std::optional(std::move(batch));
}

Tags::Tags(const graph::Server& server, const graph::Self& self, std::string account,
           const std::string& cursor, ImportLimit firstImportItems)
    : m_server(server), m_self(self), m_account(std::move(account)), m_cursor(cursor),
      m_firstImportItems(std::move(firstImportItems)) {}

std::optional<HttpCall> Tags::next() {
    if (m_done) {
        return std::nullopt;
    }
    graph::Parameters parameters{{"fields", std::string(kMediumWords)}, {"limit", std::string(kMediaAPage)}};
    if (!m_after.empty()) {
        parameters.emplace_back("after", m_after);
    }
    return m_server.get(graph::Limit::Pages, m_account + "/tags", std::move(parameters));
}

base::Result<std::optional<model::IncomingBatch>> Tags::accept(const net::HttpResponse& response,
                                                               base::UtcTime now) {
    json::Reader json(response.body);
    const auto page = m_server.pageOf(json, RequestKind::Poll, response, now);
    if (!page) {
        return base::fail(page.error());
    }
    model::IncomingBatch batch;
    bool reachesKnown = false;
    for (const auto& item : page->items) {
        WireMedium medium;
        if (const auto read = readMedium(json, item, medium); !read) {
            batch.problem = m_server.unreadable(RequestKind::Poll, read.error()).message;
            continue;
        }
        m_newest = m_newest.empty() ? medium.id : m_newest;
        reachesKnown = reachesKnown || medium.id == m_cursor;
        if (!reachesKnown) {
            batch.messages.push_back(toMessage(medium, Whose::Others, m_self));
        }
        ++m_read;
    }
    const bool enough =
        m_cursor.empty() ? m_read >= m_firstImportItems.items() : reachesKnown || m_read >= 200;
    m_done = enough || !page->more || page->after.empty() || page->after == m_after;
    m_after = page->after;
    if (m_done && m_newest != m_cursor && !m_newest.empty()) {
        batch.cursors[std::string(kCursor)] = m_newest;
    }
    const bool nothing = batch.messages.empty() && batch.cursors.empty() && batch.problem.empty();
    return nothing ? std::optional<model::IncomingBatch>() : std::optional(std::move(batch));
}

}  // namespace platform::instagram
