// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/report_series.h"

#include "model/open_week.h"

#include <algorithm>
#include <map>
#include <set>

namespace model {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::year_month_day;

constexpr std::array<base::Duration, 8> kEdges{minutes{5},  minutes{10}, minutes{15}, minutes{20},
                                               minutes{30}, minutes{60}, hours{2},    hours{4}};

std::vector<base::Duration> timesOf(std::span<const TimedTurn> turns, const TurnList& which, TimeUnit unit) {
    std::vector<base::Duration> times;
    times.reserve(which.size());
    for (const std::size_t index : which) {
        times.push_back(turns[index].time(unit));
    }
    return times;
}

/// Whether all of the local day is closed. Days of which no hours are kept are open.
bool isClosed(year_month_day date, const BusinessHours& kept) {
    const std::chrono::sys_days day(date);
    const HoursVersion* version = kept.versionAt(day + hours{12});
    const date::time_zone* zone = version == nullptr ? nullptr : zoneNamed(version->timeZone);
    if (zone == nullptr) {
        return false;
    }
    const auto midnight = [zone](std::chrono::sys_days at) {
        const date::local_seconds local{std::chrono::seconds(at.time_since_epoch())};
        return base::UtcTime{local.time_since_epoch() - zone->get_info(local).first.offset};
    };
    return kept.closedThroughout(midnight(day), midnight(day + days{1}) - base::Duration{1});
}

bool allClosed(year_month_day date, std::span<const SharedRule> accounts) {
    return !accounts.empty() && std::ranges::all_of(accounts, [&](const SharedRule& rule) {
        return isClosed(date, ruleOf(rule).hours);
    });
}

}  // namespace

std::vector<TimeBucket> histogram(std::span<const TimedTurn> turns, TimeUnit unit, base::Duration target) {
    std::set<base::Duration> edges(kEdges.begin(), kEdges.end());
    edges.insert(target);
    std::vector<TimeBucket> buckets;
    base::Duration above{0};
    for (const base::Duration edge : edges) {
        buckets.push_back({.above = above, .upTo = edge});
        above = edge;
    }
    buckets.push_back({.above = above});
    for (std::size_t index = 0; index < turns.size(); ++index) {
        const TimedTurn& turn = turns[index];
        if (!turn.counts(unit)) {
            continue;
        }
        const auto bucket = std::ranges::find_if(
            buckets, [&](const TimeBucket& one) { return !one.upTo || turn.time(unit) <= *one.upTo; });
        bucket->turns.push_back(index);
        bucket->beyond += turn.isWithinTarget(unit) ? 0 : 1;
    }
    return buckets;
}

base::Duration usualTarget(std::span<const TimedTurn> turns) {
    std::map<base::Duration, int> counts;
    for (const TimedTurn& turn : turns) {
        ++counts[ruleOf(turn.fact.rule).target.length];
    }
    const auto most = std::ranges::max_element(counts, {}, [](const auto& entry) { return entry.second; });
    return most == counts.end() ? ResponseTarget{}.length : most->first;
}

bool haveOneTarget(std::span<const TimedTurn> turns) {
    return std::ranges::all_of(turns, [&](const TimedTurn& turn) {
        return ruleOf(turn.fact.rule).target.length == ruleOf(turns.front().fact.rule).target.length;
    });
}

std::vector<DayFigures> daySeries(std::span<const TimedTurn> turns, const ReportScope& scope,
                                  std::span<const SharedRule> accounts, TimeUnit unit) {
    std::map<year_month_day, TurnList> byDate;
    for (std::size_t index = 0; index < turns.size(); ++index) {
        if (turns[index].counts(unit)) {
            byDate[turns[index].start.date].push_back(index);
        }
    }
    std::vector<DayFigures> series;
    for (std::chrono::sys_days day = scope.from; day <= std::chrono::sys_days(scope.to); day += days{1}) {
        DayFigures figures{.date = day};
        figures.closed = allClosed(figures.date, accounts);
        figures.turns = byDate[figures.date];
        figures.median = percentile(timesOf(turns, figures.turns, unit), 50);
        figures.p90 = percentile(timesOf(turns, figures.turns, unit), 90);
        series.push_back(std::move(figures));
    }
    return series;
}

