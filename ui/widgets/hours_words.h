// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/hours_form.h"

#include <QCoreApplication>
#include <QDate>
#include <QString>

namespace ui {

[[nodiscard]] QDate qtDate(std::chrono::year_month_day date);
[[nodiscard]] std::chrono::year_month_day stdDate(QDate date);

/// Opening hours in words.
class HoursWords final {
    Q_DECLARE_TR_FUNCTIONS(HoursWords)
public:
    /// "Thursday"; Monday is 1.
    [[nodiscard]] static QString day(int day);
    /// "Thu", over a column.
    [[nodiscard]] static QString shortDay(int day);
    /// "13:30"; the time of day is written as in the fields, in any language.
    [[nodiscard]] static QString time(int minute);
    /// "Thursday, 13:30 to 20:00".
    [[nodiscard]] static QString interval(const model::WeekInterval& interval);
    /// "Sunday, closed".
    [[nodiscard]] static QString closed(int day);
    /// "Fri, 3 April", with the year when it isn't that of `today`.
    [[nodiscard]] static QString date(QDate date, QDate today);
    /// "closed", or "open 07:00 to 12:00, 13:00 to 16:00".
    [[nodiscard]] static QString openings(const std::vector<model::OpenInterval>& open);
    /// "Good Friday, closed"; without a name as openings().
    [[nodiscard]] static QString exception(const model::HoursException& exception);
    /// "Sunday, 29 March has 23 hours. Times are counted correctly."
    [[nodiscard]] static QString oddDay(const model::OddDay& odd);
    [[nodiscard]] static QString fault(const HoursFault& fault, const std::string& zone);
    /// "7 of 28 intervals".
    [[nodiscard]] static QString count(std::size_t intervals);
};

}  // namespace ui
