// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/targets_dialog.h"

#include "ui/language.h"
#include "ui/widgets/surface.h"

#include "view/console_source.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace ui {
namespace {

constexpr base::Duration kMinute{60'000};
constexpr base::Duration kHour{60 * 60'000};
/// Longer ones are no promise.
constexpr int kMost = 999;

}  // namespace

TargetsDialog::TargetsDialog(const WindowContext& context, QWidget* parent)
    : SaveDialog(context, "targets", tr("Response targets"), tr("Save targets"), parent),
      m_grid(new QGridLayout) {
    const Theme& theme = context.theme;
    m_grid->setHorizontalSpacing(theme.px(8));
    m_grid->setVerticalSpacing(theme.px(8));
    m_grid->setColumnStretch(0, 1);
    body().addLayout(m_grid);
    readTargets();
    words().setMinimumWidth(theme.px(420));
    explain(m_rows.empty() ? tr("Each platform has a target of its own. No account is connected yet.")
                           : tr("Answer within this time. Business time counts while the shop is open."));
    body().addWidget(&words());
    body().addStretch(1);
    saveButton().setEnabled(mayWrite() && !m_rows.empty());
    saveButton().setAccessibleDescription(saveButton().isEnabled() ? QString() : words().text());
    fit();
}

void TargetsDialog::readTargets() {
    const auto own = context().seam.source.targets().value_or(std::vector<model::PlatformTarget>{});
    for (const model::Account& account :
         context().seam.source.accounts().value_or(std::vector<model::Account>{})) {
        const auto known = [&account](const Row& row) { return row.before.platform == account.platform; };
        if (std::ranges::any_of(m_rows, known)) {
            continue;
        }
        const auto kept = std::ranges::find(own, account.platform, &model::PlatformTarget::platform);
        addRow(*m_grid, kept != own.end()
                            ? *kept
                            : model::PlatformTarget{.platform = account.platform,
                                                    .target = model::ruleOf(account.rule).target});
    }
}

void TargetsDialog::addRow(QGridLayout& grid, const model::PlatformTarget& target) {
    const Theme& theme = context().theme;
    const auto& platforms = context().seam.connect.platforms;
    const auto known = std::ranges::find(platforms, target.platform, &ConnectPlatform::name);
    const QString platform = qt(known != platforms.end() ? known->displayName : target.platform);
    const QString suffix = qt(target.platform);
    auto* label = new PlainLabel(theme, Type::Body, Token::Text, this);
    label->setObjectName(QStringLiteral("targetLabel_") + suffix);
    label->setText(platform);
    Row row{.before = target,
            .number = new QSpinBox(this),
            .unit = new QComboBox(this),
            .clock = new QComboBox(this)};
    const bool hours = target.target.length >= 2 * kHour && target.target.length % kHour == base::Duration{0};
    row.number->setObjectName(QStringLiteral("targetNumber_") + suffix);
    row.number->setAccessibleName(tr("%1, answer within").arg(platform));
    row.number->setRange(1, kMost);
    row.number->setValue(static_cast<int>(target.target.length / (hours ? kHour : kMinute)));
    row.number->setFixedHeight(theme.px(28));
    row.unit->setObjectName(QStringLiteral("targetUnit_") + suffix);
    row.unit->setAccessibleName(tr("%1, unit").arg(platform));
    row.unit->addItems({tr("minutes"), tr("hours")});
    row.unit->setCurrentIndex(hours ? 1 : 0);
    row.clock->setObjectName(QStringLiteral("targetClock_") + suffix);
    row.clock->setAccessibleName(tr("%1, clock").arg(platform));
    row.clock->addItems({tr("business time"), tr("calendar time")});
    row.clock->setCurrentIndex(static_cast<int>(target.target.unit));
    for (QComboBox* choice : {row.unit, row.clock}) {
        int longest = 0;
        for (int i = 0; i < choice->count(); ++i) {
            longest = std::max(longest, lineWidth(choice->itemText(i), theme.font(Type::Body)));
        }
        choice->setMinimumWidth(longest + theme.px(9 + 28 + 4));
    }
    label->setBuddy(row.number);
    const int line = grid.rowCount();
    int place = 0;
    grid.addWidget(label, line, place++);
    for (QWidget* part : std::initializer_list<QWidget*>{row.number, row.unit, row.clock}) {
        part->setEnabled(mayWrite());
        grid.addWidget(part, line, place++);
    }
    m_rows.push_back(row);
}

model::PlatformTarget TargetsDialog::written(const Row& row) {
    return {.platform = row.before.platform,
            .target = {.length = row.number->value() * (row.unit->currentIndex() == 1 ? kHour : kMinute),
                       .unit = static_cast<model::TimeUnit>(row.clock->currentIndex())}};
}

void TargetsDialog::save() {
    std::vector<model::PlatformTarget> changed;
    for (const Row& row : m_rows) {
        if (written(row) != row.before) {
            changed.push_back(written(row));
        }
    }
    if (changed.empty()) {
        accept();
        return;
    }
    m_failure.clear();
    m_saving = static_cast<int>(changed.size());
    saveButton().setEnabled(false);
    for (const model::PlatformTarget& target : changed) {
        ask(context(), this, model::SaveTarget{.target = target},
            [this](const base::Result<base::ReplyId>& done) {
                --m_saving;
                if (!done) {
                    m_failure = asSentence(done.error().what());
                    complain(m_failure);
                }
                if (m_saving == 0 && m_failure.isEmpty()) {
                    accept();
                }
                saveButton().setEnabled(m_saving == 0);
            });
    }
}

}  // namespace ui
