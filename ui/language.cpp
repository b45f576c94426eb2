// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/language.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>
#include <QTextDocument>

namespace ui {
namespace {

view::LocalTime localTime(base::UtcTime time, const QTimeZone& zone) {
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(base::toMs(time), zone);
    const QDate date = local.date();
    const QTime clock = local.time();
    return {.year = date.year(),
            .month = date.month(),
            .day = date.day(),
            .weekday = date.dayOfWeek(),
            .hour = clock.hour(),
            .minute = clock.minute(),
            .second = clock.second()};
}

/// The translated phrase, or empty for the English that view has itself.
std::string translated(view::Phrase phrase, std::int64_t count) {
    const view::PhraseText& english = view::english(phrase);
    const QByteArray source =
        QByteArray::fromRawData(english.text.data(), static_cast<qsizetype>(english.text.size()));
    const QByteArray text(source.constData(), source.size());
    const QString found =
        QCoreApplication::translate("view", text.constData(), nullptr, static_cast<int>(count));
    return found == QString::fromUtf8(text) ? std::string() : found.toStdString();
}

/// A date format of the locale without its year, and what only parts it from the rest.
QString withoutYear(QString format) {
    static const QRegularExpression year(
        QStringLiteral("[\\s,./-]*('[^']*')?\\s*y+\\s*('[^']*')?[\\s./-]*(?=$|[^\\s])"));
    format.remove(year);
    return format.trimmed();
}

std::string dateText(const QLocale& locale, view::DateForm form, const view::LocalTime& time) {
    const QDate date(time.year, time.month, time.day);
    const QTime clock(time.hour, time.minute, time.second);
    const auto say = [](const QString& text) { return text.toStdString(); };
    switch (form) {
    case view::DateForm::TimeOfDay:
        return say(locale.toString(clock, QLocale::ShortFormat));
    case view::DateForm::TimeAndSeconds:
        return say(locale.toString(clock, QStringLiteral("HH:mm:ss")));
    case view::DateForm::Weekday:
        return say(locale.dayName(date.dayOfWeek(), QLocale::ShortFormat));
    case view::DateForm::Day:
        return say(locale.toString(date, QStringLiteral("d MMM")));
    case view::DateForm::DayAndYear:
        return say(locale.toString(date, QStringLiteral("d MMM yyyy")));
    case view::DateForm::LongWeekday:
        return say(locale.dayName(date.dayOfWeek(), QLocale::LongFormat));
    case view::DateForm::LongDay:
        return say(locale.toString(date, withoutYear(locale.dateFormat(QLocale::LongFormat))));
    case view::DateForm::LongDayAndYear:
        return say(locale.toString(date, QLocale::LongFormat));
    }
    return {};
}

}  // namespace

view::Language languageOf(const QLocale& locale, const QTimeZone& zone) {
    view::Language language;
    language.phrase = translated;
    language.number = [locale](std::int64_t number) {
        return locale.toString(static_cast<qlonglong>(number)).toStdString();
    };
    language.toLocal = [zone](base::UtcTime time) { return localTime(time, zone); };
    // The C locale has no place: view's own forms are better.
    if (locale.language() != QLocale::C) {
        language.date = [locale](view::DateForm form, const view::LocalTime& time) {
            return dateText(locale, form, time);
        };
    }
    return language;
}

QString asSentence(const std::string& text) {
    QString sentence = qt(text);
    if (!sentence.isEmpty()) {
        sentence[0] = sentence.at(0).toUpper();
    }
    return sentence;
}

QString plainMenuText(QString text) {
    return text.simplified().replace(u'&', QStringLiteral("&&"));
}

QString plainToolTip(const QString& text) {
    if (!Qt::mightBeRichText(text)) {
        return text;
    }
    return QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

}  // namespace ui
