// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/promise_view.h"

#include "model/hours_text.h"

#include <algorithm>

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

PromiseView promiseView(const model::ReplyPromise& figures, const model::HoursVersion* hours,
                        const Words& words) {
    const std::string week = hours == nullptr ? std::string() : weekInWords(hours->week, words);
    const bool inHours = figures.unit == model::TimeUnit::Business && !week.empty();
    PromiseView view;
    view.text = figures.within ? words.say(inHours ? Phrase::ProfileWithinHours : Phrase::ProfileWithin,
                                           {{"time", words.spokenSpan(*figures.within)}})
                               : words.say(inHours ? Phrase::ProfileNoTimeHours : Phrase::ProfileNoTime);
    if (!week.empty()) {
        const std::string open =
            words.say(Phrase::ProfileOpen, {{"hours", week}, {"place", placeOf(hours->timeZone)}});
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

std::string promiseWarning(const std::optional<PublishedPromise>& published,
                           const model::ReplyPromise& figures, const Words& words, base::UtcTime now) {
    if (!published || model::keeps(figures, published->within)) {
        return {};
    }
    return words.say(Phrase::ProfileBroken, {{"promised", words.spokenSpan(published->within)},
                                             {"date", words.moment(published->at, now)},
                                             {"time", words.spokenSpan(*figures.p90)}});
}

}  // namespace view
