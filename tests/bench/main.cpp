// SPDX-License-Identifier: GPL-3.0-or-later
//
// shopbell-bench: the figures of the store and of the window, each with what it is to reach and a reference
// measured in the same run.

#include "backfill.h"
#include "face.h"
#include "measure.h"
#include "profile.h"
#include "questions.h"
#include "reference.h"

#include "support/temporary_folder.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <exception>
#include <string>

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    std::size_t messages = 100'000;
    std::uint64_t seed = 1;
    std::size_t messagesPerCommit = 2000;
    bool json = false;
    bool storeOnly = false;
    bool windowOnly = false;
    std::string folder;
};

double rounded(double value, int digits) {
    return std::stod(fmt::format("{:.{}f}", value, digits));
}

Json spread(const bench::Spread& spread) {
    return {{"p50_ms", rounded(spread.p50, 4)}, {"p99_ms", rounded(spread.p99, 4)}, {"count", spread.count}};
}

double perSecond(std::size_t count, double ms) {
    return ms > 0 ? static_cast<double>(count) / ms * 1000 : 0;
}

Json ingestJson(const bench::BackfillFigures& figures, const std::optional<bench::ImportFigures>& import) {
    const double rate = perSecond(figures.messages, figures.wallMs);
    Json result = {{"messages_per_s", rounded(rate, 0)},
                   {"messages_per_cpu_s", rounded(perSecond(figures.messages, figures.cpuMs), 0)}};
    if (import) {
        const double reference = perSecond(import->rows, import->wallMs);
        result["import_per_s"] = rounded(reference, 0);
        result["ratio"] = rounded(rate / reference, 4);
        result["ratio_with_tidying"] =
            rounded(perSecond(figures.messages, figures.wallMs + figures.tidyWallMs) / reference, 4);
        // The same by processor time alone, for a machine that others use as well.
        result["import_per_cpu_s"] = rounded(perSecond(import->rows, import->cpuMs), 0);
        result["cpu_ratio"] = rounded(import->cpuMs / static_cast<double>(import->rows) *
                                          static_cast<double>(figures.messages) / figures.cpuMs,
                                      4);
    } else {
        result["import_per_s"] = nullptr;
        result["ratio"] = nullptr;
        result["hint"] = "the sqlite3 tool is missing: apt install sqlite3";
    }
    result["reach"] = 0.12;
    result["reached"] = import && result["ratio"].get<double>() >= 0.12;
    result["tidying_ms"] = rounded(figures.tidyWallMs, 0);
    result["pages"] = figures.pages;
    result["commits"] = figures.commits;
    result["json_bytes_per_message"] = figures.jsonBytes / std::max<std::size_t>(figures.items, 1);
    result["adapter_share_of_cpu"] = rounded(figures.parseCpuMs / figures.cpuMs, 3);
    return result;
}

