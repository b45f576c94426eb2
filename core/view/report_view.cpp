// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/report_view.h"

#include "view/platform_names.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace view {
namespace {

using model::TimedTurn;
using model::TimeUnit;
using std::chrono::hours;
using std::chrono::minutes;
using Turns = std::span<const TimedTurn>;

constexpr base::Duration kLongestInMinutes{hours{3}};
constexpr int kLevels = 5;
constexpr int kMostMinutesInCell = 99;

std::string turnCount(std::size_t count, const Words& words) {
    return words.count(Phrase::TurnCount, static_cast<std::int64_t>(count));
}

std::string spanOr(const std::optional<base::Duration>& time, const Words& words) {
    return time ? words.span(*time) : words.say(Phrase::NoFigure);
}

std::string spokenOr(const std::optional<base::Duration>& time, const Words& words) {
    return time ? words.spokenSpan(*time) : words.say(Phrase::NoFigure);
}

model::TurnList those(Turns turns, const auto& meant) {
    model::TurnList list;
    for (std::size_t index = 0; index < turns.size(); ++index) {
        if (meant(turns[index])) {
            list.push_back(index);
        }
    }
    return list;
}

FigureView figure(Phrase name, std::string value, std::string note, model::TurnList turns,
                  const Words& words) {
    const std::string label = words.say(name);
    return {.mark = {.label = label,
                     .figure = value,
                     .spoken =
                         words.say(Phrase::SpokenFigure, {{"name", label}, {"value", value}, {"note", note}}),
                     .turns = std::move(turns)},
            .note = note};
}

std::vector<FigureView> figuresView(Turns turns, const model::ReportScope& scope, TimeUnit unit,
                                    const Words& words) {
    const model::ReportFigures all = model::figuresOf(turns, unit);
    const auto number = [&words](int value) { return words.number(value); };
    const auto counted = those(turns, [unit](const TimedTurn& turn) { return turn.counts(unit); });
    const auto slow = those(turns, [&](const TimedTurn& turn) {
        return turn.counts(unit) && all.p90 && turn.time(unit) >= *all.p90;
    });
    const bool facebook = scope.definition == model::ReportDefinition::Facebook && all.fastestMean;
    std::vector<FigureView> figures;
    figures.push_back(
        figure(Phrase::FigureMedian, spanOr(all.median, words),
               facebook ? words.say(Phrase::FigureMeanNote, {{"time", spanOr(all.fastestMean, words)}})
                        : words.say(Phrase::FigureMedianNote),
               counted, words));
    figures.push_back(
        figure(Phrase::FigureP90, spanOr(all.p90, words), words.say(Phrase::FigureP90Note), slow, words));
    figures.push_back(figure(Phrase::FigureWithin, percentText(all.withinTarget, words),
                             words.say(Phrase::FigureWithinNote,
                                       {{"within", number(all.within)}, {"answers", number(all.counted)}}),
                             counted, words));
    figures.push_back(figure(
        Phrase::FigureAnswered, percentText(all.responseRate, words),
        words.say(Phrase::FigureAnsweredNote, {{"answered", number(all.answered)},
                                               {"turns", number(all.turns - all.noReplyNeeded)},
                                               {"open", number(all.open)},
                                               {"missed", number(all.missed)}}),
        those(turns,
              [](const TimedTurn& turn) { return turn.fact.outcome != model::TurnOutcome::NoReplyNeeded; }),
        words));
    return figures;
}

bool isWholeHours(base::Duration time) {
    return time >= hours{1} && time % hours{1} == base::Duration{0};
}

/// Minutes up to an hour, whole hours above, else both ends in full.
ReportMark bucketMark(const model::TimeBucket& bucket, const Words& words) {
    const std::string turns = turnCount(bucket.turns.size(), words);
    ReportMark mark{.figure = words.number(static_cast<std::int64_t>(bucket.turns.size())),
                    .turns = bucket.turns};
    if (!bucket.upTo) {
        mark.label = words.say(Phrase::BucketBeyond, {{"from", words.span(bucket.above)}});
        mark.spoken = words.say(Phrase::SpokenBucketBeyond,
                                {{"from", words.spokenSpan(bucket.above)}, {"turns", turns}});
        return mark;
    }
    const auto in = [&words](base::Duration time, auto unit) { return words.number(time / unit); };
    std::string spokenFrom = words.spokenSpan(bucket.above);
    if (*bucket.upTo <= hours{1}) {
        const minutes one{1};
        mark.label =
            words.say(Phrase::BucketRange, {{"from", in(bucket.above, one)}, {"to", in(*bucket.upTo, one)}});
        spokenFrom = *bucket.upTo < hours{1} ? in(bucket.above, one) : spokenFrom;
    } else if (isWholeHours(bucket.above) && isWholeHours(*bucket.upTo)) {
        const hours one{1};
        mark.label = words.say(Phrase::BucketRangeHours,
                               {{"from", in(bucket.above, one)}, {"to", in(*bucket.upTo, one)}});
        spokenFrom = *bucket.upTo < hours{24} ? in(bucket.above, one) : spokenFrom;
    } else {
        mark.label = words.say(Phrase::BucketRange,
                               {{"from", words.span(bucket.above)}, {"to", words.span(*bucket.upTo)}});
    }
    mark.spoken = words.say(Phrase::SpokenBucket,
                            {{"from", spokenFrom}, {"to", words.spokenSpan(*bucket.upTo)}, {"turns", turns}});
    return mark;
}

HistogramView histogramView(Turns turns, TimeUnit unit, const Words& words) {
    const base::Duration target = model::usualTarget(turns);
    HistogramView view{.axis = words.say(Phrase::MinutesUntilReply)};
    int beyond = 0;
    int all = 0;
    for (const model::TimeBucket& bucket : model::histogram(turns, unit, target)) {
        const int count = static_cast<int>(bucket.turns.size());
        view.bars.push_back({.mark = bucketMark(bucket, words), .turns = count, .beyond = bucket.beyond});
        view.barsInTarget += bucket.upTo && *bucket.upTo <= target ? 1 : 0;
        beyond += bucket.beyond;
        all += count;
    }
    const bool one = model::haveOneTarget(turns);
    // In minutes as the axis is: "target 60 m".
    const std::string time =
        target <= hours{1} ? words.count(Phrase::Minutes, target / minutes{1}) : words.span(target);
    const std::string spoken = target <= hours{1} ? words.count(Phrase::SpokenMinutes, target / minutes{1})
                                                  : words.spokenSpan(target);
    const std::string within = words.number(all - beyond);
    view.targetLine = one && all > 0 ? words.say(Phrase::TargetLine, {{"time", time}}) : std::string();
    view.caption =
        all == 0 ? words.say(Phrase::NoTurns)
        : one    ? words.say(Phrase::WithinAndBeyond,
                             {{"within", within}, {"time", spoken}, {"beyond", words.number(beyond)}})
              : words.say(Phrase::WithinAndBeyondOwn, {{"within", within}, {"beyond", words.number(beyond)}});
    return view;
}

std::string dayLabel(const LocalTime& day, const Words& words) {
    return words.say(Phrase::DayLabel,
                     {{"weekday", words.date(DateForm::Weekday, day)}, {"day", words.number(day.day)}});
}

DaysView daysView(Turns turns, const model::ReportScope& scope, const ReportedAccounts& accounts,
                  TimeUnit unit, const Words& words) {
    const auto series = model::daySeries(turns, scope, accounts.rules, unit);
    base::Duration longest{0};
    std::int64_t closed = 0;
    for (const model::DayFigures& day : series) {
        longest = std::max(longest, day.p90.value_or(longest));
        closed += day.closed ? 1 : 0;
    }
    const bool inMinutes = longest <= kLongestInMinutes;
    const auto scaled = [inMinutes](const std::optional<base::Duration>& time) {
        const double one = inMinutes ? 60'000.0 : 3'600'000.0;
        return time ? std::optional(static_cast<double>(time->count()) / one) : std::nullopt;
    };
    DaysView view{.axis = words.say(inMinutes ? Phrase::MinutesByDay : Phrase::HoursByDay),
                  .closed = words.say(Phrase::ClosedDay),
                  .firstWord = words.say(Phrase::LegendMedian),
                  .secondWord = words.say(Phrase::LegendP90)};
    view.caption = closed == 0 ? std::string() : words.count(Phrase::ClosedDays, closed);
    for (const model::DayFigures& day : series) {
        const LocalTime local = localDay(day.date);
        DayView one{.mark = {.turns = day.turns},
                    .closed = day.closed && day.turns.empty(),
                    .first = scaled(day.median),
                    .second = scaled(day.p90)};
        one.mark.label = dayLabel(local, words);
        const Phrase spoken = one.closed    ? Phrase::SpokenDayClosed
                              : !day.median ? Phrase::SpokenDayEmpty
                                            : Phrase::SpokenDay;
        one.mark.spoken = words.say(spoken, {{"day", words.date(DateForm::LongDay, local)},
                                             {"median", spokenOr(day.median, words)},
                                             {"p90", spokenOr(day.p90, words)},
                                             {"turns", turnCount(day.turns.size(), words)}});
        view.days.push_back(std::move(one));
    }
    return view;
}

/// Complaints and praise by day: an open day without any shows that there was none.
DaysView moodView(Turns turns, const model::ReportScope& scope, const ReportedAccounts& accounts,
                  const Words& words) {
    const auto complaints = [&words](std::size_t count) {
        return words.count(Phrase::ComplaintCount, static_cast<std::int64_t>(count));
    };
    const auto praise = [&words](std::size_t count) {
        return words.count(Phrase::PraiseCount, static_cast<std::int64_t>(count));
    };
    DaysView view{.axis = words.say(Phrase::TrendAxis),
                  .closed = words.say(Phrase::ClosedDay),
                  .firstWord = words.say(Phrase::TrendComplaints),
                  .secondWord = words.say(Phrase::TrendPraise)};
    std::size_t allComplaints = 0;
    std::size_t allPraise = 0;
    for (model::MoodFigures& day : model::moodSeries(turns, scope, accounts.rules)) {
        const LocalTime local = localDay(day.date);
        allComplaints += day.complaints.size();
        allPraise += day.praise.size();
        const std::string what =
            words.say(Phrase::SpokenTrend, {{"day", words.date(DateForm::LongDay, local)},
                                            {"complaints", complaints(day.complaints.size())},
                                            {"praise", praise(day.praise.size())}});
        DayView one{.closed = day.closed && day.complaints.empty() && day.praise.empty()};
        if (!one.closed) {
            one.first = static_cast<double>(day.complaints.size());
            one.second = static_cast<double>(day.praise.size());
        }
        one.mark.label = dayLabel(local, words);
        one.mark.spoken =
            one.closed ? words.say(Phrase::SpokenDayClosed, {{"day", words.date(DateForm::LongDay, local)}})
                       : what;
        one.mark.turns = std::move(day.complaints);
        one.mark.turns.insert(one.mark.turns.end(), day.praise.begin(), day.praise.end());
        std::ranges::sort(one.mark.turns);
        view.days.push_back(std::move(one));
    }
    view.caption = words.say(Phrase::TrendCaption,
                             {{"complaints", complaints(allComplaints)}, {"praise", praise(allPraise)}});
    return view;
}

/// A date that is this day of the week.
LocalTime someDay(int weekday) {
    return {.year = 2024, .month = 1, .day = weekday, .weekday = weekday};
}

std::string hourText(int hour, const Words& words) {
    return words.date(DateForm::TimeOfDay, LocalTime{.hour = hour});
}

std::string worstHour(const std::vector<model::HourCell>& cells, const Words& words) {
    const auto worst = std::ranges::max_element(
        cells, {}, [](const model::HourCell& cell) { return cell.median.value_or(base::Duration{-1}); });
    if (worst == cells.end() || !worst->median) {
        return words.say(Phrase::NoTurns);
    }
    const bool lunch = worst->hour == 12 || worst->hour == 13;
    return words.say(lunch ? Phrase::WeekdayAtLunch : Phrase::WeekdayAtHour,
                     {{"weekday", words.date(DateForm::LongWeekday, someDay(worst->weekday))},
                      {"hour", hourText(worst->hour, words)}});
}

HeatView heatView(Turns turns, TimeUnit unit, const Words& words) {
    const auto cells = model::hoursOfWeek(turns, unit);
    HeatView view{.caption = worstHour(cells, words), .axis = words.say(Phrase::HourOfDay)};
    base::Duration longest{1};
    for (const model::HourCell& cell : cells) {
        longest = std::max(longest, cell.median.value_or(longest));
    }
    std::set<int> seen;
    for (const model::HourCell& cell : cells) {
        if (seen.insert(cell.weekday).second) {
            view.weekdays.push_back(words.date(DateForm::Weekday, someDay(cell.weekday)));
        }
        if (cell.weekday == cells.front().weekday) {
            view.hours.push_back(words.number(cell.hour));
        }
        const std::string weekday = words.date(DateForm::LongWeekday, someDay(cell.weekday));
        CellView one{.mark = {.figure = words.say(Phrase::NoFigure), .turns = cell.turns}};
        if (cell.median) {
            const std::int64_t whole = *cell.median / minutes{1};
            one.mark.figure =
                whole <= kMostMinutesInCell
                    ? words.number(whole)
                    : words.say(Phrase::CellHours, {{"figure", words.number(*cell.median / hours{1})}});
            one.level =
                static_cast<int>(std::min<std::int64_t>(kLevels - 1, kLevels * *cell.median / longest));
        }
        one.mark.spoken = words.say(cell.median ? Phrase::SpokenCell : Phrase::SpokenCellEmpty,
                                    {{"weekday", weekday},
                                     {"hour", hourText(cell.hour, words)},
                                     {"median", spokenOr(cell.median, words)},
                                     {"turns", turnCount(cell.turns.size(), words)}});
        view.cells.push_back(std::move(one));
    }
    return view;
}

/// The names of times around what the rows show: at most six.
void addTicks(PlatformsView& view, const Words& words) {
    constexpr std::array<base::Duration, 14> kTicks{
        minutes{1}, minutes{2}, minutes{4}, minutes{8}, minutes{15}, minutes{30}, hours{1},
        hours{2},   hours{4},   hours{8},   hours{16},  hours{24},   hours{72},   hours{24 * 7}};
    constexpr std::size_t kMost = 6;
    base::Duration least = hours{24 * 7};
    base::Duration most{0};
    for (const PlatformView& row : view.rows) {
        for (const auto& time : {row.median, row.p90, std::optional(row.target)}) {
            least = std::min(least, time.value_or(least));
            most = std::max(most, time.value_or(most));
        }
    }
    std::size_t first = 0;
    std::size_t last = kTicks.size() - 1;
    while (first + 1 < last && kTicks.at(first + 1) <= least) {
        ++first;
    }
    while (last > first + 1 && kTicks.at(last - 1) >= most) {
        --last;
    }
    const std::size_t step = (last - first) / kMost + 1;
    for (std::size_t index = first; index < last + step; index += step) {
        const base::Duration time = kTicks.at(std::min(index, kTicks.size() - 1));
        view.ticks.emplace_back(time, words.span(time));
    }
}

PlatformsView platformsView(Turns turns, const ReportedAccounts& accounts, TimeUnit unit,
                            const Words& words) {
    PlatformsView view{.caption = words.say(Phrase::LogarithmicScale),
                       .medianWord = words.say(Phrase::LegendMedian),
                       .p90Word = words.say(Phrase::LegendP90),
                       .targetWord = words.say(Phrase::LegendTarget)};
    for (model::PlatformFigures& one : model::perPlatform(turns, accounts.platforms, unit)) {
        PlatformView row{.tag = platformTag(one.platform),
                         .median = one.figures.median,
                         .p90 = one.figures.p90,
                         .target = one.target,
                         .medianText = spanOr(one.figures.median, words),
                         .p90Text = spanOr(one.figures.p90, words),
                         .withinTarget = percentText(one.figures.withinTarget, words),
                         .responseRate = percentText(one.figures.responseRate, words)};
        row.mark.label = platformName(one.platform);
        const std::string share = percentText(one.share, words);
        row.mark.figure =
            words.say(Phrase::MixShare, {{"turns", words.number(static_cast<std::int64_t>(one.turns.size()))},
                                         {"share", share}});
        row.mark.spoken = words.say(one.figures.median ? Phrase::SpokenPlatform : Phrase::SpokenPlatformEmpty,
                                    {{"platform", row.mark.label},
                                     {"median", spokenOr(row.median, words)},
                                     {"p90", spokenOr(row.p90, words)},
                                     {"target", words.spokenSpan(row.target)},
                                     {"turns", turnCount(one.turns.size(), words)},
                                     {"share", share}});
        row.mark.turns = std::move(one.turns);
        view.rows.push_back(std::move(row));
    }
    addTicks(view, words);
    return view;
}

std::vector<ExpectationView> expectationsView(Turns turns, const Words& words) {
    std::vector<ExpectationView> views;
    for (model::ExpectationFigures& one : model::besideExpectations(turns)) {
        const model::Expectation& expected = one.expectation;
        const std::string time =
            expected.within < hours{1} || expected.within >= hours{24}
                ? words.count(expected.within < hours{1} ? Phrase::Minutes : Phrase::Hours,
                              expected.within < hours{1} ? expected.within / minutes{1}
                                                         : expected.within / hours{1})
                : words.span(expected.within);
        ExpectationView view{.share = one.share};
        view.mark.label =
            expected.platform.empty()
                ? words.say(Phrase::ExpectPeople,
                            {{"time", time},
                             {"share", words.say(Phrase::Percent,
                                                 {{"figure", words.number(expected.percentOfPeople)}})}})
                : words.say(Phrase::ExpectPlatform,
                            {{"platform", platformName(expected.platform)}, {"time", time}});
        view.mark.figure = percentText(one.share, words);
        view.mark.spoken =
            words.say(Phrase::SpokenExpectation, {{"expectation", view.mark.label},
                                                  {"share", view.mark.figure},
                                                  {"late", turnCount(one.late.size(), words)}});
        view.mark.turns = std::move(one.turns);
        views.push_back(std::move(view));
    }
    return views;
}

void addLeftOut(ReportView& view, Turns turns, TimeUnit unit, const Words& words) {
    const model::LeftOutTurns left = model::leftOut(turns, unit);
    std::string what;
    const auto add = [&](Phrase phrase, const model::TurnList& list) {
        if (list.empty()) {
            return;
        }
        const std::string text = words.count(phrase, static_cast<std::int64_t>(list.size()));
        what = what.empty() ? text : words.say(Phrase::ListJoin, {{"first", what}, {"second", text}});
        view.leftOutTurns.insert(view.leftOutTurns.end(), list.begin(), list.end());
    };
    add(Phrase::LeftOutThanks, left.noReplyNeeded);
    add(Phrase::LeftOutEarly, left.beforeOpening);
    std::ranges::sort(view.leftOutTurns);
    view.leftOut =
        what.empty() ? words.say(Phrase::LeftOutNothing) : words.say(Phrase::LeftOut, {{"what", what}});
}

}  // namespace

