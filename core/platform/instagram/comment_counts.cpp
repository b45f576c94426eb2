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

constexpr int kMediaAPage = 25;
constexpr int kCommentsAPage = 50;
constexpr int kFewestAPage = 5;
/// Of a medium's comments, and of the replies below one.
constexpr int kMostCommentPages = 4;
constexpr int kMostReplyPages = 10;
constexpr std::size_t kMostRemembered = 100;

}  // namespace

CommentCounts::CommentCounts(const graph::Server& server, const graph::Self& self, MediaPlan plan)
    : m_server(server), m_self(self), m_plan(std::move(plan)), m_first(m_plan.cursor.empty()),
      m_mediaAPage(kMediaAPage), m_commentsAPage(kCommentsAPage) {
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
                                 {"limit", std::to_string(m_mediaAPage)}};
    if (m_listed) {
        const Unread& list = m_unread.back();
        const bool replies = !list.comment.empty();
        path = replies ? fmt::format("/{}/replies", net::percentEncode(list.comment))
                       : fmt::format("/{}/comments", net::percentEncode(list.medium.id));
        parameters = {{"fields", replies ? std::string(kCommentWords)
                                         : fmt::format("{},replies.limit({}){{{}}}", kCommentWords,
                                                       m_commentsAPage, kCommentWords)},
                      {"limit", std::to_string(m_commentsAPage)}};
    }
    if (const std::string& after = m_listed ? m_unread.back().after : m_after; !after.empty()) {
        parameters.emplace_back("after", after);
    }
    return m_server.get(graph::Limit::Pages, path, std::move(parameters));
}

base::Result<std::optional<model::IncomingBatch>> CommentCounts::accept(const net::HttpResponse& response,
                                                                        base::UtcTime now) {
    int& aPage = m_listed ? m_commentsAPage : m_mediaAPage;
    if (graph::asksForLess(response) && aPage > kFewestAPage) {
        aPage = std::max(kFewestAPage, aPage / 2);
        return std::optional<model::IncomingBatch>();
    }
    return m_listed ? acceptComments(response, now) : acceptMedia(response, now);
}

void CommentCounts::noteMedium(const WireMedium& medium) {
    const std::int64_t count = medium.comments.value_or(0);
    const auto known = m_known.find(medium.id);
    const bool always = std::cmp_less(m_counts.size(), m_plan.alwaysRead) && count > 0;
    const bool changed = known == m_known.end() ? count > 0 : known->second != count;
    m_counts.emplace_back(medium.id, count);
    if (changed || always || !medium.comments) {
        m_unread.push_back({.medium = medium,
                            .comment = {},
                            .after = {},
                            .unknown = known == m_known.end() ? count : count - known->second});
    }
}

CommentCounts::Given CommentCounts::acceptMedia(const net::HttpResponse& response, base::UtcTime now) {
    json::Reader json(response.body);
    const auto page = m_server.pageOf(json, RequestKind::Poll, response, now);
    if (!page) {
        return base::fail(page.error());
    }
    model::IncomingBatch batch;
    std::optional<base::UtcTime> oldestAt;
    for (const auto& item : page->items) {
        WireMedium medium;
        if (const auto read = readMedium(json, item, medium); !read) {
            batch.problem = m_server.unreadable(RequestKind::Poll, read.error()).message;
            continue;
        }
        oldestAt = std::min(oldestAt.value_or(*medium.at), *medium.at);
        noteMedium(medium);
    }
    ++m_pagesRead;
    const bool wanted =
        m_first ? m_counts.size() < m_plan.firstImportItems.items() : m_pagesRead < m_plan.pages;
    const bool more = page->more && !page->after.empty();
    m_listed = !more || !wanted || !m_askedFor.insert(page->after).second;
    m_after = page->after;
    if (m_listed && more && m_first) {
        batch.gaps.push_back({.before = oldestAt, .reason = "The first import leaves out older media."});
    }
    if (m_listed) {
        std::ranges::reverse(m_unread);  // the newest first, from the end
    }
    return handOut(std::move(batch));
}

