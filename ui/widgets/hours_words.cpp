// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hours_words.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"

#include <QLocale>

namespace ui {

QDate qtDate(std::chrono::year_month_day date) {
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day()))};
}

std::chrono::year_month_day stdDate(QDate date) {
    return {std::chrono::year(date.year()), std::chrono::month(static_cast<unsigned>(date.month())),
            std::chrono::day(static_cast<unsigned>(date.day()))};
}

QString HoursWords::day(int day) {
    return QLocale().standaloneDayName(day, QLocale::LongFormat);
}

QString HoursWords::shortDay(int day) {
    return QLocale().standaloneDayName(day, QLocale::ShortFormat);
}

QString HoursWords::time(int minute) {
    return qt(model::clockText(minute));
}

QString HoursWords::interval(const model::WeekInterval& interval) {
    return tr("%1, %2 to %3").arg(day(interval.day), time(interval.open.from), time(interval.open.to));
}

QString HoursWords::closed(int day) {
    return tr("%1, closed").arg(HoursWords::day(day));
}

QString HoursWords::date(QDate date, QDate today) {
    return QLocale().toString(date, date.year() == today.year()
                                        ? tr("ddd, d MMMM", "date format, as QDate::toString takes it")
                                        : tr("ddd, d MMMM yyyy", "date format, as QDate::toString takes it"));
}

QString HoursWords::openings(const std::vector<model::OpenInterval>& open) {
    if (open.empty()) {
        return tr("closed");
    }
    QStringList all;
    for (const model::OpenInterval& one : open) {
        all.append(tr("%1 to %2", "times of day").arg(time(one.from), time(one.to)));
    }
    return tr("open %1", "one or more times, each from … to …").arg(all.join(QStringLiteral(", ")));
}

QString HoursWords::exception(const model::HoursException& exception) {
    const QString open = openings(exception.open);
    return exception.name.empty()
               ? open
               : tr("%1, %2", "a holiday and its hours").arg(isolated(qt(exception.name)), open);
}

QString HoursWords::oddDay(const model::OddDay& odd) {
    const QString date =
        QLocale().toString(qtDate(odd.date), tr("dddd, d MMMM", "date format, as QDate::toString takes it"));
    const auto minutes = static_cast<int>(odd.length.count());
    return minutes % 60 == 0
               ? tr("%1 has %n hours. Times are counted correctly.", nullptr, minutes / 60).arg(date)
               : tr("%1 has %2 h %3 m. Times are counted correctly.")
                     .arg(date)
                     .arg(minutes / 60)
                     .arg(minutes % 60);
}

QString HoursWords::fault(const HoursFault& fault, const std::string& zone) {
    switch (fault.kind) {
    case HoursFault::Kind::TooMany:
        return tr("A week has %n intervals at most", nullptr, static_cast<int>(model::kMostIntervals));
    case HoursFault::Kind::Overlap:
        return tr("These overlap: %1, and %2")
            .arg(interval(fault.overlap->first), interval(fault.overlap->second));
    case HoursFault::Kind::NoZone:
        break;
    }
    return zone.empty() ? tr("The time zone is missing")
                        : tr("“%1” is not a time zone").arg(isolated(qt(zone)));
}

QString HoursWords::count(std::size_t intervals) {
    return tr("%1 of %n intervals", nullptr, static_cast<int>(model::kMostIntervals)).arg(intervals);
}

}  // namespace ui
