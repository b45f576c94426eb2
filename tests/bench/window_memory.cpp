// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure.h"
#include "window_application.h"
#include "window_console.h"
#include "window_measures.h"

#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/models/roles.h"

#include "view/store_source.h"

#include <nlohmann/json.hpp>

#include <malloc.h>

#include <fstream>
#include <stdexcept>

namespace bench {

namespace {

/// As long as the empty window rests before its memory is read.
constexpr int kRestMs = 1000;

long rollupKb(const std::string& name) {
    std::ifstream rollup("/proc/self/smaps_rollup");
    std::string word;
    while (rollup >> word) {
        if (word == name) {
            long kb = 0;
            rollup >> kb;
            return kb;
        }
    }
    return 0;
}

std::size_t heap() {
    const struct mallinfo2 figures = ::mallinfo2();
    return figures.uordblks + figures.hblkhd;
}

std::size_t walk(ui::InboxModel& model) {
    model.show({});
    while (model.canFetchMore({})) {
        const int first = model.rowCount();
        model.fetchMore({});
        for (int row = first; row < model.rowCount(); ++row) {
            static_cast<void>(model.index(row).data(ui::ShownRole));
        }
    }
    return static_cast<std::size_t>(model.rowCount());
}

}  // namespace

Json measureStart(PaintedApplication& application, const std::string& profile) {
    BenchConsole console(profile);
    application.watch(console.inbox().viewport());
    console.window().show();
    const double painted = application.waitForFrame();
    if (console.inboxModel().rowCount() == 0) {
        throw std::runtime_error("the inbox is empty");
    }
    return {{"painted_at_ms", painted}, {"rows", console.inboxModel().rowCount()}};
}

Json measureRest(PaintedApplication& application, const std::string& profile) {
    BenchConsole console(profile);
    application.watch(console.inbox().viewport());
    console.window().show();
    static_cast<void>(application.waitForFrame());
    application.watch(console.thread().viewport());
    console.inbox().setCurrentIndex(console.inboxModel().index(0));
    static_cast<void>(application.waitForFrame());
    PaintedApplication::rest(kRestMs);
    return {{"pss_kb", rollupKb("Pss:")}, {"anonymous_kb", rollupKb("Pss_Anon:")}};
}

Json measureModel(const std::string& profile) {
    const auto clock = base::makeSystemClock();
    auto reader = store::Store::openReader(profile + "/shopbell.db");
    if (!reader) {
        throw std::runtime_error(reader.error().what());
    }
    const view::StoreSource source(std::move(*reader), [](const std::string&) { return std::string(); });
    const view::Words words(ui::languageOf(QLocale(), QTimeZone::systemTimeZone()));
    {
        // What SQLite and the fonts keep is not the model's.
        ui::InboxModel warm(source, words, *clock);
        static_cast<void>(walk(warm));
    }
    const std::size_t before = heap();
    ui::InboxModel model(source, words, *clock);
    const std::size_t rows = walk(model);
    return {{"rows", rows}, {"bytes", heap() - before}};
}

}  // namespace bench
