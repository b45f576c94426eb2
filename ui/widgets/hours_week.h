// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/hours_week_grid.h"

#include <QScrollArea>

namespace ui {

/// The grid below the names of its days, which stay while it scrolls.
class HoursWeek final : public QScrollArea {
    Q_OBJECT
public:
    HoursWeek(const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] HoursWeekGrid& grid() const { return *m_grid; }
    /// Scrolls to where somebody stands.
    void showChosen();
    [[nodiscard]] QSize sizeHint() const override;

protected:
    bool viewportEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    class Head;
    void placeHead();

    const Theme& m_theme;
    HoursWeekGrid* m_grid;
    QWidget* m_head;
};

}  // namespace ui
