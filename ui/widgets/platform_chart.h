// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chart.h"

namespace ui {

/// Each platform's median and p90 on one logarithmic scale, its target, and its share of all turns.
class PlatformChart final : public Chart {
public:
    explicit PlatformChart(view::PlatformsView view) : m_view(std::move(view)) {}

    [[nodiscard]] int heightFor(const Theme& theme, int width) const override;
    void paint(QPainter& painter, const ChartSpace& space) const override;
    [[nodiscard]] std::vector<ChartMark> marks(const ChartSpace& space) const override;
    [[nodiscard]] int columns() const override { return 1; }

private:
    [[nodiscard]] QRectF plotOf(const ChartSpace& space) const;
    [[nodiscard]] qreal placeOf(const ChartSpace& space, base::Duration time) const;
    [[nodiscard]] QRectF rowOf(const ChartSpace& space, std::size_t row) const;
    void paintAxis(QPainter& painter, const ChartSpace& space) const;
    void paintRow(QPainter& painter, const ChartSpace& space, std::size_t row) const;
    void paintLegend(QPainter& painter, const ChartSpace& space) const;

    view::PlatformsView m_view;
};

}  // namespace ui
