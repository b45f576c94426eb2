// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/account_settings_dialog.h"

#include "ui/language.h"
#include "ui/widgets/surface.h"

#include "view/platform_names.h"
#include "view/sentences.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

/// Of the screen, so much is left to title bars, panels and the dialog's other parts.
constexpr int kRestOfScreen = 240;
constexpr int kWidth = 480;
constexpr int kPriceWidth = 104;

/// What has the usual value is not set, so that it goes on being what the platform's list says.
std::string unlessUsual(std::string given, const AccountSetting& setting) {
    return given == setting.usual ? std::string() : given;
}

}  // namespace

std::string AccountSettingsDialog::Field::value() const {
    return unlessUsual(onOff != nullptr ? std::string(onOff->isChecked() ? "on" : "off")
                                        : line->text().trimmed().toStdString(),
                       setting);
}

QWidget* AccountSettingsDialog::Field::control() const {
    return onOff != nullptr ? static_cast<QWidget*>(onOff) : line;
}

AccountSettingsDialog::AccountSettingsDialog(const WindowContext& context, const model::Account& account,
                                             QWidget* parent)
    : SaveDialog(context, "accountSettings", tr("Account settings"), tr("Save"), parent),
      m_account(account.id) {
    const Theme& theme = context.theme;
    auto* title = new PlainLabel(theme, Type::PaneTitle, Token::Text, this);
    title->setObjectName(QStringLiteral("settingsTitle"));
    title->setText(qt(view::shownName(account.handle, account.name, context.words)));
    body().addWidget(title);
    buildFields(account);
    explain(tr("For this account alone, from now on."));
    body().addWidget(&words());
    const int fields = m_area->widget()->layout()->totalHeightForWidth(theme.px(kWidth));
    m_area->setMinimumHeight(std::min(fields, theme.px(160)));
    const QMargins around = body().contentsMargins();
    const int rest = layout()->totalSizeHint().height() - m_area->sizeHint().height();
    // Longer ones are scrolled.
    const int most = screen()->availableGeometry().height() - theme.px(kRestOfScreen);
    resize(theme.px(kWidth) + around.left() + around.right(),
           std::max(std::min(fields, most), m_area->minimumHeight()) + rest);
    if (!m_fields.empty()) {
        m_fields.front().control()->setFocus();
    }
}

void AccountSettingsDialog::buildFields(const model::Account& account) {
    const Theme& theme = context().theme;
    auto* fields = new QWidget(this);
    fields->setAutoFillBackground(false);
    auto* lines = new QVBoxLayout(fields);
    lines->setContentsMargins(theme.px(2), theme.px(2), theme.px(12), theme.px(2));
    lines->setSpacing(theme.px(4));
    m_area = new QScrollArea(this);
    m_area->setObjectName(QStringLiteral("settingsArea"));
    m_area->setAccessibleName(windowTitle());
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->viewport()->setAutoFillBackground(false);
    m_area->setWidget(fields);
    auto* prices = new QGridLayout;
    prices->setHorizontalSpacing(theme.px(12));
    prices->setVerticalSpacing(theme.px(4));
    prices->setColumnStretch(0, 1);
    for (AccountSetting& setting : context().seam.accounts.settings(account)) {
        Field field{.setting = std::move(setting)};
        if (field.setting.kind == AccountSetting::Kind::Switch) {
            addSwitch(field, *lines);
        } else if (field.setting.kind == AccountSetting::Kind::Text) {
            addText(field, *lines);
        } else {
            addPrice(field, *prices);
        }
        m_fields.push_back(std::move(field));
    }
    if (prices->count() > 0) {
        lines->addWidget(
            addWords(Type::BodySemibold, QStringLiteral("settingsPricesTitle"), tr("Prices, in US dollars")));
        lines->addWidget(addWords(Type::Secondary, QStringLiteral("settingsPricesWords"),
                                  tr("As %1 publishes them. Correct what you pay otherwise.")
                                      .arg(qt(view::platformName(account.platform)))));
    }
    lines->addLayout(prices);
    lines->addStretch(1);
    body().addWidget(m_area, 1);
}

void AccountSettingsDialog::addSwitch(Field& field, QVBoxLayout& lines) {
    const AccountSetting& setting = field.setting;
    auto* onOff = new QCheckBox(qt(setting.label), this);
    onOff->setObjectName(QStringLiteral("setting_") + qt(setting.name));
    onOff->setAccessibleName(qt(setting.label));
    onOff->setAccessibleDescription(qt(setting.meaning));
    onOff->setChecked((setting.value.empty() ? setting.usual : setting.value) == "on");
    field.onOff = onOff;
    lines.addWidget(onOff);
    lines.addWidget(
        addWords(Type::Secondary, QStringLiteral("settingMeaning_") + qt(setting.name), qt(setting.meaning)));
    field.refusal = addRefusal(setting);
    lines.addWidget(field.refusal);
    lines.addSpacing(context().theme.px(12));
}

