// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace view {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Replaces each "{name}". What a pattern asks for and nobody gave stays as it is: a wrong translation is
/// seen, and never fatal. Values are not searched again.
std::string filled(std::string_view pattern, std::span<const Words::Argument> arguments) {
    std::string text;
    std::size_t copied = 0;
    for (std::size_t open = pattern.find('{'); open != pattern.npos; open = pattern.find('{', open + 1)) {
        const std::size_t close = pattern.find('}', open);
        if (close == pattern.npos) {
            break;
        }
        const std::string_view name = pattern.substr(open + 1, close - open - 1);
        const auto found = std::ranges::find(arguments, name, &Words::Argument::name);
        if (found != arguments.end()) {
            text += pattern.substr(copied, open - copied);
            text += found->value;
            copied = close + 1;
        }
    }
    text += pattern.substr(copied);
    return text;
}

std::string grouped(std::int64_t number) {
    std::string digits = std::to_string(number);
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (std::size_t place = digits.size(); place > first + 3;) {
        place -= 3;
        digits.insert(place, 1, ',');
    }
    return digits;
}

constexpr std::array<std::string_view, 7> kWeekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

template <std::size_t size>
std::string_view nameOf(const std::array<std::string_view, size>& names, int number) {
    return names[static_cast<std::size_t>(std::clamp(number, 1, static_cast<int>(size)) - 1)];
}

std::string englishDate(DateForm form, const LocalTime& time) {
    const std::string_view weekday = nameOf(kWeekdays, time.weekday);
    const std::string_view month = nameOf(kMonths, time.month);
    switch (form) {
    case DateForm::TimeOfDay:
        return fmt::format("{:02}:{:02}", time.hour, time.minute);
    case DateForm::TimeAndSeconds:
        return fmt::format("{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
    case DateForm::Weekday:
        return std::string(weekday.substr(0, 3));
    case DateForm::Day:
        return fmt::format("{} {}", time.day, month.substr(0, 3));
    case DateForm::DayAndYear:
        return fmt::format("{} {} {}", time.day, month.substr(0, 3), time.year);
    case DateForm::LongWeekday:
        return std::string(weekday);
    case DateForm::LongDay:
        return fmt::format("{}, {} {}", weekday, time.day, month);
    case DateForm::LongDayAndYear:
        return fmt::format("{}, {} {} {}", weekday, time.day, month, time.year);
    }
    return {};
}

/// A span in at most two units.
struct Units {
    Phrase larger;
    Phrase spokenLarger;
    std::int64_t largerCount;
    Phrase smaller;
    Phrase spokenSmaller;
    std::int64_t smallerCount;
};

Units unitsOf(base::Duration span) {
    using enum Phrase;
    span = std::max(span, base::Duration{0});
    if (span < minutes{1}) {
        return {Seconds, SpokenSeconds, span / seconds{1}, Seconds, SpokenSeconds, 0};
    }
    if (span < hours{1}) {
        return {Minutes, SpokenMinutes, span / minutes{1}, Seconds, SpokenSeconds, 0};
    }
    if (span < days{1}) {
        return {Hours, SpokenHours, span / hours{1}, Minutes, SpokenMinutes, span % hours{1} / minutes{1}};
    }
    return {Days, SpokenDays, span / days{1}, Hours, SpokenHours, span % days{1} / hours{1}};
}

/// The number of days since some day long ago, to compare dates.
std::chrono::sys_days dayOf(const LocalTime& time) {
    return std::chrono::sys_days(std::chrono::year(time.year) /
                                 std::chrono::month(static_cast<unsigned>(time.month)) /
                                 std::chrono::day(static_cast<unsigned>(time.day)));
}

}  // namespace

Words::Words(Language language) : m_language(std::move(language)) {
    if (!m_language.number) {
        m_language.number = grouped;
    }
    if (!m_language.date) {
        m_language.date = englishDate;
    }
    if (!m_language.toLocal) {
        m_language.toLocal = fixedOffset(minutes{0});
    }
}

