// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/shift_facts.h"

#include <algorithm>
#include <set>
#include <utility>

namespace view {
namespace {

constexpr base::Duration kFirstHour = std::chrono::hours(1);
constexpr base::Duration kDay = std::chrono::hours(24);
/// How far back the last shift is looked for.
constexpr int kShifts = 8;

template <class Rows>
Rows orNothing(base::Result<Rows> rows) {
    return std::move(rows).value_or(Rows{});
}

void readShifts(const ConsoleSource& source, ShiftFacts& facts, base::UtcTime now) {
    const auto shifts = orNothing(source.shifts(kShifts));
    if (!shifts.empty() && !shifts.front().endedAt) {
        facts.running = shifts.front();
    }
    const auto ended = std::ranges::find_if(shifts, [](const auto& one) { return one.endedAt.has_value(); });
    if (ended != shifts.end()) {
        facts.ended = *ended;
    }
    facts.since = facts.ended ? *facts.ended->endedAt : now - kDay;
    facts.agent = facts.running ? facts.running->agent : orNothing(source.names()).agent;
}

/// Those that wait, from both orders that expire: each gives its first ones.
void readWaiting(const ConsoleSource& source, ShiftFacts& facts, base::UtcTime now) {
    using model::ConversationState;
    using model::InboxOrder;
    std::set<base::ConversationId> seen;
    for (const InboxOrder order : {InboxOrder::ClosingNext, InboxOrder::DueNext}) {
        for (model::ConversationRow& row :
             orNothing(source.inbox(ConversationState::NeedsReply, ConsoleSource::kMostRows, {}, order))) {
            if (!seen.insert(row.id).second) {
                continue;
            }
            const auto closes = row.windowClosesAt;
            facts.closing += closes && *closes > now && *closes <= now + kFirstHour;
            facts.missed +=
                row.answerableUntil && *row.answerableUntil <= now && *row.answerableUntil >= facts.since;
            facts.waiting.push_back(std::move(row));
        }
    }
    std::ranges::stable_sort(facts.waiting, [now](const auto& one, const auto& other) {
        constexpr base::UtcTime kNever = base::UtcTime::max();
        return std::pair(expiryOf(one, now).value_or(kNever), one.id) <
               std::pair(expiryOf(other, now).value_or(kNever), other.id);
    });
}

}  // namespace

std::optional<base::UtcTime> expiryOf(const model::ConversationRow& row, base::UtcTime now) {
    // A window that has closed is past saving; the turn may still be overdue.
    const auto window = row.windowClosesAt && *row.windowClosesAt > now ? row.windowClosesAt : std::nullopt;
    return earliest(window, row.dueAt);
}

std::optional<base::UtcTime> openingAfterClosing(const model::BusinessHours& hours, base::UtcTime now) {
    const auto closing = hours.nextClosing(now);
    return closing ? hours.nextOpening(*closing) : std::nullopt;
}

ShiftFacts readShiftFacts(const ConsoleSource& source, std::span<const model::AccountPulse> pulses,
                          const Words& words, base::UtcTime now) {
    ShiftFacts facts;
    facts.accounts = orNothing(source.accounts());
    facts.pulses.assign(pulses.begin(), pulses.end());
    facts.hours = model::BusinessHours(orNothing(source.hours({})));
    readShifts(source, facts, now);
    facts.needReply = orNothing(source.counts()).needsReply;
    facts.arrivals = orNothing(source.arrivals(facts.since));
    readWaiting(source, facts, now);
    facts.missed += model::shiftFigures(orNothing(source.endedTurns(facts.since, now))).missed;
    const base::UtcTime midnight = words.nextDay(now);
    for (const auto& row : orNothing(source.inbox(model::ConversationState::Snoozed, ConsoleSource::kMostRows,
                                                  {}, model::InboxOrder::Newest))) {
        facts.comeBack += row.snoozedUntil && *row.snoozedUntil < midnight;
    }
    if (facts.running) {
        // What ends at this very moment counts.
        facts.figures = model::shiftFigures(
            orNothing(source.endedTurns(facts.running->startedAt, now + base::Duration{1})));
    }
    return facts;
}

}  // namespace view
