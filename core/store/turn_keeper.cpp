// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/turn_keeper.h"

#include "store/mention_table.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <tuple>
#include <unordered_map>

namespace store {
namespace {

using model::Direction;
using model::TurnInput;
using model::TurnOutcome;
using model::Visibility;

constexpr base::UtcTime kEver = base::fromMs(std::numeric_limits<std::int64_t>::min());

bool answers(const TurnInput& reply, const model::Turn& turn, Visibility visibility) {
    const bool endsAll = visibility == Visibility::Private && reply.direction == Direction::Outbound;
    return endsAll || turn.contact == reply.contact ||
           std::ranges::find(reply.mentions, turn.contact) != reply.mentions.end();
}

/// Of the turns that a reply ended, the one that it names: that of the person it answers.
std::int64_t turnNamedBy(const TurnInput& reply, std::span<const TurnRow> ended) {
    const auto answered =
        std::ranges::find(ended, reply.contact, [](const TurnRow& row) { return row.turn.contact; });
    if (answered != ended.end()) {
        return answered->id;
    }
    return ended.empty() ? 0 : ended.front().id;
}

/// After which the platform takes no reply of this conversation; nothing = always.
base::Result<std::optional<base::Duration>> windowOf(const ConversationRecord& conversation,
                                                     ResponseRules& rules) {
    if (conversation.place.visibility != Visibility::Private) {
        return std::nullopt;
    }
    const base::Result<AccountRules> found = rules.of(conversation.account);
    if (!found) {
        return base::fail(found.error());
    }
    return found->lastWindow;
}

}  // namespace

base::UtcTime startOfChange(base::UtcTime from, std::span<const TurnRow> turns) {
    // A turn pulled in reaches back, and may reach into a turn before it.
    for (bool moved = true; moved;) {
        moved = false;
        for (const TurnRow& row : turns) {
            // A missed one may still be answered.
            const bool reachesIn = row.turn.outcome == TurnOutcome::Open ||
                                   row.turn.outcome == TurnOutcome::Missed ||
                                   row.turn.endedAt.value_or(from) >= from;
            if (row.turn.startedAt < from && reachesIn) {
                from = row.turn.startedAt;
                moved = true;
            }
        }
    }
    return from;
}

namespace {

/// Goes on from the open turns, one new message after the other.
class Going {
public:
    Going(std::vector<TurnRow> open, const ConversationRecord& conversation,
          std::optional<base::Duration> lastWindow)
        : m_place(conversation.place), m_customerAt(conversation.customerAt), m_lastWindow(lastWindow),
          m_waiting(open.size(), 0) {
        for (TurnRow& row : open) {
            m_result.rows.push_back({.turn = std::move(row)});
        }
    }

    void write(const TurnInput& message) {
        if (message.contact == m_place.customer) {
            m_customerAt = message.at;
        }
        auto mine = std::ranges::find_if(m_result.rows, [&](const Continuation::Row& row) {
            return isOpen(row) && row.turn.turn.contact == message.contact;
        });
        if (mine == m_result.rows.end()) {
            if (!message.opensTurn) {
                return;
            }
            m_result.rows.push_back(
                {.turn = {.turn = {.contact = message.contact, .first = message.id, .startedAt = message.at}},
                 .changed = true});
            m_waiting.push_back(0);
            mine = std::prev(m_result.rows.end());
        }
        const auto index = static_cast<std::size_t>(mine - m_result.rows.begin());
        m_result.names.emplace_back(message.id, index);
        ++m_waiting[index];
    }

    void answer(const TurnInput& reply) {
        std::optional<std::size_t> named;
        for (std::size_t index = 0; index < m_result.rows.size(); ++index) {
            Continuation::Row& row = m_result.rows[index];
            model::Turn& turn = row.turn.turn;
            if (!isOpen(row) || !answers(reply, turn, m_place.visibility)) {
                continue;
            }
            turn.outcome = TurnOutcome::Answered;
            turn.endedAt = reply.at;
            turn.endedBy = reply.id;
            turn.afterWindow = m_lastWindow && m_customerAt && reply.at >= *m_customerAt + *m_lastWindow;
            row.changed = true;
            m_result.standing.ended = true;
            // It names the turn of the person whom it answers, else the earliest.
            if (!named || turn.contact == reply.contact) {
                named = index;
            }
        }
        if (named) {
            m_result.names.emplace_back(reply.id, *named);
        }
    }

    Continuation finish() {
        for (std::size_t index = 0; index < m_result.rows.size(); ++index) {
            if (isOpen(m_result.rows[index])) {
                const base::UtcTime start = m_result.rows[index].turn.turn.startedAt;
                TurnStanding& standing = m_result.standing;
                standing.openSince = std::min(standing.openSince.value_or(start), start);
                standing.newWaiting += m_waiting[index];
            }
        }
        return std::move(m_result);
    }

private:
    static bool isOpen(const Continuation::Row& row) { return row.turn.turn.outcome == TurnOutcome::Open; }

