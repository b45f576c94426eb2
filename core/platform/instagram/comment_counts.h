// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/direct_messages.h"
#include "platform/graph/server.h"
#include "platform/import_limit.h"
#include "platform/instagram/wire.h"
#include "platform/sequence.h"

#include "model/incoming.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace platform::instagram {

struct MediaPlan {
    std::string account;  ///< its path, "/178414…"
    std::string cursor;
    ImportLimit firstImportItems = 0;
    int pages = 1;       ///< of media
    int alwaysRead = 0;  ///< so many of the newest media are read though their count is as it was
};

/// Comments below our media. The list of media tells how many each has; where that has changed, its comments
/// are read, with the replies below them. The cursor keeps the counts.
class CommentCounts final : public Part<model::IncomingBatch> {
public:
    static constexpr std::string_view kCursor = "media";

    CommentCounts(const graph::Server& server, const graph::Self& self, MediaPlan plan);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    using Given = base::Result<std::optional<model::IncomingBatch>>;
    /// A medium whose comments are to be read.
    struct Changed {
        WireMedium medium;
        std::string after;
        int pages = 0;
    };

    [[nodiscard]] Given acceptMedia(const net::HttpResponse& response, base::UtcTime now);
    [[nodiscard]] Given acceptComments(const net::HttpResponse& response, base::UtcTime now);
    void noteMedium(const WireMedium& medium);
    [[nodiscard]] Given handOut(model::IncomingBatch batch);

    const graph::Server& m_server;
    const graph::Self& m_self;
    MediaPlan m_plan;
    bool m_first;
    std::map<std::string, std::int64_t> m_known;                 ///< counts by the cursor
    std::vector<std::pair<std::string, std::int64_t>> m_counts;  ///< of this poll, the newest first
    std::vector<Changed> m_changed;
    std::string m_after;
    int m_pagesRead = 0;
    std::size_t m_imported = 0;
    bool m_listed = false;
    bool m_done = false;
};

/// The comments of a page with the replies below each, into the batch; how many there were.
std::size_t readComments(json::Reader& json, const graph::WirePage& page, std::string_view mediaId,
                         const graph::Self& self, model::IncomingBatch& batch, base::UtcTime now);

/// Media of others in which we are tagged.
class Tags final : public Part<model::IncomingBatch> {
public:
    static constexpr std::string_view kCursor = "tags";

    Tags(const graph::Server& server, const graph::Self& self, std::string account, const std::string& cursor,
         ImportLimit firstImportItems);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    const graph::Server& m_server;
    const graph::Self& m_self;
    std::string m_account;
    std::string m_cursor;
    ImportLimit m_firstImportItems;
    std::string m_newest;
    std::string m_after;
    std::size_t m_read = 0;
    bool m_done = false;
};

}  // namespace platform::instagram
