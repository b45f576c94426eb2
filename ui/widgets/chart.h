// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include "view/report_view.h"

#include <QPainter>
#include <QRectF>
#include <QString>

#include <utility>
#include <vector>

namespace ui {

/// Where and how a chart is drawn; on screen and on paper alike. Leading is left, or right where people read
/// from there.
struct ChartSpace {
    QRectF area;
    const Theme& theme;
    Qt::LayoutDirection direction = Qt::LeftToRight;

    /// A rectangle by its distance from the leading edge and the top.
    [[nodiscard]] QRectF rect(qreal leading, qreal top, qreal width, qreal height) const;
    [[nodiscard]] QPointF point(qreal leading, qreal top) const;
    /// The alignment that reads so.
    [[nodiscard]] Qt::Alignment leadingEdge() const;
    [[nodiscard]] Qt::Alignment trailingEdge() const;
};

/// Something in a chart that can be chosen, and where it is.
struct ChartMark {
    QRectF where;
    const view::ReportMark* mark = nullptr;  ///< of the chart
};

/// A drawing of a part of a report. It knows nothing of widgets.
class Chart {
public:
    virtual ~Chart() = default;
    [[nodiscard]] virtual int heightFor(const Theme& theme, int width) const = 0;
    virtual void paint(QPainter& painter, const ChartSpace& space) const = 0;
    /// In reading order; none lies over another.
    [[nodiscard]] virtual std::vector<ChartMark> marks(const ChartSpace& space) const = 0;
    /// How many marks stand side by side in a row; for Up and Down.
    [[nodiscard]] virtual int columns() const = 0;
};

/// An axis from 0 to `top` with a line at each step; at most 5 lines.
struct ChartScale {
    double top = 1;
    double step = 1;
};
[[nodiscard]] ChartScale scaleFor(double largest);

/// One line of words, cut where there is no room.
void chartText(QPainter& painter, const QRectF& where, const QString& text, Qt::Alignment alignment,
               const QFont& font, const QColor& ink);
/// Gridlines with their figures before `plot`, which begins `leading` from the leading edge.
void chartGrid(QPainter& painter, const ChartSpace& space, const QRectF& plot, const ChartScale& scale);
/// Where a value of the scale stands.
[[nodiscard]] qreal chartLevel(const QRectF& plot, const ChartScale& scale, double value);
/// The shape of a series: circle, or square.
void chartDot(QPainter& painter, const QPointF& place, int series, const Theme& theme);

}  // namespace ui
