// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/later_menu.h"

#include "ui/language.h"

namespace ui {
namespace {

const QTime kMorning(9, 0);
const QTime kEvening(18, 0);
/// This evening is offered as long as it is later than "in an hour".
constexpr int kEveningUntilHour = 17;

}  // namespace

QList<LaterChoice> laterChoices(const QDateTime& now) {
    const auto at = [&now](const QDate& day, const QTime& time) {
        QDateTime moment = now;
        moment.setDate(day);
        moment.setTime(time);
        return moment;
    };
    const QDate today = now.date();
    QList<LaterChoice> choices{{LaterMenu::tr("In an hour"), now.addSecs(60 * 60)}};
    if (now.time().hour() < kEveningUntilHour) {
        choices.append({LaterMenu::tr("This evening"), at(today, kEvening)});
    }
    choices.append({LaterMenu::tr("Tomorrow morning"), at(today.addDays(1), kMorning)});
    // On Sunday tomorrow is Monday.
    const int toMonday = 8 - today.dayOfWeek();
    if (toMonday > 1) {
        choices.append({LaterMenu::tr("Monday morning"), at(today.addDays(toMonday), kMorning)});
    }
    return choices;
}

LaterMenu::LaterMenu(const QDateTime& now, const view::Words& words, QWidget* parent) : QMenu(parent) {
    const base::UtcTime today = base::fromMs(now.toMSecsSinceEpoch());
    setObjectName(QStringLiteral("laterMenu"));
    setAccessibleName(tr("When should it come back?"));
    setAttribute(Qt::WA_DeleteOnClose);
    int digit = 0;
    for (const LaterChoice& choice : laterChoices(now)) {
        // Behind a tab stands what belongs to the words; the digit chooses.
        QAction* action = addAction(
            QStringLiteral("&%1  %2\t%3")
                .arg(++digit)
                .arg(choice.title,
                     qt(words.momentWithTime(base::fromMs(choice.until.toMSecsSinceEpoch()), today))));
        action->setObjectName(QStringLiteral("later%1").arg(digit));
        connect(action, &QAction::triggered, this, [this, until = choice.until] { emit chosen(until); });
    }
    addSeparator();
    QAction* other = addAction(tr("&Other time…"));
    other->setObjectName(QStringLiteral("laterOther"));
    connect(other, &QAction::triggered, this, &LaterMenu::otherAsked);
}

}  // namespace ui
