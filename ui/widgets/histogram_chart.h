// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chart.h"

namespace ui {

/// How long customers wait: a bar for each span, those beyond the target hatched.
class HistogramChart final : public Chart {
public:
    explicit HistogramChart(view::HistogramView view) : m_view(std::move(view)) {}

    [[nodiscard]] int heightFor(const Theme& theme, int width) const override;
    void paint(QPainter& painter, const ChartSpace& space) const override;
    [[nodiscard]] std::vector<ChartMark> marks(const ChartSpace& space) const override;
    [[nodiscard]] int columns() const override { return static_cast<int>(m_view.bars.size()); }

private:
    [[nodiscard]] QRectF plotOf(const ChartSpace& space) const;
    [[nodiscard]] QRectF columnOf(const ChartSpace& space, std::size_t bar) const;
    void paintBar(QPainter& painter, const ChartSpace& space, std::size_t bar, const ChartScale& scale) const;
    void paintTarget(QPainter& painter, const ChartSpace& space) const;

    view::HistogramView m_view;
};

}  // namespace ui
