// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/server.h"
#include "platform/import_limit.h"
#include "platform/sequence.h"

#include "model/incoming.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace platform::graph {

inline constexpr std::string_view kPrivateAudience = "direct message";

/// Who we are on one platform of Graph's.
struct Self {
    std::string id;
    std::string username;  ///< in lower case; empty where names are not unique
    [[nodiscard]] bool is(const WirePerson& person) const;
};

/// Where direct messages are read, and how people are named there.
struct MessagePlan {
    std::string list;           ///< "/{page}/conversations"
    std::string platformWord;   ///< "messenger", "instagram"
    std::string listFields;     ///< of a conversation
    std::string messageFields;  ///< of Graph's message
    std::string webOrigin;      ///< in front of a conversation's link
    std::string cursor;
    ImportLimit firstImportItems = 0;
};

/// Direct messages of all conversations. The list tells by `updated_time` which of them moved since the last
/// poll, and only those are read; the cursor is handed out when all of them were. Graph shows the newest 20
/// messages of a conversation alone: what may lie between is a gap. Nothing is taken for deleted because it
/// is old: Graph says so of everything beyond the 20.
class DirectMessages final : public Part<model::IncomingBatch> {
public:
    static constexpr std::string_view kCursor = "conversations";

    DirectMessages(const Server& server, const Self& self, MessagePlan plan);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    using Given = base::Result<std::optional<model::IncomingBatch>>;
    /// A conversation that moved and how far it is read.
    struct Moved {
        WireConversation conversation;
        std::string after;
        int read = 0;
        int pages = 0;
        std::optional<base::UtcTime> oldestAt{};
    };

    [[nodiscard]] Given acceptList(const net::HttpResponse& response, base::UtcTime now);
    [[nodiscard]] Given acceptMessages(const net::HttpResponse& response, base::UtcTime now);
    [[nodiscard]] bool noteRow(const WireConversation& conversation, base::UtcTime now);
    void readPageOf(json::Reader& json, const WirePage& page, Moved& moved, model::IncomingBatch& batch,
                    base::UtcTime now);
    [[nodiscard]] bool goesOn(const WirePage& page, Moved& moved, model::IncomingBatch& batch);
    [[nodiscard]] Given handOut(model::IncomingBatch batch, base::UtcTime now);
    [[nodiscard]] std::string cursorText(base::UtcTime now) const;

    const Server& m_server;
    const Self& m_self;
    MessagePlan m_plan;
    bool m_first;
    std::optional<base::UtcTime> m_boundary;           ///< what was updated before it did not move
    std::map<std::string, std::int64_t> m_remembered;  ///< by the cursor: updated when, behind the boundary
    std::map<std::string, std::int64_t> m_seen;        ///< in this poll
    std::set<std::string> m_unsettled;                 ///< those that may move again in the same second
    std::vector<Moved> m_moved;
    std::set<std::string> m_askedFor;
    std::string m_listAfter;
    int m_limit;
    std::size_t m_imported = 0;
    bool m_listed = false;
    bool m_done = false;
    bool m_stopped = false;  ///< a first import reached its limit
};

/// A direct message as the store takes it.
[[nodiscard]] model::IncomingMessage toMessage(const WireMessage& message,
                                               const WireConversation& conversation, const Self& self,
                                               std::string_view webOrigin);

}  // namespace platform::graph
