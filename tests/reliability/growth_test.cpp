// SPDX-License-Identifier: GPL-3.0-or-later
// A shop that is left running for months: nothing grows by itself.
#include "bench.h"
#include "extent.h"

#include "support/paths.h"

#include "store/sqlite/query.h"

#include <fmt/format.h>

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

using test::Bench;
using test::Fault;
using test::kMinute;
using test::need;

namespace {

constexpr base::Duration kPace = 4 * kMinute;  // nobody looks
constexpr std::uintmax_t kMostLog = 64U << 20U;
constexpr long kMostGrowth = 1024;  // kB

long residentKilobytes() {
    ::malloc_trim(0);
    std::ifstream statm("/proc/self/statm");
    long total = 0;
    long resident = 0;
    statm >> total >> resident;
    return resident * (::sysconf(_SC_PAGESIZE) / 1024);
}

long openFiles() {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                         std::filesystem::directory_iterator{});
}

struct Growth {
    long kilobytes = 0;
    long files = 0;
    std::uintmax_t log = 0;
    std::size_t polls = 0;
};

/// A shop whose account is checked again and again; now and then a message is edited, a reply is sent, the
/// network or the server fails, or asks to wait.
class Months {
public:
    Months() {
        for (int i = 0; i < 20; ++i) {
            m_posts.push_back(m_bench.server.says("p" + std::to_string(i), "hello"));
        }
        m_bench.goLive();
    }
    [[nodiscard]] Bench& bench() { return m_bench; }

    /// `extra` is done beside each poll.
    Growth pass(int polls, const std::function<void()>& extra = {}) {
        const int warmUp = std::max(polls / 5, 200);
        run(warmUp, {});
        Growth growth{.kilobytes = -residentKilobytes(), .files = -openFiles()};
        const std::size_t before = m_polls;
        growth.log = run(polls, extra);
        growth.polls = m_polls - before;
        growth.kilobytes += residentKilobytes();
        growth.files += openFiles();
        return growth;
    }

private:
    std::uintmax_t run(int polls, const std::function<void()>& extra) {
        std::uintmax_t largest = 0;
        for (int i = 0; i < polls; ++i) {
            ++m_turn;
            if (m_turn % 25 == 0) {
                m_bench.server.edit(m_posts.at(m_turn / 25 % m_posts.size()), fmt::format("edit {}", m_turn));
            }
            if (m_turn % 40 == 0) {
                stumble();
            }
            if (m_turn % 500 == 0) {
                m_bench.reply(m_posts.at(m_turn / 500 % m_posts.size()), "answer " + std::to_string(m_turn));
            }
            if (extra) {
                extra();
            }
            m_bench.pass(kPace);
            m_bench.wire.mend();
            m_polls += m_bench.wire.count("/api/v1/notifications") > 0 ? 1 : 0;
            m_bench.wire.forgetRequests();
            if (m_turn % 50 == 0) {
                std::error_code none;
                const auto size = std::filesystem::file_size(m_bench.path() + "-wal", none);
                largest = none ? largest : std::max(largest, size);
            }
        }
        return largest;
    }
    void stumble() {
        switch (m_turn / 40 % 4) {
        case 0:
            return m_bench.wire.fail("", Fault::Refused, 1);
        case 1:
            return m_bench.wire.answer("", test::page(503, "busy"), 1);
        case 2: {
            net::HttpResponse wait = test::page(429, R"({"error":"Too many requests"})");
            wait.headers.add("Retry-After", "60");
            return m_bench.wire.answer("", wait, 1);
        }
        default:
            return m_bench.wire.answer("", test::page(200, "<html>hotel</html>", "text/html"), 1);
        }
    }

    Bench m_bench;
    std::vector<std::string> m_posts;
    std::size_t m_turn = 0;
    std::size_t m_polls = 0;
};

std::string bytesOf(const Bench& bench) {
    std::string all = support::readFile(bench.path());
    if (std::filesystem::exists(bench.path() + "-wal")) {
        all += support::readFile(bench.path() + "-wal");
    }
    return all;
}

/// Whether some polls that bring nothing leave the database and its log as they were.
bool idlePollsWriteNothing(Bench& bench, const std::function<void()>& extra = {}) {
    bench.pass(10 * kPace);
    bench.wire.forgetRequests();
    const std::string before = bytesOf(bench);
    for (int i = 0; i < 20; ++i) {
        if (extra) {
            extra();
        }
        bench.pass(kPace);
    }
    CHECK(bench.wire.count("/api/v1/notifications") >= 20);
    return bytesOf(bench) == before;
}

}  // namespace

TEST_CASE("polls make neither memory nor open files nor the log grow, and idle ones write nothing") {
    const int polls = test::extent(1'000, 10'000, 100'000);
    Months months;
    const Growth growth = months.pass(polls);
    test::figure(fmt::format("growth over {} polls: {} kB of memory, {} open files, log at most {} kB",
                             growth.polls, growth.kilobytes, growth.files, growth.log / 1024));
    CHECK(growth.polls * 10 >= static_cast<std::size_t>(polls) * 9);
    CHECK(growth.kilobytes <= kMostGrowth);
    CHECK(growth.files <= 0);
    CHECK(growth.log <= kMostLog);
    CHECK(idlePollsWriteNothing(months.bench()));
}

TEST_CASE("a leak of two megabytes, an open file and a write with each poll are noticed") {
    Months months;
    std::vector<std::unique_ptr<std::string>> leaked;
    std::vector<std::ifstream> files;
    const Growth growth = months.pass(500, [&] {
        leaked.push_back(std::make_unique<std::string>(4'096, 'x'));
        if (leaked.size() % 100 == 0) {
            files.emplace_back(months.bench().path());
        }
    });
    CHECK(growth.kilobytes > kMostGrowth);
    CHECK(growth.files == 5);
    int times = 0;
    CHECK_FALSE(idlePollsWriteNothing(months.bench(), [&] {
        need(months.bench().store->write(
            "write", [&](store::WriteTx& tx) { return tx.setSetting("times", std::to_string(++times)); }));
    }));
}
