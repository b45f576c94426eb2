// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/response_time.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace model {
namespace {

using Messages = std::vector<const TurnInput*>;

auto orderOf(const TurnInput* message) {
    return std::tuple(message->at, message->id);
}

/// The messages by time, then id, whatever order they came in.
Messages inOrder(std::span<const TurnInput> messages) {
    Messages ordered;
    ordered.reserve(messages.size());
    for (const TurnInput& message : messages) {
        ordered.push_back(&message);
    }
    if (!std::ranges::is_sorted(ordered, {}, orderOf)) {
        std::ranges::stable_sort(ordered, {}, orderOf);
    }
    return ordered;
}

/// A message that its author had taken back by then was not waiting any more.
bool stoodAt(const TurnInput& message, base::UtcTime time) {
    return !message.deletedAt || *message.deletedAt > time;
}

/// Goes through the messages once, with one line for every person.
class Replay {
public:
    explicit Replay(const TurnScope& scope) : m_scope(scope), m_customer(one(scope.customer)) {}

    void take(const TurnInput& message) {
        if (message.direction == Direction::Inbound) {
            write(message);
        } else if (message.endsTurns) {
            answer(message);
        }
    }

    std::vector<Turn> finish() {
        for (auto& [person, line] : m_lines) {
            giveUp(person, line);
            Messages open = line.written;
            std::erase_if(open, [](const TurnInput* message) { return message->deletedAt.has_value(); });
            keep(turnOf(person, fromOpener(std::move(open))));
        }
        std::ranges::sort(m_turns, {},
                          [](const Turn& turn) { return std::tuple(turn.startedAt, turn.first); });
        return std::move(m_turns);
    }

private:
    struct Line {
        Messages written;  ///< since the last end, with the asides that belong to no turn
        Messages missed;   ///< of the turn that was set to done: a reply may still come
        base::UtcTime missedAt;
    };

    [[nodiscard]] base::ContactId one(base::ContactId contact) const {
        const auto joined = m_scope.joined.find(contact);
        return joined == m_scope.joined.end() ? contact : joined->second;
    }

    void write(const TurnInput& message) {
        const base::ContactId person = one(message.contact);
        if (m_scope.lastWindow && person == m_customer) {
            m_ofCustomer.push_back(&message);
        }
        Line& line = m_lines[person];
        line.written.push_back(&message);
        if (message.closing) {
            close(person, line, message);
        }
    }

    void close(base::ContactId person, Line& line, const TurnInput& last) {
        // By a clock that was behind the platform's, a turn would end before it began.
        const base::UtcTime at = std::max(last.at, last.closing->at);
        Messages closed = waitingAt(line.written, at);
        line.written.clear();
        if (closed.empty()) {
            return;
        }
        giveUp(person, line);
        if (last.closing->outcome == TurnOutcome::Missed) {
            line.missed = std::move(closed);
            line.missedAt = at;
        } else {
            keep(ended(turnOf(person, closed), last.closing->outcome, at, {}));
        }
    }

    /// What was set to done stays unanswered.
    void giveUp(base::ContactId person, Line& line) {
        keep(ended(turnOf(person, std::exchange(line.missed, {})), TurnOutcome::Missed, line.missedAt, {}));
    }

    void answer(const TurnInput& reply) {
        if (m_scope.visibility == Visibility::Private && reply.direction == Direction::Outbound) {
            for (auto& [person, line] : m_lines) {
                end(person, line, reply);
            }
            return;
        }
        endOf(reply.contact, reply);
        for (const base::ContactId mentioned : reply.mentions) {
            endOf(mentioned, reply);
        }
    }

    void endOf(base::ContactId contact, const TurnInput& reply) {
        const base::ContactId person = one(contact);
        if (const auto found = m_lines.find(person); found != m_lines.end()) {
            end(person, found->second, reply);
        }
    }

    void end(base::ContactId person, Line& line, const TurnInput& reply) {
        const Messages written = std::exchange(line.written, {});
        const bool wroteAgain = std::ranges::any_of(
            written, [&reply](const TurnInput* message) { return stoodAt(*message, reply.at); });
        Messages waiting = waitingAt(written, reply.at);
        if (waiting.empty() && !wroteAgain && !line.missed.empty()) {
            // Set to done, and answered after all.
            waiting = waitingAt(line.missed, reply.at);
            if (!waiting.empty()) {
                line.missed.clear();
            }
        }
        giveUp(person, line);
        Turn turn = ended(turnOf(person, waiting), TurnOutcome::Answered, reply.at, reply.id);
        turn.afterWindow = afterWindow(reply);
        keep(std::move(turn));
    }

    [[nodiscard]] bool afterWindow(const TurnInput& reply) const {
        const auto last =
            std::find_if(m_ofCustomer.rbegin(), m_ofCustomer.rend(),
                         [&reply](const TurnInput* message) { return stoodAt(*message, reply.at); });
        return last != m_ofCustomer.rend() && reply.at >= (*last)->at + *m_scope.lastWindow;
    }

    static Messages waitingAt(const Messages& written, base::UtcTime time) {
        Messages waiting;
        std::ranges::copy_if(written, std::back_inserter(waiting),
                             [time](const TurnInput* message) { return stoodAt(*message, time); });
        return fromOpener(std::move(waiting));
    }

    /// What was said to others before anything was said to us is not of the turn.
    static Messages fromOpener(Messages messages) {
        messages.erase(messages.begin(), std::ranges::find_if(messages, &TurnInput::opensTurn));
        return messages;
    }

    static Turn turnOf(base::ContactId person, const Messages& messages) {
        Turn turn;
        turn.contact = person;
        if (!messages.empty()) {
            turn.first = messages.front()->id;
            turn.startedAt = messages.front()->at;
        }
        for (const TurnInput* message : messages) {
            turn.messages.push_back(message->id);
        }
        return turn;
    }

    static Turn ended(Turn turn, TurnOutcome outcome, base::UtcTime at, base::MessageId by) {
        turn.outcome = outcome;
        turn.endedAt = at;
        turn.endedBy = by;
        return turn;
    }

    /// One of which nothing was left is none.
    void keep(Turn turn) {
        if (!turn.messages.empty()) {
            m_turns.push_back(std::move(turn));
        }
    }

    const TurnScope& m_scope;
    base::ContactId m_customer;
    std::map<base::ContactId, Line> m_lines;
    Messages m_ofCustomer;
    std::vector<Turn> m_turns;
};

}  // namespace

std::vector<Turn> computeTurns(std::span<const TurnInput> messages, const TurnScope& scope) {
    Replay replay(scope);
    for (const TurnInput* message : inOrder(messages)) {
        replay.take(*message);
    }
    return replay.finish();
}

}  // namespace model