std::vector<CommentCounts::Unread> CommentCounts::readPageOf(json::Reader& json, const graph::WirePage& page,
                                                             Unread& list, model::IncomingBatch& batch,
                                                             base::UtcTime now) {
    struct Below {
        std::string top;
        std::string id;  ///< empty = they can't be asked for
        json::Item replies;
    };
    std::vector<Below> below;
    const auto take = [&](const json::Item& item, std::string_view top) {
        WireComment comment;
        const auto read = readComment(json, item, comment);
        auto message = read ? toMessage(comment, list.medium.id, top, m_self)
                            : toUnreadable(item, read.error(), comment, list.medium.id, top, m_self,
                                           list.oldestAt.value_or(now));
        if (top.empty() && !comment.replies.empty()) {
            below.push_back({message.remoteId, comment.id, {comment.replies, item.path + ".replies", 0}});
        }
        list.oldestAt = std::min(list.oldestAt.value_or(message.at), message.at);
        ++list.read;
        ++m_imported;
        batch.messages.push_back(std::move(message));
    };
    for (const auto& item : page.items) {
        take(item, list.comment);
    }
    std::vector<Unread> unread;
    for (const Below& each : below) {
        const auto replies = graph::readPage(json, each.replies);
        if (!replies) {
            batch.problem = m_server.unreadable(RequestKind::Poll, replies.error()).message;
            continue;
        }
        for (const auto& item : replies->items) {
            take(item, each.top);
        }
        if (replies->more && !replies->after.empty() && !each.id.empty()) {
            unread.push_back({.medium = list.medium, .comment = each.id, .after = replies->after});
        }
    }
    return unread;
}

bool CommentCounts::importsEnough() const {
    return m_first && m_imported >= m_plan.firstImportItems.items();
}

void CommentCounts::readOn(const graph::WirePage& page, Unread list, model::IncomingBatch& batch) {
    if (!page.more || page.after.empty()) {
        return;
    }
    const bool replies = !list.comment.empty();
    ++list.pages;
    const std::string where = fmt::format("{} {} {}", list.medium.id, list.comment, page.after);
    if (!importsEnough() && list.pages < (replies ? kMostReplyPages : kMostCommentPages) &&
        m_askedFor.insert(where).second) {
        list.after = page.after;
        m_unread.push_back(std::move(list));
        return;
    }
    // Comments are not marked as known or new: fewer read than came means that some are missing.
    if (m_first || replies || std::cmp_less(list.read, list.unknown)) {
        addGap(list.oldestAt, batch);
    }
}

void CommentCounts::addGap(std::optional<base::UtcTime> before, model::IncomingBatch& batch) const {
    batch.gaps.push_back(
        {.before = before,
         .reason = m_first ? std::string("The first import leaves out older comments below some media.")
                           : std::string("Instagram does not show all comments that came while "
                                         "Shopbell was away.")});
}

CommentCounts::Given CommentCounts::acceptComments(const net::HttpResponse& response, base::UtcTime now) {
    Unread list = std::move(m_unread.back());
    m_unread.pop_back();
    json::Reader json(response.body);
    const auto page = m_server.pageOf(json, RequestKind::Poll, response, now);
    model::IncomingBatch batch;
    if (page) {
        if (list.pages == 0 && list.comment.empty() && !page->items.empty()) {
            batch.messages.push_back(toMessage(list.medium, Whose::Ours, m_self));
        }
        std::vector<Unread> below = readPageOf(json, *page, list, batch, now);
        m_oldestAt = std::min(m_oldestAt.value_or(list.oldestAt.value_or(now)), list.oldestAt.value_or(now));
        readOn(*page, std::move(list), batch);
        std::ranges::move(below, std::back_inserter(m_unread));
        if (importsEnough() && !m_unread.empty()) {
            m_unread.clear();
            addGap(m_oldestAt, batch);
        }
    } else if (page.error().kind == base::ErrorKind::Rejected) {
        batch.problem = page.error().message;  // of this medium alone
    } else if (page.error().kind != base::ErrorKind::NotFound) {
        return base::fail(page.error());
    }
    return handOut(std::move(batch));
}

CommentCounts::Given CommentCounts::handOut(model::IncomingBatch batch) {
    if (m_listed && m_unread.empty()) {
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
    const bool nothing =
        batch.messages.empty() && batch.cursors.empty() && batch.gaps.empty() && batch.problem.empty();
    return nothing ? std::optional<model::IncomingBatch>() : std::optional(std::move(batch));
}

}  // namespace platform::instagram
