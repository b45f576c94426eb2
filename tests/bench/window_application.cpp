// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_application.h"

#include "measure.h"

#include <QEventLoop>
#include <QTimer>

#include <stdexcept>

namespace bench {

namespace {

constexpr double kLongestWaitMs = 20'000;

}  // namespace

bool PaintedApplication::notify(QObject* receiver, QEvent* event) {
    if (event->type() == QEvent::Paint && receiver == m_watched && m_watched != nullptr) {
        m_painted = true;
    }
    ++m_depth;
    const bool handled = QApplication::notify(receiver, event);
    --m_depth;
    // The paint is one of many in an update of the whole window; only behind that the frame is done.
    if (m_depth == 0 && m_painted && m_frameAt == 0) {
        m_frameAt = wallMs();
    }
    return handled;
}

void PaintedApplication::watch(const QWidget* widget) {
    m_watched = widget;
    m_painted = false;
    m_frameAt = 0;
}

double PaintedApplication::waitForFrame() {
    const double begin = wallMs();
    while (m_frameAt == 0) {
        processEvents(QEventLoop::WaitForMoreEvents, 50);
        if (wallMs() - begin > kLongestWaitMs) {
            throw std::runtime_error("nothing was painted");
        }
    }
    return m_frameAt;
}

double PaintedApplication::frameNow(QWidget& window) {
    const double begin = wallMs();
    while (m_frameAt == 0) {
        processEvents(QEventLoop::AllEvents);
        if (m_frameAt == 0) {
            QEvent pulse(QEvent::UpdateRequest);
            sendEvent(&window, &pulse);
        }
        if (wallMs() - begin > kLongestWaitMs) {
            throw std::runtime_error("nothing was painted");
        }
    }
    return m_frameAt;
}

void PaintedApplication::rest(int ms) {
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

}  // namespace bench
