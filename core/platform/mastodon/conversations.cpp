// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/conversations.h"

#include <utility>

namespace platform::mastodon {

namespace {

constexpr std::size_t kPageSize = 40;

/// Servers without private conversations, or without this list of them, say so in one of these ways.
bool isMissingFeature(const net::HttpResponse& response) {
    return response.status == 404 || response.status == 405 || response.status == 410 ||
           response.status == 501;
}

}  // namespace

Conversations::Conversations(const Server& server, const Self& self, std::string cursor,
                             ImportLimit firstImportItems)
    : m_server(server), m_self(self), m_cursor(ListCursor::from(cursor)), m_nextCursor(m_cursor),
      m_firstImportItems(std::move(firstImportItems)) {}

std::optional<HttpCall> Conversations::next() {
    if (m_done) {
        return std::nullopt;
    }
    Parameters parameters{{"limit", std::to_string(kPageSize)}};
    if (!m_maxId.empty()) {
        parameters.emplace_back("max_id", m_maxId);
    }
    return m_server.get("/api/v1/conversations", parameters);
}

base::Result<std::optional<model::IncomingBatch>> Conversations::accept(const net::HttpResponse& response,
                                                                        base::UtcTime now) {
    if (isMissingFeature(response)) {
        m_done = true;
        return std::optional<model::IncomingBatch>();
    }
    auto items = readConversations({m_server, m_self, now}, response);
    if (!items) {
        return base::fail(std::move(items.error()));
    }
    model::IncomingBatch batch;
    bool reachesCursor = false;
    for (auto& item : *items) {
        if (m_cursor.covers(item.id, item.at)) {
            reachesCursor = true;
            break;
        }
        if (m_read == 0 && !item.id.empty()) {
            m_nextCursor = {item.id, item.at};
        }
        ++m_read;
        if (item.message) {
            batch.messages.push_back(*std::move(item.message));
        }
    }
    const auto older = pageLinks(response).olderMaxId;
    const bool limited = m_cursor.id.empty() && m_read >= m_firstImportItems.items();
    m_done = reachesCursor || items->empty() || limited || !older || !m_askedFor.insert(*older).second;
    m_maxId = older.value_or("");
    if (m_done && m_nextCursor.text() != m_cursor.text()) {
        batch.cursors[std::string(kCursor)] = m_nextCursor.text();
    }
    if (batch.messages.empty() && batch.cursors.empty()) {
        return std::optional<model::IncomingBatch>();
    }
    return std::optional(std::move(batch));
}

}  // namespace platform::mastodon
