// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/conversation_triage.h"

#include "store/sqlite/query.h"

#include "model/small_talk.h"
#include "model/triage/urgency.h"

#include <algorithm>

namespace store {
namespace {

/// Who writes more than this before anybody answers has said by then what it is about.
constexpr int kMostMessages = 50;

base::Result<base::UtcTime> startOfTurn(sqlite::Connection& connection,
                                        const ConversationRecord& conversation) {
    if (conversation.waitingSince) {
        return *conversation.waitingSince;
    }
    const auto latest = sqlite::first(
        connection, "SELECT started_at FROM turn WHERE conversation_id = ? ORDER BY started_at DESC LIMIT 1",
        [](const sqlite::Statement& row) { return row.time(0); }, conversation.id);
    if (!latest) {
        return base::fail(latest.error());
    }
    return latest->value_or(base::UtcTime::max());
}

/// How far it is heard what the customer says in public.
base::Result<int> reachPercent(sqlite::Connection& connection, const ConversationRecord& conversation) {
    constexpr int kUsual = model::UrgencyWeights{}.reachPercent;
    if (conversation.place.visibility != model::Visibility::Public) {
        return kUsual;
    }
    const auto reach = sqlite::first(
        connection, "SELECT reach_percent FROM contact WHERE id = ?",
        [](const sqlite::Statement& row) { return static_cast<int>(row.integer(0)); },
        conversation.place.customer);
    return reach ? reach->value_or(kUsual) : base::Result<int>(base::fail(reach.error()));
}

/// In a public conversation, within an hour before its latest message.
base::Result<int> recentPeople(sqlite::Connection& connection, const ConversationRecord& conversation) {
    if (conversation.place.visibility != model::Visibility::Public) {
        return 0;
    }
    const auto people = sqlite::first(
        connection,
        "SELECT count(DISTINCT author_id) FROM message WHERE conversation_id = ? AND at > ? "
        "AND direction = 'inbound' AND deleted_at = 0",
        [](const sqlite::Statement& row) { return static_cast<int>(row.integer(0)); }, conversation.id,
        conversation.lastAt - model::kGrowthSpan);
    if (!people) {
        return base::fail(people.error());
    }
    return people->value_or(0);
}

}  // namespace

base::Result<std::vector<ToldMessage>> toldMessages(sqlite::Connection& connection,
                                                    const ConversationRecord& conversation) {
    const auto since = startOfTurn(connection, conversation);
    if (!since) {
        return base::fail(since.error());
    }
    return sqlite::all(
        connection,
        "SELECT m.id, ifnull(gc.kind, g.kind), g.probability, g.here_now, gc.id, m.text, "
        "EXISTS (SELECT 1 FROM attachment WHERE attachment.message_id = m.id) FROM message AS m "
        "LEFT JOIN triage AS g ON g.message_id = m.id "
        "LEFT JOIN triage_correction AS gc ON gc.message_id = m.id "
        "WHERE m.conversation_id = ? AND m.at >= ? AND m.direction = 'inbound' AND m.deleted_at = 0 "
        "AND m.turn_id <> 0 ORDER BY m.at DESC, m.id DESC LIMIT ?",
        [](const sqlite::Statement& row) {
            return ToldMessage{.message = row.id<base::MessageId>(0),
                               .kind = model::triageKindNamed(row.view(1)),
                               .probability = static_cast<double>(row.integer(2)) / kCertain,
                               .hereNow = row.boolean(3),
                               .corrected = row.boolean(4),
                               .asksForNothing = !row.boolean(6) && model::asksForNothing(row.view(5))};
        },
        conversation.id, *since, kMostMessages);
}

base::Status keepTriage(sqlite::Connection& connection, ConversationRecord& conversation) {
    const auto messages = toldMessages(connection, conversation);
    if (!messages) {
        return base::fail(messages.error());
    }
    model::UrgencyWeights weights;
    weights.onlyThanks = !messages->empty() && std::ranges::all_of(*messages, [](const ToldMessage& one) {
        return one.asksForNothing && !one.corrected;
    });
    conversation.triageMessage = {};
    for (const ToldMessage& one : *messages) {
        weights.hereNow = weights.hereNow || one.hereNow;
        const model::TriageKind kind = one.kind.value_or(model::TriageKind::Other);
        // Spam weighs least of all; a word of the agent that it is nothing special is kept as well.
        const bool first = !conversation.triageMessage && (one.corrected || kind != model::TriageKind::Other);
        if (first || (conversation.triageMessage && kind < weights.kind)) {
            weights.kind = kind;
            conversation.triageMessage = one.message;
        }
        if (one.corrected) {
            break;
        }
    }
    const auto people = recentPeople(connection, conversation);
    if (!people) {
        return base::fail(people.error());
    }
    weights.recentPeople = *people;
    const auto reach = reachPercent(connection, conversation);
    if (!reach) {
        return base::fail(reach.error());
    }
    weights.reachPercent = *reach;
    conversation.urgencyPercent = model::urgencyPercent(weights);
    return {};
}

}  // namespace store