Json idleJson(bench::Backfill& backfill) {
    const auto bytes = [&] {
        return bench::sizeOf(backfill.path()) + bench::sizeOf(backfill.path() + "-wal");
    };
    const auto touched = [&] { return std::filesystem::last_write_time(backfill.path() + "-wal"); };
    static_cast<void>(backfill.pollAgain());
    const std::uint64_t before = bytes();
    const auto touchedBefore = touched();
    std::size_t items = 0;
    double ms = 0;
    for (int i = 0; i < 500; ++i) {
        const bench::Backfill::IdlePoll poll = backfill.pollAgain();
        items += poll.items;
        ms += poll.wallMs;
    }
    const bool untouched = touched() == touchedBefore;
    const double rate = perSecond(items, ms);
    return {{"items_per_s", rounded(rate, 0)},
            {"bytes_written", untouched ? static_cast<std::int64_t>(bytes() - before) : -1},
            {"reach_items_per_s", 100'000},
            {"reach_bytes_written", 0},
            {"reached", rate >= 100'000 && untouched && bytes() == before}};
}

void measureStore(Json& result, const Options& options, const support::TemporaryFolder& folder,
                  const bench::Town& town, bench::Backfill& large) {
    const bench::Town smallTown(std::max<std::size_t>(options.messages / 10, 1), options.seed + 1);
    bench::Backfill small(smallTown, folder.file("small.db"));
    // The small one first: it warms up what both use.
    static_cast<void>(small.run(options.messagesPerCommit));
    const bench::BackfillFigures figures = large.run(options.messagesPerCommit);
    large.close();
    const std::uint64_t bytes = bench::sizeOf(large.path());
    const auto import = bench::timeImport(large.path(), folder.path().string());
    large.open();
    result["P1_ingest"] = ingestJson(figures, import);
    result["P3_nothing_new"] = idleJson(large);

    const bench::InboxFigures inbox = bench::askInbox(large.store(), small.store(), 2000);
    const double ratio = inbox.large.p99 / inbox.small.p99;
    result["P4_inbox"] = {{"at", town.messageCount()},
                          {"large", spread(inbox.large)},
                          {"small_at", smallTown.messageCount()},
                          {"small", spread(inbox.small)},
                          {"p99_ratio", rounded(ratio, 3)},
                          {"p50_ratio", rounded(inbox.large.p50 / inbox.small.p50, 3)},
                          {"reach_p99_ms", 0.25},
                          {"reach_ratio", 2},
                          {"reached", ratio <= 2 && inbox.large.p99 <= 0.25}};

    const bench::SearchFigures search = bench::typeWords(large.store(), 600, options.seed);
    result["P6_search"] = spread(search.keystrokes);
    result["P6_search"]["with_hits"] = search.withHits;
    result["P6_search"]["reach_p50_ms"] = 1;
    result["P6_search"]["reach_p99_ms"] = 10;
    result["P6_search"]["reached"] = search.keystrokes.p50 <= 1 && search.keystrokes.p99 <= 10;

    const double bytesEach = static_cast<double>(bytes) / static_cast<double>(town.messageCount());
    result["P11_disk"] = {
        {"bytes_per_message", rounded(bytesEach, 1)}, {"reach", 650}, {"reached", bytesEach <= 650}};

    const bench::EnqueueFigures enqueue = bench::enqueueReplies(large.store(), folder.path().string(), 200);
    result["P12_enqueue"] = {{"enqueue", spread(enqueue.enqueue)},
                             {"fdatasync", spread(enqueue.disk)},
                             {"p50_ratio", rounded(enqueue.enqueue.p50 / enqueue.disk.p50, 3)},
                             {"reach", 1.5},
                             {"reached", enqueue.enqueue.p50 <= 1.5 * enqueue.disk.p50}};
}

/// On what the store was measured with, and as many short conversations as make the list of `messages` rows,
/// 100,000 at most.
void measureWindow(Json& result, const Options& options, const support::TemporaryFolder& folder,
                   bench::Backfill& large, std::size_t conversations) {
    const std::size_t wanted = std::min<std::size_t>(options.messages, 100'000);
    bench::furnish(large.store(), large.account(), wanted - std::min(wanted, conversations),
                   bench::lengthsFor(options.messages));
    large.close();
    bench::makeSmallProfile(folder.file("small"), 1000);
    bench::measureFace(result, {.large = folder.file("large"), .small = folder.file("small")});
}

Json measureAll(const Options& options) {
    const support::TemporaryFolder folder(options.folder);
    std::filesystem::create_directories(folder.file("large"));
    std::filesystem::permissions(folder.file("large"), std::filesystem::perms::owner_all);
    const bench::Town town(options.messages, options.seed);
    bench::Backfill large(town, folder.file("large/shopbell.db"));
    Json result = {{"messages", town.messageCount()},
                   {"conversations", town.conversationCount()},
                   {"seed", options.seed}};
    if (options.windowOnly) {
        static_cast<void>(large.run(options.messagesPerCommit));
    } else {
        measureStore(result, options, folder, town, large);
    }
    if (!options.storeOnly) {
        measureWindow(result, options, folder, large, town.conversationCount());
    }
    return result;
}

void printLines(const Json& result) {
    for (const auto& [name, value] : result.items()) {
        fmt::print("{:<16} {}\n", name, value.dump());
    }
}

}  // namespace

int main(int argc, char* argv[]) {
    Options options;
    CLI::App app("Measures Shopbell's store and window beside what they are measured against");
    app.add_option("--messages", options.messages, "How many messages the town writes")
        ->check(CLI::Range(1'000, 5'000'000));
    app.add_option("--seed", options.seed, "Another seed, another town");
    app.add_option("--messages-per-commit", options.messagesPerCommit,
                   "2000 are about 40 pages, as many as a backfill gathers")
        ->check(CLI::Range(1, 100'000));
    app.add_option("--folder", options.folder, "Where to put the databases (default: the temporary folder)");
    auto* store = app.add_flag("--store-only", options.storeOnly, "Without the window");
    app.add_flag("--window-only", options.windowOnly, "Without the store")->excludes(store);
    app.add_flag("--json", options.json, "One JSON document");
    CLI11_PARSE(app, argc, argv);
    try {
        const Json result = measureAll(options);
        if (options.json) {
            fmt::print("{}\n", result.dump(2));
        } else {
            printLines(result);
        }
    } catch (const std::exception& error) {
        fmt::print(stderr, "shopbell-bench: {}\n", error.what());
        return 1;
    }
    return 0;
}
