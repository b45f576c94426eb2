// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/direct_messages.h"
#include "platform/graph/server.h"
#include "platform/import_limit.h"
#include "platform/instagram/wire.h"
#include "platform/sequence.h"

#include "model/incoming.h"

#include <map>
#include <set>
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
/// are read, with the replies below them, the newest medium first. The cursor keeps the counts.
class CommentCounts final : public Part<model::IncomingBatch> {
public:
    static constexpr std::string_view kCursor = "media";

    CommentCounts(const graph::Server& server, const graph::Self& self, MediaPlan plan);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    using Given = base::Result<std::optional<model::IncomingBatch>>;
    /// A list to be read: a medium's comments, or where one is named the replies below it.
    struct Unread {
        WireMedium medium;
        std::string comment;
        std::string after;
        std::int64_t unknown = 0;  ///< so many comments came since the last poll
        std::size_t read = 0;
        int pages = 0;
        std::optional<base::UtcTime> oldestAt{};
    };

    [[nodiscard]] Given acceptMedia(const net::HttpResponse& response, base::UtcTime now);
    [[nodiscard]] Given acceptComments(const net::HttpResponse& response, base::UtcTime now);
    void noteMedium(const WireMedium& medium);
    /// The comments of a page, with the replies that came along, into the batch; lists of more replies.
    [[nodiscard]] std::vector<Unread> readPageOf(json::Reader& json, const graph::WirePage& page,
                                                 Unread& list, model::IncomingBatch& batch,
                                                 base::UtcTime now);
    void readOn(const graph::WirePage& page, Unread list, model::IncomingBatch& batch);
    [[nodiscard]] bool importsEnough() const;
    void addGap(std::optional<base::UtcTime> before, model::IncomingBatch& batch) const;
    [[nodiscard]] Given handOut(model::IncomingBatch batch);

    const graph::Server& m_server;
    const graph::Self& m_self;
    MediaPlan m_plan;
    bool m_first;
    std::map<std::string, std::int64_t> m_known;                 ///< counts by the cursor
    std::vector<std::pair<std::string, std::int64_t>> m_counts;  ///< of this poll, the newest first
    std::vector<Unread> m_unread;                                ///< what is next at the end
    std::set<std::string> m_askedFor;
    std::string m_after;
    int m_mediaAPage;
    int m_commentsAPage;
    int m_pagesRead = 0;
    std::size_t m_imported = 0;
    std::optional<base::UtcTime> m_oldestAt;  ///< of a first import
    bool m_listed = false;
    bool m_done = false;
};

}  // namespace platform::instagram
