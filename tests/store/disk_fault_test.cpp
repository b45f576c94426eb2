// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_store.h"

#include "store/profile_lock.h"
#include "store/vault.h"

#include "base/digest.h"

#include "support/catch.h"
#include "support/failing_vfs.h"
#include "support/paths.h"

#include <sqlite3.h>

#include <array>
#include <filesystem>
#include <fstream>

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using support::FailingVfs;
using test::need;
using test::needError;
using test::OpenStore;
using test::Rows;

namespace {

void addMessage(store::WriteTx& tx, int number) {
    Rows rows(tx);
    const auto account = rows.account();
    const auto conversation =
        rows.conversation(account, {.key = "top:" + std::to_string(number), .lastAt = number});
    rows.message(
        account, conversation,
        {.remoteId = std::to_string(number), .text = "message " + std::string(2000, 'x'), .at = number});
}

base::Result<model::Change> tryMessage(store::Store& store, int number) {
    return store.write("store a message", [&](store::WriteTx& tx) -> base::Status {
        // Not by Rows, which would end the test at the first error.
        for (const std::string& sql :
             {std::string("INSERT INTO conversation (account_id, thread_key) VALUES (1, 'top:") +
                  std::to_string(number) + "')",
              std::string("INSERT INTO message (account_id, conversation_id, direction, remote_id, text, at, "
                          "seen_at) "
                          "VALUES (1, last_insert_rowid(), 'inbound', '") +
                  std::to_string(number) + "', '" + std::string(20000, 'x') + "', 1, 1)"}) {
            if (base::Status done = store::sqlite::run(tx.connection(), sql); !done) {
                return done;
            }
        }
        return store::addToSearch(tx.connection(), {tx.connection().lastInsertId()},
                                  {.subject = "", .text = std::string(20000, 'x'), .described = ""});
    });
}

}  // namespace

TEST_CASE("whatever call fails, a write is there whole or not at all, and the store goes on") {
    for (const auto failure : {FailingVfs::Failure::IoError, FailingVfs::Failure::DiskFull}) {
        for (const auto times : {FailingVfs::Times::Once, FailingVfs::Times::FromThenOn}) {
            FailingVfs vfs;
            int refused = 0;
            for (long at = 1;; ++at) {
                OpenStore open(vfs.name());
                open.write([](store::WriteTx& tx) { addMessage(tx, 1); });
                vfs.arm({.at = at, .failure = failure, .times = times});
                const auto result = tryMessage(*open.store, 2);
                const bool failed = vfs.failed() > 0;
                vfs.disarm();
                CAPTURE(at);
                if (!result) {
                    ++refused;
                    const base::ErrorKind kind = result.error().kind;
                    CHECK((kind == base::ErrorKind::Database || kind == base::ErrorKind::DiskFull));
                    CHECK(result.error().what().starts_with("store a message: "));
                }
                // What was acknowledged is there; what was refused is not. The next write goes well.
                CHECK(open.number("SELECT count(*) FROM message") == (result ? 2 : 1));
                REQUIRE(tryMessage(*open.store, 3));
                open.open(vfs.name());
                CHECK(open.number("SELECT count(*) FROM message") == (result ? 3 : 2));
                need(open.store->check());
                if (!failed) {
                    break;
                }
                REQUIRE(at < 500);
            }
            CHECK(refused > 5);
        }
    }
}

TEST_CASE("whatever call fails while a database is made, the next start makes it whole") {
    FailingVfs vfs;
    int refused = 0;
    for (long at = 1;; ++at) {
        support::TemporaryFolder folder;
        support::FakeClock clock;
        support::LogGuard guard(clock);
        const store::Store::Options options{.path = folder.file("shopbell.db"), .vfs = vfs.name()};
        vfs.arm({.at = at, .failure = FailingVfs::Failure::IoError, .times = FailingVfs::Times::FromThenOn});
        const bool opened = store::Store::open(options, clock, guard.log()).has_value();
        const bool failed = vfs.failed() > 0;
        vfs.disarm();
        refused += opened ? 0 : 1;
        CAPTURE(at);
        const auto store = need(store::Store::open(options, clock, guard.log()));
        need(store->check());
        CHECK(need(store->read().counts()).unread == 0);
        if (!failed) {
            break;
        }
        REQUIRE(at < 500);
    }
    CHECK(refused > 5);
}

