// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/turn_story.h"

#include "view/platform_names.h"
#include "view/sentences.h"

#include <algorithm>

namespace view {
namespace {

using model::BadgeState;
using model::TimeUnit;
using model::TurnOutcome;

/// A week of nights is told; of a year the first ones.
constexpr std::size_t kMostPauses = 14;

std::string stopLine(const model::TimedTurn& turn, const Words& words, base::UtcTime now) {
    const std::string time = words.momentWithTime(turn.to, now);
    switch (turn.fact.outcome) {
    case TurnOutcome::Answered:
        return words.say(turn.fact.endedBy ? Phrase::StoryStop : Phrase::StoryStopCall, {{"time", time}});
    case TurnOutcome::NoReplyNeeded:
        return words.say(Phrase::StoryNoReply, {{"time", time}});
    case TurnOutcome::Missed:
        return words.say(Phrase::StoryDone, {{"time", time}});
    case TurnOutcome::Open:
        break;
    }
    return words.say(Phrase::StoryOpen, {{"time", time}});
}

void addPauses(std::vector<std::string>& lines, const model::TimedTurn& turn, const Words& words,
               base::UtcTime now) {
    const auto pauses = model::pausesBetween(turn.from, turn.to, model::ruleOf(turn.fact.rule).hours);
    for (std::size_t index = 0; index < std::min(pauses.size(), kMostPauses); ++index) {
        lines.push_back(
            words.say(Phrase::StoryPause, {{"from", words.momentWithTime(pauses[index].first, now)},
                                           {"to", words.momentWithTime(pauses[index].second, now)}}));
    }
    if (pauses.size() > kMostPauses) {
        lines.emplace_back("…");
    }
}

std::string verdictLine(const model::TimedTurn& turn, const Words& words) {
    const model::ResponseTarget& target = model::ruleOf(turn.fact.rule).target;
    switch (turn.fact.outcome) {
    case TurnOutcome::NoReplyNeeded:
        return {};
    case TurnOutcome::Missed:
        return words.say(Phrase::StoryMissed);
    case TurnOutcome::Open:
        return words.say(Phrase::StoryWaiting);
    case TurnOutcome::Answered:
        break;
    }
    if (turn.state == BadgeState::BeforeOpening) {
        return words.say(Phrase::StoryBeforeOpening);
    }
    if (turn.fact.afterWindow) {
        return {};  // said in a line of its own
    }
    const base::Duration over = turn.time(target.unit) - target.length;
    return over.count() <= 0 ? words.say(Phrase::StoryInTime)
                             : words.say(Phrase::StoryLate, {{"time", words.span(over)}});
}

std::string shortVerdict(const model::TimedTurn& turn, const Words& words) {
    switch (turn.state) {
    case BadgeState::NoReplyNeeded:
        return words.say(Phrase::NoReplyNeeded);
    case BadgeState::Missed:
        return words.say(Phrase::Missed);
    case BadgeState::BeforeOpening:
        return words.say(Phrase::BeforeOpening, {{"time", words.span(turn.calendar)}});
    case BadgeState::Answered:
        return words.say(Phrase::VerdictInTime);
    case BadgeState::AnsweredLate:
        return words.say(Phrase::VerdictLate);
    default:
        return words.say(Phrase::VerdictOpen);
    }
}

}  // namespace

TurnRowView turnRow(const model::TimedTurn& turn, TimeUnit unit, const Words& words, base::UtcTime now) {
    const bool open = turn.fact.outcome == TurnOutcome::Open;
    return {.customer = shownName(turn.fact.customerName, {}, words),
            .platform = platformName(turn.fact.platform),
            .start = words.momentWithTime(turn.from, now),
            .stop = open ? words.say(Phrase::NoFigure) : words.momentWithTime(turn.to, now),
            .time = words.span(turn.time(unit)),
            .verdict = shortVerdict(turn, words)};
}

std::vector<std::string> turnStory(const model::TimedTurn& turn, const Words& words, base::UtcTime now) {
    const model::ResponseTarget& target = model::ruleOf(turn.fact.rule).target;
    std::vector<std::string> lines;
    lines.push_back(
        words.say(Phrase::StoryStart, {{"time", words.momentWithTime(turn.fact.startedAt, now)}}));
    if (turn.from != turn.fact.startedAt) {
        lines.push_back(
            words.say(Phrase::StoryStartLatest, {{"time", words.momentWithTime(turn.from, now)}}));
    }
    addPauses(lines, turn, words, now);
    lines.push_back(stopLine(turn, words, now));
    if (turn.fact.afterWindow) {
        lines.push_back(words.say(Phrase::StoryWindow));
    }
    lines.push_back(words.say(Phrase::StoryTimes, {{"business", words.span(turn.business)},
                                                   {"calendar", words.span(turn.calendar)}}));
    lines.push_back(
        words.say(target.unit == TimeUnit::Business ? Phrase::StoryTarget : Phrase::StoryTargetCalendar,
                  {{"target", words.span(target.length)}}));
    if (std::string verdict = verdictLine(turn, words); !verdict.empty()) {
        lines.push_back(std::move(verdict));
    }
    return lines;
}

}  // namespace view