    const Place& m_place;
    std::optional<base::UtcTime> m_customerAt;
    std::optional<base::Duration> m_lastWindow;
    std::vector<int> m_waiting;  ///< how many of the new messages, by row
    Continuation m_result;
};

}  // namespace

Continuation continueTurns(std::vector<TurnRow> open, std::span<const TurnInput> added,
                           const ConversationRecord& conversation, std::optional<base::Duration> lastWindow) {
    Going going(std::move(open), conversation, lastWindow);
    for (const TurnInput& message : added) {
        if (message.direction == Direction::Inbound) {
            going.write(message);
        } else if (message.endsTurns) {
            going.answer(message);
        }
    }
    return going.finish();
}

base::Result<Continuation> TurnKeeper::append(const ConversationRecord& conversation,
                                              std::span<const TurnInput> added) {
    std::vector<TurnRow> open;
    if (conversation.waitingSince) {
        base::Result<std::vector<TurnRow>> latest =
            m_turns.since(conversation.id, *conversation.waitingSince);
        if (!latest) {
            return base::fail(latest.error());
        }
        std::erase_if(*latest, [](const TurnRow& row) { return row.turn.outcome != TurnOutcome::Open; });
        open = std::move(*latest);
    }
    const auto lastWindow = windowOf(conversation, m_rules);
    if (!lastWindow) {
        return base::fail(lastWindow.error());
    }
    return continueTurns(std::move(open), added, conversation, *lastWindow);
}

base::Status TurnKeeper::measure(const ConversationRecord& conversation, TurnRow& row) {
    if (!row.turn.endedAt) {
        row.business = {};
        return {};
    }
    const base::Result<AccountRules> rules = m_rules.of(conversation.account);
    if (!rules) {
        return base::fail(rules.error());
    }
    row.business = model::businessSpan(row.turn.startedAt, *row.turn.endedAt, rules->rule->hours);
    return {};
}

base::Status TurnKeeper::write(const ConversationRecord& conversation, Continuation& continuation,
                               PendingMessages& pending) {
    for (Continuation::Row& row : continuation.rows) {
        if (row.turn.id == 0 || row.changed) {
            if (base::Status done = measure(conversation, row.turn); !done) {
                return done;
            }
        }
        if (row.turn.id == 0) {
            const base::Result<std::int64_t> id = m_turns.insert(conversation.id, row.turn);
            if (!id) {
                return base::fail(id.error());
            }
            row.turn.id = *id;
        } else if (row.changed) {
            if (base::Status done = m_turns.update(row.turn); !done) {
                return done;
            }
        }
    }
    for (const auto& [message, index] : continuation.names) {
        const std::int64_t turn = continuation.rows[index].turn.id;
        if (pending.nameTurn(message, turn)) {
            continue;
        }
        if (base::Status done = m_messages.setTurn(message, turn); !done) {
            return done;
        }
    }
    return {};
}

base::Result<std::vector<MessageTable::TurnMember>>
TurnKeeper::members(const ConversationRecord& conversation, base::UtcTime since) {
    auto members = m_messages.turnMembers(conversation.id, since);
    if (!members || conversation.place.visibility == Visibility::Private) {
        return members;
    }
    if (conversation.turnsWhole) {
        auto privately = m_messages.privateAnswers(conversation.id);
        if (!privately) {
            return privately;
        }
        for (MessageTable::TurnMember& answer : *privately) {
            answer.elsewhere = true;
            members->push_back(std::move(answer));
        }
    }
    MentionTable mentions(m_connection);
    for (MessageTable::TurnMember& member : *members) {
        if (member.input.direction != Direction::Outbound || !member.input.endsTurns) {
            continue;  // A telephone call mentions nobody.
        }
        auto mentioned = mentions.of(member.input.id);
        if (!mentioned) {
            return base::fail(mentioned.error());
        }
        member.input.mentions = std::move(*mentioned);
    }
    return members;
}

/// Matches turns by contact and first message, so that their ids stay; `fresh` comes back with ids.
base::Result<std::vector<TurnRow>> TurnKeeper::store(const ConversationRecord& conversation,
                                                     std::vector<model::Turn> fresh,
                                                     std::vector<TurnRow> old) {
    std::map<std::tuple<base::ContactId, base::MessageId>, TurnRow> known;
    for (TurnRow& row : old) {
        known.emplace(std::tuple(row.turn.contact, row.turn.first), row);
    }
    std::vector<TurnRow> rows;
    rows.reserve(fresh.size());
    for (model::Turn& turn : fresh) {
        TurnRow row{.turn = std::move(turn)};
        const auto same = known.find(std::tuple(row.turn.contact, row.turn.first));
        if (same == known.end()) {
            if (base::Status done = measure(conversation, row); !done) {
                return base::fail(done.error());
            }
            const base::Result<std::int64_t> id = m_turns.insert(conversation.id, row);
            if (!id) {
                return base::fail(id.error());
            }
            row.id = *id;
        } else {
            row.id = same->second.id;
            same->second.turn.messages = row.turn.messages;
            row.business = same->second.business;
            if (same->second.turn != row.turn) {
                if (base::Status done = measure(conversation, row); !done) {
                    return base::fail(done.error());
                }
                if (base::Status done = m_turns.update(row); !done) {
                    return base::fail(done.error());
                }
            }
            known.erase(same);
        }
        rows.push_back(std::move(row));
    }
    for (const auto& [key, row] : known) {
        if (base::Status done = m_turns.remove(row.id); !done) {
            return base::fail(done.error());
        }
    }
    return rows;
}

/// A private answer to a public comment may end a turn in either conversation. It names the one of its own,
/// else the other, whichever of the two is recomputed.
base::Result<std::int64_t> TurnKeeper::turnToName(const ConversationRecord& conversation,
                                                  const MessageTable::TurnMember& member, std::int64_t turn) {
    if (member.input.direction != Direction::Outbound) {
        return turn;
    }
    if (member.elsewhere) {
        const base::Result<base::ConversationId> owner = m_turns.conversationOf(member.turn);
        if (!owner) {
            return base::fail(owner.error());
        }
        return *owner && *owner != conversation.id ? member.turn : turn;
    }
    if (turn == 0 && conversation.place.visibility == Visibility::Private) {
        return m_turns.endedInPublic(member.input.id);
    }
    return turn;
}

base::Status TurnKeeper::nameTurns(const ConversationRecord& conversation,
                                   std::span<const MessageTable::TurnMember> members,
                                   std::span<const TurnRow> turns) {
    std::unordered_map<base::MessageId, std::int64_t> waitingIn;
    std::unordered_map<base::MessageId, std::vector<TurnRow>> endedBy;
    for (const TurnRow& row : turns) {
        for (const base::MessageId message : row.turn.messages) {
            waitingIn[message] = row.id;
        }
        if (row.turn.endedBy) {
            endedBy[row.turn.endedBy].push_back(row);
        }
    }
    for (const MessageTable::TurnMember& member : members) {
        std::int64_t turn = 0;
        if (member.input.direction == Direction::Inbound) {
            const auto found = waitingIn.find(member.input.id);
            turn = found == waitingIn.end() ? 0 : found->second;
        } else if (const auto found = endedBy.find(member.input.id); found != endedBy.end()) {
            turn = turnNamedBy(member.input, found->second);
        }
        const base::Result<std::int64_t> named = turnToName(conversation, member, turn);
        if (!named) {
            return base::fail(named.error());
        }
        if (*named == member.turn) {
            continue;
        }
        if (base::Status done = m_messages.setTurn(member.input.id, *named); !done) {
            return done;
        }
    }
    return {};
}
base::Result<TurnKeeper::Standing> TurnKeeper::recompute(const ConversationRecord& conversation,
                                                         base::UtcTime from,
                                                         const std::set<base::MessageId>& added) {
    base::Result<std::vector<TurnRow>> old = m_turns.since(conversation.id, kEver);
    if (!old) {
        return base::fail(old.error());
    }
    const auto lastWindow = windowOf(conversation, m_rules);
    if (!lastWindow) {
        return base::fail(lastWindow.error());
    }
    // Windows count from the customer's latest message, which may stand before all that has changed.
    const bool whole = conversation.turnsWhole || *lastWindow;
    const base::UtcTime start = whole ? kEver : startOfChange(from, *old);
    std::erase_if(*old, [start](const TurnRow& row) { return row.turn.startedAt < start; });
    const auto seen = members(conversation, start);
    if (!seen) {
        return base::fail(seen.error());
    }
    std::vector<TurnInput> inputs;
    inputs.reserve(seen->size());
    for (const MessageTable::TurnMember& member : *seen) {
        inputs.push_back(member.input);
    }
    const auto rows = store(conversation,
                            model::computeTurns(inputs, {.visibility = conversation.place.visibility,
                                                         .customer = conversation.place.customer,
                                                         .lastWindow = *lastWindow}),
                            std::move(*old));
    if (!rows) {
        return base::fail(rows.error());
    }
    if (base::Status done = nameTurns(conversation, *seen, *rows); !done) {
        return base::fail(done.error());
    }
    Standing standing{.ended = true};
    for (const TurnRow& row : *rows) {
        if (row.turn.outcome != TurnOutcome::Open) {
            continue;
        }
        standing.openSince = std::min(standing.openSince.value_or(row.turn.startedAt), row.turn.startedAt);
        standing.newWaiting += static_cast<int>(
            std::ranges::count_if(row.turn.messages, [&](base::MessageId id) { return added.contains(id); }));
    }
    return standing;
}

}  // namespace store
