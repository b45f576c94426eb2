// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice_bar.h"

#include "ui/widgets/link_button.h"
#include "ui/widgets/notification_role.h"

#include <QAccessible>
#include <QHBoxLayout>

namespace ui {

NoticeBar::NoticeBar(const Theme& theme, QWidget* parent)
    : Surface(theme, Token::DueGround, Qt::BottomEdge, parent),
      m_words(new PlainLabel(theme, Type::BodyMedium, Token::DueInk, this)),
      m_close(new LinkButton(theme, Type::SecondaryMedium, Token::DueInk, this)) {
    giveNotificationRole(*this);
    setObjectName(QStringLiteral("noticeBar"));
    m_words->setObjectName(QStringLiteral("noticeText"));
    m_words->setWordWrap(true);
    m_close->setObjectName(QStringLiteral("noticeClose"));
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(tr("Close this notice"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(16), theme.px(6), theme.px(12), theme.px(6));
    row->setSpacing(theme.px(8));
    row->addWidget(new Glyph(theme, IconName::Warn, 16, Token::DueInk, this));
    row->addWidget(m_words, 1);
    row->addWidget(m_close);
    connect(m_close, &QAbstractButton::clicked, this, &QWidget::hide);
    hide();
}

void NoticeBar::show(const QString& sentence, Stay stay) {
    setVisible(!sentence.isEmpty());
    m_words->setText(sentence);
    m_close->setVisible(stay == Stay::UntilClosed);
    setAccessibleName(sentence);
    if (!sentence.isEmpty()) {
        QAccessibleEvent spoken(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&spoken);
    }
}

}  // namespace ui
