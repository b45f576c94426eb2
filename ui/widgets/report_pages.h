// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/report_sheet.h"

#include <QSizeF>
#include <QString>

#include <functional>
#include <vector>

class QPainter;

namespace ui {

/// What stands over each page.
struct ReportHeading {
    QString shop;
    QString days;
    QString reading;  ///< definition, accounts, clock
};

/// A report on paper: the same charts, then a table of both clocks. Black on white, whatever the window's
/// theme. Pages are measured in logical pixels of the screen.
class ReportPages final {
public:
    /// `business` and `calendar` are the same report by either clock; `shown` is the one that is drawn.
    ReportPages(const view::ReportView& shown, const view::ReportView& business,
                const view::ReportView& calendar, ReportHeading heading, QSizeF page);
    ReportPages(const ReportPages&) = delete;
    ReportPages& operator=(const ReportPages&) = delete;

    [[nodiscard]] int count() const { return static_cast<int>(m_pages.size()); }
    void paint(QPainter& painter, int page) const;

    /// A4 on this screen, within its margins.
    [[nodiscard]] static QSizeF a4();
    /// False: the file can't be written.
    [[nodiscard]] bool write(const QString& path) const;

private:
    struct Block {
        qreal height = 0;
        std::function<void(QPainter&, const QRectF&)> paint;
    };
    void addChart(const QString& title, const QString& caption, std::shared_ptr<Chart> chart);
    void addTable(const view::ReportView& business, const view::ReportView& calendar);
    void addText(const QString& text);
    void breakPages();
    void paintHead(QPainter& painter, int page) const;
    [[nodiscard]] qreal headHeight() const;

    Theme m_theme{ThemeChoice::Light};
    ReportHeading m_heading;
    QSizeF m_page;
    std::vector<Block> m_blocks;
    std::vector<std::vector<std::size_t>> m_pages;  ///< blocks of each
};

}  // namespace ui
