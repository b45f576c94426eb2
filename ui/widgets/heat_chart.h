// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chart.h"

namespace ui {

/// When it takes long: weekday by hour, with the figure in each cell.
class HeatChart final : public Chart {
public:
    explicit HeatChart(view::HeatView view) : m_view(std::move(view)) {}

    [[nodiscard]] int heightFor(const Theme& theme, int width) const override;
    void paint(QPainter& painter, const ChartSpace& space) const override;
    [[nodiscard]] std::vector<ChartMark> marks(const ChartSpace& space) const override;
    [[nodiscard]] int columns() const override { return static_cast<int>(m_view.hours.size()); }

private:
    [[nodiscard]] QRectF cellOf(const ChartSpace& space, std::size_t row, std::size_t column) const;

    view::HeatView m_view;
};

}  // namespace ui
