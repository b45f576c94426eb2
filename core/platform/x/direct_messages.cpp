// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/direct_messages.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace platform::x {
namespace {

constexpr std::size_t kFirstLook = 5;
constexpr std::size_t kPageSize = 20;
/// X takes fifteen such requests in a quarter of an hour.
constexpr std::size_t kMostPages = 10;
constexpr base::Duration kDay = std::chrono::days{1};
constexpr base::Duration kReach = std::chrono::days{30};

}  // namespace

DirectMessages::DirectMessages(PollContext& context, const std::string& cursor, ImportLimit firstImportItems,
                               std::size_t mostFirst)
    : m_context(context), m_known(ListCursor::from(cursor)), m_newest(m_known),
      m_firstImportItems(std::move(firstImportItems)), m_mostFirst(mostFirst) {}

std::size_t DirectMessages::pageSize() const {
    return m_pageToken.empty() && !m_known.id.empty() ? kFirstLook : kPageSize;
}

std::optional<HttpCall> DirectMessages::next() {
    if (m_question) {
        return m_question->call(m_context.server);
    }
    if (m_done) {
        return std::nullopt;
    }
    Parameters parameters = directMessageParameters(m_context.dialect, Authors::IdsAlone);
    parameters.emplace_back("max_results", std::to_string(pageSize()));
    if (!m_pageToken.empty()) {
        parameters.emplace_back("pagination_token", m_pageToken);
    }
    return m_context.server.get("/2/dm_events", parameters);
}

base::Result<std::optional<model::IncomingBatch>> DirectMessages::accept(const net::HttpResponse& response,
                                                                         base::UtcTime now) {
    if (m_question) {
        return std::optional(std::exchange(m_question, std::nullopt)->answeredBy(response));
    }
    json::Reader json(response.body);
    const auto page = m_context.server.pageOf(json, RequestKind::Poll, response, now);
    if (!page) {
        return base::fail(page.error());
    }
    model::IncomingBatch batch;
    bool reachesKnown = false;
    base::UtcTime near = m_oldestAt.value_or(m_context.now);
    for (const auto& item : page->items) {
        WireDirectMessage wire;
        const auto read = readDirectMessage(json, item, wire);
        ++m_read;
        if (!wire.type.empty() && wire.type != "MessageCreate") {
            continue;
        }
        auto message = read ? toMessage(wire, page->includes, m_context.self, near)
                            : toUnreadable(item, read.error(), wire, m_context.self, near);
        near = message.at;
        m_oldestAt = m_oldestAt ? std::min(*m_oldestAt, message.at) : message.at;
        const bool known = m_known.covers(message.remoteId, message.at);
        reachesKnown = reachesKnown || known;
        if (known) {
            continue;  // what is known does not change
        }
        if (m_newest.id == m_known.id || message.at > *m_newest.at) {
            m_newest = {message.remoteId, message.at};
        }
        batch.messages.push_back(std::move(message));
    }
    m_pageToken = page->nextToken;
    m_done = !hasMore(reachesKnown, batch);
    if (m_done && m_newest.text() != m_known.text()) {
        batch.cursors[std::string(kCursor)] = m_newest.text();
    }
    if (batch.messages.empty() && batch.cursors.empty() && batch.gaps.empty()) {
        return std::optional<model::IncomingBatch>();
    }
    return questionOr(std::move(batch), m_context.named, m_question);
}

bool DirectMessages::hasMore(bool reachesKnown, model::IncomingBatch& batch) {
    const bool first = m_known.id.empty();
    if (reachesKnown || m_pageToken.empty()) {
        const bool farBack = m_known.at && *m_known.at < m_context.now - kReach && m_oldestAt &&
                             *m_oldestAt < m_context.now - kReach + kDay;
        if (!first && !reachesKnown && farBack) {
            batch.gaps.push_back({.after = m_known.at,
                                  .before = m_oldestAt,
                                  .reason = "X shows direct messages of the last 30 days alone."});
        }
        return false;
    }
    if (first && m_read >= std::min(m_firstImportItems.items(), m_mostFirst)) {
        batch.gaps.push_back(
            {.before = m_oldestAt,
             .reason = fmt::format(
                 "The first import stops after {} direct messages; older ones were not read.", m_read)});
        return false;
    }
    const bool goesOn = m_askedFor.insert(m_pageToken).second && m_askedFor.size() < kMostPages;
    if (!goesOn) {
        batch.gaps.push_back(
            {.after = m_known.at,
             .before = m_oldestAt,
             .reason = "X does not show all direct messages that came while Shopbell was away."});
    }
    return goesOn;
}

}  // namespace platform::x
