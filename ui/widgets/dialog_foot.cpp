// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dialog_foot.h"

#include "ui/style/shopbell_style.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace ui {

DialogFoot::DialogFoot(const Theme& theme, QWidget* parent)
    : Surface(theme, Token::Chrome, Qt::TopEdge, parent), m_leading(new QHBoxLayout),
      m_buttons(new QHBoxLayout) {
    setFixedHeight(theme.px(52));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(20), 0, theme.px(20), 0);
    for (QBoxLayout* part : {static_cast<QBoxLayout*>(row), m_leading, m_buttons}) {
        part->setSpacing(theme.px(8));
    }
    // Where nothing stands before them, the buttons keep their size all the same.
    m_leading->addStretch(0);
    row->addLayout(m_leading, 1);
    row->addLayout(m_buttons);
}

void DialogFoot::lead(QWidget* part, int stretch) {
    m_leading->insertWidget(m_leading->count() - 1, part, stretch);
}

QPushButton* DialogFoot::add(const char* name, const QString& words) {
    auto* button = new QPushButton(words, this);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(words);
    button->setAutoDefault(false);
    m_buttons->addWidget(button);
    return button;
}

QPushButton* DialogFoot::addPrimary(const char* name, const QString& words) {
    QPushButton* button = add(name, words);
    button->setFont(theme().font(Type::BodySemibold));
    setButtonKind(*button, ButtonKind::Primary);
    return button;
}

}  // namespace ui
