// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/shift_facts.h"

#include "view/composer_view.h"

#include "model/small_talk.h"

#include <algorithm>
#include <set>
#include <utility>

namespace view {
namespace {

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

/// Behind all windows that have closed: they are past saving.
ConsoleSource::InboxPlace openFrom(base::UtcTime now) {
    return {.at = now + base::Duration{1}, .id = {}};
}

/// The first that look like thanks are looked at closely: a sheet shows no more.
constexpr std::size_t kProposals = 24;
constexpr int kMessagesOfThanks = 20;

bool looksLikeThanks(const model::ConversationRow& row) {
    return row.lastDirection == model::Direction::Inbound && model::asksForNothing(row.snippet);
}

void readThanks(const ConsoleSource& source, ShiftFacts& facts) {
    std::size_t looked = 0;
    for (const model::ConversationRow& row : facts.waiting) {
        if (!looksLikeThanks(row) || looked++ >= kProposals) {
            continue;
        }
        const auto messages = orNothing(source.messages(row.id, kMessagesOfThanks, {}));
        // Where more wait than were read, an earlier one may ask for something.
        const bool allRead = static_cast<int>(messages.size()) < kMessagesOfThanks ||
                             !messages.front().turn || messages.front().turn->endedAt;
        if (allRead && onlyThanksWait(messages)) {
            facts.thanks.insert(row.id);
        }
    }
}

/// Those that wait, from both orders that expire: each gives its first ones.
void readWaiting(const ConsoleSource& source, ShiftFacts& facts, base::UtcTime now) {
    using model::ConversationState;
    using model::InboxOrder;
    std::set<base::ConversationId> seen;
    const std::pair<InboxOrder, std::optional<ConsoleSource::InboxPlace>> orders[] = {
        {InboxOrder::ClosingNext, openFrom(now)}, {InboxOrder::DueNext, std::nullopt}};
    for (const auto& [order, after] : orders) {
        for (model::ConversationRow& row :
             orNothing(source.inbox(ConversationState::NeedsReply, ConsoleSource::kMostRows, after, order))) {
            if (seen.insert(row.id).second) {
                facts.waiting.push_back(std::move(row));
            }
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
                          base::UtcTime now) {
    ShiftFacts facts;
    facts.accounts = orNothing(source.accounts());
    facts.pulses.assign(pulses.begin(), pulses.end());
    facts.hours = model::BusinessHours(orNothing(source.hours({})));
    readShifts(source, facts, now);
    facts.needReply = orNothing(source.counts()).needsReply;
    readWaiting(source, facts, now);
    readThanks(source, facts);
    facts.answered = orNothing(source.inbox(model::ConversationState::Answered, ConsoleSource::kMostRows,
                                            openFrom(now), model::InboxOrder::ClosingNext));
    return facts;
}

model::ShiftQuestion shiftQuestion(const ShiftFacts& facts, const Words& words, base::UtcTime now) {
    return {.since = facts.since,
            .running = facts.running ? std::optional(facts.running->startedAt) : std::nullopt,
            .now = now,
            .midnight = words.nextDay(now)};
}

}  // namespace view
