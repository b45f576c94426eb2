// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/local_time.h"
#include "view/phrases.h"

#include "base/clock.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace view {

/// How a moment is written.
enum class DateForm {
    TimeOfDay,       ///< 13:26
    TimeAndSeconds,  ///< 13:26:05
    Weekday,         ///< Tue
    Day,             ///< 17 Mar
    DayAndYear,      ///< 17 Mar 2025
    LongWeekday,     ///< Tuesday
    LongDay,         ///< Tuesday, 17 March
    LongDayAndYear,  ///< Tuesday, 17 March 2025
};

/// The user's language and place, as callbacks; each has an English or UTC default. ui fills them from Qt.
struct Language {
    /// The phrase in the user's language, in the plural form for `count` (-1: it has none); empty = English.
    std::function<std::string(Phrase phrase, std::int64_t count)> phrase{};
    /// A figure with the language's grouping and digits.
    std::function<std::string(std::int64_t number)> number{};
    std::function<std::string(DateForm form, const LocalTime& time)> date{};
    ToLocal toLocal{};
};

/// Says things to the user. Cheap to copy by reference; no state but the language.
class Words {
public:
    struct Argument {
        std::string_view name;  ///< without braces
        std::string value;
    };
    using Arguments = std::initializer_list<Argument>;

    explicit Words(Language language = {});

    [[nodiscard]] std::string say(Phrase phrase, Arguments arguments = {}) const;
    /// With {count} and its plural form.
    [[nodiscard]] std::string count(Phrase phrase, std::int64_t count, Arguments arguments = {}) const;
    [[nodiscard]] std::string number(std::int64_t number) const;

    /// Cut, never rounded; two units at most: "48 s", "12 m", "4 h 48 m", "2 d 3 h". Negative spans are 0.
    [[nodiscard]] std::string span(base::Duration span) const;
    /// The largest unit alone: "4 h".
    [[nodiscard]] std::string shortSpan(base::Duration span) const;
    /// "4 hours 48 minutes".
    [[nodiscard]] std::string spokenSpan(base::Duration span) const;

    [[nodiscard]] LocalTime local(base::UtcTime time) const;
    [[nodiscard]] std::string date(DateForm form, base::UtcTime time) const;
    /// Of a day of the calendar.
    [[nodiscard]] std::string date(DateForm form, const LocalTime& day) const {
        return m_language.date(form, day);
    }
    /// "13:26" today, "Mon 17:32" within six days of now, then "17 Mar", in other years "17 Mar 2025".
    [[nodiscard]] std::string moment(base::UtcTime time, base::UtcTime now) const;
    /// The same, but with the time of day however long ago: "17 Mar 13:26".
    [[nodiscard]] std::string momentWithTime(base::UtcTime time, base::UtcTime now) const;
    /// For tooltips: "Tuesday, 17 March 2026, 13:26:05".
    [[nodiscard]] std::string exactMoment(base::UtcTime time) const;
    /// Of a day separator: "Today, Tuesday, 17 March".
    [[nodiscard]] std::string dayTitle(base::UtcTime time, base::UtcTime now) const;
    /// When the date changes, and with it what moments look like. Right to the hour that daylight saving may
    /// move.
    [[nodiscard]] base::UtcTime nextDay(base::UtcTime now) const;

private:
    Language m_language;
};

}  // namespace view
