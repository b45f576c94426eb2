// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/conversation_book.h"

#include "store/message_snippet.h"
#include "store/sqlite/query.h"

#include <algorithm>
#include <tuple>

namespace store {
namespace {

using model::ConversationState;
using model::Direction;

auto orderOf(const model::TurnInput& message) {
    return std::tuple(message.at, message.id);
}

}  // namespace

ConversationBook::ConversationBook(WriteTx& tx)
    : m_tx(tx), m_conversations(tx.connection()), m_messages(tx.connection()), m_rules(tx.connection()),
      m_turns(tx.connection(), m_rules), m_counters(tx.connection()), m_pending(tx.connection()) {}

ConversationBook::Entry& ConversationBook::keep(ConversationRecord record) {
    m_byKey.insert_or_assign({record.account, record.place.key}, record.id);
    Entry& entry = m_entries[record.id];
    entry.was = record;
    entry.now = std::move(record);
    return entry;
}

ConversationBook::Entry& ConversationBook::entry(base::ConversationId id) {
    return m_entries.at(id);
}

base::Result<ConversationRecord*> ConversationBook::record(base::ConversationId id) {
    if (const auto known = m_entries.find(id); known != m_entries.end()) {
        return &known->second.now;
    }
    auto found = m_conversations.find(id);
    if (!found) {
        return base::fail(found.error());
    }
    return *found ? &keep(std::move(**found)).now : nullptr;
}

base::Result<ConversationRecord*> ConversationBook::record(base::AccountId account, const std::string& key) {
    if (const auto known = m_byKey.find({account, key}); known != m_byKey.end()) {
        return &entry(known->second).now;
    }
    auto found = m_conversations.find(account, key);
    if (!found) {
        return base::fail(found.error());
    }
    // Under its stored key a conversation is found although it has another one by now: then it is not the one
    // meant.
    if (!*found || m_entries.contains((*found)->id)) {
        return nullptr;
    }
    return &keep(std::move(**found)).now;
}

base::Result<ConversationRecord*> ConversationBook::at(base::AccountId account, const Place& place) {
    base::Result<ConversationRecord*> known = record(account, place.key);
    if (!known || *known != nullptr) {
        return known;
    }
    if (m_latestId == 0) {
        const base::Result<std::int64_t> latest = m_conversations.latestId();
        if (!latest) {
            return base::fail(latest.error());
        }
        m_latestId = *latest;
    }
    Entry& entry = keep({.id = base::ConversationId{++m_latestId},
                         .account = account,
                         .place = place,
                         .state = ConversationState::Answered});
    // It counts from its first settling on.
    entry.was.place.listed = false;
    entry.touched = true;
    entry.fresh = true;
    entry.stored = false;
    return &entry.now;
}

bool ConversationBook::isFresh(base::ConversationId id) const {
    const auto known = m_entries.find(id);
    return known != m_entries.end() && known->second.fresh;
}

base::Status ConversationBook::rekey(base::ConversationId id, const Place& place) {
    const base::Result<ConversationRecord*> found = record(id);
    if (!found) {
        return base::fail(found.error());
    }
    if (*found == nullptr) {
        return base::fail(base::ErrorKind::Internal,
                          "a conversation that is not there was given another key");
    }
    ConversationRecord& now = **found;
    m_byKey.erase({now.account, now.place.key});
    now.place = place;
    m_byKey.insert_or_assign({now.account, place.key}, id);
    Entry& known = entry(id);
    known.touched = true;
    if (!known.stored) {
        return {};
    }
    // At once, since the key is unique and others may take the old one in this transaction.
    return sqlite::run(m_tx.connection(), "UPDATE conversation SET thread_key = ? WHERE id = ?", place.key,
                       id);
}

base::Status ConversationBook::replaceCustomer(base::ContactId former, base::ContactId person) {
    for (auto& [id, entry] : m_entries) {
        for (ConversationRecord* record : {&entry.was, &entry.now}) {
            if (record->place.customer == former) {
                record->place.customer = person;
            }
        }
    }
    return sqlite::run(m_tx.connection(), "UPDATE conversation SET customer_id = ? WHERE customer_id = ?",
                       person, former);
}

base::Status ConversationBook::remove(base::ConversationId id) {
    const base::Result<ConversationRecord*> known = record(id);
    if (!known) {
        return base::fail(known.error());
    }
    if (*known == nullptr) {
        return {};
    }
    const bool stored = entry(id).stored;
    count(entry(id).was, Sign::Leaves);
    m_byKey.erase({(*known)->account, (*known)->place.key});
    m_entries.erase(id);
    m_tx.change().conversations.insert(id);
    return stored ? m_conversations.remove(id) : base::Status{};
}

void ConversationBook::added(base::ConversationId conversation, const model::TurnInput& message) {
    Entry& noted = entry(conversation);
    noted.added.push_back({.input = message});
    noted.touched = true;
}

base::Result<base::MessageId> ConversationBook::add(MessageRow row, const model::IncomingMessage& source,
                                                    std::vector<base::ContactId> mentions) {
    const MessageFacts& facts = row.facts;
    const bool inbound = facts.direction == Direction::Inbound;
    model::TurnInput input{.at = facts.at,
                           .contact = inbound ? facts.author : facts.addressee,
                           .direction = facts.direction,
                           .opensTurn = facts.opensTurn,
                           .endsTurns = !row.automatic && row.delivery == model::Delivery::Sent,
                           .mentions = mentions};
    Entry& noted = entry(facts.conversation);
    const base::Result<base::MessageId> id =
        m_pending.add(noted.now.account, std::move(row), source, std::move(mentions));
    if (!id) {
        return id;
    }
    input.id = *id;
    noted.added.push_back({.input = std::move(input), .source = &source});
    noted.touched = true;
    return id;
}

base::Status ConversationBook::storePending() {
    for (auto& [id, entry] : m_entries) {
        if (base::Status done = storeRow(entry); !done) {
            return done;
        }
    }
    return m_pending.store();
}

void ConversationBook::changed(base::ConversationId conversation, base::UtcTime from) {
    Entry& noted = entry(conversation);
    noted.changedFrom = std::min(noted.changedFrom.value_or(from), from);
    noted.touched = true;
}

base::Status ConversationBook::changedWhole(base::ConversationId conversation) {
    const base::Result<ConversationRecord*> known = record(conversation);
    if (!known) {
        return base::fail(known.error());
    }
    if (*known == nullptr) {
        return {};
    }
    (*known)->turnsWhole = true;
    changed(conversation, base::UtcTime{});
    return {};
}

void ConversationBook::shownAnew(base::ConversationId conversation) {
    Entry& noted = entry(conversation);
    noted.shownAnew = true;
    noted.touched = true;
}

void ConversationBook::wakes(base::ConversationId conversation) {
    entry(conversation).wakes = true;
}

bool ConversationBook::goesOnAtTheEnd(Entry& entry) const {
    std::ranges::sort(entry.added, {}, [](const Added& message) { return orderOf(message.input); });
    if (entry.changedFrom || entry.now.turnsWhole) {
        return false;
    }
    // A reply or a call may answer a turn that was set to done: that one is looked for among the ended ones.
    if (entry.was.doneAt && std::ranges::any_of(entry.added, [](const Added& message) {
            return message.input.direction != Direction::Inbound && message.input.endsTurns;
        })) {
        return false;
    }
    return entry.added.empty() || entry.was.messageCount == 0 ||
           orderOf(entry.added.front().input) > std::tuple(entry.was.lastAt, entry.was.lastMessage);
}

/// For what refers to it.
base::Status ConversationBook::storeRow(Entry& entry) {
    if (std::exchange(entry.stored, true)) {
        return {};
    }
    return m_conversations.insert(entry.was);
}

/// The usual case: what is new stands at the end. All is known before anything is written.
base::Status ConversationBook::goOn(Entry& entry) {
    std::vector<model::TurnInput> inputs;
    inputs.reserve(entry.added.size());
    for (const Added& message : entry.added) {
        inputs.push_back(message.input);
    }
    base::Result<Continuation> continuation = m_turns.append(entry.now, inputs);
    if (!continuation) {
        return base::fail(continuation.error());
    }
    entry.standing = continuation->standing;
    entry.continuation = std::move(*continuation);
    const bool countsUnread = entry.standing.ended && entry.standing.openSince;
    if (!entry.stored && !countsUnread) {
        if (base::Status done = keepRow(entry); !done) {
            return done;
        }
        count(entry.now, Sign::Comes);
        entry.was = entry.now;
        entry.final = true;
    }
    base::Status done = storeRow(entry);
    return done ? m_turns.write(entry.now, *entry.continuation, m_pending) : done;
}

/// By reading its messages, which must be stored.
base::Status ConversationBook::computeAnew(Entry& entry) {
    std::set<base::MessageId> ids;
    std::optional<base::UtcTime> from = entry.changedFrom;
    for (const Added& message : entry.added) {
        ids.insert(message.input.id);
        from = std::min(from.value_or(message.input.at), message.input.at);
    }
    const base::Result<TurnKeeper::Standing> standing =
        m_turns.recompute(entry.now, from.value_or(base::UtcTime{}), ids);
    if (!standing) {
        return base::fail(standing.error());
    }
    entry.standing = *standing;
    return {};
}

base::Status ConversationBook::keepLast(Entry& entry) {
    ConversationRecord& now = entry.now;
    if (entry.changedFrom) {
        const base::Result<int> counted = m_messages.count(now.id);
        if (!counted) {
            return base::fail(counted.error());
        }
        now.messageCount = *counted;
        const auto latest = m_messages.latest(now.id);
        if (!latest) {
            return base::fail(latest.error());
        }
        const MessageTable::Latest last = latest->value_or(MessageTable::Latest{});
        now.lastMessage = last.id;
        now.lastAt = last.at;
        now.lastDirection = last.direction;
        return {};
    }
    now.messageCount += static_cast<int>(entry.added.size());
    if (!entry.added.empty()) {
        const model::TurnInput& last = entry.added.back().input;
        if (entry.was.messageCount == 0 || orderOf(last) > std::tuple(now.lastAt, now.lastMessage)) {
            now.lastMessage = last.id;
            now.lastAt = last.at;
            now.lastDirection = last.direction;
        }
    }
    return {};
}

base::Status ConversationBook::showLast(Entry& entry) {
    ConversationRecord& now = entry.now;
    if (now.lastMessage == entry.was.lastMessage && !entry.shownAnew) {
        return {};
    }
    const auto source = std::ranges::find(entry.added, now.lastMessage,
                                          [](const Added& message) { return message.input.id; });
    // What came with it may have been edited in the same portion.
    if (!entry.shownAnew && source != entry.added.end() && source->source != nullptr) {
        const model::IncomingMessage& message = *source->source;
        now.snippet =
            snippetOf({.text = message.text, .subject = message.subject, .unreadable = message.unreadable},
                      message.attachments);
        return {};
    }
    const auto shown = m_messages.shown(now.lastMessage);
    if (!shown) {
        return base::fail(shown.error());
    }
    const auto attachments = AttachmentTable(m_tx.connection()).of(now.lastMessage);
    if (!attachments) {
        return base::fail(attachments.error());
    }
    now.snippet = snippetOf(shown->value_or(MessageTable::Shown{}), *attachments);
    return {};
}

base::Status ConversationBook::keepUnread(Entry& entry) {
    const TurnKeeper::Standing& standing = entry.standing;
    ConversationRecord& now = entry.now;
    if (!standing.openSince || !now.place.listed || now.state == ConversationState::Spam) {
        now.unread = 0;
        return {};
    }
    if (!standing.ended && entry.was.state != ConversationState::Spam) {
        now.unread += standing.newWaiting;
        return {};
    }
    const base::Result<int> counted = m_messages.countUnread(now.id, *standing.openSince, now.readUntil);
    if (!counted) {
        return base::fail(counted.error());
    }
    now.unread = *counted;
    return {};
}

base::Status ConversationBook::keepRow(Entry& entry) {
    const TurnKeeper::Standing& standing = entry.standing;
    ConversationRecord& now = entry.now;
    if (base::Status done = keepLast(entry); !done) {
        return done;
    }
    if (base::Status done = showLast(entry); !done) {
        return done;
    }
    if (base::Status done = keepUnread(entry); !done) {
        return done;
    }
    now.waitingSince = standing.openSince;
    if (base::Status done = keepTimes(entry); !done) {
        return done;
    }
    const bool open = standing.openSince.has_value();
    if (now.state == ConversationState::NeedsReply || now.state == ConversationState::Answered) {
        now.state = open ? ConversationState::NeedsReply : ConversationState::Answered;
    } else if (now.state == ConversationState::Done && open) {
        // Done closed every turn: this one has come since.
        now.state = ConversationState::NeedsReply;
    } else if (now.state == ConversationState::Snoozed && (!open || standing.newWaiting > 0 || entry.wakes)) {
        now.state = open ? ConversationState::NeedsReply : ConversationState::Answered;
    }
    if (now.state != ConversationState::Snoozed) {
        now.snoozedUntil.reset();
    }
    return {};
}

base::Status ConversationBook::finish(Entry& entry) {
    m_tx.change().conversations.insert(entry.now.id);
    if (entry.final) {
        return {};
    }
    if (!entry.continuation) {
        if (base::Status done = computeAnew(entry); !done) {
            return done;
        }
        // Messages may have come from elsewhere, or be gone.
        entry.takenAnew = true;
    }
    if (base::Status done = keepRow(entry); !done) {
        return done;
    }
    if (entry.now == entry.was) {
        return {};
    }
    count(entry.was, Sign::Leaves);
    count(entry.now, Sign::Comes);
    return m_conversations.update(entry.now);
}

base::Status ConversationBook::settle() {
    for (auto& [id, entry] : m_entries) {
        if (!entry.touched) {
            continue;
        }
        base::Status done = goesOnAtTheEnd(entry) ? goOn(entry) : storeRow(entry);
        if (!done) {
            return done;
        }
    }
    if (base::Status done = m_pending.store(); !done) {
        return done;
    }
    for (auto& [id, entry] : m_entries) {
        if (!entry.touched) {
            continue;
        }
        if (base::Status done = finish(entry); !done) {
            return done;
        }
    }
    m_entries.clear();
    m_byKey.clear();
    return writeCounters();
}

void ConversationBook::count(const ConversationRecord& record, Sign sign) {
    if (!record.place.listed) {
        return;
    }
    const int one = sign == Sign::Comes ? 1 : -1;
    m_inState[record.state] += one;
    m_unread += one * record.unread;
}

base::Status ConversationBook::writeCounters() {
    for (const auto& [state, difference] : m_inState) {
        if (base::Status done = m_counters.add(model::name(state), difference); !done) {
            return done;
        }
    }
    m_inState.clear();
    return m_counters.add("unread", std::exchange(m_unread, 0));
}

}  // namespace store
