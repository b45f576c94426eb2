// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/rescan.h"

#include "base/word_list.h"

#include <algorithm>

namespace platform::bluesky {

namespace {

constexpr std::size_t kMostInOneCall = 25;
constexpr std::size_t kMostWanted = 50;
constexpr std::size_t kMostChecks = 10;

}  // namespace

Rescan::Rescan(const Server& server, const std::string& me, const std::vector<PollInput::Recent>& recent,
               std::string hidden)
    : m_server(server), m_me(me), m_hidden(base::wordsOf(hidden)) {
    for (const auto& each : recent) {
        if (m_wanted.size() < kMostWanted && each.remoteId.starts_with("at://") &&
            !base::holds(m_hidden, each.remoteId)) {
            m_wanted.push_back(each.remoteId);
        }
    }
}

std::optional<HttpCall> Rescan::next() {
    if (m_asked < m_wanted.size()) {
        m_inThisCall = std::min(kMostInOneCall, m_wanted.size() - m_asked);
        Parameters parameters;
        for (std::size_t index = 0; index < m_inThisCall; ++index) {
            parameters.emplace_back("uris", m_wanted[m_asked + index]);
        }
        return m_server.get("app.bsky.feed.getPosts", parameters);
    }
    if (m_checked < m_missing.size()) {
        return m_server.get("app.bsky.feed.getPostThread",
                            {{"uri", m_missing[m_checked]}, {"depth", "0"}, {"parentHeight", "0"}});
    }
    return std::nullopt;
}

base::Result<std::optional<model::IncomingBatch>> Rescan::accept(const net::HttpResponse& response,
                                                                 base::UtcTime now) {
    return m_asked < m_wanted.size() ? acceptNamed(response, now) : acceptChecked(response, now);
}

base::Result<std::optional<model::IncomingBatch>> Rescan::acceptNamed(const net::HttpResponse& response,
                                                                      base::UtcTime now) {
    auto posts = readNamedPosts({m_server, m_me, now}, response);
    if (!posts) {
        return base::fail(std::move(posts.error()));
    }
    for (std::size_t index = 0; index < m_inThisCall; ++index) {
        const std::string& uri = m_wanted[m_asked + index];
        if (m_missing.size() < kMostChecks &&
            std::ranges::find(*posts, uri, &model::IncomingMessage::remoteId) == posts->end()) {
            m_missing.push_back(uri);
        }
    }
    m_asked += m_inThisCall;
    // Posts are not edited: what is there is known.
    return std::optional<model::IncomingBatch>();
}

base::Result<std::optional<model::IncomingBatch>> Rescan::acceptChecked(const net::HttpResponse& response,
                                                                        base::UtcTime now) {
    const std::string& uri = m_missing[m_checked++];
    const auto posts = readThreadPosts({m_server, m_me, now}, response);
    model::IncomingBatch batch;
    if (posts) {
        constexpr std::size_t kMostRemembered = 60;
        m_hidden.push_back(uri);
        m_hidden.erase(m_hidden.begin(), m_hidden.end() - static_cast<std::ptrdiff_t>(
                                                              std::min(m_hidden.size(), kMostRemembered)));
        batch.cursors[std::string(kHiddenCursor)] = base::joinedWords(m_hidden);
    } else if (posts.error().kind == base::ErrorKind::NotFound) {
        batch.deletedRemoteIds.push_back(uri);
    } else {
        return base::fail(posts.error());
    }
    return std::optional(std::move(batch));
}

}  // namespace platform::bluesky
