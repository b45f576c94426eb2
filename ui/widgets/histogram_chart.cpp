// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/histogram_chart.h"

#include "ui/language.h"
#include "ui/style/chart_colors.h"

#include <QFontMetricsF>

#include <algorithm>

namespace ui {

int HistogramChart::heightFor(const Theme& theme, int) const {
    return theme.px(196);
}

QRectF HistogramChart::plotOf(const ChartSpace& space) const {
    const Theme& theme = space.theme;
    const qreal top = theme.px(24);
    const qreal foot = 2.0 * theme.lineHeight(Type::Secondary) + theme.px(4);
    return space.rect(theme.px(34), top, space.area.width() - theme.px(34), space.area.height() - top - foot);
}

QRectF HistogramChart::columnOf(const ChartSpace& space, std::size_t bar) const {
    const QRectF plot = plotOf(space);
    const qreal width = plot.width() / static_cast<qreal>(std::max<std::size_t>(1, m_view.bars.size()));
    return space.rect(space.theme.px(34) + width * static_cast<qreal>(bar), 0, width,
                      plot.bottom() - space.area.top() + space.theme.lineHeight(Type::Secondary));
}

void HistogramChart::paintBar(QPainter& painter, const ChartSpace& space, std::size_t bar,
                              const ChartScale& scale) const {
    const Theme& theme = space.theme;
    const view::BarView& one = m_view.bars[bar];
    const QRectF plot = plotOf(space);
    const QRectF column = columnOf(space, bar);
    const qreal side = column.width() * 0.07;
    const auto box = [&](double from, double to) {
        const qreal top = chartLevel(plot, scale, to);
        return QRectF(column.left() + side, top, column.width() - 2 * side,
                      chartLevel(plot, scale, from) - top);
    };
    const int within = one.turns - one.beyond;
    if (within > 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(seriesColor(theme.kind(), 0));
        painter.drawRoundedRect(box(0, within), 2, 2);
    }
    if (one.beyond > 0) {
        const QColor late = seriesColor(theme.kind(), 1);
        painter.setPen(QPen(late, 1));
        painter.setBrush(QBrush(late, Qt::BDiagPattern));
        painter.drawRoundedRect(box(within, one.turns).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    }
    const qreal line = theme.lineHeight(Type::Secondary);
    const QFont font = theme.font(Type::Secondary);
    if (one.turns > 0) {
        const qreal top = chartLevel(plot, scale, one.turns);
        // No line of the grid goes through a figure.
        const qreal wide = QFontMetricsF(font).horizontalAdvance(qt(one.mark.figure)) + theme.px(4);
        painter.fillRect(QRectF(column.center().x() - wide / 2, top - line + 1, wide, line - 2),
                         theme.color(Token::Paper));
        chartText(painter, QRectF(column.left(), top - line, column.width(), line), qt(one.mark.figure),
                  Qt::AlignHCenter, font, theme.color(Token::Text));
    }
    chartText(painter, QRectF(column.left(), plot.bottom() + theme.px(2), column.width(), line),
              qt(one.mark.label), Qt::AlignHCenter, font, theme.color(Token::Text2));
}

void HistogramChart::paintTarget(QPainter& painter, const ChartSpace& space) const {
    if (m_view.targetLine.empty() || m_view.barsInTarget <= 0) {
        return;
    }
    const Theme& theme = space.theme;
    const QRectF plot = plotOf(space);
    const QRectF column = columnOf(space, static_cast<std::size_t>(m_view.barsInTarget - 1));
    const bool rightward = space.direction == Qt::LeftToRight;
    const qreal x = rightward ? column.right() : column.left();
    painter.setPen(QPen(theme.color(Token::Text), 1, Qt::DashLine));
    painter.drawLine(QPointF(x, space.area.top()), QPointF(x, plot.bottom()));
    const QFont font = theme.font(Type::SecondaryMedium);
    const QString words = qt(m_view.targetLine);
    const qreal width = QFontMetricsF(font).horizontalAdvance(words) + 2;
    const qreal gap = theme.px(6);
    // Behind the line, or before it where there is no room.
    qreal left = rightward ? x + gap : x - gap - width;
    if (left + width > space.area.right()) {
        left = x - gap - width;
    } else if (left < space.area.left()) {
        left = x + gap;
    }
    const QRectF label(left, space.area.top(), width, theme.lineHeight(Type::Secondary));
    painter.fillRect(label, theme.color(Token::Paper));
    chartText(painter, label, words, Qt::AlignLeft, font, theme.color(Token::Text));
}

void HistogramChart::paint(QPainter& painter, const ChartSpace& space) const {
    int largest = 0;
    for (const view::BarView& bar : m_view.bars) {
        largest = std::max(largest, bar.turns);
    }
    const ChartScale scale = scaleFor(largest);
    const QRectF plot = plotOf(space);
    chartGrid(painter, space, plot, scale);
    for (std::size_t bar = 0; bar < m_view.bars.size(); ++bar) {
        paintBar(painter, space, bar, scale);
    }
    paintTarget(painter, space);
    const qreal line = space.theme.lineHeight(Type::Secondary);
    chartText(painter, QRectF(plot.left(), space.area.bottom() - line, plot.width(), line), qt(m_view.axis),
              Qt::AlignHCenter, space.theme.font(Type::Secondary), space.theme.color(Token::Text2));
}

std::vector<ChartMark> HistogramChart::marks(const ChartSpace& space) const {
    std::vector<ChartMark> marks;
    for (std::size_t bar = 0; bar < m_view.bars.size(); ++bar) {
        marks.push_back({.where = columnOf(space, bar), .mark = &m_view.bars[bar].mark});
    }
    return marks;
}

}  // namespace ui
