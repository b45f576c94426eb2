// SPDX-License-Identifier: GPL-3.0-or-later
//
// shopbell-bench-window: one measure of the window in a process of its own, printed as one line of JSON.
// shopbell-bench starts it.
//
//   start PROFILE          when the inbox was first painted
//   rest PROFILE           memory with the inbox painted and a conversation opened
//   model PROFILE          memory of a model that was scrolled to its end
//   open PROFILE TIMES     opening conversations of different lengths
//   scroll LARGE SMALL STEPS
//                          scrolling two lists, step by step in turn; changes while everything is loaded

#include "measure.h"
#include "window_application.h"
#include "window_console.h"
#include "window_measures.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <csignal>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

bench::Json measure(bench::PaintedApplication& application, const std::vector<std::string>& words) {
    const auto word = [&](std::size_t at) -> const std::string& {
        if (at >= words.size()) {
            throw std::runtime_error("a word is missing");
        }
        return words[at];
    };
    if (word(0) == "start") {
        return bench::measureStart(application, word(1));
    }
    if (word(0) == "rest") {
        return bench::measureRest(application, word(1));
    }
    if (word(0) == "model") {
        return bench::measureModel(word(1));
    }
    if (word(0) == "open") {
        return bench::measureOpen(application, word(1), std::stoi(word(2)));
    }
    if (word(0) == "scroll") {
        return bench::measureScroll(application, word(1), word(2), std::stoi(word(3)));
    }
    throw std::runtime_error("unknown measure " + word(0));
}

/// The offscreen platform complains about every hint that it can't follow.
void onlyTrouble(QtMsgType type, const QMessageLogContext&, const QString& words) {
    if (type == QtCriticalMsg || type == QtFatalMsg) {
        std::fprintf(stderr, "%s\n", qPrintable(words));
    }
}

}  // namespace

int main(int count, char** values) {
    qInstallMessageHandler(onlyTrouble);
    std::signal(SIGPIPE, SIG_IGN);
    const std::vector<std::string> words(values + 1, values + count);
    bench::PaintedApplication application(count, values);
    QApplication::setApplicationName(QStringLiteral("shopbell"));
    QApplication::setApplicationDisplayName(QStringLiteral("Shopbell"));
    QApplication::setDesktopFileName(QStringLiteral("shopbell"));
    try {
        fmt::print("{}\n", measure(application, words).dump());
    } catch (const std::exception& error) {
        fmt::print(stderr, "shopbell-bench-window: {}\n", error.what());
        return 1;
    }
    return 0;
}
