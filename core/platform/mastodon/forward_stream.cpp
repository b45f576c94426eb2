// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/forward_stream.h"

#include "platform/mastodon/word_search.h"

#include <fmt/format.h>

#include <algorithm>

namespace platform::mastodon {

namespace {

/// A server that answers with ever new pages shall not keep a poll going for ever; the next poll goes on.
constexpr int kMostPages = 500;

}  // namespace

ForwardStream::ForwardStream(const Server& server, const Self& self, StreamPlan plan, NewestPage* newest)
    : m_server(server), m_self(self), m_plan(std::move(plan)), m_newest(newest),
      m_mode(m_plan.cursor.empty() ? Mode::FirstImport : Mode::Forward),
      m_cursor(ListCursor::from(m_plan.cursor)), m_minId(m_cursor.id) {}

std::optional<HttpCall> ForwardStream::next() {
    if (m_mode == Mode::Done) {
        return std::nullopt;
    }
    Parameters parameters = m_plan.parameters;
    parameters.emplace_back("limit", std::to_string(m_plan.pageSize));
    if (m_mode == Mode::Forward) {
        parameters.emplace_back("min_id", m_minId);
    } else if (!m_maxId.empty()) {
        parameters.emplace_back("max_id", m_maxId);
    }
    return m_server.get(m_plan.path, parameters);
}

base::Result<std::optional<model::IncomingBatch>> ForwardStream::accept(const net::HttpResponse& response,
                                                                        base::UtcTime now) {
    if (!m_plan.foundBy.empty() && doesNotSearch(response)) {
        m_mode = Mode::Done;
        return std::optional<model::IncomingBatch>();
    }
    auto items = m_plan.read({m_server, m_self, now}, response);
    if (!items) {
        return base::fail(std::move(items.error()));
    }
    Page page = pageOf(*std::move(items), response);
    model::IncomingBatch batch;
    switch (m_mode) {
    case Mode::FirstImport:
        importPage(page, batch);
        break;
    case Mode::Forward:
        forwardPage(page, batch);
        break;
    case Mode::Backward:
        backwardPage(page, batch);
        break;
    case Mode::Done:
        break;
    }
    if (++m_pages >= kMostPages) {
        m_mode = Mode::Done;
    }
    if (batch.messages.empty() && batch.cursors.empty() && batch.gaps.empty()) {
        return std::optional<model::IncomingBatch>();
    }
    return std::optional(std::move(batch));
}

ForwardStream::Page ForwardStream::pageOf(std::vector<ListedItem> items,
                                          const net::HttpResponse& response) const {
    Page page{.items = std::move(items), .links = pageLinks(response)};
    for (const auto& item : page.items) {
        if (item.id.empty()) {
            continue;
        }
        // Newest first; a server with another order is believed by its times.
        if (page.newestId.empty() || (item.at && page.newestAt && *item.at > *page.newestAt)) {
            page.newestId = item.id;
            page.newestAt = item.at;
        }
        page.oldestId = item.id;
        page.reachesCursor = page.reachesCursor || m_cursor.covers(item.id, item.at);
        page.repeats = page.repeats || m_seen.contains(item.id);
    }
    return page;
}

/// Moves what this poll has not read yet into the batch and counts what is new.
std::size_t ForwardStream::takeFresh(Page& page, model::IncomingBatch& batch) {
    std::size_t fresh = 0;
    bool known = false;
    for (auto& item : page.items) {
        if (!item.id.empty()) {
            known = known || item.id == m_cursor.id;
            if (known && m_newest == nullptr) {
                break;
            }
            if (!m_seen.insert(item.id).second) {
                continue;
            }
            fresh += known ? 0 : 1;
        }
        ++m_imported;
        m_oldestAt = item.at ? item.at : m_oldestAt;
        if (item.message) {
            item.message->foundBy = m_plan.foundBy;
            batch.messages.push_back(*std::move(item.message));
        }
    }
    return fresh;
}

void ForwardStream::moveCursorTo(const Page& page) {
    if (!page.newestId.empty()) {
        m_nextCursor = ListCursor{page.newestId, page.newestAt}.text();
    }
}

void ForwardStream::keepNewest(const Page& page, bool whole) {
    if (m_newest != nullptr && !m_newest->seen) {
        m_newest->seen = true;
        m_newest->whole = whole;
        for (const auto& item : page.items) {
            m_newest->ids.push_back(item.id);
        }
    }
}

void ForwardStream::handOutCursor(model::IncomingBatch& batch) {
    if (!m_nextCursor.empty() && m_nextCursor != m_plan.cursor) {
        batch.cursors[m_plan.name] = m_nextCursor;
        m_plan.cursor = m_nextCursor;
    }
}

void ForwardStream::finish(model::IncomingBatch& batch) {
    handOutCursor(batch);
    m_mode = Mode::Done;
}

void ForwardStream::addGap(model::IncomingBatch& batch, std::string reason) const {
    if (!m_plan.gapWord.empty()) {
        batch.gaps.push_back({.before = m_oldestAt, .reason = std::move(reason)});
    }
}

void ForwardStream::importPage(Page& page, model::IncomingBatch& batch) {
    const bool first = m_pages == 0;
    const std::size_t count = page.items.size();
    const bool lastByLink = page.links.given && !page.links.olderMaxId;
    if (first) {
        moveCursorTo(page);
        keepNewest(page, count == 0 || lastByLink);
    }
    const std::size_t fresh = takeFresh(page, batch);
    if (fresh == 0) {
        if (!first && count >= m_plan.pageSize) {
            addGap(batch, fmt::format("{} shows only its newest {}; older ones were not read.",
                                      m_server.host(), m_plan.gapWord));
        }
        finish(batch);
        return;
    }
    if (lastByLink || m_plan.firstImportItems.items() == 0) {
        finish(batch);
        return;
    }
    if (m_imported >= m_plan.firstImportItems.items()) {
        addGap(batch, fmt::format("The first import stops after {} {}; older ones were not read.", m_imported,
                                  m_plan.gapWord));
        finish(batch);
        return;
    }
    m_maxId = page.links.olderMaxId.value_or(page.oldestId);
}

void ForwardStream::forwardPage(Page& page, model::IncomingBatch& batch) {
    if (page.reachesCursor) {
        keepNewest(page, false);
    }
    const std::size_t fresh = takeFresh(page, batch);
    if (page.reachesCursor) {
        // The server ignores min_id and gave its newest page, which reaches back to what we have.
        moveCursorTo(page);
        finish(batch);
        return;
    }
    if (page.repeats) {
        // It ignores min_id as well, but its newest page does not reach back far enough.
        m_mode = Mode::Backward;
        return;
    }
    if (fresh == 0) {
        finish(batch);
        return;
    }
    moveCursorTo(page);
    m_minId = page.links.newerMinId.value_or(page.newestId);
    if (page.links.newerMinId) {
        // Only a server that pages by min_id names the next one, so nothing is missing up to here.
        handOutCursor(batch);
    } else if (m_maxId.empty()) {
        m_maxId = page.oldestId;
    }
}

void ForwardStream::backwardPage(Page& page, model::IncomingBatch& batch) {
    const std::size_t count = page.items.size();
    const std::size_t fresh = takeFresh(page, batch);
    m_maxId = page.links.olderMaxId.value_or(page.oldestId);
    if (page.reachesCursor || count == 0) {
        finish(batch);
        return;
    }
    const std::size_t most = std::max(m_plan.firstImportItems.items(), m_plan.pageSize);
    if (fresh == 0 || m_imported >= most) {
        addGap(batch, fmt::format("{} does not show all {} that came while Shopbell was away.",
                                  m_server.host(), m_plan.gapWord));
        finish(batch);
    }
}

}  // namespace platform::mastodon
