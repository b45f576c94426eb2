// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/shift_figures.h"

#include "store/sqlite/query.h"

#include <map>
#include <string_view>

namespace store {
namespace {

// A conversation that something came into since has its last message since: its index tells which ones.
constexpr std::string_view kArrivals =
    "SELECT c.account_id, c.state = 'needs_reply', (SELECT count(*) FROM (SELECT 1 FROM message AS m "
    "WHERE m.conversation_id = c.id AND m.at >= ?1 AND m.direction = 'inbound' AND m.deleted_at = 0 "
    "LIMIT ?2)) FROM conversation AS c INDEXED BY conversation_by_time "
    "WHERE c.listed = 1 AND c.state <> 'spam' AND c.last_at >= ?1 ORDER BY c.last_at DESC LIMIT ?2";
constexpr std::string_view kEnded =
    "SELECT t.conversation_id, c.account_id, c.visibility, t.started_at, t.ended_at, t.outcome, "
    "t.business_ms, t.closed_throughout, (SELECT m.at FROM message AS m WHERE m.conversation_id = "
    "t.conversation_id AND m.at < t.started_at ORDER BY m.at DESC LIMIT 1) "
    "FROM turn AS t INDEXED BY turn_ended CROSS JOIN conversation AS c ON c.id = t.conversation_id "
    "WHERE t.ended_at > 0 AND t.ended_at >= ? AND t.ended_at < ? ORDER BY t.ended_at DESC LIMIT ?";

}  // namespace

base::Result<std::vector<model::Arrivals>> ShiftFiguresTable::arrivals(base::UtcTime since, int limit) const {
    std::map<base::AccountId, model::Arrivals> byAccount;
    const base::Status done = sqlite::each(
        m_connection, kArrivals,
        [&](const sqlite::Statement& row) {
            const auto messages = static_cast<int>(row.integer(2));
            if (messages == 0) {
                return;  // what is new there is our own
            }
            model::Arrivals& arrivals = byAccount[row.id<base::AccountId>(0)];
            arrivals.account = row.id<base::AccountId>(0);
            arrivals.messages += messages;
            ++arrivals.conversations;
            arrivals.needReply += row.boolean(1) ? 1 : 0;
        },
        since, limit);
    if (!done) {
        return base::fail(done.error());
    }
    std::vector<model::Arrivals> all;
    all.reserve(byAccount.size());
    for (const auto& [account, arrivals] : byAccount) {
        all.push_back(arrivals);
    }
    return all;
}

base::Result<std::vector<model::EndedTurn>> ShiftFiguresTable::ended(base::UtcTime from, base::UtcTime to,
                                                                     int limit) const {
    return sqlite::all(
        m_connection, kEnded,
        [](const sqlite::Statement& row) {
            return model::EndedTurn{
                .conversation = row.id<base::ConversationId>(0),
                .account = row.id<base::AccountId>(1),
                .visibility = model::visibilityNamed(row.view(2)).value_or(model::Visibility::Private),
                .startedAt = row.time(3),
                .endedAt = row.time(4),
                .outcome = model::turnOutcomeNamed(row.view(5)).value_or(model::TurnOutcome::Missed),
                .business = {.time = base::Duration{row.integer(6)}, .closedThroughout = row.boolean(7)},
                .quietSince = row.optionalTime(8)};
        },
        from, to, limit);
}

}  // namespace store
