// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference.h"

#include "measure.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <vector>

#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bench {

namespace {

/// The separators of sqlite3's "ascii" mode: texts hold line breaks, commas and quotes, but not these.
constexpr char kColumnEnd = '\x1F';
constexpr char kRowEnd = '\x1E';

/// Half a second each at 100,000 rows: one alone says more about that half second than about the machine.
constexpr int kLaps = 5;

struct Ended {
    int code = 127;  ///< no such program
    double cpuMs = 0;
};

Ended run(const char* const* arguments) {
    pid_t child = -1;
    if (::posix_spawnp(&child, arguments[0], nullptr, nullptr, const_cast<char* const*>(arguments),
                       environ) != 0) {
        return {};
    }
    int status = 0;
    rusage used{};
    ::wait4(child, &status, 0, &used);
    const auto ms = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return {.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128,
            .cpuMs = ms(used.ru_utime) + ms(used.ru_stime)};
}

/// Writes all message rows as .import reads them, and returns how many and the table's definition.
std::pair<std::size_t, std::string> exportRows(const std::string& database, const std::string& file) {
    sqlite3* connection = nullptr;
    if (sqlite3_open_v2(database.c_str(), &connection, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
        throw std::runtime_error("can't read " + database);
    }
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(connection, "SELECT * FROM message ORDER BY id", -1, &statement, nullptr);
    std::string table = "CREATE TABLE message (";
    const int columns = sqlite3_column_count(statement);
    for (int i = 0; i < columns; ++i) {
        const std::string name = sqlite3_column_name(statement, i);
        const char* declared = sqlite3_column_decltype(statement, i);
        table += fmt::format("{}{} {}{}", i == 0 ? "" : ", ", name, declared == nullptr ? "TEXT" : declared,
                             name == "id" ? " PRIMARY KEY" : "");
    }
    table += ", UNIQUE (account_id, remote_id));";
    std::ofstream out(file, std::ios::binary);
    std::size_t rows = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < columns; ++i) {
            const char* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
            out.write(text, sqlite3_column_bytes(statement, i));
            out.put(i + 1 == columns ? kRowEnd : kColumnEnd);
        }
        ++rows;
    }
    sqlite3_finalize(statement);
    sqlite3_close(connection);
    return {rows, table};
}

}  // namespace

std::optional<ImportFigures> timeImport(const std::string& database, const std::string& folder) {
    const std::string rows = folder + "/rows.ascii";
    const std::string target = folder + "/imported.db";
    const auto [count, table] = exportRows(database, rows);
    const std::string import = fmt::format(".import {} message", rows);
    const char* const make[] = {"sqlite3", target.c_str(), table.c_str(), nullptr};
    const char* const load[] = {"sqlite3", "-ascii", target.c_str(), import.c_str(), nullptr};
    std::vector<ImportFigures> laps;
    for (int lap = 0; lap < kLaps; ++lap) {
        std::filesystem::remove(target);
        if (run(make).code != 0) {
            return std::nullopt;
        }
        const double begin = wallMs();
        const Ended ended = run(load);
        const double took = wallMs() - begin;
        if (ended.code != 0) {
            throw std::runtime_error(fmt::format("sqlite3 .import ended with {}", ended.code));
        }
        laps.push_back({.wallMs = took, .cpuMs = ended.cpuMs, .rows = count});
    }
    std::ranges::sort(laps, {}, &ImportFigures::wallMs);
    sqlite3* connection = nullptr;
    sqlite3_stmt* statement = nullptr;
    sqlite3_open_v2(target.c_str(), &connection, SQLITE_OPEN_READONLY, nullptr);
    sqlite3_prepare_v2(connection, "SELECT count(*) FROM message", -1, &statement, nullptr);
    const bool whole = sqlite3_step(statement) == SQLITE_ROW &&
                       sqlite3_column_int64(statement, 0) == static_cast<sqlite3_int64>(count);
    sqlite3_finalize(statement);
    sqlite3_close(connection);
    if (!whole) {
        throw std::runtime_error("sqlite3 .import did not store every row");
    }
    return laps[kLaps / 2];
}

}  // namespace bench