TEST_CASE("a full disk is one clear sentence, and everything stored before stays") {
    // A limit on the size of files is the disk that is full; it holds for the whole process, so a child runs
    // into it.
    OpenStore open;
    open.write([](store::WriteTx& tx) { addMessage(tx, 1); });
    open.store.reset();
    const std::string path = open.path();
    const std::string note = open.folder.file("note");
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN);
        support::FakeClock clock;
        base::Log log(clock, [](base::LogLevel, std::string_view) {});
        auto store = store::Store::open({.path = path, .vfs = {}}, clock, log);
        std::string words = "not opened";
        int stored = 0;
        if (store) {
            const rlim_t limit = 800 * 1024;
            const rlimit limits{.rlim_cur = limit, .rlim_max = limit};
            ::setrlimit(RLIMIT_FSIZE, &limits);
            for (int i = 2; i < 1000; ++i) {
                const auto result = tryMessage(**store, i);
                if (!result) {
                    words = std::string(base::name(result.error().kind)) + "|" + result.error().what();
                    break;
                }
                ++stored;
            }
        }
        std::ofstream(note) << stored << '|' << words;
        ::_exit(0);
    }
    REQUIRE(::waitpid(child, nullptr, 0) == child);
    const std::string told = support::readFile(note);
    CAPTURE(told);
    const int stored = std::stoi(told);
    CHECK(stored > 3);
    CHECK(told.substr(told.find('|') + 1) ==
          "disk_full|store a message: the disk is full; nothing was changed");
    open.open();
    CHECK(open.number("SELECT count(*) FROM message") == stored + 1);
    need(open.store->check());
}

TEST_CASE("a folder that can't be written to is one clear sentence each") {
    if (::geteuid() == 0) {
        // Root writes everywhere; a child without the right shows it.
        OpenStore open;
        open.write([](store::WriteTx& tx) { addMessage(tx, 1); });
        open.store.reset();
        ::chmod(open.path().c_str(), 0444);
        ::chmod(open.folder.path().c_str(), 0555);
        std::array<int, 2> ends{};
        REQUIRE(::pipe(ends.data()) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            static_cast<void>(::setgid(65534));
            static_cast<void>(::setuid(65534));
            support::FakeClock clock;
            base::Log log(clock, [](base::LogLevel, std::string_view) {});
            base::SystemRandom random;
            const auto store = store::Store::open({.path = open.path(), .vfs = {}}, clock, log);
            const auto fresh =
                store::Store::open({.path = open.folder.file("fresh.db"), .vfs = {}}, clock, log);
            const auto lock = store::ProfileLock::take(open.folder.path().string());
            const std::string vaultPath = open.folder.file("secrets.vault");
            const auto vault = store::Vault::open(vaultPath, "word", random, {.n = 16, .r = 1, .p = 1});
            const base::Status kept =
                vault ? (*vault)->write("a", {}) : base::Status(base::fail(vault.error()));
            std::string words;
            words += store ? "opened\n" : store.error().what() + "\n";
            words += fresh ? "opened\n" : fresh.error().what() + "\n";
            words += lock ? "taken\n" : lock.error().what() + "\n";
            words += kept ? "kept\n" : kept.error().what() + "\n";
            static_cast<void>(!::write(ends[1], words.data(), words.size()));
            ::_exit(0);
        }
        ::close(ends[1]);
        std::string told;
        std::array<char, 256> piece{};
        for (ssize_t count = 0; (count = ::read(ends[0], piece.data(), piece.size())) > 0;) {
            told.append(piece.data(), static_cast<std::size_t>(count));
        }
        ::close(ends[0]);
        ::waitpid(child, nullptr, 0);
        ::chmod(open.folder.path().c_str(), 0755);
        ::chmod(open.path().c_str(), 0644);
        CHECK(told ==
              open.path() + ": the database or its folder can't be written to; nothing was changed\n" +
                  open.folder.file("fresh.db") +
                  ": there is no database, and none can be made in this folder\n" + "the profile folder " +
                  open.folder.path().string() + " can't be written to (Permission denied)\n" + "the vault " +
                  open.folder.file("secrets.vault") + " can't be written (Permission denied)\n");
        open.open();
        CHECK(open.number("SELECT count(*) FROM message") == 1);
        return;
    }
    OpenStore open;
    open.write([](store::WriteTx& tx) { addMessage(tx, 1); });
    open.store.reset();
    ::chmod(open.path().c_str(), 0444);
    ::chmod(open.folder.path().c_str(), 0555);
    const auto store = store::Store::open({.path = open.path(), .vfs = {}}, open.clock, open.guard.log());
    ::chmod(open.folder.path().c_str(), 0755);
    ::chmod(open.path().c_str(), 0644);
    CHECK(needError(store).what() ==
          open.path() + ": the database or its folder can't be written to; nothing was changed");
}

