// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/chart.h"

#include <QAbstractButton>
#include <QWidget>

#include <memory>
#include <vector>

namespace ui {

/// A chart in a window. Each of its marks can be reached by keys and opened: Tab comes to the one chosen
/// last, the arrows go on from there.
class ChartView final : public QWidget {
    Q_OBJECT
public:
    ChartView(const Theme& theme, const QString& objectName, const QString& accessibleName,
              QWidget* parent = nullptr);

    void show(std::unique_ptr<Chart> chart);
    /// Puts the marks behind this widget in the order of Tab; returns the last of them.
    QWidget* followInTabOrder(QWidget* before);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

signals:
    /// The person wants to see what is behind a mark.
    void opened(const QString& title, const std::vector<std::size_t>& turns);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] ChartSpace space() const;
    void place();
    [[nodiscard]] int goal(int from, int key) const;
    void choose(int mark);

    const Theme& m_theme;
    std::unique_ptr<Chart> m_chart;
    std::vector<QAbstractButton*> m_marks;
    int m_chosen = 0;
};

}  // namespace ui
