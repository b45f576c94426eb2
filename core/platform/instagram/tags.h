// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/direct_messages.h"
#include "platform/graph/server.h"
#include "platform/import_limit.h"
#include "platform/sequence.h"

#include "model/incoming.h"

#include <set>
#include <string>

namespace platform::instagram {

/// Media of others in which we are tagged. The cursor is the newest of them.
class Tags final : public Part<model::IncomingBatch> {
public:
    static constexpr std::string_view kCursor = "tags";

    Tags(const graph::Server& server, const graph::Self& self, std::string account, std::string cursor,
         ImportLimit firstImportItems);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    [[nodiscard]] bool goesOn(const graph::WirePage& page, bool reachesKnown, model::IncomingBatch& batch);

    const graph::Server& m_server;
    const graph::Self& m_self;
    std::string m_account;
    std::string m_cursor;
    ImportLimit m_firstImportItems;
    std::string m_newest;
    std::optional<base::UtcTime> m_oldestAt;
    std::string m_after;
    std::set<std::string> m_askedFor;
    std::size_t m_read = 0;
    bool m_done = false;
};

}  // namespace platform::instagram
