// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/standing_view.h"

#include <cmath>

namespace view {
namespace {

std::string percent(double share, const Words& words) {
    // Cut, never rounded: 89.9 % is not 90 %. What floating point leaves of a whole one is made good.
    constexpr double kRounding = 1e-9;
    const auto whole = static_cast<std::int64_t>(std::floor(share * 100 + kRounding));
    return words.say(Phrase::SheetPercent, {{"number", words.number(whole)}});
}

std::string figuresOf(const model::Standing& standing, const model::StandingRule& rule, const Words& words) {
    if (!standing.answeredShare) {
        return {};
    }
    const std::string time =
        standing.responseTime ? words.span(*standing.responseTime) : words.say(Phrase::SheetNoFigure);
    return words.say(Phrase::StandingFigures, {{"share", percent(*standing.answeredShare, words)},
                                               {"turns", words.number(standing.turns)},
                                               {"time", time},
                                               {"wantedShare", percent(rule.answeredShare, words)},
                                               {"wantedTime", words.span(rule.within)},
                                               {"span", words.spokenSpan(rule.span)}});
}

}  // namespace

StandingCard standingCard(const model::Standing& standing, const model::StandingRule& rule,
                          const Words& words, base::UtcTime now) {
    StandingCard card;
    card.verdict = words.say(!standing.answeredShare ? Phrase::StandingNothing
                             : standing.holds        ? Phrase::StandingHolds
                                                     : Phrase::StandingLost);
    card.figures = figuresOf(standing, rule, words);
    if (standing.publicTime) {
        card.shown = words.say(Phrase::StandingShown, {{"time", words.span(*standing.publicTime)}});
    }
    if (standing.plan) {
        const base::UtcTime by = standing.plan->by;
        const std::string time = words.local(by).sameDay(words.local(now))
                                     ? words.date(DateForm::TimeOfDay, by)
                                     : words.momentWithTime(by, now);
        card.plan = words.count(standing.holds ? Phrase::StandingKeep : Phrase::StandingGain,
                                standing.plan->turns, {{"time", time}});
    }
    return card;
}

}  // namespace view
