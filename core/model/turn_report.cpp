// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/turn_report.h"

#include "model/open_week.h"
#include "model/response_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <tuple>

namespace model {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::year_month_day;

constexpr hours kSilence{24};
constexpr int kFastest = 90;

constexpr std::array<std::pair<ReportDefinition, std::string_view>, 4> kDefinitions{{
    {ReportDefinition::Turns, "turns"},
    {ReportDefinition::FirstReply, "first_reply"},
    {ReportDefinition::LatestMessage, "latest_message"},
    {ReportDefinition::Facebook, "facebook"},
}};

/// Of `percent` of `count`, rounded up: at least one.
std::size_t rankOf(std::size_t count, int percent) {
    return (count * static_cast<std::size_t>(percent) + 99) / 100;
}

bool belongs(const TurnFact& fact, ReportDefinition definition) {
    switch (definition) {
    case ReportDefinition::FirstReply:
        return fact.firstOfConversation;
    case ReportDefinition::Facebook:
        return !fact.silenceBefore || *fact.silenceBefore >= kSilence;
    case ReportDefinition::Turns:
    case ReportDefinition::LatestMessage:
        break;
    }
    return true;
}

TimedTurn timed(TurnFact fact, const LocalMoment& start, const ReportScope& scope) {
    const ResponseRule& rule = ruleOf(fact.rule);
    const base::UtcTime from =
        scope.definition == ReportDefinition::LatestMessage ? fact.latestAt : fact.startedAt;
    // The definition's own turn: its state, too, is judged from where its figure starts.
    const TurnOfMessage turn{
        .startedAt = from, .endedAt = fact.endedAt, .outcome = fact.outcome, .afterWindow = fact.afterWindow};
    const Badge badge = badgeOf(turn, from, rule, scope.now);
    const base::UtcTime to = fact.outcome == TurnOutcome::Open ? scope.now : fact.endedAt.value_or(from);
    return {.fact = std::move(fact),
            .start = start,
            .from = from,
            .to = to,
            .state = badge.state,
            .calendar = badge.calendar.value_or(base::Duration{0}),
            .business = badge.business.value_or(base::Duration{0})};
}

}  // namespace

std::string_view name(ReportDefinition value) {
    return std::ranges::find(kDefinitions, value, &std::pair<ReportDefinition, std::string_view>::first)
        ->second;
}

std::optional<ReportDefinition> reportDefinitionNamed(std::string_view word) {
    const auto found =
        std::ranges::find(kDefinitions, word, &std::pair<ReportDefinition, std::string_view>::second);
    return found == kDefinitions.end() ? std::nullopt : std::optional(found->first);
}

LocalMoment localMoment(base::UtcTime time, const BusinessHours& hoursOfAccount, const LocalClock& machine) {
    const HoursVersion* version = hoursOfAccount.versionAt(time);
    const date::time_zone* zone = version == nullptr ? nullptr : zoneNamed(version->timeZone);
    if (zone == nullptr) {
        return machine(time);
    }
    const auto offset = zone->get_info(std::chrono::floor<std::chrono::seconds>(time)).offset;
    const auto shown = std::chrono::floor<hours>(time + offset);
    const auto midnight = std::chrono::floor<days>(shown);
    return {.date = year_month_day(midnight), .hour = static_cast<int>((shown - midnight).count())};
}

std::pair<base::UtcTime, base::UtcTime> readingSpan(year_month_day from, year_month_day to) {
    return {std::chrono::sys_days(from) - days{1}, std::chrono::sys_days(to) + days{2}};
}

std::vector<TimedTurn> timedTurns(std::vector<TurnFact> facts, const ReportScope& scope,
                                  const LocalClock& machine) {
    std::vector<TimedTurn> turns;
    for (TurnFact& fact : facts) {
        if (!belongs(fact, scope.definition)) {
            continue;
        }
        const LocalMoment start = localMoment(fact.startedAt, ruleOf(fact.rule).hours, machine);
        if (start.date >= scope.from && start.date <= scope.to) {
            turns.push_back(timed(std::move(fact), start, scope));
        }
    }
    std::ranges::sort(turns, {}, [](const TimedTurn& turn) {
        return std::tuple(turn.fact.startedAt, turn.fact.firstMessage, turn.fact.turn);
    });
    return turns;
}

