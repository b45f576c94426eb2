// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/promise_view.h"

#include "view/report_view.h"

#include "model/hours_text.h"

#include <algorithm>
#include <utility>

namespace view {
namespace {

/// A week of the calendar that begins on a Monday, for the names of its days.
constexpr LocalTime someDay(int weekday) {
    return {.year = 2026, .month = 3, .day = 15 + weekday, .weekday = weekday};
}

std::string daysInWords(const model::AlikeDays& days, const Words& words) {
    if (days.first == 1 && days.last == 7) {
        return words.say(Phrase::ProfileDaily);
    }
    const std::string first = words.date(DateForm::Weekday, someDay(days.first));
    if (days.first == days.last) {
        return first;
    }
    const Phrase join = days.last == days.first + 1 ? Phrase::ProfileAnd : Phrase::ProfileFromTo;
    return words.say(join, {{"first", first}, {"second", words.date(DateForm::Weekday, someDay(days.last))}});
}

std::string timesInWords(const std::vector<model::OpenInterval>& open, const Words& words) {
    std::string all;
    for (const model::OpenInterval& one : open) {
        const std::string times = words.say(Phrase::ProfileFromTo, {{"first", model::clockText(one.from)},
                                                                    {"second", model::clockText(one.to)}});
        all = all.empty() ? times : words.say(Phrase::ProfileAnd, {{"first", all}, {"second", times}});
    }
    return all;
}

/// "Europe/Stockholm" is "Stockholm" to people.
std::string placeOf(const std::string& zone) {
    std::string place = zone.substr(zone.rfind('/') + 1);
    std::ranges::replace(place, '_', ' ');
    return place;
}

}  // namespace

std::string weekInWords(const std::vector<model::WeekInterval>& week, const Words& words) {
    std::string all;
    for (const model::AlikeDays& days : model::alikeDays(week)) {
        if (days.open.empty()) {
            continue;
        }
        const std::string some =
            words.say(Phrase::ProfileOpenDays,
                      {{"days", daysInWords(days, words)}, {"times", timesInWords(days.open, words)}});
        all = all.empty() ? some : words.say(Phrase::ListJoin, {{"first", all}, {"second", some}});
    }
    return all;
}

model::ReportScope promiseScope(const Words& words, base::UtcTime now) {
    const LocalTime local = words.local(now);
    const std::chrono::year_month_day today = std::chrono::year{local.year} / local.month / local.day;
    return {.from = std::chrono::sys_days{today} - std::chrono::days{model::kDaysOfPromise - 1},
            .to = today,
            .now = now};
}

PromiseGrounds promiseGrounds(const ConsoleSource& source, std::vector<model::TurnFact> turns,
                              base::AccountId account, const Words& words, base::UtcTime now) {
    using Versions = std::vector<model::HoursVersion>;
    const auto own = account ? source.hours(account).value_or(Versions{}) : Versions{};
    const model::BusinessHours hours(model::hoursOf(source.hours({}).value_or(Versions{}), own));
    PromiseGrounds grounds;
    if (const model::HoursVersion* version = hours.versionAt(now);
        version != nullptr && !version->alwaysOpen()) {
        grounds.hours = *version;
    }
    std::erase_if(turns,
                  [account](const model::TurnFact& turn) { return account && turn.account != account; });
    grounds.figures =
        model::promiseOf(model::timedTurns(std::move(turns), promiseScope(words, now), machineClock(words)),
                         grounds.hours ? model::TimeUnit::Business : model::TimeUnit::Calendar);
    return grounds;
}

PromiseView promiseView(const PromiseGrounds& grounds, const Words& words) {
    const model::ReplyPromise& figures = grounds.figures;
    const std::string week = grounds.hours ? weekInWords(grounds.hours->week, words) : std::string();
    const bool inHours = figures.unit == model::TimeUnit::Business;
    PromiseView view;
    view.text = figures.within ? words.say(inHours ? Phrase::ProfileWithinHours : Phrase::ProfileWithin,
                                           {{"time", words.spokenSpan(*figures.within)}})
                               : words.say(inHours ? Phrase::ProfileNoTimeHours : Phrase::ProfileNoTime);
    if (!week.empty()) {
        const std::string open =
            words.say(Phrase::ProfileOpen, {{"hours", week}, {"place", placeOf(grounds.hours->timeZone)}});
        view.text = words.say(Phrase::ProfileJoin, {{"first", open}, {"second", view.text}});
    }
    if (figures.turns < model::kFewestForPromise || !figures.p90) {
        view.basis = words.count(Phrase::ProfileTooFew, figures.turns);
    } else {
        view.basis = words.count(inHours ? Phrase::ProfileBasisHours : Phrase::ProfileBasis, figures.turns,
                                 {{"time", words.span(*figures.p90)}});
    }
    return view;
}

std::string promiseWarning(const PublishedPromise& published, const model::ReplyPromise& figures,
                           const Words& words, base::UtcTime now) {
    if (model::keeps(figures, published.within)) {
        return {};
    }
    return words.say(Phrase::ProfileBroken, {{"promised", words.spokenSpan(published.within)},
                                             {"date", words.moment(published.at, now)},
                                             {"time", words.spokenSpan(*figures.p90)}});
}

}  // namespace view
