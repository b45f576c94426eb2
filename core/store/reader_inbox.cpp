// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/conversation_triage.h"
#include "store/reader.h"
#include "store/response_rules.h"

#include "store/sqlite/query.h"

#include <fmt/format.h>

#include <limits>
#include <span>
#include <string_view>
#include <utility>

namespace store {

namespace {

/// Every list starts somewhere: the first page starts after the end of time, so that there is one statement
/// to plan.
constexpr InboxPosition kTop{.at = base::fromMs(std::numeric_limits<std::int64_t>::max()),
                             .id = {std::numeric_limits<std::int64_t>::max()}};

constexpr InboxPosition kBeginning{.at = base::fromMs(std::numeric_limits<std::int64_t>::min()), .id = {}};

constexpr std::string_view kSelect =
    "SELECT c.id, c.account_id, a.platform, c.visibility, c.customer_id, ct.name, ct.handle, c.snippet, "
    "c.last_direction, c.state, c.unread, c.message_count, c.last_at, c.waiting_since, c.due_at, "
    "c.window_closes_at, c.snoozed_until, c.read_until, "
    "t.started_at, t.ended_at, t.outcome, t.after_window, c.answerable_until, c.urgent_at, "
    "c.triage_message_id, "
    "ifnull(gc.kind, g.kind), g.probability, g.because, gc.id FROM conversation AS c ";
// The customer's and the account's rows are found by their ids: a fixed number of look-ups a row.
constexpr std::string_view kJoins =
    "CROSS JOIN account AS a ON a.id = c.account_id LEFT JOIN contact AS ct ON ct.id = c.customer_id "
    // Most are nothing special, and then nothing is looked up.
    "LEFT JOIN triage AS g ON c.triage_message_id > 0 AND g.message_id = c.triage_message_id "
    "LEFT JOIN triage_correction AS gc ON c.triage_message_id > 0 AND gc.message_id = c.triage_message_id "
    // The latest turn, where none is open: one step in its index.
    "LEFT JOIN turn AS t ON c.waiting_since = 0 AND t.id = (SELECT latest.id FROM turn AS latest "
    "WHERE latest.conversation_id = c.id ORDER BY latest.started_at DESC LIMIT 1) ";
const std::string kRow = std::string(kSelect) + std::string(kJoins);
const std::string kOfState = std::string(kRow) +
                             "WHERE c.listed = 1 AND c.state = ? AND (c.last_at, c.id) < (?, ?) "
                             "ORDER BY c.last_at DESC, c.id DESC LIMIT ?";
const std::string kOfAll = std::string(kRow) +
                           "WHERE c.listed = 1 AND c.state <> 'spam' AND (c.last_at, c.id) < (?, ?) "
                           "ORDER BY c.last_at DESC, c.id DESC LIMIT ?";
// Those who wait, in another order: each has an index of its own, which has to be named, and is entered by a
// plain comparison alone.
const std::string kLongestWaiting =
    std::string(kSelect) + "INDEXED BY conversation_waiting " + std::string(kJoins) +
    "WHERE c.listed = 1 AND c.state = 'needs_reply' AND c.waiting_since >= ?1 "
    "AND (c.waiting_since > ?1 OR c.id > ?2) "
    "ORDER BY c.waiting_since, c.id LIMIT ?3";
const std::string kDueNext = std::string(kSelect) + "INDEXED BY conversation_due " + std::string(kJoins) +
                             "WHERE c.listed = 1 AND c.state = 'needs_reply' "
                             "AND iif(c.due_at = 0, 9223372036854775807, c.due_at) >= ?1 "
                             "AND (iif(c.due_at = 0, 9223372036854775807, c.due_at) > ?1 OR c.id > ?2) "
                             "ORDER BY iif(c.due_at = 0, 9223372036854775807, c.due_at), c.id LIMIT ?3";
const std::string kClosingNext =
    std::string(kSelect) + "INDEXED BY conversation_closing " + std::string(kJoins) +
    "WHERE c.listed = 1 AND c.state = 'needs_reply' "
    "AND iif(c.window_closes_at = 0, 9223372036854775807, c.window_closes_at) >= ?1 "
    "AND (iif(c.window_closes_at = 0, 9223372036854775807, c.window_closes_at) > ?1 OR c.id > ?2) "
    "ORDER BY iif(c.window_closes_at = 0, 9223372036854775807, c.window_closes_at), c.id LIMIT ?3";
const std::string kUrgent = std::string(kSelect) + "INDEXED BY conversation_urgent " + std::string(kJoins) +
                            "WHERE c.listed = 1 AND c.state = 'needs_reply' "
                            "AND iif(c.urgent_at = 0, 9223372036854775807, c.urgent_at) >= ?1 "
                            "AND (iif(c.urgent_at = 0, 9223372036854775807, c.urgent_at) > ?1 OR c.id > ?2) "
                            "ORDER BY iif(c.urgent_at = 0, 9223372036854775807, c.urgent_at), c.id LIMIT ?3";
// Of the answered ones those that have a window at all.
const std::string kAnsweredClosing =
    std::string(kSelect) + "INDEXED BY conversation_answered_closing " + std::string(kJoins) +
    "WHERE c.listed = 1 AND c.state = 'answered' AND c.window_closes_at > 0 AND c.window_closes_at >= ?1 "
    "AND (c.window_closes_at > ?1 OR c.id > ?2) ORDER BY c.window_closes_at, c.id LIMIT ?3";
const std::string kOne = std::string(kRow) + "WHERE c.id = ?";
const std::string kOfCustomer = std::string(kRow) + "WHERE c.customer_id = ? AND c.listed = 1 "
                                                    "ORDER BY c.last_at DESC, c.id DESC LIMIT ?";

std::optional<model::TriageMark> readTriage(const sqlite::Statement& row) {
    const auto kind = model::triageKindNamed(row.view(25));
    if (!kind) {
        return std::nullopt;
    }
    model::TriageMark mark{
        .kind = *kind, .probability = 1, .because = {}, .message = row.id<base::MessageId>(24)};
    if (row.integer(28) != 0) {
        mark.source = model::TriageMark::Source::Corrected;
    } else {
        mark.probability = static_cast<double>(row.integer(26)) / kCertain;
        mark.because = row.text(27);
    }
    return mark;
}

const std::string& waitingIn(model::InboxOrder order) {
    switch (order) {
    case model::InboxOrder::LongestWaiting:
        return kLongestWaiting;
    case model::InboxOrder::ClosingNext:
        return kClosingNext;
    case model::InboxOrder::Urgency:
        return kUrgent;
    case model::InboxOrder::Newest:
    case model::InboxOrder::DueNext:
        break;
    }
    return kDueNext;
}

model::ConversationRow readRow(const sqlite::Statement& row) {
    model::ConversationRow conversation;
    conversation.id = row.id<base::ConversationId>(0);
    conversation.account = row.id<base::AccountId>(1);
    conversation.platform = row.text(2);
    conversation.visibility = model::visibilityNamed(row.view(3)).value_or(model::Visibility::Private);
    conversation.customer = row.id<base::ContactId>(4);
    conversation.customerName = row.view(5).empty() ? row.text(6) : row.text(5);
    conversation.customerHandle = row.text(6);
    conversation.snippet = row.text(7);
    conversation.lastDirection = model::directionNamed(row.view(8)).value_or(model::Direction::Inbound);
    conversation.state =
        model::conversationStateNamed(row.view(9)).value_or(model::ConversationState::NeedsReply);
    conversation.unread = static_cast<int>(row.integer(10));
    conversation.messageCount = static_cast<int>(row.integer(11));
    conversation.lastAt = row.time(12);
    conversation.waitingSince = row.optionalTime(13);
    conversation.dueAt = row.optionalTime(14);
    conversation.windowClosesAt = row.optionalTime(15);
    conversation.snoozedUntil = row.optionalTime(16);
    conversation.readUntil = row.id<base::MessageId>(17);
    if (const auto outcome = model::turnOutcomeNamed(row.view(20))) {
        conversation.lastTurn = {.startedAt = row.time(18),
                                 .endedAt = row.optionalTime(19),
                                 .outcome = *outcome,
                                 .afterWindow = row.boolean(21)};
    }
    conversation.answerableUntil = row.optionalTime(22);
    conversation.urgentAt = row.optionalTime(23);
    conversation.triage = readTriage(row);
    return conversation;
}

base::Status giveRules(std::span<model::ConversationRow> rows, ResponseRules& known) {
    if (base::Status done = known.refresh(); !done) {
        return done;
    }
    for (model::ConversationRow& row : rows) {
        base::Result<AccountRules> rules = known.of(row.account);
        if (!rules) {
            return base::fail(rules.error());
        }
        row.rule = std::move(rules->rule);
    }
    return {};
}

}  // namespace

InboxPosition positionOf(const model::ConversationRow& row, model::InboxOrder order) {
    constexpr base::UtcTime kNever = kTop.at;
    switch (order) {
    case model::InboxOrder::Newest:
        return {.at = row.lastAt, .id = row.id};
    case model::InboxOrder::LongestWaiting:
        return {.at = row.waitingSince.value_or(base::UtcTime{}), .id = row.id};
    case model::InboxOrder::DueNext:
        return {.at = row.dueAt.value_or(kNever), .id = row.id};
    case model::InboxOrder::ClosingNext:
        return {.at = row.windowClosesAt.value_or(kNever), .id = row.id};
    case model::InboxOrder::Urgency:
        return {.at = row.urgentAt.value_or(kNever), .id = row.id};
    }
    return kTop;
}

base::Result<std::vector<model::ConversationRow>> Reader::inbox(InboxFilter filter, int limit,
                                                                std::optional<InboxPosition> after,
                                                                model::InboxOrder order) const {
    const InboxPosition from = after.value_or(kTop);
    base::Result<std::vector<model::ConversationRow>> rows;
    if (order != model::InboxOrder::Newest && filter == model::ConversationState::NeedsReply) {
        const InboxPosition behind = after.value_or(kBeginning);
        rows = sqlite::all(m_connection, waitingIn(order), readRow, behind.at, behind.id, limit);
    } else if (order == model::InboxOrder::ClosingNext && filter == model::ConversationState::Answered) {
        const InboxPosition behind = after.value_or(kBeginning);
        rows = sqlite::all(m_connection, kAnsweredClosing, readRow, behind.at, behind.id, limit);
    } else if (filter) {
        rows = sqlite::all(m_connection, kOfState, readRow, model::name(*filter), from.at, from.id, limit);
    } else {
        rows = sqlite::all(m_connection, kOfAll, readRow, from.at, from.id, limit);
    }
    if (!rows) {
        return rows;
    }
    if (base::Status done = giveRules(*rows, *m_rules); !done) {
        return base::fail(done.error());
    }
    return rows;
}

base::Result<model::ConversationRow> Reader::conversation(base::ConversationId id) const {
    auto row = sqlite::first(m_connection, kOne, readRow, id);
    if (!row) {
        return base::fail(std::move(row.error()));
    }
    if (!*row) {
        return base::fail(base::ErrorKind::NotFound, fmt::format("there is no conversation {}", id.value));
    }
    if (base::Status done = giveRules({&**row, 1}, *m_rules); !done) {
        return base::fail(done.error());
    }
    return std::move(**row);
}

base::Result<std::vector<model::ConversationRow>> Reader::ofCustomer(base::ContactId customer,
                                                                     int limit) const {
    auto rows = sqlite::all(m_connection, kOfCustomer, readRow, customer, limit);
    if (!rows) {
        return rows;
    }
    if (base::Status done = giveRules(*rows, *m_rules); !done) {
        return base::fail(done.error());
    }
    return rows;
}

base::Result<std::optional<base::UtcTime>> Reader::nextSnoozeEnd() const {
    return sqlite::first(
        m_connection,
        "SELECT snoozed_until FROM conversation WHERE snoozed_until > 0 ORDER BY snoozed_until LIMIT 1",
        [](const sqlite::Statement& row) { return row.time(0); });
}

base::Result<Counts> Reader::counts() const {
    Counts counts;
    const std::pair<std::string_view, int*> fields[] = {
        {"needs_reply", &counts.needsReply},
        {"answered", &counts.answered},
        {"snoozed", &counts.snoozed},
        {"done", &counts.done},
        {"spam", &counts.spam},
        {"unread", &counts.unread},
    };
    base::Status done =
        sqlite::each(m_connection, "SELECT name, value FROM counter", [&](const sqlite::Statement& row) {
            for (const auto& [name, field] : fields) {
                if (row.view(0) == name) {
                    *field = static_cast<int>(row.integer(1));
                }
            }
        });
    if (!done) {
        return base::fail(std::move(done.error()));
    }
    // Through the small index of open replies: those that were sent stay in the table for good.
    const auto open = sqlite::first(m_connection,
                                    "SELECT count(*) FROM outbox INDEXED BY outbox_open "
                                    "WHERE conversation_id > 0 AND state NOT IN ('sent', 'discarded')",
                                    [](const sqlite::Statement& row) { return row.integer(0); });
    if (!open) {
        return base::fail(open.error());
    }
    counts.outbox = static_cast<int>(open->value_or(0));
    return counts;
}

}  // namespace store
