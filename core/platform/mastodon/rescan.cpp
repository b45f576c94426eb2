// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/rescan.h"

#include "base/word_list.h"

#include <algorithm>

namespace platform::mastodon {

namespace {

constexpr std::size_t kPageSize = 40;
constexpr std::size_t kMostChecks = 10;

}  // namespace

Rescan::Rescan(const Server& server, const Self& self, Parameters parameters,
               std::vector<PollInput::Recent> recent, std::string cleared, NewestPage& newest)
    : m_server(server), m_self(self), m_parameters(std::move(parameters)), m_recent(std::move(recent)),
      m_cleared(base::wordsOf(cleared)), m_clearedBefore(std::move(cleared)), m_newest(newest) {
    std::erase_if(m_recent,
                  [](const auto& each) { return each.notificationId.empty() || each.remoteId.empty(); });
}

std::optional<HttpCall> Rescan::next() {
    if (!m_newest.seen) {
        Parameters parameters = m_parameters;
        parameters.emplace_back("limit", std::to_string(kPageSize));
        return m_server.get("/api/v1/notifications", parameters);
    }
    if (!m_compared) {
        findMissing();
        m_compared = true;
    }
    if (m_checked < m_toCheck.size()) {
        return m_server.get("/api/v1/statuses/" + net::percentEncode(m_toCheck[m_checked].remoteId));
    }
    return std::nullopt;
}

base::Result<std::optional<model::IncomingBatch>> Rescan::accept(const net::HttpResponse& response,
                                                                 base::UtcTime now) {
    return m_compared ? acceptCheck(response, now) : acceptPage(response, now);
}

base::Result<std::optional<model::IncomingBatch>> Rescan::acceptPage(const net::HttpResponse& response,
                                                                     base::UtcTime now) {
    auto items = readNotifications({m_server, m_self, now}, response);
    if (!items) {
        return base::fail(std::move(items.error()));
    }
    m_newest.seen = true;
    m_newest.whole = items->size() < kPageSize && !pageLinks(response).olderMaxId;
    model::IncomingBatch batch;
    for (auto& item : *items) {
        m_newest.ids.push_back(std::move(item.id));
        if (item.message) {
            batch.messages.push_back(*std::move(item.message));
        }
    }
    return batch.messages.empty() ? std::optional<model::IncomingBatch>() : std::optional(std::move(batch));
}

/// Known messages that should be on the newest page and are not: all before the last known one that is there.
void Rescan::findMissing() {
    const auto listed = [this](const auto& each) { return base::holds(m_newest.ids, each.notificationId); };
    const auto lastListed = std::find_if(m_recent.rbegin(), m_recent.rend(), listed);
    const auto inRange =
        m_newest.whole ? m_recent.size() : static_cast<std::size_t>(m_recent.rend() - lastListed);
    std::vector<std::string> stillCleared;
    for (std::size_t index = 0; index < inRange; ++index) {
        const auto& each = m_recent[index];
        if (listed(each)) {
            continue;
        }
        if (base::holds(m_cleared, each.notificationId)) {
            stillCleared.push_back(each.notificationId);
        } else if (m_toCheck.size() < kMostChecks) {
            m_toCheck.push_back(each);
        }
    }
    m_cleared = std::move(stillCleared);
}

void Rescan::rememberCleared(model::IncomingBatch& batch) const {
    const std::string text = base::joinedWords(m_cleared);
    if (text != m_clearedBefore) {
        batch.cursors[std::string(kClearedCursor)] = text;
    }
}

base::Result<std::optional<model::IncomingBatch>> Rescan::acceptCheck(const net::HttpResponse& response,
                                                                      base::UtcTime now) {
    const auto& checked = m_toCheck[m_checked++];
    model::IncomingBatch batch;
    auto message = readOneStatus({m_server, m_self, now}, response);
    if (message) {
        message->notificationId = checked.notificationId;
        batch.messages.push_back(*std::move(message));
        m_cleared.push_back(checked.notificationId);
    } else if (message.error().kind == base::ErrorKind::NotFound) {
        batch.deletedRemoteIds.push_back(checked.remoteId);
    } else {
        return base::fail(std::move(message.error()));
    }
    rememberCleared(batch);
    return std::optional(std::move(batch));
}

}  // namespace platform::mastodon
