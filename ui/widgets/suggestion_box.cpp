// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/suggestion_box.h"

#include "ui/delegates/text_block.h"
#include "ui/language.h"
#include "ui/widgets/key_cap.h"

#include <QPainter>
#include <QStyle>

namespace ui {

SuggestionBox::SuggestionBox(const Theme& theme, int digit, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_digit(digit) {
    setObjectName(QStringLiteral("suggestion%1").arg(digit));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SuggestionBox::show(const ShownSuggestion& suggestion) {
    setText(suggestion.title);
    setShortcut({});  // an "&" in foreign words is no key
    m_reason = suggestion.reason;
    setAccessibleName(tr("Suggestion %1: %2").arg(m_digit).arg(suggestion.title));
    setAccessibleDescription(m_reason);
    setToolTip(plainToolTip(suggestion.title + QLatin1Char('\n') + suggestion.text));
    m_inserted = false;
    update();
}

void SuggestionBox::setInserted(bool inserted) {
    m_inserted = inserted;
    update();
}

void SuggestionBox::setHeight(Height height) {
    m_height = height;
    updateGeometry();
}

QSize SuggestionBox::sizeHint() const {
    const int title = m_theme.lineHeight(Type::Body);
    const int reason = m_height == Height::Full ? m_theme.lineHeight(Type::Secondary) : -m_theme.px(2);
    return {m_theme.px(160), m_theme.px(12) + title + reason};
}

QSize SuggestionBox::minimumSizeHint() const {
    return {m_theme.px(60), sizeHint().height()};
}

void SuggestionBox::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Qt::LayoutDirection direction = layoutDirection();
    const auto placed = [&](const QRect& rectangle) {
        return QStyle::visualRect(direction, rect(), rectangle);
    };
    const bool hovered = underMouse() && isEnabled();
    const qreal half = hasFocus() ? m_theme.ringWidth() / 2 : 0.5;
    painter.setPen(hasFocus() ? QPen(m_theme.color(Token::Accent), m_theme.ringWidth())
                              : QPen(m_theme.color(m_inserted ? Token::Accent : Token::Line), 1));
    painter.setBrush(m_theme.color(m_inserted ? Token::Selected : hovered ? Token::Hover : Token::List));
    painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), m_theme.px(6), m_theme.px(6));

    const int side = m_theme.px(8);
    const int titleHeight = m_theme.lineHeight(Type::Body);
    const QString digit = QString::number(m_digit);
    const QRect cap(QPoint(side, m_theme.px(6) + (titleHeight - m_theme.px(16)) / 2),
                    keyCapSize(digit, m_theme));
    paintKeyCap(painter, placed(cap), digit, m_theme, m_theme.color(Token::Text2));
    QRect title(cap.right() + 1 + m_theme.px(6), m_theme.px(6), 0, titleHeight);
    title.setRight(width() - side);
    paintLine(painter, placed(title), text(), m_theme.font(Type::BodySemibold), m_theme.color(Token::Text),
              direction);
    if (m_height == Height::Full) {
        const QRect reason(side, title.bottom() + 1, width() - 2 * side, m_theme.lineHeight(Type::Secondary));
        paintLine(painter, placed(reason), m_reason, m_theme.font(Type::Secondary),
                  m_theme.color(Token::Text2), direction);
    }
}

}  // namespace ui
