// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/regroup.h"

#include "store/sqlite/query.h"
#include "store/wanted_thread_table.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace store {
namespace {

using model::Direction;
using model::Visibility;

base::Error missing(std::string_view what) {
    return {.kind = base::ErrorKind::Internal, .message = std::string(what) + " is not there"};
}

}  // namespace

/// A private message of ours of which nobody knew whom it went to, until what it answers came.
base::Result<Place> Regroup::addressedPlace(const MessageFacts& message, const MessageFacts* parent,
                                            const Place& current) {
    if (parent == nullptr || message.direction != Direction::Outbound ||
        parent->direction != Direction::Inbound) {
        return current;
    }
    const base::ContactId person = parent->author;
    const base::Result<std::string> remoteId = ContactTable(m_tx.connection(), m_account).remoteId(person);
    if (!remoteId) {
        return base::fail(remoteId.error());
    }
    return remoteId->empty() ? current : privatePlace(*remoteId, person);
}

base::Result<Regroup::Visit> Regroup::visit(const MessageFacts& message, const MessageFacts* parent,
                                            const Place* parentPlace, const std::optional<Place>& alone) {
    const base::Result<ConversationRecord*> current = m_book.record(message.conversation);
    if (!current) {
        return base::fail(current.error());
    }
    if (*current == nullptr) {
        return base::fail(missing("the conversation of a message"));
    }
    Visit visit{.before = message, .after = message};
    const bool parentListed = parentPlace != nullptr && parentPlace->listed;
    if (groupingOf(message, parent, parentListed) == Grouping::WithParent) {
        visit.place = *parentPlace;
    } else if (message.visibility == Visibility::Public) {
        visit.place = publicPlace(message, parent);
    } else {
        visit.place = alone.value_or((*current)->place);
        if (!visit.place.listed) {
            base::Result<Place> addressed = addressedPlace(message, parent, visit.place);
            if (!addressed) {
                return base::fail(addressed.error());
            }
            visit.place = std::move(*addressed);
        }
    }
    visit.moves = visit.place.key != (*current)->place.key;
    visit.recasts = !visit.moves && visit.place != (*current)->place;
    visit.after.opensTurn = opensTurn(message, parent, visit.place.listed, visit.place.customer);
    visit.after.addressee = addresseeOf(message, parent, visit.place);
    return visit;
}

/// Goes down only as far as something changes.
base::Result<std::vector<Regroup::Visit>> Regroup::walk(const MessageFacts& root,
                                                        const std::optional<Place>& alone) {
    std::vector<Visit> visits;
    std::vector<Step> ahead{{.message = root}};
    while (!ahead.empty()) {
        const Step step = std::move(ahead.back());
        ahead.pop_back();
        base::Result<Visit> visited = base::fail(base::ErrorKind::Internal, "not visited");
        if (step.parent) {
            const Visit parent = visits[*step.parent];
            visited = visit(step.message, &parent.after, &parent.place, {});
        } else {
            base::Result<std::optional<MessageFacts>> parent = std::optional<MessageFacts>{};
            Place parentPlace;
            if (root.parent) {
                parent = m_messages.facts(root.parent);
            }
            if (!parent) {
                return base::fail(parent.error());
            }
            if (*parent) {
                const base::Result<ConversationRecord*> above = m_book.record((*parent)->conversation);
                if (!above) {
                    return base::fail(above.error());
                }
                parentPlace = (*above)->place;
            }
            visited =
                visit(step.message, *parent ? &**parent : nullptr, *parent ? &parentPlace : nullptr, alone);
            if (*parent && answersFromPrivate(root, **parent)) {
                if (base::Status done = m_book.changedWhole((*parent)->conversation); !done) {
                    return base::fail(done.error());
                }
            }
        }
        if (!visited) {
            return base::fail(visited.error());
        }
        const bool goesOn = !step.parent || visited->moves || visited->recasts ||
                            visited->after.addressee != visited->before.addressee;
        visits.push_back(std::move(*visited));
        if (!goesOn) {
            continue;
        }
        auto children = m_messages.children(step.message.id);
        if (!children) {
            return base::fail(children.error());
        }
        for (MessageFacts& child : *children) {
            ahead.push_back({.message = std::move(child), .parent = visits.size() - 1});
        }
    }
    return visits;
}

