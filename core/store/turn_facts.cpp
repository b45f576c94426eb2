// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/turn_facts.h"

#include "store/reader.h"
#include "store/sqlite/query.h"

#include <algorithm>
#include <map>

namespace store {
namespace {

// What is only written here, and what never left, breaks no silence.
constexpr std::string_view kFacts =
    "SELECT t.id, t.conversation_id, c.account_id, a.platform, t.contact_id, iif(k.name = '', k.handle, "
    "k.name), "
    "t.first_message_id, t.ended_by, t.started_at, t.ended_at, t.outcome, t.after_window, "
    "ifnull((SELECT max(m.at) FROM message AS m WHERE m.conversation_id = t.conversation_id "
    "AND m.at >= t.started_at AND m.turn_id = t.id AND m.direction = 'inbound'), t.started_at), "
    "NOT EXISTS (SELECT 1 FROM turn AS e WHERE e.conversation_id = t.conversation_id AND "
    "e.started_at <= t.started_at AND (e.started_at, e.first_message_id) < (t.started_at, "
    "t.first_message_id)), "
    "ifnull((SELECT p.at FROM message AS p WHERE p.conversation_id = t.conversation_id AND p.at <= "
    "t.started_at "
    "AND (p.at, p.id) < (t.started_at, t.first_message_id) AND p.direction <> 'note' "
    "AND p.delivery IN ('', 'sent') ORDER BY p.at DESC, p.id DESC LIMIT 1), 0), "
    // The kind that weighs most among its messages.
    "(SELECT min(CASE ifnull(gc.kind, g.kind) WHEN 'complaint' THEN 0 WHEN 'question' THEN 1 "
    "WHEN 'praise' THEN 2 WHEN 'spam' THEN 4 ELSE 3 END) FROM message AS m "
    "LEFT JOIN triage AS g ON g.message_id = m.id LEFT JOIN triage_correction AS gc ON gc.message_id = m.id "
    "WHERE m.conversation_id = t.conversation_id AND m.at >= t.started_at AND m.turn_id = t.id "
    "AND m.direction = 'inbound') "
    "FROM turn AS t JOIN conversation AS c ON c.id = t.conversation_id JOIN account AS a ON a.id = "
    "c.account_id "
    "LEFT JOIN contact AS k ON k.id = t.contact_id "
    "WHERE t.started_at >= ? AND t.started_at < ? AND c.listed = 1 AND c.state <> 'spam' "
    "ORDER BY t.started_at, t.first_message_id, t.id";

constexpr std::int64_t kLastKind = static_cast<std::int64_t>(model::kTriageKinds.size()) - 1;

model::TurnFact factOf(const sqlite::Statement& row) {
    model::TurnFact fact{.turn = row.integer(0),
                         .conversation = row.id<base::ConversationId>(1),
                         .account = row.id<base::AccountId>(2),
                         .platform = row.text(3),
                         .contact = row.id<base::ContactId>(4),
                         .customerName = row.text(5),
                         .firstMessage = row.id<base::MessageId>(6),
                         .endedBy = row.id<base::MessageId>(7),
                         .startedAt = row.time(8),
                         .endedAt = row.optionalTime(9),
                         .latestAt = row.time(12),
                         .outcome = model::turnOutcomeNamed(row.view(10)).value_or(model::TurnOutcome::Open),
                         .afterWindow = row.boolean(11),
                         .firstOfConversation = row.boolean(13),
                         .kind = model::kTriageKinds.at(static_cast<std::size_t>(
                             std::clamp<std::int64_t>(row.integer(15), 0, kLastKind)))};
    if (const auto before = row.optionalTime(14)) {
        fact.silenceBefore = fact.startedAt - *before;
    }
    return fact;
}

}  // namespace

base::Result<std::vector<model::TurnFact>> readTurnFacts(sqlite::Connection& connection, base::UtcTime from,
                                                         base::UtcTime to) {
    return sqlite::all(connection, kFacts, factOf, from, to);
}

base::Result<std::vector<model::TurnFact>> Reader::turnFacts(base::UtcTime from, base::UtcTime to) const {
    auto facts = readTurnFacts(m_connection, from, to);
    if (!facts) {
        return facts;
    }
    std::map<base::AccountId, model::SharedRule> rules;
    for (model::TurnFact& fact : *facts) {
        auto known = rules.find(fact.account);
        if (known == rules.end()) {
            base::Result<model::SharedRule> found = rule(fact.account);
            if (!found) {
                return base::fail(found.error());
            }
            known = rules.emplace(fact.account, std::move(*found)).first;
        }
        fact.rule = known->second;
    }
    return facts;
}

}  // namespace store
