// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/shift_figures.h"

#include "store/sqlite/query.h"

#include <map>
#include <string_view>
#include <tuple>

namespace store {
namespace {

// A conversation that something came into since has its last message since: its index tells which ones.
constexpr std::string_view kArrivals =
    "SELECT c.account_id, c.state = 'needs_reply', (SELECT count(*) FROM message AS m "
    "WHERE m.conversation_id = c.id AND m.at >= ?1 AND m.direction = 'inbound' AND m.deleted_at = 0), "
    "EXISTS (SELECT 1 FROM message AS m CROSS JOIN triage AS g ON g.message_id = m.id "
    "LEFT JOIN triage_correction AS gc ON gc.message_id = m.id WHERE m.conversation_id = c.id "
    "AND m.at >= ?1 AND m.deleted_at = 0 AND ifnull(gc.kind, g.kind) = 'complaint') "
    "OR EXISTS (SELECT 1 FROM message AS m CROSS JOIN triage_correction AS gc ON gc.message_id = m.id "
    "WHERE m.conversation_id = c.id AND m.at >= ?1 AND m.deleted_at = 0 AND gc.kind = 'complaint') "
    "FROM conversation AS c INDEXED BY conversation_by_time "
    "WHERE c.listed = 1 AND c.state <> 'spam' AND c.last_at >= ?1";
constexpr std::string_view kEnded =
    "SELECT t.conversation_id, c.account_id, c.visibility, t.started_at, t.ended_at, t.outcome, "
    "t.business_ms, t.closed_throughout, (SELECT m.at FROM message AS m WHERE m.conversation_id = "
    "t.conversation_id AND m.at < t.started_at ORDER BY m.at DESC LIMIT 1) "
    "FROM turn AS t INDEXED BY turn_ended CROSS JOIN conversation AS c ON c.id = t.conversation_id "
    "WHERE t.ended_at > 0 AND t.ended_at >= ? AND t.ended_at < ? AND c.state <> 'spam' "
    "ORDER BY t.ended_at DESC";
// Of those who wait: whose last window closed, whose window closes.
constexpr std::string_view kShut =
    "SELECT count(*) FROM conversation AS c INDEXED BY conversation_by_state WHERE c.listed = 1 "
    "AND c.state = 'needs_reply' AND c.answerable_until > 0 AND c.answerable_until >= ?1 "
    "AND c.answerable_until <= ?2";
constexpr std::string_view kClosing =
    "SELECT count(*) FROM conversation AS c INDEXED BY conversation_closing WHERE c.listed = 1 "
    "AND c.state = 'needs_reply' AND iif(c.window_closes_at = 0, 9223372036854775807, c.window_closes_at) > "
    "?1 "
    "AND iif(c.window_closes_at = 0, 9223372036854775807, c.window_closes_at) <= ?2";
constexpr std::string_view kComeBack =
    "SELECT count(*) FROM conversation AS c INDEXED BY conversation_snoozed WHERE c.snoozed_until > 0 "
    "AND c.snoozed_until >= ?1 AND c.snoozed_until < ?2 AND c.listed = 1 AND c.state = 'snoozed'";
// What began since then ended since then.
constexpr std::string_view kPrivateEnded =
    "SELECT t.started_at, iif(t.outcome = 'answered', t.ended_at, 0), "
    "ifnull((SELECT m.at FROM message AS m WHERE m.conversation_id = t.conversation_id "
    "AND m.at < t.started_at AND m.direction <> 'note' AND m.delivery IN ('', 'sent') "
    "ORDER BY m.at DESC LIMIT 1), 0) "
    "FROM turn AS t INDEXED BY turn_ended CROSS JOIN conversation AS c ON c.id = t.conversation_id "
    "WHERE t.ended_at > 0 AND t.ended_at >= ?1 AND t.started_at >= ?1 AND t.outcome <> 'no_reply_needed' "
    "AND c.visibility = 'private' AND c.listed = 1 AND c.state <> 'spam'";
constexpr std::string_view kPrivateOpen =
    "SELECT t.started_at, c.answerable_until FROM conversation AS c INDEXED BY conversation_by_state "
    "CROSS JOIN turn AS t INDEXED BY turn_by_conversation ON t.conversation_id = c.id "
    "WHERE c.listed = 1 AND c.state IN ('needs_reply', 'snoozed') AND c.visibility = 'private' "
    "AND t.started_at >= ?1 AND t.ended_at = 0";

constexpr base::Duration kFirstHour = std::chrono::hours(1);

}  // namespace

base::Result<std::vector<model::Arrivals>> ShiftFiguresTable::arrivals(base::UtcTime since) const {
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
            arrivals.complaints += row.boolean(3) ? 1 : 0;
        },
        since);
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

base::Result<std::vector<model::EndedTurn>> ShiftFiguresTable::ended(base::UtcTime from,
                                                                     base::UtcTime to) const {
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
        from, to);
}

base::Result<model::ShiftCounts> ShiftFiguresTable::waiting(const model::ShiftQuestion& question) const {
    model::ShiftCounts counts;
    const auto count = [this](std::string_view sql, base::UtcTime from,
                              base::UtcTime to) -> base::Result<int> {
        auto found = sqlite::first(
            m_connection, sql, [](const sqlite::Statement& row) { return static_cast<int>(row.integer(0)); },
            from, to);
        if (!found) {
            return base::fail(found.error());
        }
        return found->value_or(0);
    };
    const std::tuple<std::string_view, base::UtcTime, base::UtcTime, int*> asked[] = {
        {kShut, question.since, question.now, &counts.missed},
        {kClosing, question.now, question.now + kFirstHour, &counts.closing},
        {kComeBack, base::UtcTime{}, question.midnight, &counts.comeBack}};
    for (const auto& [sql, from, to, field] : asked) {
        const auto found = count(sql, from, to);
        if (!found) {
            return base::fail(found.error());
        }
        *field = *found;
    }
    return counts;
}

base::Result<std::vector<model::StandingTurn>> ShiftFiguresTable::standingTurns(base::UtcTime since,
                                                                                base::UtcTime now) const {
    auto turns = sqlite::all(
        m_connection, kPrivateEnded,
        [](const sqlite::Statement& row) {
            return model::StandingTurn{.startedAt = row.time(0),
                                       .answeredAt = row.optionalTime(1),
                                       .quietSince = row.optionalTime(2)};
        },
        since);
    if (!turns) {
        return turns;
    }
    const base::Status done = sqlite::each(
        m_connection, kPrivateOpen,
        [&](const sqlite::Statement& row) {
            const auto until = row.optionalTime(1);
            turns->push_back({.startedAt = row.time(0), .open = !until || *until > now});
        },
        since);
    if (!done) {
        return base::fail(done.error());
    }
    return turns;
}

}  // namespace store