base::Result<Regroup::Losses> Regroup::losses(const std::vector<Visit>& visits) {
    Losses losses;
    for (std::size_t index = 0; index < visits.size(); ++index) {
        const Visit& visit = visits[index];
        if (!visit.moves) {
            continue;
        }
        Loss& loss = losses[visit.before.conversation];
        loss.byKey[visit.place.key].push_back(index);
        loss.named += visit.before.remoteId.empty() ? 0 : 1;
    }
    for (auto& [id, loss] : losses) {
        const base::Result<int> named = m_messages.countNamed(id);
        if (!named) {
            return base::fail(named.error());
        }
        loss.emptied = static_cast<std::size_t>(*named) == loss.named;
    }
    return losses;
}

/// The conversation of this place: the one that is there; else one that moves there as a whole keeps its id
/// and takes the new key; else a new one.
base::Result<ConversationRecord*> Regroup::target(const Place& place, const Losses& losses) {
    const base::Result<ConversationRecord*> known = m_book.record(m_account, place.key);
    if (!known || *known != nullptr) {
        return known;
    }
    base::ConversationId best;
    bool bestListed = false;
    for (const auto& [id, loss] : losses) {
        if (!loss.whole() || loss.byKey.begin()->first != place.key) {
            continue;
        }
        const base::Result<ConversationRecord*> record = m_book.record(id);
        if (!record) {
            return record;
        }
        if (!best || ((*record)->place.listed && !bestListed)) {
            best = id;
            bestListed = (*record)->place.listed;
        }
    }
    if (!best) {
        const base::Result<ConversationRecord*> fresh = m_book.at(m_account, place);
        if (base::Status done = m_book.storePending(); !done) {
            return base::fail(done.error());
        }
        return fresh;
    }
    if (base::Status done = m_book.rekey(best, place); !done) {
        return base::fail(done.error());
    }
    return m_book.record(best);
}

/// What a conversation knows beyond its messages goes with them.
base::Status Regroup::inherit(const ConversationRecord& from, ConversationRecord& to) {
    to.turnsWhole = to.turnsWhole || from.turnsWhole;
    to.doneAt = std::max(to.doneAt, from.doneAt);
    if (to.remoteId.empty()) {
        to.remoteId = from.remoteId;
    }
    if (from.place.listed && !m_book.isFresh(from.id)) {
        // Rather shown as unread twice than never.
        to.readUntil = to.messageCount == 0 ? from.readUntil : std::min(from.readUntil, to.readUntil);
    }
    m_book.wakes(to.id);
    m_book.changed(to.id, base::UtcTime{});
    return {};
}

base::Status Regroup::merge(base::ConversationId from, ConversationRecord& to) {
    const base::Result<ConversationRecord*> emptied = m_book.record(from);
    if (!emptied) {
        return base::fail(emptied.error());
    }
    base::Status done = inherit(**emptied, to);
    if (done) {
        done = m_messages.moveAll(from, to.id);
    }
    if (done) {
        done = m_conversations.moveBelongings(from, to.id);
    }
    if (done) {
        done = m_book.remove(from);
    }
    return done;
}

/// All of `from` goes to `to`; but an id that people have seen outlives one that is new.
base::Status Regroup::unite(base::ConversationId from, ConversationRecord& to) {
    const base::Result<ConversationRecord*> known = m_book.record(from);
    if (!known) {
        return base::fail(known.error());
    }
    if (!m_book.isFresh(to.id) || m_book.isFresh(from) || !(*known)->place.listed) {
        return merge(from, to);
    }
    const Place place = to.place;
    if (base::Status done = merge(to.id, **known); !done) {
        return done;
    }
    return m_book.rekey(from, place);
}

base::Status Regroup::split(base::ConversationId from, ConversationRecord& to,
                            const std::vector<std::size_t>& messages, std::vector<Visit>& visits) {
    const base::Result<ConversationRecord*> source = m_book.record(from);
    if (!source) {
        return base::fail(source.error());
    }
    if (base::Status done = inherit(**source, to); !done) {
        return done;
    }
    m_book.changed(from, base::UtcTime{});
    for (const std::size_t index : messages) {
        if (base::Status done = m_conversations.moveBelongings(visits[index].before.id, to.id); !done) {
            return done;
        }
    }
    return {};
}

base::Status Regroup::write(Visit& visit) {
    const base::Result<ConversationRecord*> record = m_book.record(m_account, visit.place.key);
    if (!record) {
        return base::fail(record.error());
    }
    visit.after.conversation = (*record)->id;
    const auto stored = [](const MessageFacts& facts) {
        return std::tuple(facts.conversation, facts.opensTurn, facts.addressee);
    };
    if (stored(visit.before) == stored(visit.after)) {
        return {};
    }
    m_book.changed(visit.after.conversation, visit.moves ? base::UtcTime{} : visit.before.at);
    return m_messages.setPlace(visit.after);
}

