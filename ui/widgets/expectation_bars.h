// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chart.h"

namespace ui {

/// How much of what people expect is kept: a bar for each expectation.
class ExpectationBars final : public Chart {
public:
    explicit ExpectationBars(std::vector<view::ExpectationView> bars) : m_bars(std::move(bars)) {}

    [[nodiscard]] int heightFor(const Theme& theme, int width) const override;
    void paint(QPainter& painter, const ChartSpace& space) const override;
    [[nodiscard]] std::vector<ChartMark> marks(const ChartSpace& space) const override;
    [[nodiscard]] int columns() const override { return static_cast<int>(m_bars.size()); }

private:
    [[nodiscard]] std::size_t inARow(const Theme& theme, qreal width) const;
    [[nodiscard]] QRectF cellOf(const ChartSpace& space, std::size_t bar) const;

    std::vector<view::ExpectationView> m_bars;
};

/// The four figures of a report in one ruled box.
class FigureStrip final : public Chart {
public:
    FigureStrip(std::vector<view::FigureView> figures, QString link)
        : m_figures(std::move(figures)), m_link(std::move(link)) {}

    [[nodiscard]] int heightFor(const Theme& theme, int width) const override;
    void paint(QPainter& painter, const ChartSpace& space) const override;
    [[nodiscard]] std::vector<ChartMark> marks(const ChartSpace& space) const override;
    [[nodiscard]] int columns() const override { return static_cast<int>(m_figures.size()); }

private:
    [[nodiscard]] QRectF cellOf(const ChartSpace& space, std::size_t figure) const;

    std::vector<view::FigureView> m_figures;
    QString m_link;  ///< "turns"; empty on paper
};

}  // namespace ui
