// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/delegates/row_ground.h"

#include "ui/style/theme.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionViewItem>
#include <QWidget>

namespace ui {

void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                    const Theme& theme) {
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    // A view without the focus calls itself inactive; what counts is the window.
    const bool active = option.widget == nullptr || option.widget->isActiveWindow();
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    painter.setRenderHint(QPainter::Antialiasing);
    if (selected || hovered) {
        const Token fill = selected ? (active ? Token::Selected : Token::Idle) : Token::Hover;
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(fill));
        painter.drawRoundedRect(box, theme.px(6), theme.px(6));
    }
    if (selected) {
        const int inset = theme.px(box.height() > theme.px(40) ? 10 : 6);
        const QRect bar(box.left(), box.top() + inset, theme.px(3), box.height() - 2 * inset);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Token::Accent));
        painter.drawRoundedRect(QStyle::visualRect(option.direction, box, bar), 1.5, 1.5);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        const qreal half = theme.ringWidth() / 2;
        painter.setPen(QPen(theme.color(Token::Accent), theme.ringWidth()));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(box).adjusted(half, half, -half, -half), theme.px(6) - half,
                                theme.px(6) - half);
    }
}

}  // namespace ui
