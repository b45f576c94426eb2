// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chart_view.h"
#include "ui/widgets/surface.h"

#include "view/report_view.h"

#include <memory>
#include <vector>

class QBoxLayout;

namespace ui {

class LinkButton;

/// A part of a report with its title: on screen and on paper alike.
struct ReportSection {
    QString title;
    QString caption;
    std::unique_ptr<Chart> chart;
};
/// Histogram, days, heat map, platforms, complaints and praise, expectations, in this order.
[[nodiscard]] std::vector<ReportSection> sectionsOf(const view::ReportView& view);

/// All of a report, drawn.
class ReportSheet final : public Surface {
    Q_OBJECT
public:
    explicit ReportSheet(const Theme& theme, QWidget* parent = nullptr);

    void show(const view::ReportView& view);

signals:
    /// The person wants to see the turns behind something.
    void opened(const QString& title, const std::vector<std::size_t>& turns);

private:
    struct Part {
        PlainLabel* title;
        PlainLabel* caption;
        ChartView* chart;
    };
    [[nodiscard]] QBoxLayout* buildPart(const char* name);
    [[nodiscard]] ChartView* buildChart(const QString& name, const QString& spoken);
    void addLine(QBoxLayout& lines);

    ChartView* m_figures;
    std::vector<Part> m_parts;
    PlainLabel* m_leftOut;
    LinkButton* m_showLeftOut;
    std::vector<std::size_t> m_leftOutTurns;
};

}  // namespace ui
