// SPDX-License-Identifier: GPL-3.0-or-later
#include "oracle.h"

#include "turns.h"

#include <algorithm>
#include <tuple>

namespace oracle {
namespace {

constexpr Ms kMinute = 60'000;

class Evaluation {
public:
    Evaluation(const History& history, OpeningMinutes& hours, Ms now)
        : m_history(history), m_hours(hours), m_now(now), m_turns(turnsOf(history)) {}

    Result run() {
        Result result;
        for (Turn& each : m_turns) {
            each.calendarMs = calendarMs(each.start, each);
            each.businessMs = businessMs(each.start, each);
            each.state = stateOf(each);
        }
        for (const Message& each : m_history.messages) {
            result.badges[each.id] = each.author == 0 ? badgeOfOurs(each) : badgeOfTheirs(each);
        }
        for (const Conversation& each : m_history.conversations) {
            result.conversations[each.id] = resultOf(each);
        }
        return result;
    }

private:
    Ms calendarMs(Ms from, const Turn& turn) const {
        return std::max<Ms>(0, turn.end.value_or(m_now) - from);
    }

    Ms businessMs(Ms from, const Turn& turn) { return m_hours.businessMs(from, turn.end.value_or(m_now)); }

    State stateOf(const Turn& turn) {
        const Ms elapsed = m_history.target.unit == Unit::Business ? turn.businessMs : turn.calendarMs;
        switch (turn.outcome) {
        case Outcome::NoReplyNeeded:
            return State::NoReplyNeeded;
        case Outcome::Done:
            return State::Missed;
        case Outcome::Answered:
            return answeredState(turn, elapsed);
        case Outcome::Open:
            break;
        }
        return openState(turn, elapsed);
    }

    State answeredState(const Turn& turn, Ms elapsed) {
        const Message& reply = *messageOf(m_history, turn.endedBy);
        const std::optional<Ms> last = lastOfCustomer(turn.conversation, &reply);
        const bool windowClosed = last && reply.at >= *last + m_history.windows->humanAgent;
        if (elapsed > m_history.target.length || windowClosed) {
            return State::AnsweredLate;
        }
        // No open ms before the reply, and closed at the reply's own: every instant was.
        if (m_history.target.unit == Unit::Business && turn.businessMs == 0 && !m_hours.isOpen(reply.at)) {
            return State::BeforeOpening;
        }
        return State::Answered;
    }

    State openState(const Turn& turn, Ms elapsed) const {
        const Ms target = m_history.target.length;
        const std::optional<Ms> last = lastOfCustomer(turn.conversation, nullptr);
        if (last && m_now >= *last + m_history.windows->humanAgent) {
            return State::Missed;
        }
        if (elapsed > target) {
            return State::Overdue;
        }
        return target - elapsed <= std::clamp(target / 4, 5 * kMinute, 60 * kMinute) ? State::DueSoon
                                                                                     : State::Waiting;
    }

    // When the customer wrote last: before `reply` and not deleted by then, or, without one, at all and never
    // deleted. Nothing where there are no windows.
    std::optional<Ms> lastOfCustomer(int conversation, const Message* reply) const {
        const Conversation& where = conversationOf(m_history, conversation);
        std::optional<Ms> last;
        if (!m_history.windows || where.visibility == Visibility::Public) {
            return last;
        }
        for (const Message& each : m_history.messages) {
            const bool theirs = each.author != 0 && each.conversation == conversation &&
                                onePerson(m_history, each.author) == onePerson(m_history, where.customer);
            const bool stands = each.deletedAt == 0 || (reply != nullptr && each.deletedAt > reply->at);
            const bool before =
                reply == nullptr || std::tie(each.at, each.id) < std::tie(reply->at, reply->id);
            if (theirs && stands && before && (!last || each.at > *last)) {
                last = each.at;
            }
        }
        return last;
    }

    Badge badgeOfTheirs(const Message& message) {
        for (const Turn& each : m_turns) {
            if (std::find(each.messages.begin(), each.messages.end(), message.id) != each.messages.end()) {
                return {each.state, calendarMs(message.at, each), businessMs(message.at, each)};
            }
        }
        return {};
    }

    Badge badgeOfOurs(const Message& message) const {
        const Message* const answered = nearestInbound(m_history, message.parent);
        const Conversation& where = conversationOf(m_history, message.conversation);
        int person = 0;
        if (answered != nullptr) {
            person = onePerson(m_history, answered->author);
        } else if (where.visibility == Visibility::Private) {
            person = onePerson(m_history, where.customer);
        }
        // The turns stand by start and first message, so the first found is the earliest.
        const Turn* chosen = nullptr;
        for (const Turn& each : m_turns) {
            if (each.endedBy == message.id &&
                (chosen == nullptr || (chosen->contact != person && each.contact == person))) {
                chosen = &each;
            }
        }
        return chosen == nullptr ? Badge{} : Badge{chosen->state, chosen->calendarMs, chosen->businessMs};
    }

    ConversationResult resultOf(const Conversation& conversation) {
        ConversationResult result;
        for (const Turn& each : m_turns) {
            if (each.conversation != conversation.id) {
                continue;
            }
            result.turns.push_back(each);
            if (each.outcome == Outcome::Open && !result.waitingSince) {
                result.waitingSince = each.start;
                result.dueAt = m_history.target.unit == Unit::Business
                                   ? m_hours.usedUp(each.start, m_history.target.length)
                                   : each.start + m_history.target.length;
            }
        }
        if (const std::optional<Ms> last = lastOfCustomer(conversation.id, nullptr)) {
            result.windowClosesAt = *last + m_history.windows->answer;
        }
        return result;
    }

    const History& m_history;
    OpeningMinutes& m_hours;
    Ms m_now;
    std::vector<Turn> m_turns;
};

}  // namespace

Result evaluate(const History& history, OpeningMinutes& hours, Ms now) {
    return Evaluation(history, hours, now).run();
}

Result evaluate(const History& history, Ms now) {
    OpeningMinutes hours(history.hours);
    return evaluate(history, hours, now);
}

std::string nameOf(State state) {
    switch (state) {
    case State::None:
        return "none";
    case State::Waiting:
        return "waiting";
    case State::DueSoon:
        return "due_soon";
    case State::Overdue:
        return "overdue";
    case State::Missed:
        return "missed";
    case State::Answered:
        return "answered";
    case State::AnsweredLate:
        return "answered_late";
    case State::BeforeOpening:
        return "before_opening";
    case State::NoReplyNeeded:
        return "no_reply_needed";
    }
    return "?";
}

}  // namespace oracle