void AccountSettingsDialog::addText(Field& field, QVBoxLayout& lines) {
    const AccountSetting& setting = field.setting;
    const QString name = qt(setting.name);
    PlainLabel* label = addWords(Type::Body, QStringLiteral("settingLabel_") + name, qt(setting.label));
    field.line = addLine(setting, qt(setting.label));
    field.line->setAccessibleDescription(qt(setting.meaning));
    label->setBuddy(field.line);
    lines.addWidget(label);
    lines.addWidget(field.line);
    lines.addWidget(addWords(Type::Secondary, QStringLiteral("settingMeaning_") + name, qt(setting.meaning)));
    field.refusal = addRefusal(setting);
    lines.addWidget(field.refusal);
    lines.addSpacing(context().theme.px(12));
}

void AccountSettingsDialog::addPrice(Field& field, QGridLayout& grid) {
    const AccountSetting& setting = field.setting;
    const QString label = asSentence(setting.label);
    PlainLabel* words = addWords(Type::Body, QStringLiteral("settingLabel_") + qt(setting.name), label);
    field.line = addLine(setting, tr("Price of %1, in US dollars").arg(qt(setting.label)));
    field.line->setFixedWidth(context().theme.px(kPriceWidth));
    words->setBuddy(field.line);
    const int row = grid.rowCount();
    grid.addWidget(words, row, 0);
    grid.addWidget(field.line, row, 1);
    field.refusal = addRefusal(setting);
    grid.addWidget(field.refusal, row + 1, 0, 1, 2);
}

QLineEdit* AccountSettingsDialog::addLine(const AccountSetting& setting, const QString& label) {
    auto* line = new QLineEdit(this);
    line->setObjectName(QStringLiteral("setting_") + qt(setting.name));
    line->setAccessibleName(label);
    // What an empty field means.
    line->setPlaceholderText(qt(setting.usual));
    line->setText(qt(setting.value.empty() ? setting.usual : setting.value));
    line->setCursorPosition(0);
    line->setFixedHeight(context().theme.px(30));
    return line;
}

PlainLabel* AccountSettingsDialog::addWords(Type type, const QString& name, const QString& words) {
    auto* label =
        new PlainLabel(context().theme, type, type == Type::Secondary ? Token::Text2 : Token::Text, this);
    label->setObjectName(name);
    label->setText(words);
    label->setWordWrap(true);
    return label;
}

PlainLabel* AccountSettingsDialog::addRefusal(const AccountSetting& setting) {
    PlainLabel* refusal = addWords(Type::Secondary, QStringLiteral("settingRefusal_") + qt(setting.name), {});
    refusal->setInk(Token::Trouble);
    refusal->hide();
    return refusal;
}

void AccountSettingsDialog::save() {
    AccountSeam::Values values;
    for (const Field& field : m_fields) {
        if (std::string value = field.value(); value != unlessUsual(field.setting.value, field.setting)) {
            values[field.setting.name] = std::move(value);
        }
    }
    if (values.empty()) {
        accept();
        return;
    }
    saveButton().setEnabled(false);
    context().seam.accounts.set(m_account, std::move(values),
                                [guard = QPointer(this)](const AccountSeam::Values& refused) {
                                    if (guard != nullptr) {
                                        guard->saved(refused);
                                    }
                                });
}

void AccountSettingsDialog::saved(const AccountSeam::Values& refused) {
    saveButton().setEnabled(true);
    if (refused.empty()) {
        accept();
        return;
    }
    const auto rest = refused.find(std::string());
    complain(rest != refused.end() ? asSentence(rest->second)
                                   : tr("Not saved: look at the fields that say what to write."));
    QWidget* first = nullptr;
    for (const Field& field : m_fields) {
        const auto why = refused.find(field.setting.name);
        const bool wrong = why != refused.end();
        const QString words = wrong ? asSentence(why->second) : QString();
        field.refusal->setText(words);
        field.refusal->setVisible(wrong);
        field.control()->setAccessibleDescription(wrong ? words : qt(field.setting.meaning));
        if (wrong && first == nullptr) {
            first = field.refusal;
            field.control()->setFocus(Qt::OtherFocusReason);
        }
    }
    if (first != nullptr) {
        m_area->widget()->layout()->activate();
        m_area->ensureWidgetVisible(first);
    }
}

}  // namespace ui