std::string percentText(const std::optional<double>& share, const Words& words) {
    if (!share) {
        return words.say(Phrase::NoFigure);
    }
    const std::int64_t rounded = std::llround(*share * 100);
    const bool exact = *share <= 0 || *share >= 1;
    return words.say(Phrase::Percent,
                     {{"figure", words.number(exact ? rounded : std::clamp<std::int64_t>(rounded, 1, 99))}});
}

LocalTime localDay(std::chrono::year_month_day date) {
    return {.year = static_cast<int>(date.year()),
            .month = static_cast<int>(static_cast<unsigned>(date.month())),
            .day = static_cast<int>(static_cast<unsigned>(date.day())),
            .weekday = static_cast<int>(std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding())};
}

model::LocalClock machineClock(const Words& words) {
    return [&words](base::UtcTime time) {
        const LocalTime local = words.local(time);
        return model::LocalMoment{.date = std::chrono::year{local.year} / local.month / local.day,
                                  .hour = local.hour};
    };
}

ReportView reportView(Turns turns, const model::ReportScope& scope, const ReportedAccounts& accounts,
                      TimeUnit unit, const Words& words) {
    ReportView view{.figures = figuresView(turns, scope, unit, words),
                    .histogram = histogramView(turns, unit, words),
                    .days = daysView(turns, scope, accounts, unit, words),
                    .mood = moodView(turns, scope, accounts, words),
                    .heat = heatView(turns, unit, words),
                    .platforms = platformsView(turns, accounts, unit, words),
                    .expectations = expectationsView(turns, words)};
    view.expectationCaption =
        words.say(Phrase::PublishedSurveys, {{"time", words.span(model::kMeasuredAverage)}});
    addLeftOut(view, turns, unit, words);
    return view;
}

}  // namespace view
