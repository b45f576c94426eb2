// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/turn_keeper.h"

#include "store/mention_table.h"

#include <algorithm>
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
    return visibility == Visibility::Private || turn.contact == reply.contact ||
           std::ranges::find(reply.mentions, turn.contact) != reply.mentions.end();
}

/// Of the turns that a reply ended, the one that it names: that of the person it answers.
std::int64_t turnNamedBy(const TurnInput& reply, std::span<const TurnRow> ended) {
    const auto answered = std::ranges::find(ended, reply.contact, [](const TurnRow& row) { return row.turn.contact; });
    if (answered != ended.end()) {
        return answered->id;
    }
    return ended.empty() ? 0 : ended.front().id;
}

}  // namespace

base::UtcTime startOfChange(base::UtcTime from, std::span<const TurnRow> turns) {
    // A turn pulled in reaches back, and may reach into a turn before it.
    for (bool moved = true; moved;) {
        moved = false;
        for (const TurnRow& row : turns) {
            const bool reachesIn = row.turn.outcome == TurnOutcome::Open || row.turn.endedAt.value_or(from) >= from;
            if (row.turn.startedAt < from && reachesIn) {
                from = row.turn.startedAt;
                moved = true;
            }
        }
    }
    return from;
}

base::Status TurnKeeper::end(std::vector<TurnRow>& open, const TurnInput& reply, Visibility visibility,
                             std::vector<TurnRow>& ended) {
    std::vector<TurnRow> left;
    for (TurnRow& row : open) {
        if (!answers(reply, row.turn, visibility)) {
            left.push_back(row);
            continue;
        }
        row.turn.outcome = TurnOutcome::Answered;
        row.turn.endedAt = reply.at;
        row.turn.endedBy = reply.id;
        if (base::Status done = m_turns.update(row); !done) {
            return done;
        }
        ended.push_back(row);
    }
    open = std::move(left);
    return {};
}

base::Result<TurnKeeper::Standing> TurnKeeper::append(const ConversationRecord& conversation,
                                                      std::span<const TurnInput> added) {
    std::vector<TurnRow> open;
    if (conversation.waitingSince) {
        base::Result<std::vector<TurnRow>> latest = m_turns.since(conversation.id, *conversation.waitingSince);
        if (!latest) {
            return base::fail(latest.error());
        }
        std::erase_if(*latest, [](const TurnRow& row) { return row.turn.outcome != TurnOutcome::Open; });
        open = std::move(*latest);
    }
    Standing standing;
    std::unordered_map<std::int64_t, int> waiting; // by turn
    for (const TurnInput& message : added) {
        std::int64_t turn = 0;
        if (message.direction == Direction::Inbound && message.opensTurn) {
            auto mine = std::ranges::find(open, message.contact, [](const TurnRow& row) { return row.turn.contact; });
            if (mine == open.end()) {
                TurnRow row{.turn = {.contact = message.contact, .first = message.id, .startedAt = message.at}};
                const base::Result<std::int64_t> id = m_turns.insert(conversation.id, row.turn);
                if (!id) {
                    return base::fail(id.error());
                }
                row.id = *id;
                mine = open.insert(open.end(), row);
            }
            turn = mine->id;
            ++waiting[turn];
        } else if (message.direction == Direction::Outbound && message.endsTurns) {
            std::vector<TurnRow> ended;
            if (base::Status done = end(open, message, conversation.place.visibility, ended); !done) {
                return base::fail(done.error());
            }
            standing.ended = standing.ended || !ended.empty();
            turn = turnNamedBy(message, ended);
        }
        if (turn != 0) {
            if (base::Status done = m_messages.setTurn(message.id, turn); !done) {
                return base::fail(done.error());
            }
        }
    }
    for (const TurnRow& row : open) {
        standing.openSince = std::min(standing.openSince.value_or(row.turn.startedAt), row.turn.startedAt);
        if (const auto count = waiting.find(row.id); count != waiting.end()) {
            standing.newWaiting += count->second;
        }
    }
    return standing;
}

base::Result<std::vector<MessageTable::TurnMember>> TurnKeeper::members(const ConversationRecord& conversation,
                                                                        base::UtcTime since) {
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
            continue;
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
base::Result<std::vector<TurnRow>> TurnKeeper::store(base::ConversationId conversation, std::vector<model::Turn> fresh,
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
            const base::Result<std::int64_t> id = m_turns.insert(conversation, row.turn);
            if (!id) {
                return base::fail(id.error());
            }
            row.id = *id;
        } else {
            row.id = same->second.id;
            same->second.turn.messages = row.turn.messages;
            if (same->second.turn != row.turn) {
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

/// A private answer to a public comment may end a turn in either conversation. It names the one of its own, else the
/// other, whichever of the two is recomputed.
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
                                   std::span<const MessageTable::TurnMember> members, std::span<const TurnRow> turns) {
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
base::Result<TurnKeeper::Standing> TurnKeeper::recompute(const ConversationRecord& conversation, base::UtcTime from,
                                                         const std::set<base::MessageId>& added) {
    base::Result<std::vector<TurnRow>> old = m_turns.since(conversation.id, kEver);
    if (!old) {
        return base::fail(old.error());
    }
    const base::UtcTime start = conversation.turnsWhole ? kEver : startOfChange(from, *old);
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
    const auto rows = store(conversation.id, model::computeTurns(inputs, conversation.place.visibility),
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
