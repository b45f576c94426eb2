// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/day_chart.h"

#include "ui/language.h"
#include "ui/style/chart_colors.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ui {

int DayChart::heightFor(const Theme& theme, int) const {
    return theme.px(196);
}

QRectF DayChart::plotOf(const ChartSpace& space) const {
    const Theme& theme = space.theme;
    const qreal top = theme.px(12);
    const qreal foot = 2.0 * theme.lineHeight(Type::Secondary) + theme.px(4);
    return space.rect(theme.px(34), top, space.area.width() - theme.px(34 + 76),
                      space.area.height() - top - foot);
}

QRectF DayChart::columnOf(const ChartSpace& space, std::size_t day) const {
    const QRectF plot = plotOf(space);
    const qreal width = plot.width() / static_cast<qreal>(std::max<std::size_t>(1, m_view.days.size()));
    return space.rect(space.theme.px(34) + width * static_cast<qreal>(day), plot.top() - space.area.top(),
                      width, plot.height() + space.theme.lineHeight(Type::Secondary));
}

void DayChart::paintDays(QPainter& painter, const ChartSpace& space) const {
    const Theme& theme = space.theme;
    const QRectF plot = plotOf(space);
    const QFont font = theme.font(Type::Secondary);
    const QFontMetricsF metrics(font);
    qreal widest = 1;
    for (const view::DayView& day : m_view.days) {
        widest = std::max(widest, metrics.horizontalAdvance(qt(day.mark.label)));
    }
    const qreal line = theme.lineHeight(Type::Secondary);
    // Only as many names of days as have room.
    const qreal column = plot.width() / static_cast<qreal>(std::max<std::size_t>(1, m_view.days.size()));
    const auto every = static_cast<std::size_t>(std::ceil((widest + theme.px(6)) / column));
    for (std::size_t index = 0; index < m_view.days.size(); ++index) {
        const view::DayView& day = m_view.days[index];
        const QRectF where = columnOf(space, index);
        if (day.closed) {
            painter.fillRect(QRectF(where.left(), plot.top(), where.width(), plot.height()),
                             theme.color(Token::Chrome));
            if (metrics.horizontalAdvance(qt(m_view.closed)) <= where.width()) {
                chartText(painter, QRectF(where.left(), plot.center().y() - line / 2, where.width(), line),
                          qt(m_view.closed), Qt::AlignHCenter, font, theme.color(Token::Text2));
            }
        }
        if (index % every == 0) {
            chartText(
                painter,
                QRectF(where.center().x() - widest / 2 - 1, plot.bottom() + theme.px(2), widest + 2, line),
                qt(day.mark.label), Qt::AlignHCenter, font, theme.color(Token::Text2));
        }
    }
}

std::optional<qreal> DayChart::paintSeries(QPainter& painter, const ChartSpace& space,
                                           const ChartScale& scale, Value value, int series) const {
    const QRectF plot = plotOf(space);
    std::optional<QPointF> before;
    std::optional<qreal> last;
    std::vector<QPointF> points;
    for (std::size_t index = 0; index < m_view.days.size(); ++index) {
        const std::optional<double>& figure = m_view.days[index].*value;
        if (!figure) {
            before.reset();
            continue;
        }
        const QPointF point(columnOf(space, index).center().x(), chartLevel(plot, scale, *figure));
        if (before) {
            painter.setPen(QPen(seriesColor(space.theme.kind(), series), space.theme.px(2),
                                series == 0 ? Qt::SolidLine : Qt::DashLine));
            painter.drawLine(*before, point);
        }
        points.push_back(point);
        before = point;
        last = point.y();
    }
    for (const QPointF& point : points) {
        chartDot(painter, point, series, space.theme);
    }
    return last;
}

void DayChart::paintLabel(QPainter& painter, const ChartSpace& space, qreal y, const QString& words,
                          int series) const {
    const Theme& theme = space.theme;
    const QRectF plot = plotOf(space);
    const qreal leading = theme.px(34) + plot.width() + theme.px(12);
    chartDot(painter, space.point(leading, y - space.area.top()), series, theme);
    const qreal line = theme.lineHeight(Type::Secondary);
    chartText(painter, space.rect(leading + theme.px(8), y - line / 2 - space.area.top(), theme.px(56), line),
              words, space.leadingEdge(), theme.font(Type::SecondarySemibold),
              seriesColor(theme.kind(), series));
}

/// Beside the last points, the upper line's above the lower one's.
void DayChart::paintLabels(QPainter& painter, const ChartSpace& space, qreal first, qreal second) const {
    const bool firstAbove = first < second;
    const qreal apart = space.theme.lineHeight(Type::Secondary);
    const qreal upper = std::min(first, second);
    const qreal low = std::max({first, second, upper + apart});
    const qreal high = low - std::max(apart, low - upper);
    paintLabel(painter, space, firstAbove ? low : high, qt(m_view.secondWord), 1);
    paintLabel(painter, space, firstAbove ? high : low, qt(m_view.firstWord), 0);
}

void DayChart::paint(QPainter& painter, const ChartSpace& space) const {
    double largest = 0;
    for (const view::DayView& day : m_view.days) {
        largest = std::max({largest, day.first.value_or(0), day.second.value_or(0)});
    }
    const ChartScale scale = scaleFor(largest);
    const QRectF plot = plotOf(space);
    chartGrid(painter, space, plot, scale);
    paintDays(painter, space);
    const auto second = paintSeries(painter, space, scale, &view::DayView::second, 1);
    const auto first = paintSeries(painter, space, scale, &view::DayView::first, 0);
    if (second && first) {
        paintLabels(painter, space, *first, *second);
    }
    const qreal line = space.theme.lineHeight(Type::Secondary);
    chartText(painter, QRectF(plot.left(), space.area.bottom() - line, plot.width(), line), qt(m_view.axis),
              Qt::AlignHCenter, space.theme.font(Type::Secondary), space.theme.color(Token::Text2));
}

std::vector<ChartMark> DayChart::marks(const ChartSpace& space) const {
    std::vector<ChartMark> marks;
    for (std::size_t day = 0; day < m_view.days.size(); ++day) {
        marks.push_back({.where = columnOf(space, day), .mark = &m_view.days[day].mark});
    }
    return marks;
}

}  // namespace ui
