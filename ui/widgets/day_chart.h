// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chart.h"

#include <optional>

namespace ui {

/// Two lines by day; closed days grey, and no line across a day without a figure.
class DayChart final : public Chart {
public:
    explicit DayChart(view::DaysView view) : m_view(std::move(view)) {}

    [[nodiscard]] int heightFor(const Theme& theme, int width) const override;
    void paint(QPainter& painter, const ChartSpace& space) const override;
    [[nodiscard]] std::vector<ChartMark> marks(const ChartSpace& space) const override;
    [[nodiscard]] int columns() const override { return static_cast<int>(m_view.days.size()); }

private:
    using Value = std::optional<double> view::DayView::*;
    [[nodiscard]] QRectF plotOf(const ChartSpace& space) const;
    [[nodiscard]] QRectF columnOf(const ChartSpace& space, std::size_t day) const;
    void paintDays(QPainter& painter, const ChartSpace& space) const;
    /// Where its label stands best: beside its last point.
    [[nodiscard]] std::optional<qreal> paintSeries(QPainter& painter, const ChartSpace& space,
                                                   const ChartScale& scale, Value value, int series) const;
    void paintLabels(QPainter& painter, const ChartSpace& space, qreal first, qreal second) const;
    void paintLabel(QPainter& painter, const ChartSpace& space, qreal y, const QString& words,
                    int series) const;

    view::DaysView m_view;
};

}  // namespace ui
