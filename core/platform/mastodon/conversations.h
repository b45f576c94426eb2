// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/import_limit.h"
#include "platform/list_cursor.h"
#include "platform/mastodon/lists.h"
#include "platform/sequence.h"

#include <set>
#include <string>

namespace platform::mastodon {

/// The last message of each private conversation, newest first, back to the newest one known. The list can be
/// paged by its Link header alone. The cursor moves with the last page: until then something may be missing.
class Conversations final : public Part<model::IncomingBatch> {
public:
    static constexpr std::string_view kCursor = "conversations";

    Conversations(const Server& server, const Self& self, std::string cursor, ImportLimit firstImportItems);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    const Server& m_server;
    const Self& m_self;
    ListCursor m_cursor;  ///< the newest last message seen
    ListCursor m_nextCursor;
    ImportLimit m_firstImportItems;
    std::size_t m_read = 0;
    std::string m_maxId;
    std::set<std::string> m_askedFor;
    bool m_done = false;
};

}  // namespace platform::mastodon
