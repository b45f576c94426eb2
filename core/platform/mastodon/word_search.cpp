// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/word_search.h"

#include "platform/brand_search.h"

namespace platform::mastodon {

WordSearch::WordSearch(const Server& server, const Self& self, std::string search)
    : m_server(server), m_self(self), m_search(std::move(search)) {}

std::optional<HttpCall> WordSearch::next() {
    if (m_done) {
        return std::nullopt;
    }
    return m_server.get("/api/v2/search", {{"q", m_search}, {"type", "statuses"}, {"limit", "40"}});
}

base::Result<std::optional<model::IncomingBatch>> WordSearch::accept(const net::HttpResponse& response,
                                                                     base::UtcTime now) {
    m_done = true;
    if (doesNotSearch(response)) {
        return std::optional<model::IncomingBatch>();
    }
    auto items = readFoundStatuses({m_server, m_self, now}, response);
    if (!items) {
        return base::fail(std::move(items.error()));
    }
    model::IncomingBatch batch;
    for (auto& item : *items) {
        if (item.message && item.message->at >= now - kSearchLooksBack) {
            item.message->foundBy = m_search;
            batch.messages.push_back(*std::move(item.message));
        }
    }
    return batch.messages.empty() ? std::optional<model::IncomingBatch>() : std::optional(std::move(batch));
}

bool doesNotSearch(const net::HttpResponse& response) {
    return response.status == 400 || response.status == 403 || response.status == 404 ||
           response.status == 405 || response.status == 410 || response.status == 422 ||
           response.status == 501;
}

}  // namespace platform::mastodon
