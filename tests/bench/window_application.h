// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QWidget>

namespace bench {

/// Knows when a widget was painted and the frame around it was done.
class PaintedApplication final : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override;

    /// From now on paints of this widget count; nullptr = of none.
    void watch(const QWidget* widget);
    /// When the first frame with the watched widget in it was done, steady milliseconds; 0 = not yet.
    [[nodiscard]] double frameAt() const { return m_frameAt; }
    /// Runs events until the watched widget is painted. Throws when that does not happen.
    [[nodiscard]] double waitForFrame();
    /// The same without waiting for the pulse of the screen: without a screen Qt makes one up, of 5 ms.
    [[nodiscard]] double frameNow(QWidget& window);
    /// Runs events for so long.
    static void rest(int ms);

private:
    const QWidget* m_watched = nullptr;
    bool m_painted = false;
    double m_frameAt = 0;
    int m_depth = 0;
};

}  // namespace bench
