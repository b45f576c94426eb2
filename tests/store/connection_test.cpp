// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_store.h"

#include "store/sqlite/connection.h"
#include "store/sqlite/query.h"
#include "store/sqlite/statement.h"
#include "store/sqlite/transaction.h"

#include "support/catch.h"
#include "support/paths.h"
#include "support/temporary_folder.h"

#include <sqlite3.h>

#include <filesystem>
#include <fstream>

using store::sqlite::Connection;
using store::sqlite::Role;
using store::sqlite::Statement;
using test::need;
using test::needError;

namespace {

std::string pragma(Connection& connection, const std::string& name) {
    return need(store::sqlite::first(connection, "PRAGMA " + name,
                                     [](const Statement& row) { return row.text(0); }))
        .value_or("");
}

int setting(Connection& connection, int option) {
    int value = -1;
    sqlite3_db_config(connection.handle(), option, -1, &value);
    return value;
}

std::unique_ptr<Connection> openWriter(const std::string& path) {
    std::unique_ptr<Connection> writer = need(Connection::open(path, Role::Writer));
    need(writer->execute(
        "CREATE TABLE IF NOT EXISTS thing (id INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT"));
    return writer;
}

}  // namespace

TEST_CASE("the writer runs with the settings that keep every commit") {
    const support::TemporaryFolder folder;
    const auto writer = openWriter(folder.file("a.db"));
    CHECK(pragma(*writer, "journal_mode") == "wal");
    CHECK(pragma(*writer, "synchronous") == "2");  // FULL
    CHECK(pragma(*writer, "foreign_keys") == "1");
    CHECK(pragma(*writer, "mmap_size") == "0");
    CHECK(pragma(*writer, "cache_size") == "-8192");
    CHECK(pragma(*writer, "wal_autocheckpoint") == "4000");
    CHECK(pragma(*writer, "query_only") == "0");
    CHECK(pragma(*writer, "busy_timeout") == "5000");
    CHECK(setting(*writer, SQLITE_DBCONFIG_DEFENSIVE) == 1);
    CHECK(setting(*writer, SQLITE_DBCONFIG_TRUSTED_SCHEMA) == 0);
    CHECK(setting(*writer, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE) == 0);
}

TEST_CASE("a reader neither writes nor checkpoints") {
    const support::TemporaryFolder folder;
    const auto writer = openWriter(folder.file("a.db"));
    const auto reader = need(Connection::open(folder.file("a.db"), Role::Reader));
    CHECK(pragma(*reader, "query_only") == "1");
    CHECK(pragma(*reader, "wal_autocheckpoint") == "0");
    CHECK(pragma(*reader, "mmap_size") == "0");
    CHECK(pragma(*reader, "cache_size") == "-8192");
    CHECK(pragma(*reader, "busy_timeout") == "5000");
    CHECK(setting(*reader, SQLITE_DBCONFIG_DEFENSIVE) == 1);
    CHECK(setting(*reader, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE) == 1);

    const base::Status written = reader->execute("INSERT INTO thing (word) VALUES ('no')");
    CHECK(needError(written).kind == base::ErrorKind::Database);
    CHECK_FALSE(reader->execute("DROP TABLE thing"));
    CHECK(need(store::sqlite::first(*writer, "SELECT count(*) FROM thing",
                                    [](const Statement& row) { return row.integer(0); })) == 0);
}

TEST_CASE("a reader does not make a database that is not there") {
    const support::TemporaryFolder folder;
    CHECK_FALSE(Connection::open(folder.file("none.db"), Role::Reader));
    CHECK_FALSE(std::filesystem::exists(folder.file("none.db")));
}

TEST_CASE("a reader that closes last leaves the write-ahead log as it is") {
    const support::TemporaryFolder folder;
    const std::string path = folder.file("a.db");
    // A copy made while the writer is open is what a killed program leaves behind.
    {
        const auto writer = openWriter(folder.file("first.db"));
        need(writer->execute("INSERT INTO thing (word) VALUES ('kept')"));
        std::filesystem::copy(folder.file("first.db"), path);
        std::filesystem::copy(folder.file("first.db-wal"), path + "-wal");
    }
    const std::string log = support::readFile(path + "-wal");
    const std::string file = support::readFile(path);
    REQUIRE_FALSE(log.empty());
    {
        const auto reader = need(Connection::open(path, Role::Reader));
        CHECK(need(store::sqlite::first(*reader, "SELECT word FROM thing",
                                        [](const Statement& row) { return row.text(0); })) == "kept");
    }
    CHECK(support::readFile(path + "-wal") == log);
    CHECK(support::readFile(path) == file);
    // The writer's close does put it all into the one file.
    {
        const auto writer = need(Connection::open(path, Role::Writer));
        need(writer->execute("INSERT INTO thing (word) VALUES ('more')"));
    }
    CHECK_FALSE(std::filesystem::exists(path + "-wal"));
}

