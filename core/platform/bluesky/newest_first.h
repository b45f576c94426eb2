// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bluesky/lists.h"
#include "platform/list_cursor.h"
#include "platform/sequence.h"

#include <set>
#include <string>

namespace platform::bluesky {

/// What a newest-first list is read for.
struct StreamPlan {
    std::string name;  ///< of the cursor
    std::string method;
    Parameters parameters;
    std::size_t pageSize = 100;
    using Read = base::Result<ListedPage> (*)(const ListReader&, const net::HttpResponse&);
    Read read = nullptr;
    std::string cursor;  ///< "uri ms": the newest item read so far and its time
    ImportLimit firstImportItems = kUsualImport;
    std::string gapWord;  ///< "mentions"; empty records none
    /// The search that this list answers. A server that does not search finds nothing.
    std::string foundBy;
};

/// A list that can only be paged back in time, read back to what is known. Its cursor moves with the last
/// page: until then something may be missing. Each page is read to its end, beyond what is known: posts that
/// were written offline take their place between older ones.
class NewestFirst final : public Part<model::IncomingBatch> {
public:
    NewestFirst(const Server& server, const std::string& me, StreamPlan plan);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    [[nodiscard]] bool hasMore(const ListedPage& page, bool reachesKnown, model::IncomingBatch& batch);

    const Server& m_server;
    const std::string& m_me;
    StreamPlan m_plan;
    ListCursor m_known;
    ListCursor m_newest;  ///< the cursor to come
    std::optional<base::UtcTime> m_oldestAt;
    std::string m_pageCursor;
    std::set<std::string> m_askedFor;
    std::size_t m_imported = 0;
    std::size_t m_pages = 0;
    bool m_done = false;
};

}  // namespace platform::bluesky