TEST_CASE("a damaged file is one clear sentence and keeps its bytes") {
    OpenStore open;
    for (int i = 0; i < 40; ++i) {
        open.write([&](store::WriteTx& tx) { addMessage(tx, i); });
    }
    open.store.reset();
    const std::string whole = support::readFile(open.path());
    const auto put = [&](const std::string& bytes) {
        std::ofstream(open.path(), std::ios::binary | std::ios::trunc) << bytes;
    };
    SECTION("its beginning is gone") {
        const std::string headless = std::string(100, '\0') + whole.substr(100);
        put(headless);
        const base::Error error =
            needError(store::Store::open({.path = open.path(), .vfs = {}}, open.clock, open.guard.log()));
        CHECK(error.kind == base::ErrorKind::DatabaseCorrupt);
        CHECK(error.what() ==
              open.path() + ": the file is no Shopbell database, or its beginning is damaged");
        CHECK(support::readFile(open.path()) == headless);
    }
    SECTION("a page in its middle is rubbish") {
        std::string spoilt = whole;
        for (std::size_t page = 5; page * 4096 + 4096 <= spoilt.size(); page += 3) {
            spoilt.replace(page * 4096, 4096, std::string(4096, '\x5a'));
        }
        put(spoilt);
        const auto store = store::Store::open({.path = open.path(), .vfs = {}}, open.clock, open.guard.log());
        const base::Status checked = store ? (*store)->check() : base::Status(base::fail(store.error()));
        CHECK(needError(checked).kind == base::ErrorKind::DatabaseCorrupt);
        CHECK(checked.error().what().find("the database is damaged") != std::string::npos);
    }
    SECTION("its second half is gone") {
        put(whole.substr(0, whole.size() / 2 / 4096 * 4096));
        const auto store = store::Store::open({.path = open.path(), .vfs = {}}, open.clock, open.guard.log());
        const base::Status checked = store ? (*store)->check() : base::Status(base::fail(store.error()));
        CHECK(needError(checked).kind == base::ErrorKind::DatabaseCorrupt);
    }
}

TEST_CASE("a full-text index damaged by itself is found, and built anew from the messages") {
    OpenStore open;
    for (int i = 0; i < 40; ++i) {
        open.write([&](store::WriteTx& tx) { addMessage(tx, i); });
    }
    open.write([](store::WriteTx& tx) {
        // Behind the index's back; its own tables can't be written by SQL in this connection.
        CHECK_FALSE(tx.connection().execute("UPDATE message_fts_data SET block = x'00'"));
    });
    open.store.reset();
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(open.path().c_str(), &raw) == SQLITE_OK);
    CHECK(sqlite3_exec(raw, "UPDATE message_fts_data SET block = x'0badc0de' WHERE id > 10", nullptr, nullptr,
                       nullptr) == SQLITE_OK);
    sqlite3_close(raw);

    open.open();
    CHECK(needError(open.store->check()).kind == base::ErrorKind::DatabaseCorrupt);
    CHECK(need(open.store->read().inbox({}, 10)).size() == 10);  // the rest is usable meanwhile
    need(open.store->rebuildSearch());
    need(open.store->check());
    CHECK(need(open.store->read().search("mess", 100)).size() == 40);
}
