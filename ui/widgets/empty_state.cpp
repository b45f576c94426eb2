// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/empty_state.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

EmptyState::EmptyState(const Theme& theme, Token ground, const QString& objectName, QWidget* parent)
    : Surface(theme, ground, {}, parent), m_glyph(new Glyph(theme, IconName::Bell, 40, Token::Text2, this)),
      m_title(new PlainLabel(theme, Type::PaneTitle, Token::Text, this)),
      m_fact(new PlainLabel(theme, Type::Body, Token::Text2, this)), m_button(new QPushButton(this)) {
    setObjectName(objectName);
    m_title->setObjectName(objectName + QStringLiteral("Title"));
    m_fact->setObjectName(objectName + QStringLiteral("Fact"));
    m_button->setObjectName(objectName + QStringLiteral("Button"));
    for (PlainLabel* label : {m_title, m_fact}) {
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(true);
    }
    m_button->setAutoDefault(true);  // Enter presses it
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(20), theme.px(20), theme.px(20), theme.px(20));
    layout->setSpacing(theme.px(6));
    layout->addStretch(2);
    layout->addWidget(m_glyph, 0, Qt::AlignHCenter);
    layout->addSpacing(theme.px(6));
    layout->addWidget(m_title);
    layout->addWidget(m_fact);
    layout->addSpacing(theme.px(6));
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::pressed);
}

void EmptyState::show(const Content& content) {
    m_glyph->setIcon(content.icon);
    m_title->setText(content.title);
    m_fact->setText(content.fact);
    m_fact->setVisible(!m_fact->text().isEmpty());
    m_button->setText(content.button);
    setAccessibleName(content.title);
    m_button->setAccessibleName(content.button);
    m_button->setVisible(!content.button.isEmpty());
}

void EmptyState::takeFocus() {
    if (m_button->isHidden()) {
        setFocus();
    } else {
        m_button->setFocus();
    }
}

}  // namespace ui
