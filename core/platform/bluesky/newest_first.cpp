// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/newest_first.h"

#include <fmt/format.h>

namespace platform::bluesky {

namespace {

/// A page may hold nothing of ours, since it is filtered after it was cut.
constexpr std::size_t kMostPages = 200;

/// It knows no such question, or does not take this one.
bool doesNotSearch(const net::HttpResponse& response) {
    return response.status == 404 || response.status == 403 || response.status == 501 ||
           (response.status == 400 && errorName(response) != "ExpiredToken" &&
            errorName(response) != "InvalidToken");
}

}  // namespace

NewestFirst::NewestFirst(const Server& server, const std::string& me, StreamPlan plan)
    : m_server(server), m_me(me), m_plan(std::move(plan)), m_known(ListCursor::from(m_plan.cursor)),
      m_newest(m_known) {}

std::optional<HttpCall> NewestFirst::next() {
    if (m_done) {
        return std::nullopt;
    }
    Parameters parameters = m_plan.parameters;
    parameters.emplace_back("limit", std::to_string(m_plan.pageSize));
    if (!m_pageCursor.empty()) {
        parameters.emplace_back("cursor", m_pageCursor);
    }
    return m_server.get(m_plan.method, parameters);
}

base::Result<std::optional<model::IncomingBatch>> NewestFirst::accept(const net::HttpResponse& response,
                                                                      base::UtcTime now) {
    if (!m_plan.foundBy.empty() && doesNotSearch(response)) {
        m_done = true;
        return std::optional<model::IncomingBatch>();
    }
    auto page = m_plan.read({m_server, m_me, now}, response);
    if (!page) {
        return base::fail(std::move(page.error()));
    }
    model::IncomingBatch batch;
    bool reachesKnown = false;
    for (auto& post : page->posts) {
        const bool known = m_known.covers(post.uri, post.at);
        reachesKnown = reachesKnown || known;
        if (m_newest.id == m_known.id && m_pages == 0 && post.at && !known) {
            m_newest = {post.uri, post.at};
        }
        m_oldestAt = post.at ? post.at : m_oldestAt;
        if (post.message) {
            post.message->foundBy = m_plan.foundBy;
            batch.messages.push_back(*std::move(post.message));
            ++m_imported;
        }
    }
    ++m_pages;
    m_done = !hasMore(*page, reachesKnown, batch);
    m_pageCursor = page->cursor;
    if (m_done && m_newest.text() != m_known.text()) {
        batch.cursors[m_plan.name] = m_newest.text();
    }
    if (batch.messages.empty() && batch.cursors.empty() && batch.gaps.empty()) {
        return std::optional<model::IncomingBatch>();
    }
    return std::optional(std::move(batch));
}

bool NewestFirst::hasMore(const ListedPage& page, bool reachesKnown, model::IncomingBatch& batch) {
    const bool first = m_plan.cursor.empty();
    if (reachesKnown || page.cursor.empty()) {
        return false;
    }
    if (first && m_imported >= m_plan.firstImportItems.items()) {
        if (!m_plan.gapWord.empty()) {
            batch.gaps.push_back(
                {.before = m_oldestAt,
                 .reason = fmt::format("The first import stops after {} {}; older ones were not read.",
                                       m_imported, m_plan.gapWord)});
        }
        return false;
    }
    const bool repeats = !m_askedFor.insert(page.cursor).second;
    const bool tooMany =
        m_pages >= kMostPages || m_imported >= std::max(m_plan.firstImportItems.items(), m_plan.pageSize);
    if (!first && (repeats || tooMany) && !m_plan.gapWord.empty()) {
        batch.gaps.push_back(
            {.after = m_known.at,
             .before = m_oldestAt,
             .reason = fmt::format("{} does not show all {} that came while Shopbell was away.",
                                   m_server.host(), m_plan.gapWord)});
    }
    return !repeats && !tooMany;
}

}  // namespace platform::bluesky
