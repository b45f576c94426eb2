// SPDX-License-Identifier: GPL-3.0-or-later
#include "turns.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace oracle {
namespace {

using Messages = std::vector<const Message*>;

bool isStanding(const Message& message, Ms instant) {
    return message.deletedAt == 0 || message.deletedAt > instant;
}

// A message of the customer's always opens a turn; of somebody else's one that is said to us.
bool mayOpen(const History& history, const Message& message) {
    const int customer = conversationOf(history, message.conversation).customer;
    if (onePerson(history, message.author) == onePerson(history, customer)) {
        return true;
    }
    const Message* const parent = messageOf(history, message.parent);
    const bool repliesToUs = parent != nullptr && parent->author == 0 && parent->kind == Kind::Message;
    return repliesToUs || message.mentionsUs || (message.carriedMention && message.parent == 0);
}

Messages standingOf(const Messages& messages, Ms instant) {
    Messages standing;
    std::copy_if(messages.begin(), messages.end(), std::back_inserter(standing),
                 [instant](const Message* each) { return isStanding(*each, instant); });
    return standing;
}

// What is waiting at that instant: from the first message that may open a turn, all that the person wrote
// since.
Messages waitingOf(const History& history, const Messages& messages, Ms instant) {
    Messages waiting = standingOf(messages, instant);
    while (!waiting.empty() && !mayOpen(history, *waiting.front())) {
        waiting.erase(waiting.begin());
    }
    return waiting;
}

// Goes through the messages once, in order, with one line for every person in every conversation.
class Replay {
public:
    explicit Replay(const History& history) : m_history(history) {}

    std::vector<Turn> run() {
        for (const Message* each : inOrder(m_history)) {
            if (each->author != 0) {
                take(*each);
            } else {
                answer(*each);
            }
        }
        for (const auto& [key, line] : m_lines) {
            // An open turn has no message that was ever deleted.
            Messages waiting = line.unanswered;
            std::erase_if(waiting, [](const Message* each) { return each->deletedAt != 0; });
            waiting = waitingOf(m_history, waiting, 0);
            if (!waiting.empty()) {
                m_turns.push_back(turnOf(key, waiting));
            }
        }
        std::sort(m_turns.begin(), m_turns.end(), [](const Turn& a, const Turn& b) {
            return std::tie(a.start, a.firstMessage) < std::tie(b.start, b.firstMessage);
        });
        return std::move(m_turns);
    }

private:
    using Key = std::pair<int, int>;  // conversation, person

    struct Line {
        Messages unanswered;              // since the last end, deleted ones and asides too
        std::optional<std::size_t> done;  // the turn that was set to done and may still be answered
        Messages doneMessages;
    };

    static Turn turnOf(const Key& key, const Messages& messages) {
        Turn turn;
        std::tie(turn.conversation, turn.contact) = key;
        for (const Message* each : messages) {
            turn.messages.push_back(each->id);
        }
        turn.firstMessage = messages.front()->id;
        turn.start = messages.front()->at;
        return turn;
    }

    void take(const Message& message) {
        const Key key{message.conversation, onePerson(m_history, message.author)};
        Line& line = m_lines[key];
        line.unanswered.push_back(&message);
        if (message.closing != Closing::None) {
            close(key, line, message);
        }
    }

    void close(const Key& key, Line& line, const Message& last) {
        const Ms end = std::max(last.at, last.closedAt);
        const Messages closed = waitingOf(m_history, line.unanswered, end);
        line.unanswered.clear();
        if (closed.empty()) {
            return;
        }
        Turn turn = turnOf(key, closed);
        turn.end = end;
        line.done.reset();
        if (last.closing == Closing::Done) {
            turn.outcome = Outcome::Done;
            line.done = m_turns.size();
            line.doneMessages = closed;
        } else {
            turn.outcome = Outcome::NoReplyNeeded;
        }
        m_turns.push_back(std::move(turn));
    }

    void answer(const Message& reply) {
        for (const Key& key : addressedBy(reply)) {
            const auto found = m_lines.find(key);
            if (found != m_lines.end()) {
                end(key, found->second, reply);
            }
        }
    }

    void end(const Key& key, Line& line, const Message& reply) {
        const Messages waiting = waitingOf(m_history, line.unanswered, reply.at);
        const bool wroteAgain = !standingOf(line.unanswered, reply.at).empty();
        line.unanswered.clear();
        const std::optional<std::size_t> done = std::exchange(line.done, std::nullopt);
        if (!waiting.empty()) {
            m_turns.push_back(endedBy(turnOf(key, waiting), reply));
        } else if (done && !wroteAgain) {
            // Set to done, and answered after all.
            const Messages left = waitingOf(m_history, line.doneMessages, reply.at);
            if (!left.empty()) {
                m_turns[*done] = endedBy(turnOf(key, left), reply);
            }
        }
    }

    static Turn endedBy(Turn turn, const Message& reply) {
        turn.end = reply.at;
        turn.outcome = Outcome::Answered;
        turn.endedBy = reply.id;
        return turn;
    }

    std::set<Key> addressedBy(const Message& ours) const {
        const Conversation& conversation = conversationOf(m_history, ours.conversation);
        const Message* const answered = nearestInbound(m_history, ours.parent);
        std::set<Key> keys;
        if (ours.kind == Kind::PhoneCall) {
            const int person = answered != nullptr ? answered->author : conversation.customer;
            keys.insert({conversation.id, onePerson(m_history, person)});
        } else if (ours.kind == Kind::Note || ours.automatic || ours.unsent) {
            return keys;
        } else if (conversation.visibility == Visibility::Public) {
            for (const int person : ours.mentions) {
                keys.insert({conversation.id, onePerson(m_history, person)});
            }
            if (answered != nullptr) {
                keys.insert({conversation.id, onePerson(m_history, answered->author)});
            }
        } else {
            for (const auto& [key, line] : m_lines) {
                if (key.first == conversation.id) {
                    keys.insert(key);
                }
            }
            // It is to a public message itself, not to a private one that was.
            const Message* const parent = messageOf(m_history, ours.parent);
            if (answered != nullptr && parent != nullptr &&
                conversationOf(m_history, parent->conversation).visibility == Visibility::Public) {
                keys.insert({answered->conversation, onePerson(m_history, answered->author)});
            }
        }
        return keys;
    }

    const History& m_history;
    std::map<Key, Line> m_lines;
    std::vector<Turn> m_turns;
};

}  // namespace

const Message* messageOf(const History& history, int id) {
    return id == 0 ? nullptr : &history.messages.at(static_cast<std::size_t>(id) - 1);
}

const Conversation& conversationOf(const History& history, int id) {
    for (const Conversation& each : history.conversations) {
        if (each.id == id) {
            return each;
        }
    }
    throw std::invalid_argument("no conversation " + std::to_string(id));
}

const Message* nearestInbound(const History& history, int id) {
    const Message* message = messageOf(history, id);
    while (message != nullptr && message->author == 0) {
        message = messageOf(history, message->parent);
    }
    return message;
}

std::vector<const Message*> inOrder(const History& history) {
    Messages order;
    for (const Message& each : history.messages) {
        order.push_back(&each);
    }
    std::sort(order.begin(), order.end(), [](const Message* a, const Message* b) {
        return std::tie(a->at, a->id) < std::tie(b->at, b->id);
    });
    return order;
}

int onePerson(const History& history, int person) {
    for (auto found = history.joined.find(person); found != history.joined.end();
         found = history.joined.find(person)) {
        person = found->second;
    }
    return person;
}

std::vector<Turn> turnsOf(const History& history) {
    return Replay(history).run();
}

}  // namespace oracle
