// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/import_limit.h"
#include "platform/sequence.h"
#include "platform/x/message.h"
#include "platform/x/names.h"
#include "platform/x/server.h"

#include <set>
#include <string>

namespace platform::x {

/// What all parts of one poll share. The dialect is what the latest answer proved.
struct PollContext {
    Server server;
    Self self;
    Dialect dialect = Dialect::Post;
    std::set<std::string> named;  ///< whose names need not be asked for
    base::UtcTime now;
};
/// The cursor in which a poll keeps a dialect that it found out.
inline constexpr std::string_view kDialectCursor = "dialect";

/// What a newest-first list of posts is read for.
struct TimelinePlan {
    std::string name;  ///< of the cursor: the newest id read so far
    std::string path;
    Parameters parameters;
    std::string cursor;
    ImportLimit firstImportItems = 0;
    /// Of a first import, whatever its limit, and of each search: each one is paid for.
    std::size_t mostFirst = 0;
    std::string gapWord;        ///< "mentions"
    std::size_t reach = 0;      ///< X shows no more than so many; 0 = it does not say
    bool mentions = false;      ///< each post is news for the owner
    base::Duration keptFor{0};  ///< older ids are refused; 0 = none are
    std::string foundBy;        ///< the search that this list answers
    /// Whether a post is of interest.
    bool (*wanted)(const model::IncomingMessage&) = nullptr;
};

/// Reads a list from where the last poll stopped to its end. The cursor is handed out with the last page:
/// until then something may be missing. A server of the other dialect is found out by its answer, which has
/// no authors, and asked again in its own.
class Timeline final : public Part<model::IncomingBatch> {
public:
    Timeline(PollContext& context, TimelinePlan plan);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    using Given = base::Result<std::optional<model::IncomingBatch>>;
    [[nodiscard]] std::string since() const;
    [[nodiscard]] bool speaksOtherwise(bool authorless);
    [[nodiscard]] Given handOut(model::IncomingBatch&& batch);
    void readItems(json::Reader& json, const WirePage& page, model::IncomingBatch& batch);
    void planNext(const WirePage& page, model::IncomingBatch& batch);
    void finish(model::IncomingBatch& batch);

    PollContext& m_context;
    TimelinePlan m_plan;
    Dialect m_firstDialect;
    bool m_switched = false;
    std::optional<NameQuestion> m_question;
    std::string m_newestId;
    std::optional<base::UtcTime> m_oldestAt;
    std::string m_pageToken;
    std::set<std::string> m_askedFor;
    std::size_t m_read = 0;
    bool m_authorless = false;  ///< of the page that was just read
    bool m_done = false;
};

}  // namespace platform::x
