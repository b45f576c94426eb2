// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/response_time.h"

#include <algorithm>

namespace model {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr base::Duration kLeast{1};

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

BadgeState openState(const TurnOfMessage& turn, base::Duration used, base::Duration target,
                     base::UtcTime now) {
    if (turn.answerableUntil && now >= *turn.answerableUntil) {
        return BadgeState::Missed;
    }
    if (used > target) {
        return BadgeState::Overdue;
    }
    return target - used <= dueSoonSpan(target) ? BadgeState::DueSoon : BadgeState::Waiting;
}

BadgeState answeredState(const TurnOfMessage& turn, base::Duration used, const ResponseRule& rule) {
    if (turn.afterWindow || used > rule.target.length) {
        return BadgeState::AnsweredLate;
    }
    const bool closed = rule.target.unit == TimeUnit::Business && turn.endedAt &&
                        rule.hours.closedThroughout(turn.startedAt, *turn.endedAt);
    return closed ? BadgeState::BeforeOpening : BadgeState::Answered;
}

BadgeState stateOf(const TurnOfMessage& turn, base::Duration used, const ResponseRule& rule,
                   base::UtcTime now) {
    switch (turn.outcome) {
    case TurnOutcome::Open:
        return openState(turn, used, rule.target.length, now);
    case TurnOutcome::Answered:
        return answeredState(turn, used, rule);
    case TurnOutcome::NoReplyNeeded:
        return BadgeState::NoReplyNeeded;
    case TurnOutcome::Missed:
        return BadgeState::Missed;
    }
    return BadgeState::None;
}

base::Duration countedBetween(base::UtcTime from, base::UtcTime to, const ResponseRule& rule) {
    return rule.target.unit == TimeUnit::Calendar ? positive(to - from) : rule.hours.openBetween(from, to);
}

/// The earliest instant by which so much of the target's clock has run.
std::optional<base::UtcTime> usedUp(base::UtcTime turnStart, base::Duration time, const ResponseRule& rule) {
    return rule.target.unit == TimeUnit::Calendar ? turnStart + time : rule.hours.after(turnStart, time);
}

}  // namespace

const ResponseRule& ruleOf(const SharedRule& rule) {
    static const ResponseRule kDefault;
    return rule ? *rule : kDefault;
}

BusinessSpan businessSpan(base::UtcTime from, base::UtcTime to, const BusinessHours& hours) {
    return {.time = hours.openBetween(from, to), .closedThroughout = hours.closedThroughout(from, to)};
}

base::Duration Badge::counted(TimeUnit unit) const {
    return (unit == TimeUnit::Business ? business : calendar).value_or(base::Duration{0});
}

base::Duration dueSoonSpan(base::Duration target) {
    return std::clamp<base::Duration>(target / 4, minutes{5}, minutes{60});
}

Badge badgeOf(const TurnOfMessage& turn, base::UtcTime from, const ResponseRule& rule, base::UtcTime now) {
    const base::UtcTime end = turn.outcome == TurnOutcome::Open ? now : turn.endedAt.value_or(now);
    return {.state = stateOf(turn, countedBetween(turn.startedAt, end, rule), rule, now),
            .calendar = positive(end - from),
            .business = rule.hours.openBetween(from, end)};
}

std::optional<base::UtcTime> dueAt(base::UtcTime turnStart, const ResponseRule& rule) {
    return usedUp(turnStart, rule.target.length, rule);
}

TurnThresholds turnThresholds(base::UtcTime turnStart, const ResponseRule& rule) {
    const base::Duration target = rule.target.length;
    return {.dueSoonAt = usedUp(turnStart, target - dueSoonSpan(target), rule),
            .overdueAt = usedUp(turnStart, target + kLeast, rule)};
}

TurnClock turnClock(base::UtcTime turnStart, const ResponseRule& rule, base::UtcTime now) {
    TurnClock clock{.used = countedBetween(turnStart, now, rule), .dueAt = dueAt(turnStart, rule)};
    if (rule.target.unit == TimeUnit::Business && !rule.hours.isOpen(now)) {
        clock.standsStill = true;
        clock.opensAt = rule.hours.nextOpening(now);
    }
    return clock;
}

std::optional<base::UtcTime> nextTick(const TurnOfMessage& turn, base::UtcTime from, const ResponseRule& rule,
                                      base::UtcTime now) {
    if (turn.outcome != TurnOutcome::Open) {
        return std::nullopt;
    }
    const TurnClock clock = turnClock(turn.startedAt, rule, now);
    std::optional<base::UtcTime> tick = clock.opensAt;
    const auto notAfter = [&tick, now](std::optional<base::UtcTime> time) {
        if (time && *time > now) {
            tick = std::min(tick.value_or(*time), *time);
        }
    };
    const BadgeState state = openState(turn, clock.used, rule.target.length, now);
    if (state == BadgeState::Missed) {
        return std::nullopt;
    }
    notAfter(turn.answerableUntil);
    if (clock.standsStill) {
        return tick;
    }
    if (rule.target.unit == TimeUnit::Business) {
        notAfter(rule.hours.nextClosing(now));
    }
    // A span that grows shows a new figure when its step is full; one that shrinks, one millisecond after.
    const auto whenFull = [](base::Duration span) { return stepOf(span) - span % stepOf(span); };
    const base::Duration left = rule.target.length - clock.used;
    if (state == BadgeState::Waiting) {
        notAfter(now + whenFull(countedBetween(from, now, rule)));
        notAfter(now + (left - dueSoonSpan(rule.target.length)));
    } else if (state == BadgeState::DueSoon) {
        notAfter(now + (left % stepOf(left) + kLeast));
    } else {
        notAfter(now + whenFull(-left));
    }
    return tick;
}

}  // namespace model
