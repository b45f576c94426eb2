// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/key_cap.h"

#include "ui/delegates/text_block.h"

#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

QFont fontOf(const Theme& theme) {
    QFont font = theme.font(Type::SecondaryMedium);
    font.setPointSizeF(font.pointSizeF() * 0.92);
    return font;
}

}  // namespace

QSize keyCapSize(const QString& key, const Theme& theme) {
    return {std::max(theme.px(16), lineWidth(key, fontOf(theme)) + 2 * theme.px(5)), theme.px(16)};
}

void paintKeyCap(QPainter& painter, const QRect& where, const QString& key, const Theme& theme,
                 const QColor& ink) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(Token::Edge), 1));
    painter.setBrush(theme.color(Token::Paper));
    painter.drawRoundedRect(QRectF(where).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(3), theme.px(3));
    painter.setFont(fontOf(theme));
    painter.setPen(ink);
    painter.drawText(where, Qt::AlignCenter | Qt::TextSingleLine, key);
    painter.restore();
}

}  // namespace ui