std::vector<MoodFigures> moodSeries(std::span<const TimedTurn> turns, const ReportScope& scope,
                                    std::span<const SharedRule> accounts) {
    std::map<year_month_day, MoodFigures> byDate;
    for (std::size_t index = 0; index < turns.size(); ++index) {
        MoodFigures& day = byDate[turns[index].start.date];
        if (turns[index].fact.kind == TriageKind::Complaint) {
            day.complaints.push_back(index);
        } else if (turns[index].fact.kind == TriageKind::Praise) {
            day.praise.push_back(index);
        }
    }
    std::vector<MoodFigures> series;
    for (std::chrono::sys_days day = scope.from; day <= std::chrono::sys_days(scope.to); day += days{1}) {
        MoodFigures figures = std::move(byDate[day]);
        figures.date = day;
        figures.closed = allClosed(day, accounts);
        series.push_back(std::move(figures));
    }
    return series;
}

std::vector<HourCell> hoursOfWeek(std::span<const TimedTurn> turns, TimeUnit unit) {
    std::map<std::pair<int, int>, TurnList> byHour;
    std::set<int> weekdays;
    std::set<int> clock;
    for (std::size_t index = 0; index < turns.size(); ++index) {
        if (!turns[index].counts(unit)) {
            continue;
        }
        const LocalMoment& start = turns[index].start;
        const std::chrono::weekday day{std::chrono::sys_days(start.date)};
        const int weekday = static_cast<int>(day.iso_encoding());
        byHour[{weekday, start.hour}].push_back(index);
        weekdays.insert(weekday);
        clock.insert(start.hour);
    }
    std::vector<HourCell> cells;
    for (const int weekday : weekdays) {
        for (int hour = *clock.begin(); hour <= *clock.rbegin(); ++hour) {
            HourCell cell{.weekday = weekday, .hour = hour, .turns = byHour[{weekday, hour}]};
            cell.median = percentile(timesOf(turns, cell.turns, unit), 50);
            cells.push_back(std::move(cell));
        }
    }
    return cells;
}

std::vector<PlatformFigures> perPlatform(std::span<const TimedTurn> turns,
                                         std::span<const std::string> platforms, TimeUnit unit) {
    std::vector<PlatformFigures> result;
    for (const std::string& platform : platforms) {
        PlatformFigures one{.platform = platform};
        std::vector<TimedTurn> own;
        for (std::size_t index = 0; index < turns.size(); ++index) {
            if (turns[index].fact.platform == platform) {
                one.turns.push_back(index);
                own.push_back(turns[index]);
            }
        }
        one.figures = figuresOf(turns, one.turns, unit);
        one.target = usualTarget(own);
        if (!turns.empty()) {
            one.share = static_cast<double>(one.turns.size()) / static_cast<double>(turns.size());
        }
        result.push_back(std::move(one));
    }
    return result;
}

std::vector<ExpectationFigures> besideExpectations(std::span<const TimedTurn> turns) {
    std::vector<ExpectationFigures> result;
    for (const Expectation& expectation : kExpectations) {
        ExpectationFigures one{.expectation = expectation};
        for (std::size_t index = 0; index < turns.size(); ++index) {
            const TimedTurn& turn = turns[index];
            const bool meant = expectation.platform.empty() || turn.fact.platform == expectation.platform;
            if (!meant || !turn.isAnswered()) {
                continue;
            }
            one.turns.push_back(index);
            if (turn.calendar > expectation.within) {
                one.late.push_back(index);
            }
        }
        if (!one.turns.empty()) {
            one.share = static_cast<double>(one.turns.size() - one.late.size()) /
                        static_cast<double>(one.turns.size());
        }
        result.push_back(std::move(one));
    }
    return result;
}

LeftOutTurns leftOut(std::span<const TimedTurn> turns, TimeUnit unit) {
    LeftOutTurns left;
    for (std::size_t index = 0; index < turns.size(); ++index) {
        const TimedTurn& turn = turns[index];
        if (turn.fact.outcome == TurnOutcome::NoReplyNeeded) {
            left.noReplyNeeded.push_back(index);
        } else if (!turn.isAnswered()) {
            left.unanswered.push_back(index);
        } else if (!turn.counts(unit)) {
            left.beforeOpening.push_back(index);
        }
    }
    return left;
}

}  // namespace model