base::Status Regroup::apply(std::vector<Visit>& visits) {
    const base::Result<Losses> found = losses(visits);
    if (!found) {
        return base::fail(found.error());
    }
    for (const Visit& visit : visits) {
        if (visit.recasts) {
            if (base::Status done = m_book.rekey(visit.before.conversation, visit.place); !done) {
                return done;
            }
            m_book.changed(visit.before.conversation, base::UtcTime{});
        }
    }
    for (const auto& [from, loss] : *found) {
        m_moved = true;
        base::ConversationId first;
        for (const auto& [key, messages] : loss.byKey) {
            const base::Result<ConversationRecord*> to = target(visits[messages.front()].place, *found);
            if (!to) {
                return base::fail(to.error());
            }
            first = first ? first : (*to)->id;
            if ((*to)->id == from) {
                m_book.changed(from, base::UtcTime{});
                continue;
            }
            if (loss.whole()) {
                base::Status done = found->contains((*to)->id) ? merge(from, **to) : unite(from, **to);
                if (!done) {
                    return done;
                }
                continue;
            }
            if (base::Status done = split(from, **to, messages, visits); !done) {
                return done;
            }
        }
        // What is left has no remote id: replies of ours on their way. They stay with what they answer.
        if (loss.emptied && !loss.whole()) {
            const base::Result<ConversationRecord*> heir = m_book.record(first);
            if (!heir) {
                return base::fail(heir.error());
            }
            if (base::Status done = merge(from, **heir); !done) {
                return done;
            }
        }
    }
    for (Visit& visit : visits) {
        if (base::Status done = write(visit); !done) {
            return done;
        }
    }
    return {};
}

base::Status Regroup::from(base::MessageId root, const std::optional<Place>& alone) {
    const auto facts = m_messages.facts(root);
    if (!facts) {
        return base::fail(facts.error());
    }
    if (!*facts) {
        return {};
    }
    auto visits = walk(**facts, alone);
    if (!visits) {
        return base::fail(visits.error());
    }
    return apply(*visits);
}

base::Status Regroup::linkOrphans(const MessageFacts& parent) {
    const auto orphans = m_messages.orphans(m_account, parent.remoteId);
    if (!orphans) {
        return base::fail(orphans.error());
    }
    if (!orphans->empty()) {
        if (base::Status done = m_book.storePending(); !done) {
            return done;
        }
    }
    for (const MessageFacts& orphan : *orphans) {
        // Two messages that name each other as parents: hostile, but no reason to walk in a circle.
        const base::Result<bool> circle = m_messages.standsAbove(orphan.id, parent.id);
        if (!circle) {
            return base::fail(circle.error());
        }
        if (*circle) {
            continue;
        }
        base::Status done = m_messages.setParent(orphan.id, parent.id);
        if (done) {
            done = WantedThreadTable(m_tx.connection()).remove(m_account, orphan.remoteId);
        }
        if (!done) {
            return done;
        }
        later(orphan.id);
    }
    return {};
}

base::Status Regroup::recognise(const ContactTable::Recognised& person) {
    if (base::Status stored = m_book.storePending(); !stored) {
        return stored;
    }
    sqlite::Connection& connection = m_tx.connection();
    const Place place = privatePlace(person.remoteId, person.id);
    const base::Result<ConversationRecord*> guessed =
        m_book.record(m_account, privatePlace(person.guessedRemoteId, person.guess).key);
    if (!guessed) {
        return base::fail(guessed.error());
    }
    const base::Result<ConversationRecord*> own = m_book.record(m_account, place.key);
    if (!own) {
        return base::fail(own.error());
    }
    base::Status done;
    if (*guessed != nullptr && *own == nullptr) {
        done = m_book.rekey((*guessed)->id, place);
    } else if (*guessed != nullptr) {
        m_moved = true;
        done = merge((*guessed)->id, **own);
    }
    if (!done || person.guess == person.id) {
        return done;
    }
    done = m_book.replaceCustomer(person.guess, person.id);
    if (done) {
        done = sqlite::run(connection, "UPDATE message SET addressee_id = ? WHERE addressee_id = ?",
                           person.id, person.guess);
    }
    return done ? sqlite::run(connection, "DELETE FROM contact WHERE id = ?", person.guess) : done;
}

void Regroup::later(base::MessageId root, std::optional<Place> alone) {
    m_roots.emplace_back(root, std::move(alone));
}

base::Status Regroup::run() {
    if (base::Status done = m_book.storePending(); !done) {
        return done;
    }
    for (const auto& [root, alone] : std::exchange(m_roots, {})) {
        if (base::Status done = from(root, alone); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace store
