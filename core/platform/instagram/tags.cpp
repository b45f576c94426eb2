// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/instagram/tags.h"

#include "platform/instagram/message.h"
#include "platform/instagram/parse.h"

#include <algorithm>
#include <utility>

namespace platform::instagram {
namespace {

constexpr std::string_view kMediaAPage = "25";
constexpr std::size_t kMostRead = 200;

}  // namespace

Tags::Tags(const graph::Server& server, const graph::Self& self, std::string account, std::string cursor,
           ImportLimit firstImportItems)
    : m_server(server), m_self(self), m_account(std::move(account)), m_cursor(std::move(cursor)),
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

bool Tags::goesOn(const graph::WirePage& page, bool reachesKnown, model::IncomingBatch& batch) {
    if (reachesKnown || !page.more || page.after.empty()) {
        return false;
    }
    const bool first = m_cursor.empty();
    if (m_read < (first ? m_firstImportItems.items() : kMostRead) && m_askedFor.insert(page.after).second) {
        return true;
    }
    batch.gaps.push_back(
        {.before = m_oldestAt,
         .reason = first ? std::string("The first import leaves out older media that you are tagged in.")
                         : std::string("Instagram does not show all media that you were tagged in while "
                                       "Shopbell was away.")});
    return false;
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
            m_oldestAt = std::min(m_oldestAt.value_or(*medium.at), *medium.at);
        }
        ++m_read;
    }
    m_done = !goesOn(*page, reachesKnown, batch);
    m_after = page->after;
    if (m_done) {
        // The list was read, and nobody had tagged us: what comes from now on is no first import.
        const std::string cursor = m_newest.empty() ? std::string("none") : m_newest;
        if (cursor != m_cursor && (!m_newest.empty() || m_cursor.empty())) {
            batch.cursors[std::string(kCursor)] = cursor;
        }
    }
    const bool nothing =
        batch.messages.empty() && batch.cursors.empty() && batch.gaps.empty() && batch.problem.empty();
    return nothing ? std::optional<model::IncomingBatch>() : std::optional(std::move(batch));
}

}  // namespace platform::instagram
