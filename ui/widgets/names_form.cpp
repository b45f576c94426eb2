// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/names_form.h"

#include "ui/language.h"
#include "ui/widgets/surface.h"

#include <QGridLayout>
#include <QLineEdit>

namespace ui {

NamesForm::NamesForm(const Theme& theme, const QString& name, QWidget* parent)
    : QWidget(parent), m_shop(new QLineEdit(this)), m_agent(new QLineEdit(this)) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme.px(12));
    grid->setVerticalSpacing(theme.px(8));
    grid->setColumnStretch(1, 1);
    const auto row = [&](int place, QLineEdit* field, const QString& part, const QString& words) {
        field->setObjectName(name + part);
        field->setAccessibleName(words);
        field->setMaxLength(model::kLongestName);
        field->setFixedHeight(theme.px(30));
        auto* label = new PlainLabel(theme, Type::Body, Token::Text, this);
        label->setObjectName(name + part + QStringLiteral("Label"));
        label->setText(words);
        label->setBuddy(field);
        grid->addWidget(label, place, 0);
        grid->addWidget(field, place, 1);
        connect(field, &QLineEdit::editingFinished, this, &NamesForm::edited);
    };
    row(0, m_shop, QStringLiteral("Shop"), tr("Shop"));
    row(1, m_agent, QStringLiteral("Agent"), tr("You"));
    setFocusProxy(m_shop);
    connect(m_shop, &QLineEdit::returnPressed, this, [this] { m_agent->setFocus(Qt::TabFocusReason); });
    connect(m_agent, &QLineEdit::returnPressed, this, &NamesForm::finished);
}

void NamesForm::fill(const model::ShopNames& names) {
    m_shop->setText(qt(names.shop));
    m_agent->setText(qt(names.agent));
}

model::ShopNames NamesForm::names() const {
    return {.shop = m_shop->text().trimmed().toStdString(), .agent = m_agent->text().trimmed().toStdString()};
}

void NamesForm::setReadOnly(bool readOnly) {
    m_shop->setReadOnly(readOnly);
    m_agent->setReadOnly(readOnly);
}

}  // namespace ui
