// SPDX-License-Identifier: GPL-3.0-or-later
//
// shopbell-bench-bare: a main window and nothing else, so what no program with a window of Qt can be faster
// or smaller than.
//
//   shopbell-bench-bare start|rest [empty|text]     text: one word stands in it, for which fonts are loaded

#include <QApplication>
#include <QLabel>
#include <QMainWindow>
#include <QTimer>

#include <time.h>

#include <cstdio>
#include <fstream>
#include <string>

namespace {

double steadyMs() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// In kB, of /proc/self/smaps_rollup.
long proportionalKb() {
    std::ifstream rollup("/proc/self/smaps_rollup");
    std::string word;
    while (rollup >> word) {
        if (word == "Pss:") {
            long kb = 0;
            rollup >> kb;
            return kb;
        }
    }
    return 0;
}

class Application final : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override {
        if (event->type() == QEvent::Paint) {
            m_painted = true;
        }
        ++m_depth;
        const bool handled = QApplication::notify(receiver, event);
        --m_depth;
        if (m_painted && m_depth == 0 && m_paintedAt == 0) {
            m_paintedAt = steadyMs();
            // As long as the console rests before its memory is read.
            QTimer::singleShot(m_rest, this, &QApplication::quit);
        }
        return handled;
    }
    int m_rest = 0;
    double m_paintedAt = 0;

private:
    bool m_painted = false;
    int m_depth = 0;
};

/// The offscreen platform complains about every hint that it can't follow.
void onlyTrouble(QtMsgType type, const QMessageLogContext&, const QString& words) {
    if (type == QtCriticalMsg || type == QtFatalMsg) {
        std::fprintf(stderr, "%s\n", qPrintable(words));
    }
}

}  // namespace

int main(int count, char** values) {
    qInstallMessageHandler(onlyTrouble);
    const bool rests = count > 1 && std::string(values[1]) == "rest";
    const bool written = count > 2 && std::string(values[2]) == "text";
    Application application(count, values);
    application.m_rest = rests ? 1000 : 0;
    QMainWindow window;
    window.resize(1280, 800);
    if (written) {
        window.setCentralWidget(new QLabel(QStringLiteral("Shopbell"), &window));
    }
    window.show();
    QApplication::exec();
    std::printf("{\"painted_at_ms\":%.4f,\"pss_kb\":%ld}\n", application.m_paintedAt,
                rests ? proportionalKb() : 0);
    return 0;
}
