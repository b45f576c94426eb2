// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/standing_dialog.h"

#include "ui/widgets/dialog_foot.h"
#include "ui/widgets/surface.h"

#include <QBoxLayout>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using std::chrono::days;
using std::chrono::duration_cast;
using std::chrono::hours;
using std::chrono::minutes;

int percentOf(double share) {
    return static_cast<int>(std::lround(share * 100));
}

}  // namespace

model::StandingRule storedStandingRule(const QSettings& settings) {
    const model::StandingRule known;
    const auto number = [&](const char* name, auto otherwise, int most) {
        const int value = settings.value(QLatin1String(name), static_cast<int>(otherwise)).toInt();
        return std::clamp(value, 1, most);
    };
    return {
        .answeredShare = number("standing/answeredPercent", percentOf(known.answeredShare), 100) / 100.0,
        .within =
            minutes(number("standing/withinMinutes", duration_cast<minutes>(known.within).count(), 1440)),
        .span = days(number("standing/days", duration_cast<days>(known.span).count(), 30)),
        .silence = hours(number("standing/silenceHours", duration_cast<hours>(known.silence).count(), 240)),
        .fastestShare = number("standing/fastestPercent", percentOf(known.fastestShare), 100) / 100.0,
        .publicSpan = days(number("standing/publicDays", duration_cast<days>(known.publicSpan).count(), 90))};
}

void storeStandingRule(QSettings& settings, const model::StandingRule& rule) {
    const auto keep = [&](const char* name, auto value) {
        settings.setValue(QLatin1String(name), static_cast<int>(value));
    };
    keep("standing/answeredPercent", percentOf(rule.answeredShare));
    keep("standing/withinMinutes", duration_cast<minutes>(rule.within).count());
    keep("standing/days", duration_cast<days>(rule.span).count());
    keep("standing/silenceHours", duration_cast<hours>(rule.silence).count());
    keep("standing/fastestPercent", percentOf(rule.fastestShare));
    keep("standing/publicDays", duration_cast<days>(rule.publicSpan).count());
}

StandingDialog::StandingDialog(const Theme& theme, const model::StandingRule& rule, QWidget* parent)
    : QDialog(parent) {
    setObjectName(QStringLiteral("standingDialog"));
    setWindowTitle(tr("Numbers of the standing"));
    setAccessibleName(windowTitle());
    auto* form = new QFormLayout;
    form->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    form->setSpacing(theme.px(10));
    const auto field = [&](const char* name, const QString& label, const QString& unit, qint64 value,
                           int most) {
        auto* box = new QSpinBox(this);
        box->setObjectName(QLatin1String(name));
        box->setAccessibleName(label);
        box->setRange(1, most);
        box->setSuffix(unit);
        box->setValue(static_cast<int>(value));
        auto* words = new PlainLabel(theme, Type::Body, Token::Text, this);
        words->setObjectName(QLatin1String(name) + QStringLiteral("Label"));
        words->setText(label);
        words->setBuddy(box);
        form->addRow(words, box);
        return box;
    };
    m_share = field("standingShare", tr("Answered"), tr(" %"), percentOf(rule.answeredShare), 100);
    m_within = field("standingWithin", tr("Within"), tr(" minutes"),
                     duration_cast<minutes>(rule.within).count(), 1440);
    m_days =
        field("standingDays", tr("Over the last"), tr(" days"), duration_cast<days>(rule.span).count(), 30);
    m_silence = field("standingSilence", tr("Shown time: first message after"), tr(" hours of silence"),
                      duration_cast<hours>(rule.silence).count(), 240);
    m_fastest =
        field("standingFastest", tr("Mean of the fastest"), tr(" %"), percentOf(rule.fastestShare), 100);
    m_publicDays = field("standingPublicDays", tr("Shown time: over the last"), tr(" days"),
                         duration_cast<days>(rule.publicSpan).count(), 90);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(form, 1);
    all->addWidget(buildFoot(theme));
}

QWidget* StandingDialog::buildFoot(const Theme& theme) {
    auto* foot = new DialogFoot(theme, this);
    QPushButton* cancel = foot->add("standingCancel", tr("Cancel"));
    QPushButton* save = foot->addPrimary("standingSave", tr("Save"));
    save->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &QDialog::accept);
    return foot;
}

model::StandingRule StandingDialog::rule() const {
    return {.answeredShare = m_share->value() / 100.0,
            .within = minutes(m_within->value()),
            .span = days(m_days->value()),
            .silence = hours(m_silence->value()),
            .fastestShare = m_fastest->value() / 100.0,
            .publicSpan = days(m_publicDays->value())};
}

}  // namespace ui
