// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/platform_chart.h"

#include "ui/language.h"
#include "ui/style/chart_colors.h"

#include <QFontMetricsF>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

constexpr int kRow = 24;
constexpr int kTag = 22;
constexpr int kNames = 118;
constexpr int kMix = 84;

}  // namespace

int PlatformChart::heightFor(const Theme& theme, int) const {
    const auto rows = static_cast<int>(std::max<std::size_t>(1, m_view.rows.size()));
    return theme.px(kRow) * rows + 2 * theme.lineHeight(Type::Secondary) + theme.px(8);
}

QRectF PlatformChart::plotOf(const ChartSpace& space) const {
    const Theme& theme = space.theme;
    return space.rect(theme.px(kNames + 14), 0, space.area.width() - theme.px(kNames + 14 + kMix + 16),
                      theme.px(kRow) * static_cast<qreal>(m_view.rows.size()));
}

qreal PlatformChart::placeOf(const ChartSpace& space, base::Duration time) const {
    const QRectF plot = plotOf(space);
    const auto logarithm = [](base::Duration value) {
        return std::log(static_cast<double>(std::max<std::int64_t>(1, value.count())));
    };
    const double first = logarithm(m_view.ticks.front().first);
    const double last = logarithm(m_view.ticks.back().first);
    const double share = std::clamp((logarithm(time) - first) / (last - first), 0.0, 1.0);
    return space.direction == Qt::LeftToRight ? plot.left() + plot.width() * share
                                              : plot.right() - plot.width() * share;
}

QRectF PlatformChart::rowOf(const ChartSpace& space, std::size_t row) const {
    const Theme& theme = space.theme;
    return space.rect(0, theme.px(kRow) * static_cast<qreal>(row), space.area.width(), theme.px(kRow));
}

void PlatformChart::paintAxis(QPainter& painter, const ChartSpace& space) const {
    const Theme& theme = space.theme;
    const QRectF plot = plotOf(space);
    const qreal line = theme.lineHeight(Type::Secondary);
    for (const auto& [time, name] : m_view.ticks) {
        const qreal x = placeOf(space, time);
        painter.setPen(QPen(theme.color(Token::Line), 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        chartText(painter, QRectF(x - theme.px(24), plot.bottom() + theme.px(2), theme.px(48), line),
                  qt(name), Qt::AlignHCenter, theme.font(Type::Secondary), theme.color(Token::Text2));
    }
}

void PlatformChart::paintRow(QPainter& painter, const ChartSpace& space, std::size_t row) const {
    const Theme& theme = space.theme;
    const view::PlatformView& one = m_view.rows[row];
    const qreal top = theme.px(kRow) * static_cast<qreal>(row);
    const qreal height = theme.px(kRow);
    const QRectF tag = space.rect(0.5, top + (height - theme.px(14)) / 2, theme.px(kTag), theme.px(14));
    painter.setPen(QPen(theme.color(Token::Edge), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(tag, 4, 4);
    chartText(painter, tag, qt(one.tag), Qt::AlignHCenter, theme.font(Type::Tag), theme.color(Token::Text));
    chartText(painter, space.rect(theme.px(kTag + 8), top, theme.px(kNames - kTag - 8), height),
              qt(one.mark.label), space.leadingEdge(), theme.font(Type::Body), theme.color(Token::Text));
    chartText(painter, space.rect(space.area.width() - theme.px(kMix), top, theme.px(kMix), height),
              qt(one.mark.figure), space.trailingEdge(), theme.font(Type::Secondary),
              theme.color(Token::Text2));
    const qreal y = space.area.top() + top + height / 2;
    painter.setPen(QPen(theme.color(Token::Text), theme.px(2)));
    const qreal target = placeOf(space, one.target);
    painter.drawLine(QPointF(target, y - theme.px(7)), QPointF(target, y + theme.px(7)));
    if (one.median && one.p90) {
        const QPointF from(placeOf(space, *one.median), y);
        const QPointF to(placeOf(space, *one.p90), y);
        painter.setPen(QPen(seriesColor(theme.kind(), 0), theme.px(2)));
        painter.drawLine(from, to);
        chartDot(painter, to, 1, theme);
        chartDot(painter, from, 0, theme);
    }
}

void PlatformChart::paintLegend(QPainter& painter, const ChartSpace& space) const {
    const Theme& theme = space.theme;
    const QFont font = theme.font(Type::Secondary);
    const QFontMetricsF metrics(font);
    const qreal line = theme.lineHeight(Type::Secondary);
    const qreal gap = theme.px(10);
    const std::array words{qt(m_view.medianWord), qt(m_view.p90Word), qt(m_view.targetWord)};
    qreal width = 0;
    for (const QString& word : words) {
        width += metrics.horizontalAdvance(word) + gap + theme.px(14);
    }
    const QRectF plot = plotOf(space);
    const qreal before = space.direction == Qt::LeftToRight ? plot.left() - space.area.left()
                                                            : space.area.right() - plot.right();
    qreal leading = before + std::max<qreal>(0, (plot.width() - width) / 2);
    const qreal top = plot.height() + line + theme.px(6);
    for (std::size_t series = 0; series < words.size(); ++series) {
        const QPointF place = space.point(leading + theme.px(4), top + line / 2);
        if (series < 2) {
            chartDot(painter, place, static_cast<int>(series), theme);
        } else {
            painter.setPen(QPen(theme.color(Token::Text), theme.px(2)));
            painter.drawLine(place - QPointF(0, theme.px(6)), place + QPointF(0, theme.px(6)));
        }
        const qreal wide = metrics.horizontalAdvance(words.at(series)) + 2;
        chartText(painter, space.rect(leading + theme.px(12), top, wide, line), words.at(series),
                  space.leadingEdge(), font, theme.color(Token::Text2));
        leading += wide + gap + theme.px(12);
    }
}

void PlatformChart::paint(QPainter& painter, const ChartSpace& space) const {
    if (m_view.rows.empty() || m_view.ticks.size() < 2) {
        return;
    }
    paintAxis(painter, space);
    for (std::size_t row = 0; row < m_view.rows.size(); ++row) {
        paintRow(painter, space, row);
    }
    paintLegend(painter, space);
}

std::vector<ChartMark> PlatformChart::marks(const ChartSpace& space) const {
    std::vector<ChartMark> marks;
    for (std::size_t row = 0; row < m_view.rows.size(); ++row) {
        marks.push_back({.where = rowOf(space, row), .mark = &m_view.rows[row].mark});
    }
    return marks;
}

}  // namespace ui
