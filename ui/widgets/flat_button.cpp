// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/flat_button.h"

#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QPainter>

namespace ui {

void paintPointed(QPainter& painter, const QAbstractButton& button, const Theme& theme) {
    if (!button.isEnabled() || !(button.underMouse() || button.isDown())) {
        return;
    }
    QColor veil = theme.color(Token::Text);
    veil.setAlphaF(button.isDown() ? 0.12F : 0.07F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(veil);
    painter.drawRoundedRect(button.rect(), theme.px(4), theme.px(4));
}

void paintFocused(QPainter& painter, const QAbstractButton& button, const Theme& theme) {
    if (!button.hasFocus()) {
        return;
    }
    const qreal half = theme.ringWidth() / 2;
    painter.setPen(QPen(theme.color(Token::Accent), theme.ringWidth()));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(half, half, -half, -half), theme.px(4),
                            theme.px(4));
}

}  // namespace ui