TEST_CASE("a statement is compiled once and comes back without its values") {
    const support::TemporaryFolder folder;
    const auto writer = openWriter(folder.file("a.db"));
    const std::string sql = "INSERT INTO thing (word) VALUES (?)";
    need(store::sqlite::run(*writer, sql, "one"));
    const std::string same = sql;  // the same text at another address
    need(store::sqlite::run(*writer, same, "two"));
    CHECK(std::ranges::count(writer->compiledSql(), sql) == 1);

    Statement forgotten = need(writer->prepare(sql));
    CHECK(needError(forgotten.step()).kind == base::ErrorKind::Internal);
}

TEST_CASE("a statement may be used again while it is in use") {
    const support::TemporaryFolder folder;
    const auto writer = openWriter(folder.file("a.db"));
    need(writer->execute("INSERT INTO thing VALUES (1, 'a'), (2, 'b'), (3, 'c')"));
    const std::string_view sql = "SELECT word FROM thing WHERE id >= ? ORDER BY id";
    std::string seen;
    Statement outer = need(writer->prepare(sql));
    outer.bind(1);
    while (need(outer.step())) {
        seen += outer.text(0);
        Statement inner = need(writer->prepare(sql));
        inner.bind(3);
        while (need(inner.step())) {
            seen += inner.text(0);
        }
    }
    CHECK(seen == "acbccc");
}

TEST_CASE("empty text is not NULL, and text keeps every byte") {
    const support::TemporaryFolder folder;
    const auto writer = openWriter(folder.file("a.db"));
    const std::string odd("nul\0inside", 10);
    need(store::sqlite::run(*writer, "INSERT INTO thing (word) VALUES (?)", std::string_view{}));
    need(store::sqlite::run(*writer, "INSERT INTO thing (word) VALUES (?)", odd));
    const auto words = need(store::sqlite::all(*writer, "SELECT word FROM thing ORDER BY id",
                                               [](const Statement& row) { return row.text(0); }));
    CHECK(words == std::vector<std::string>{"", odd});
}

TEST_CASE("a file that is no database is called damaged") {
    const support::TemporaryFolder folder;
    std::ofstream(folder.file("a.db")) << std::string(5000, 'x');
    const base::Error error = needError(Connection::open(folder.file("a.db"), Role::Writer));
    CHECK(error.kind == base::ErrorKind::DatabaseCorrupt);
    CHECK(error.what().find("a.db: the file is no Shopbell database") != std::string::npos);
}

TEST_CASE("a folder that is not there is named with the system's reason") {
    const base::Error error = needError(Connection::open("/nowhere/at/all.db", Role::Writer));
    CHECK(error.kind == base::ErrorKind::Database);
    CHECK(error.what() == "/nowhere/at/all.db: the database can't be opened (No such file or directory)");
}

TEST_CASE("a broken constraint is refused with SQLite's own words") {
    const support::TemporaryFolder folder;
    const auto writer = openWriter(folder.file("a.db"));
    need(writer->execute("INSERT INTO thing VALUES (1, 'a')"));
    const base::Error error = needError(writer->execute("INSERT INTO thing VALUES (1, 'b')"));
    CHECK(error.kind == base::ErrorKind::Database);
    CHECK(error.what().find("UNIQUE constraint failed: thing.id") != std::string::npos);
}

TEST_CASE("a transaction that is not committed leaves nothing") {
    const support::TemporaryFolder folder;
    const auto writer = openWriter(folder.file("a.db"));
    {
        const auto transaction = need(store::sqlite::Transaction::begin(*writer));
        need(writer->execute("INSERT INTO thing VALUES (1, 'a')"));
    }
    {
        auto transaction = need(store::sqlite::Transaction::begin(*writer));
        need(writer->execute("INSERT INTO thing VALUES (2, 'b')"));
        need(transaction.commit());
    }
    CHECK(need(store::sqlite::first(*writer, "SELECT group_concat(word) FROM thing",
                                    [](const Statement& row) { return row.text(0); })) == "b");
}
