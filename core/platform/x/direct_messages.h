// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/list_cursor.h"
#include "platform/x/timeline.h"

#include <set>
#include <string>

namespace platform::x {

/// Direct messages of all conversations, newest first, back to the newest one known: the list can be paged by
/// its tokens alone. Every message read is paid for, so the first look is a short one.
class DirectMessages final : public Part<model::IncomingBatch> {
public:
    static constexpr std::string_view kCursor = "direct_messages";

    DirectMessages(PollContext& context, const std::string& cursor, ImportLimit firstImportItems,
                   std::size_t mostFirst);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    [[nodiscard]] std::size_t pageSize() const;
    [[nodiscard]] bool hasMore(bool reachesKnown, model::IncomingBatch& batch);

    PollContext& m_context;
    ListCursor m_known;
    ListCursor m_newest;
    ImportLimit m_firstImportItems;
    std::size_t m_mostFirst;
    std::optional<NameQuestion> m_question;
    std::optional<base::UtcTime> m_oldestAt;
    std::string m_pageToken;
    std::set<std::string> m_askedFor;
    std::size_t m_read = 0;
    bool m_done = false;
};

}  // namespace platform::x
