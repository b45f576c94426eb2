// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"
#include "extent.h"

#include "store/sqlite/query.h"

#include "support/catch.h"
#include "support/failing_vfs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#include <unistd.h>
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
// Of sanitizer/allocator_interface.h, which g++ comes without.
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();
#endif

using support::FailingVfs;
using test::Bench;
using test::kMinute;
using test::need;

/// A program that runs for months: what grows with the polls.
namespace {

enum class Planted { Nothing, Leak, Write };

struct Growth {
    long polls = 0;          ///< after the warm-up
    double heap = 0;         ///< bytes in use, from warm-up to end
    double resident = 0;     ///< bytes of RAM, from warm-up to end
    long descriptors = 0;    ///< more open ones than after the warm-up
    std::uintmax_t wal = 0;  ///< bytes at the most
    long idlePolls = 0;
    long idleWrites = 0;  ///< calls that wrote, truncated or deleted a file in those

    [[nodiscard]] double per100k(double bytes) const { return bytes * 100'000 / static_cast<double>(polls); }
};

/// Bytes that the program holds, whoever gives them out.
double heapBytes() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return static_cast<double>(__sanitizer_get_current_allocated_bytes());
#else
    ::malloc_trim(0);
    return static_cast<double>(::mallinfo2().uordblks);
#endif
}

double residentBytes() {
    long pages = 0;
    long resident = 0;
    std::ifstream("/proc/self/statm") >> pages >> resident;
    return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

long openDescriptors() {
    const std::filesystem::directory_iterator folder("/proc/self/fd");
    return static_cast<long>(std::distance(begin(folder), end(folder)));
}

/// Weeks at the counter: mostly nothing new, now and then a customer, an answer, an edit, a refusal, a dead
/// line.
class Weeks {
public:
    explicit Weeks(Planted planted) : m_planted(planted) {
        m_bench.reopen(m_vfs.name());
        // The page cache fills up to its 8 MB as the database grows; a small one is full after the warm-up.
        need(m_bench.store->write("tell", [&](store::WriteTx& tx) -> base::Status {
            m_writer = &tx.connection();
            return {};
        }));
        need(m_writer->execute("PRAGMA cache_size = -256"));
        m_bench.wire.onStart = [this](const net::HttpRequest& request) {
            m_polls += request.url.find("/api/v1/notifications") == std::string::npos ? 0 : 1;
        };
        m_bench.goLive();
        need(
            m_bench.engine->carryOut(model::Presence{.windowActive = true, .laptopIdle = false, .open = {}}));
    }

    [[nodiscard]] Growth watch(long warmUp, long polls) {
        runUntil(warmUp);
        const Growth before = look();
        m_idlePolls = 0;
        m_idleWrites = 0;
        const long polled = m_polls;
        runUntil(polled + polls);
        Growth growth = look();
        growth.polls = m_polls - polled;
        growth.heap -= before.heap;
        growth.resident -= before.resident;
        growth.descriptors -= before.descriptors;
        return growth;
    }

private:
    void runUntil(long polls) {
        while (m_polls < polls) {
            minute();
        }
    }

    void minute() {
        constexpr int kQuietAfter = 6;
        const int at = ++m_minutes % 60;
        happen(at);
        m_vfs.arm({.calls = {FailingVfs::Call::Write, FailingVfs::Call::Truncate, FailingVfs::Call::Delete},
                   .at = std::numeric_limits<long>::max()});
        const long polled = m_polls;
        m_bench.pass(kMinute);
        plant(m_polls - polled);
        if (at % 20 >= kQuietAfter) {
            m_idlePolls += m_polls - polled;
            m_idleWrites += m_vfs.calls();
        }
        m_mostWal = std::max(m_mostWal, walSize());
        m_bench.wire.forgetRequests();
        m_bench.guard.forgetQuietLines();
    }

    /// In an hour: one customer writes, is answered, edits; the server refuses once; the line dies once.
    void happen(int at) {
        if (at == 0) {
            m_bench.wire.mend();
            m_bench.server.forgetAllBut(20);
            m_post = m_bench.server.says("mira", fmt::format("question {}", m_minutes));
        } else if (at == 2) {
            answer();
        } else if (at == 20) {
            m_bench.server.edit(m_post, fmt::format("edited {}", m_minutes));
            m_bench.wire.answer("notifications", test::page(503, "{}"));
        } else if (at == 40) {
            m_bench.wire.fail("notifications", test::Fault::Refused);
        }
    }

    /// With a bound id: a connection keeps every statement it has compiled, and Bench writes ids into them.
    void answer() {
        std::optional<std::int64_t> id;
        need(m_bench.store->write("ask", [&](store::WriteTx& tx) -> base::Status {
            id = need(store::sqlite::first(
                tx.connection(), "SELECT id FROM message WHERE remote_id = ?",
                [](const store::sqlite::Statement& row) { return row.integer(0); }, m_post));
            return {};
        }));
        if (id) {
            const model::Message to = need(m_bench.store->read().message({*id}));
            need(m_bench.engine->carryOut(model::QueueReply{
                .conversation = to.conversation, .to = to.id, .text = fmt::format("answer {}", m_minutes)}));
        }
    }

    void plant(long polls) {
        for (; polls > 0 && m_planted == Planted::Leak; --polls) {
            m_leak.push_back(std::make_unique<char[]>(64));
        }
        if (m_planted == Planted::Write) {
            need(m_bench.store->write("plant", [&](store::WriteTx& tx) {
                return tx.setSetting("planted", std::to_string(m_polls));
            }));
        }
    }

    [[nodiscard]] std::uintmax_t walSize() const {
        std::error_code ignored;
        const std::uintmax_t size = std::filesystem::file_size(m_bench.path() + "-wal", ignored);
        return ignored ? 0 : size;
    }

    [[nodiscard]] Growth look() const {
        return {.heap = heapBytes(),
                .resident = residentBytes(),
                .descriptors = openDescriptors(),
                .wal = m_mostWal,
                .idlePolls = m_idlePolls,
                .idleWrites = m_idleWrites};
    }

    Planted m_planted;
    FailingVfs m_vfs;  // outlives the store
    Bench m_bench;
    store::sqlite::Connection* m_writer = nullptr;
    std::vector<std::unique_ptr<char[]>> m_leak;
    std::string m_post;
    int m_minutes = 0;
    long m_polls = 0;
    long m_idlePolls = 0;
    long m_idleWrites = 0;
    std::uintmax_t m_mostWal = 0;
};

/// Polls until caches and tables have their size.
constexpr long kWarmUp = 2'500;
constexpr double kMegabyte = 1024 * 1024;

/// 1 MB in 100,000 polls, and what tables and caches take in steps.
bool grows(const Growth& growth) {
    constexpr double kSteps = 24 * 1024;
    return growth.heap > kMegabyte * static_cast<double>(growth.polls) / 100'000 + kSteps;
}

}  // namespace

TEST_CASE("polling for weeks neither grows the program nor writes when nothing is new") {
    const Planted planted = test::isWithout("leak-free")         ? Planted::Leak
                            : test::isWithout("quiet-when-idle") ? Planted::Write
                                                                 : Planted::Nothing;
    const Growth growth = Weeks(planted).watch(kWarmUp, test::extent(1'000, 10'000, 100'000));
    test::figure(fmt::format("{} polls: heap {:+.0f} B ({:+.3f} MB per 100,000), RAM {:+.0f} B ({:+.3f} MB "
                             "per 100,000), {:+} open "
                             "files, WAL at most {:.1f} MB, {} writes in {} idle polls",
                             growth.polls, growth.heap, growth.per100k(growth.heap) / kMegabyte,
                             growth.resident, growth.per100k(growth.resident) / kMegabyte, growth.descriptors,
                             static_cast<double>(growth.wal) / kMegabyte, growth.idleWrites,
                             growth.idlePolls));
    CHECK_FALSE(grows(growth));
    CHECK(growth.descriptors == 0);
    CHECK(growth.wal <= 64 * 1024 * 1024);
    CHECK(growth.idlePolls > growth.polls / 3);
    CHECK(growth.idleWrites == 0);
    // RAM comes in pages and arenas: only a long run tells its slope.
    if (growth.polls > 5'000) {
        CHECK(growth.resident <= kMegabyte * static_cast<double>(growth.polls) / 100'000 + kMegabyte / 2);
    }
}

TEST_CASE("the judge of growth finds 64 bytes that each poll leaves behind") {
    const Growth growth = Weeks(Planted::Leak).watch(kWarmUp, 1'000);
    CHECK(grows(growth));
}

TEST_CASE("the judge of growth finds a write with each poll") {
    const Growth growth = Weeks(Planted::Write).watch(10, 200);
    CHECK(growth.idleWrites >= growth.idlePolls / 4);
}

#endif
