// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/response_time.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

namespace model {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

auto orderOf(const TurnInput* message) {
    return std::tuple(message->at, message->id);
}

/// The messages by time, then id, whatever order they came in.
std::vector<const TurnInput*> inOrder(std::span<const TurnInput> messages) {
    std::vector<const TurnInput*> ordered;
    ordered.reserve(messages.size());
    for (const TurnInput& message : messages) {
        ordered.push_back(&message);
    }
    if (!std::ranges::is_sorted(ordered, {}, orderOf)) {
        std::ranges::stable_sort(ordered, {}, orderOf);
    }
    return ordered;
}

/// What each contact has written since they were last answered.
class OpenTurns {
public:
    explicit OpenTurns(std::vector<Turn>& turns) : m_turns(turns) {}

    void add(const TurnInput& message) {
        giveUp(message.contact);
        m_unanswered[message.contact].push_back(&message);
        if (message.closing) {
            close(message);
        }
    }

    void endAll(const TurnInput& reply) {
        for (std::map<base::ContactId, Unanswered>* turns : {&m_unanswered, &m_missed}) {
            for (const auto& [contact, unanswered] : *turns) {
                end(unanswered, reply);
            }
            turns->clear();
        }
    }

    void endOf(base::ContactId contact, const TurnInput& reply) {
        for (std::map<base::ContactId, Unanswered>* turns : {&m_unanswered, &m_missed}) {
            if (const auto found = turns->find(contact); found != turns->end()) {
                end(found->second, reply);
                turns->erase(found);
            }
        }
    }

    /// Whatever is still unanswered is an open turn.
    void keepOpen() {
        while (!m_missed.empty()) {
            giveUp(m_missed.begin()->first);
        }
        for (const auto& [contact, unanswered] : m_unanswered) {
            Turn turn;
            for (const TurnInput* message : unanswered) {
                if (!message->deletedAt) {
                    take(turn, *message);
                }
            }
            keep(std::move(turn));
        }
    }

private:
    using Unanswered = std::vector<const TurnInput*>;

    void end(const Unanswered& unanswered, const TurnInput& reply) {
        end(unanswered, TurnOutcome::Answered, reply.at, reply.id);
    }

    /// A message that its author had taken back by then was not waiting any more.
    void end(const Unanswered& unanswered, TurnOutcome outcome, base::UtcTime at, base::MessageId by) {
        Turn turn;
        for (const TurnInput* message : unanswered) {
            if (!message->deletedAt || *message->deletedAt > at) {
                take(turn, *message);
            }
        }
        turn.outcome = outcome;
        turn.endedAt = at;
        turn.endedBy = by;
        keep(std::move(turn));
    }

    void close(const TurnInput& last) {
        const auto found = m_unanswered.find(last.contact);
        if (last.closing->outcome == TurnOutcome::Missed) {
            m_missed.insert_or_assign(last.contact, std::move(found->second));
        } else {
            end(found->second, last.closing->outcome, closedAt(last), {});
        }
        m_unanswered.erase(found);
    }

    /// What was set to done stays unanswered.
    void giveUp(base::ContactId contact) {
        if (const auto found = m_missed.find(contact); found != m_missed.end()) {
            end(found->second, TurnOutcome::Missed, closedAt(*found->second.back()), {});
            m_missed.erase(found);
        }
    }

    /// By a clock that was behind the platform's, a turn would end before it began.
    static base::UtcTime closedAt(const TurnInput& last) { return std::max(last.at, last.closing->at); }

    static void take(Turn& turn, const TurnInput& message) {
        if (turn.messages.empty()) {
            turn.contact = message.contact;
            turn.first = message.id;
            turn.startedAt = message.at;
        }
        turn.messages.push_back(message.id);
    }

    void keep(Turn turn) {
        if (!turn.messages.empty()) {
            m_turns.push_back(std::move(turn));
        }
    }