ReportFigures figuresOf(std::span<const TimedTurn> turns, const TurnList& which, TimeUnit unit) {
    ReportFigures figures{.turns = static_cast<int>(which.size())};
    std::vector<base::Duration> times;
    for (const std::size_t index : which) {
        const TimedTurn& turn = turns[index];
        figures.answered += turn.isAnswered() ? 1 : 0;
        figures.noReplyNeeded += turn.fact.outcome == TurnOutcome::NoReplyNeeded ? 1 : 0;
        figures.open += turn.fact.outcome == TurnOutcome::Open ? 1 : 0;
        figures.missed += turn.fact.outcome == TurnOutcome::Missed ? 1 : 0;
        if (turn.counts(unit)) {
            times.push_back(turn.time(unit));
            figures.within += turn.isWithinTarget(unit) ? 1 : 0;
        }
    }
    figures.counted = static_cast<int>(times.size());
    figures.beforeOpening = figures.answered - figures.counted;
    if (const int needed = figures.turns - figures.noReplyNeeded; needed > 0) {
        figures.responseRate = static_cast<double>(figures.answered) / needed;
    }
    if (figures.counted > 0) {
        figures.withinTarget = static_cast<double>(figures.within) / figures.counted;
    }
    figures.median = percentile(times, 50);
    figures.p90 = percentile(times, 90);
    figures.fastestMean = meanOfFastest(std::move(times), kFastest);
    return figures;
}

ReportFigures figuresOf(std::span<const TimedTurn> turns, TimeUnit unit) {
    TurnList all(turns.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return figuresOf(turns, all, unit);
}

std::optional<base::Duration> percentile(std::vector<base::Duration> values, int percent) {
    if (values.empty()) {
        return std::nullopt;
    }
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(rankOf(values.size(), percent)) - 1;
    std::ranges::nth_element(values, place);
    return *place;
}

std::optional<base::Duration> meanOfFastest(std::vector<base::Duration> values, int percent) {
    if (values.empty()) {
        return std::nullopt;
    }
    std::ranges::sort(values);
    values.resize(rankOf(values.size(), percent));
    const base::Duration sum = std::accumulate(values.begin(), values.end(), base::Duration{0});
    return sum / static_cast<std::int64_t>(values.size());
}

std::vector<std::pair<base::UtcTime, base::UtcTime>> pausesBetween(base::UtcTime from, base::UtcTime to,
                                                                   const BusinessHours& hoursOfAccount) {
    std::vector<std::pair<base::UtcTime, base::UtcTime>> pauses;
    while (from < to) {
        const std::optional<base::UtcTime> closing = hoursOfAccount.nextClosing(from);
        if (!closing || *closing >= to) {
            break;
        }
        const base::UtcTime opening = std::min(hoursOfAccount.nextOpening(*closing).value_or(to), to);
        pauses.emplace_back(*closing, opening);
        from = opening;
    }
    return pauses;
}

std::string isoDate(year_month_day date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<year_month_day> parseIsoDate(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto number = [text](std::size_t at, std::size_t length) {
        unsigned value = 0;
        const char* end = text.data() + at + length;
        const auto read = std::from_chars(text.data() + at, end, value);
        return read.ec == std::errc{} && read.ptr == end ? value : 0U;
    };
    const year_month_day date{std::chrono::year{static_cast<int>(number(0, 4))},
                              std::chrono::month{number(5, 2)}, std::chrono::day{number(8, 2)}};
    return number(0, 4) > 0 && date.ok() ? std::optional(date) : std::nullopt;
}

}  // namespace model
