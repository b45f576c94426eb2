// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/decisions.h"

#include "store/search_index.h"
#include "store/sqlite/query.h"

#include <fmt/format.h>

namespace store {
namespace {

using model::ConversationState;
using model::TurnOutcome;

base::Status nobodyWaits() {
    return base::fail(base::ErrorKind::BadInput, "nobody waits for a reply in this conversation");
}

}  // namespace

Decisions::Decisions(WriteTx& tx) : m_tx(tx), m_book(tx), m_turns(tx.connection()) {}

base::UtcTime Decisions::given(base::UtcTime decidedAt) const {
    return base::toMs(decidedAt) != 0 ? decidedAt : m_tx.now();
}

base::Result<ConversationRecord*> Decisions::record(base::ConversationId id) {
    base::Result<ConversationRecord*> found = m_book.record(id);
    if (found && (*found == nullptr || !(*found)->place.listed)) {
        return base::fail(base::ErrorKind::NotFound, fmt::format("there is no conversation {}", id.value));
    }
    return found;
}

base::Result<std::vector<TurnRow>> Decisions::openTurns(const ConversationRecord& conversation) {
    if (!conversation.waitingSince) {
        return std::vector<TurnRow>{};
    }
    base::Result<std::vector<TurnRow>> turns = m_turns.since(conversation.id, *conversation.waitingSince);
    if (turns) {
        std::erase_if(*turns, [](const TurnRow& row) { return row.turn.outcome != TurnOutcome::Open; });
    }
    return turns;
}

/// At the last message of the turn: what that person writes next begins another one.
base::Status Decisions::close(const ConversationRecord& conversation, const TurnRow& turn,
                              const model::TurnClosing& closing) {
    m_book.changed(conversation.id, turn.turn.startedAt);
    return sqlite::run(m_tx.connection(),
                       "INSERT OR REPLACE INTO turn_closing (message_id, outcome, closed_at) "
                       "SELECT id, ?, ? FROM message WHERE conversation_id = ? AND turn_id = ? "
                       "AND direction = 'inbound' ORDER BY at DESC, id DESC LIMIT 1",
                       model::name(closing.outcome), closing.at, conversation.id, turn.id);
}

base::Status Decisions::noReplyNeeded(const model::NoReplyNeeded& decision) {
    const auto known = record(decision.conversation);
    if (!known) {
        return base::fail(known.error());
    }
    ConversationRecord& conversation = **known;
    auto turns = openTurns(conversation);
    if (!turns) {
        return base::fail(turns.error());
    }
    if (decision.message) {
        const auto turn = sqlite::first(
            m_tx.connection(), "SELECT turn_id FROM message WHERE id = ? AND direction = 'inbound'",
            [](const sqlite::Statement& row) { return row.integer(0); }, decision.message);
        if (!turn) {
            return base::fail(turn.error());
        }
        std::erase_if(*turns, [&](const TurnRow& row) { return row.id != turn->value_or(0); });
    }
    if (turns->empty()) {
        return nobodyWaits();
    }
    const base::UtcTime decidedAt = given(decision.decidedAt);
    for (const TurnRow& turn : *turns) {
        const model::TurnClosing closing{.outcome = TurnOutcome::NoReplyNeeded, .at = decidedAt};
        if (base::Status done = close(conversation, turn, closing); !done) {
            return done;
        }
    }
    return m_book.settle();
}

base::Status Decisions::setDone(const model::SetDone& decision) {
    const auto known = record(decision.conversation);
    if (!known) {
        return base::fail(known.error());
    }
    ConversationRecord& conversation = **known;
    const auto turns = openTurns(conversation);
    if (!turns) {
        return base::fail(turns.error());
    }
    const base::UtcTime decidedAt = given(decision.decidedAt);
    for (const TurnRow& turn : *turns) {
        const model::TurnClosing closing{.outcome = TurnOutcome::Missed, .at = decidedAt};
        if (base::Status done = close(conversation, turn, closing); !done) {
            return done;
        }
    }
    conversation.state = ConversationState::Done;
    conversation.doneAt = decidedAt;
    m_book.shownAnew(conversation.id);
    return m_book.settle();
}

base::Status Decisions::snooze(const model::Snooze& decision) {
    const auto known = record(decision.conversation);
    if (!known) {
        return base::fail(known.error());
    }
    ConversationRecord& conversation = **known;
    if (!conversation.waitingSince) {
        return nobodyWaits();
    }
    if (decision.until <= m_tx.now()) {
        return base::fail(base::ErrorKind::BadInput,
                          "the time at which the conversation should come back has passed");
    }
    conversation.state = ConversationState::Snoozed;
    conversation.snoozedUntil = decision.until;
    m_book.shownAnew(conversation.id);
    return m_book.settle();
}

/// The closings that `decision` takes back, and where recomputing starts.
base::Status Decisions::forget(const ConversationRecord& conversation, const model::Reopen& decision) {
    constexpr std::string_view kOfMessage =
        "SELECT closed.message_id FROM message JOIN message AS other ON other.turn_id = message.turn_id "
        "AND other.conversation_id = message.conversation_id "
        "JOIN turn_closing AS closed ON closed.message_id = other.id "
        "WHERE message.id = ? AND message.conversation_id = ? AND message.turn_id <> 0";
    constexpr std::string_view kOfMoment =
        "SELECT closed.message_id FROM message CROSS JOIN turn_closing AS closed "
        "ON closed.message_id = message.id WHERE message.conversation_id = ?2 AND closed.closed_at = ?1";
    const auto id = [](const sqlite::Statement& row) { return row.id<base::MessageId>(0); };
    const base::UtcTime moment = base::toMs(decision.decidedAt) != 0
                                     ? decision.decidedAt
                                     : conversation.doneAt.value_or(base::UtcTime{});
    const auto closed =
        decision.message ? sqlite::all(m_tx.connection(), kOfMessage, id, decision.message, conversation.id)
                         : sqlite::all(m_tx.connection(), kOfMoment, id, moment, conversation.id);
    if (!closed) {
        return base::fail(closed.error());
    }
    for (const base::MessageId message : *closed) {
        const auto start = sqlite::first(
            m_tx.connection(),
            "SELECT turn.started_at FROM message JOIN turn ON turn.id = message.turn_id WHERE message.id = ?",
            [](const sqlite::Statement& row) { return row.time(0); }, message);
        if (!start) {
            return base::fail(start.error());
        }
        m_book.changed(conversation.id, start->value_or(base::UtcTime{}));
        if (base::Status done =
                sqlite::run(m_tx.connection(), "DELETE FROM turn_closing WHERE message_id = ?", message);
            !done) {
            return done;
        }
    }
    return {};
}

base::Status Decisions::reopen(const model::Reopen& decision) {
    const auto known = record(decision.conversation);
    if (!known) {
        return base::fail(known.error());
    }
    ConversationRecord& conversation = **known;
    if (base::Status done = forget(conversation, decision); !done) {
        return done;
    }
    const bool stays = decision.state == ConversationState::Done ||
                       (decision.state == ConversationState::Snoozed && decision.snoozedUntil > m_tx.now());
    conversation.state = stays ? decision.state : ConversationState::Answered;
    conversation.snoozedUntil.reset();
    if (conversation.state == ConversationState::Snoozed) {
        conversation.snoozedUntil = decision.snoozedUntil;
    }
    m_book.shownAnew(conversation.id);
    return m_book.settle();
}

base::Status Decisions::logPhoneCall(const model::LogPhoneCall& call) {
    const auto known = record(call.conversation);
    if (!known) {
        return base::fail(known.error());
    }
    if (base::toMs(call.at) <= 0 || call.at > m_tx.latest().now()) {
        return base::fail(base::ErrorKind::BadInput, "the call has not been made yet");
    }
    const ConversationRecord& conversation = **known;
    MessageTable messages(m_tx.connection());
    base::ContactId person = conversation.place.customer;
    if (call.message) {
        const auto answered = messages.facts(call.message);
        if (!answered) {
            return base::fail(answered.error());
        }
        if (!*answered || (*answered)->conversation != call.conversation) {
            return base::fail(base::ErrorKind::NotFound,
                              fmt::format("there is no message {} in this conversation", call.message.value));
        }
        person = (*answered)->author ? (*answered)->author : (*answered)->addressee;
    }
    MessageRow row{.facts = {.conversation = call.conversation,
                             .parent = call.message,
                             .addressee = person,
                             .direction = model::Direction::Note,
                             .visibility = conversation.place.visibility,
                             .at = call.at},
                   .text = call.text,
                   .seenAt = m_tx.now(),
                   .phoneCall = true};
    const base::Result<base::MessageId> id = messages.insert(conversation.account, row);
    if (!id) {
        return base::fail(id.error());
    }
    m_book.added(call.conversation, {.id = *id,
                                     .at = call.at,
                                     .contact = person,
                                     .direction = model::Direction::Note,
                                     .opensTurn = false});
    m_book.shownAnew(call.conversation);
    base::Status shown =
        addToSearch(m_tx.connection(), *id, {.subject = {}, .text = call.text, .described = {}});
    return shown ? m_book.settle() : shown;
}

base::Status Decisions::forgetPhoneCall(const model::ForgetPhoneCall& call) {
    const auto known = record(call.conversation);
    if (!known) {
        return base::fail(known.error());
    }
    const auto id = sqlite::first(
        m_tx.connection(), "SELECT id FROM message WHERE conversation_id = ? AND at = ? AND phone_call = 1",
        [](const sqlite::Statement& row) { return row.id<base::MessageId>(0); }, call.conversation, call.at);
    if (!id) {
        return base::fail(id.error());
    }
    if (!*id) {
        return base::fail(base::ErrorKind::NotFound, "there is no such call in this conversation");
    }
    MessageTable messages(m_tx.connection());
    const auto row = messages.find(**id);
    if (!row) {
        return base::fail(row.error());
    }
    base::Status done =
        removeFromSearch(m_tx.connection(), **id, {.subject = {}, .text = (*row)->text, .described = {}});
    if (done) {
        done = messages.remove(**id);
    }
    if (!done) {
        return done;
    }
    // The turn that it ended began before it.
    m_book.changed(call.conversation, base::UtcTime{});
    return m_book.settle();
}

base::Status Decisions::wakeSnoozed() {
    const auto due = sqlite::all(
        m_tx.connection(), "SELECT id FROM conversation WHERE snoozed_until > 0 AND snoozed_until <= ?",
        [](const sqlite::Statement& row) { return row.id<base::ConversationId>(0); }, m_tx.now());
    if (!due) {
        return base::fail(due.error());
    }
    for (const base::ConversationId id : *due) {
        const auto known = m_book.record(id);
        if (!known) {
            return base::fail(known.error());
        }
        (*known)->state = ConversationState::NeedsReply;
        m_book.shownAnew(id);
    }
    return m_book.settle();
}

}  // namespace store
