// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/mastodon/lists.h"
#include "platform/sequence.h"

#include "model/incoming.h"

#include <string>

namespace platform::mastodon {

/// Posts with these words, by the server's own search. Only some servers have one for posts; those that have
/// none find nothing, and that is no trouble. It has no order to go on from, so its first page is read each
/// time.
class WordSearch final : public Part<model::IncomingBatch> {
public:
    WordSearch(const Server& server, const Self& self, std::string search);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    const Server& m_server;
    const Self& m_self;
    std::string m_search;
    bool m_done = false;
};

/// The server does not search for this account: it has no such search, or does not let everybody in.
[[nodiscard]] bool doesNotSearch(const net::HttpResponse& response);

}  // namespace platform::mastodon