    std::vector<Turn>& m_turns;
    std::map<base::ContactId, Unanswered> m_unanswered;
    std::map<base::ContactId, Unanswered> m_missed;  ///< set to done: a reply may still come
};

base::Duration positive(base::Duration duration) {
    return std::max(duration, base::Duration{0});
}

/// The step in which a span of this length is shown: seconds, then minutes, from a day on hours.
base::Duration stepOf(base::Duration span) {
    if (span < minutes{1}) {
        return seconds{1};
    }
    return span < days{1} ? base::Duration{minutes{1}} : base::Duration{hours{1}};
}

}  // namespace

std::vector<Turn> computeTurns(std::span<const TurnInput> messages, Visibility visibility) {
    std::vector<Turn> turns;
    OpenTurns open(turns);
    for (const TurnInput* message : inOrder(messages)) {
        if (message->direction == Direction::Inbound) {
            if (message->opensTurn) {
                open.add(*message);
            }
        } else if (message->direction == Direction::Outbound && message->endsTurns) {
            if (visibility == Visibility::Private) {
                open.endAll(*message);
                continue;
            }
            open.endOf(message->contact, *message);
            for (const base::ContactId mentioned : message->mentions) {
                open.endOf(mentioned, *message);
            }
        }
    }
    open.keepOpen();
    std::ranges::sort(turns, {}, [](const Turn& turn) { return std::tuple(turn.startedAt, turn.first); });
    return turns;
}

base::Duration dueSoonSpan(base::Duration target) {
    return std::clamp<base::Duration>(target / 4, minutes{5}, minutes{60});
}

Badge badgeOf(TurnOutcome outcome, base::UtcTime turnStart, std::optional<base::UtcTime> turnEnd,
              base::UtcTime from, base::Duration target, base::UtcTime now) {
    Badge badge;
    const base::UtcTime end = outcome == TurnOutcome::Open ? now : turnEnd.value_or(now);
    const base::Duration length = positive(end - turnStart);
    switch (outcome) {
    case TurnOutcome::Open:
        if (length > target) {
            badge.state = BadgeState::Overdue;
        } else {
            badge.state = target - length <= dueSoonSpan(target) ? BadgeState::DueSoon : BadgeState::Waiting;
        }
        break;
    case TurnOutcome::Answered:
        badge.state = length > target ? BadgeState::AnsweredLate : BadgeState::Answered;
        break;
    case TurnOutcome::NoReplyNeeded:
        badge.state = BadgeState::NoReplyNeeded;
        break;
    case TurnOutcome::Missed:
        badge.state = BadgeState::Missed;
        break;
    }
    badge.calendar = positive(end - from);
    badge.business = badge.calendar;
    return badge;
}

std::optional<base::UtcTime> nextTick(const Badge& badge, base::UtcTime turnStart, base::Duration target,
                                      base::UtcTime now) {
    const base::UtcTime due = turnStart + target;
    // A span that grows shows a new figure when its step is full; one that shrinks, one millisecond after.
    const auto afterGrowing = [now](base::Duration span) {
        return now + (stepOf(span) - span % stepOf(span));
    };
    switch (badge.state) {
    case BadgeState::Waiting: {
        const base::UtcTime dueSoon = due - dueSoonSpan(target);
        const base::UtcTime step = afterGrowing(positive(badge.calendar.value_or(now - turnStart)));
        return dueSoon > now ? std::min(step, dueSoon) : step;
    }
    case BadgeState::DueSoon: {
        const base::Duration left = positive(due - now);
        return now + (left % stepOf(left) + base::Duration{1});
    }
    case BadgeState::Overdue:
        return afterGrowing(positive(now - due));
    case BadgeState::None:
    case BadgeState::Missed:
    case BadgeState::Answered:
    case BadgeState::AnsweredLate:
    case BadgeState::BeforeOpening:
    case BadgeState::NoReplyNeeded:
        return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace model
