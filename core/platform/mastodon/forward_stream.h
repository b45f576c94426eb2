// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/import_limit.h"
#include "platform/list_cursor.h"
#include "platform/mastodon/lists.h"
#include "platform/sequence.h"

#include "model/incoming.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace platform::mastodon {

/// The ids on the newest page of a list, when this poll has already read and handed out that page.
struct NewestPage {
    bool seen = false;
    bool whole = false;  ///< nothing older exists
    std::vector<std::string> ids;
};

/// What a newest-first list is read for.
struct StreamPlan {
    std::string name;  ///< of the cursor
    std::string path;
    Parameters parameters;
    std::size_t pageSize = 40;
    using Read = base::Result<std::vector<ListedItem>> (*)(const ListReader&, const net::HttpResponse&);
    Read read = nullptr;
    std::string cursor;  ///< "id ms": the newest item read so far and its time
    /// Without a cursor: so many items, back into the past; 0 = the newest page alone.
    ImportLimit firstImportItems = 0;
    /// How to call what is missing in a gap ("mentions"); empty records none.
    std::string gapWord;
    /// The search that this list answers. A server that does not search finds nothing.
    std::string foundBy;
};

/// Reads a newest-first list from where the last poll stopped. Forwards by min_id until nothing new comes.
/// Servers that ignore min_id are found out by what they answer: then it goes back from the newest page by
/// max_id. The cursor is handed out only when nothing between the old one and it can be missing.
class ForwardStream final : public Part<model::IncomingBatch> {
public:
    /// With `newest`, what is already known is handed out again where an answer holds it: it may have been
    /// edited.
    ForwardStream(const Server& server, const Self& self, StreamPlan plan, NewestPage* newest);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    enum class Mode { FirstImport, Forward, Backward, Done };
    struct Page {
        std::vector<ListedItem> items;
        PageLinks links;
        std::string newestId;
        std::optional<base::UtcTime> newestAt{};
        std::string oldestId;
        bool reachesCursor = false;  ///< holds the item of the cursor, or older ones
        bool repeats = false;        ///< holds something that this poll has already read
    };

    [[nodiscard]] Page pageOf(std::vector<ListedItem> items, const net::HttpResponse& response) const;
    [[nodiscard]] std::size_t takeFresh(Page& page, model::IncomingBatch& batch);
    void importPage(Page& page, model::IncomingBatch& batch);
    void forwardPage(Page& page, model::IncomingBatch& batch);
    void backwardPage(Page& page, model::IncomingBatch& batch);
    void handOutCursor(model::IncomingBatch& batch);
    void finish(model::IncomingBatch& batch);
    void addGap(model::IncomingBatch& batch, std::string reason) const;
    void keepNewest(const Page& page, bool whole);
    void moveCursorTo(const Page& page);

    const Server& m_server;
    const Self& m_self;
    StreamPlan m_plan;
    NewestPage* m_newest;
    Mode m_mode;
    ListCursor m_cursor;
    std::string m_minId;
    std::string m_maxId;
    std::string m_nextCursor;  ///< safe only once nothing can be missing before it
    std::optional<base::UtcTime> m_oldestAt;
    std::unordered_set<std::string> m_seen;
    std::size_t m_imported = 0;
    int m_pages = 0;
};

}  // namespace platform::mastodon
