// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chart.h"

#include "ui/style/chart_colors.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ui {

QRectF ChartSpace::rect(qreal leading, qreal top, qreal width, qreal height) const {
    const qreal left = direction == Qt::LeftToRight ? area.left() + leading : area.right() - leading - width;
    return {left, area.top() + top, width, height};
}

QPointF ChartSpace::point(qreal leading, qreal top) const {
    return {direction == Qt::LeftToRight ? area.left() + leading : area.right() - leading, area.top() + top};
}

Qt::Alignment ChartSpace::leadingEdge() const {
    return direction == Qt::LeftToRight ? Qt::AlignLeft : Qt::AlignRight;
}

Qt::Alignment ChartSpace::trailingEdge() const {
    return direction == Qt::LeftToRight ? Qt::AlignRight : Qt::AlignLeft;
}

ChartScale scaleFor(double largest) {
    if (largest <= 0) {
        return {};
    }
    constexpr double kMostSteps = 4;
    const double rough = largest / kMostSteps;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = power * 10;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough) {
            step = factor * power;
            break;
        }
    }
    step = std::max(step, 1.0);
    return {.top = std::ceil(largest / step) * step, .step = step};
}

void chartText(QPainter& painter, const QRectF& where, const QString& text, Qt::Alignment alignment,
               const QFont& font, const QColor& ink) {
    painter.setFont(font);
    painter.setPen(ink);
    const QString fits = QFontMetricsF(font).elidedText(text, Qt::ElideRight, where.width() + 1);
    // Words run as their own letters do; the edge is the caller's, and is not mirrored once more.
    const Qt::LayoutDirection before = painter.layoutDirection();
    painter.setLayoutDirection(fits.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter.drawText(where,
                     static_cast<int>(alignment | Qt::AlignAbsolute | Qt::AlignVCenter | Qt::TextSingleLine |
                                      Qt::TextDontClip),
                     fits);
    painter.setLayoutDirection(before);
}

qreal chartLevel(const QRectF& plot, const ChartScale& scale, double value) {
    return plot.bottom() - plot.height() * value / scale.top;
}

void chartGrid(QPainter& painter, const ChartSpace& space, const QRectF& plot, const ChartScale& scale) {
    const Theme& theme = space.theme;
    const qreal line = theme.lineHeight(Type::Secondary);
    const qreal gap = theme.px(8);
    for (double value = 0; value <= scale.top + scale.step / 2; value += scale.step) {
        const qreal y = chartLevel(plot, scale, value);
        painter.setPen(QPen(theme.color(Token::Line), 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        const qreal lead = space.direction == Qt::LeftToRight ? plot.left() - space.area.left()
                                                              : space.area.right() - plot.right();
        chartText(painter, space.rect(0, y - line / 2 - space.area.top(), lead - gap, line),
                  QString::number(value), space.trailingEdge(), theme.font(Type::Secondary),
                  theme.color(Token::Text2));
    }
}

void chartDot(QPainter& painter, const QPointF& place, int series, const Theme& theme) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(seriesColor(theme.kind(), series));
    const qreal half = theme.px(7) / 2.0;
    if (series == 0) {
        painter.drawEllipse(place, half, half);
    } else {
        painter.drawRect(QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half));
    }
}

}  // namespace ui