std::string Words::say(Phrase phrase, Arguments arguments) const {
    std::string pattern = m_language.phrase ? m_language.phrase(phrase, -1) : std::string{};
    if (pattern.empty()) {
        pattern = english(phrase).text;
    }
    return filled(pattern, std::span(arguments.begin(), arguments.size()));
}

std::string Words::count(Phrase phrase, std::int64_t count, Arguments arguments) const {
    std::string pattern = m_language.phrase ? m_language.phrase(phrase, count) : std::string{};
    if (pattern.empty()) {
        const PhraseText& text = english(phrase);
        pattern = count == 1 && !text.singular.empty() ? text.singular : text.text;
    }
    std::vector<Argument> all(arguments);
    all.push_back({"count", number(count)});
    return filled(pattern, all);
}

std::string Words::number(std::int64_t number) const {
    return m_language.number(number);
}

std::string Words::span(base::Duration span) const {
    const Units units = unitsOf(span);
    const std::string larger = count(units.larger, units.largerCount);
    return units.smallerCount == 0
               ? larger
               : say(Phrase::TwoUnits,
                     {{"larger", larger}, {"smaller", count(units.smaller, units.smallerCount)}});
}

std::string Words::shortSpan(base::Duration span) const {
    const Units units = unitsOf(span);
    return count(units.larger, units.largerCount);
}

std::string Words::spokenSpan(base::Duration span) const {
    const Units units = unitsOf(span);
    const std::string larger = count(units.spokenLarger, units.largerCount);
    return units.smallerCount == 0
               ? larger
               : say(Phrase::SpokenTwoUnits,
                     {{"larger", larger}, {"smaller", count(units.spokenSmaller, units.smallerCount)}});
}

LocalTime Words::local(base::UtcTime time) const {
    return m_language.toLocal(time);
}

std::string Words::date(DateForm form, base::UtcTime time) const {
    return m_language.date(form, local(time));
}

std::string Words::moment(base::UtcTime time, base::UtcTime now) const {
    const auto daysAgo = dayOf(local(now)) - dayOf(local(time));
    if (daysAgo >= days{0} && daysAgo < days{7}) {
        return momentWithTime(time, now);
    }
    return date(local(time).year == local(now).year ? DateForm::Day : DateForm::DayAndYear, time);
}

std::string Words::momentWithTime(base::UtcTime time, base::UtcTime now) const {
    const auto daysAgo = dayOf(local(now)) - dayOf(local(time));
    std::string clock = date(DateForm::TimeOfDay, time);
    if (daysAgo == days{0}) {
        return clock;
    }
    DateForm form = local(time).year == local(now).year ? DateForm::Day : DateForm::DayAndYear;
    if (daysAgo > days{-7} && daysAgo < days{7}) {
        form = DateForm::Weekday;
    }
    return say(Phrase::DayAndTime, {{"day", date(form, time)}, {"time", std::move(clock)}});
}

std::string Words::exactMoment(base::UtcTime time) const {
    return say(Phrase::DateAndTime, {{"date", date(DateForm::LongDayAndYear, time)},
                                     {"time", date(DateForm::TimeAndSeconds, time)}});
}

std::string Words::dayTitle(base::UtcTime time, base::UtcTime now) const {
    const LocalTime today = local(now);
    const LocalTime day = local(time);
    std::string title = date(day.year == today.year ? DateForm::LongDay : DateForm::LongDayAndYear, time);
    const auto daysAgo = dayOf(today) - dayOf(day);
    if (daysAgo == days{0}) {
        return say(Phrase::TodayDate, {{"date", std::move(title)}});
    }
    return daysAgo == days{1} ? say(Phrase::YesterdayDate, {{"date", std::move(title)}}) : title;
}

base::UtcTime Words::nextDay(base::UtcTime now) const {
    const LocalTime time = local(now);
    const auto sinceMidnight = hours{time.hour} + minutes{time.minute} + seconds{time.second};
    return std::chrono::floor<seconds>(now) + (days{1} - sinceMidnight);
}

}  // namespace view
