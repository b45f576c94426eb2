// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_store.h"

#include "store/hours_table.h"
#include "store/migrator.h"
#include "store/sqlite/query.h"

#include "support/catch.h"
#include "support/paths.h"
#include "support/temporary_folder.h"

#include <sqlite3.h>

#include <array>
#include <filesystem>
#include <fstream>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

using store::Migration;
using store::sqlite::Connection;
using store::sqlite::Role;
using test::need;
using test::needError;

namespace {

constexpr std::array<Migration, 3> kSteps = {
    Migration{1, "0001_first", "CREATE TABLE a (id INTEGER PRIMARY KEY); INSERT INTO a VALUES (1)"},
    Migration{2, "0002_second",
              "CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a(id));"
              "INSERT INTO b VALUES (1, 1)"},
    Migration{3, "0003_third", "CREATE TABLE c (id INTEGER PRIMARY KEY)"},
};

std::vector<std::string> tables(Connection& connection) {
    return need(store::sqlite::all(connection,
                                   "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
                                   [](const store::sqlite::Statement& row) { return row.text(0); }));
}

/// Every SQL file of tests/fixtures/schema, one a released version.
std::vector<std::filesystem::path> releasedSchemas() {
    std::vector<std::filesystem::path> files;
    const std::filesystem::path folder = support::fixture("schema");
    if (std::filesystem::exists(folder)) {
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().extension() == ".sql") {
                files.push_back(entry.path());
            }
        }
    }
    std::ranges::sort(files);
    return files;
}

/// Loads a frozen dump into a fresh file, as sqlite3's ".dump" writes it, behind the store's back.
void load(const std::string& path, const std::string& sql) {
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &raw) == SQLITE_OK);
    char* complaint = nullptr;
    const int code = sqlite3_exec(raw, ("BEGIN;" + sql + ";COMMIT").c_str(), nullptr, nullptr, &complaint);
    const std::string words = complaint == nullptr ? "" : complaint;
    sqlite3_free(complaint);
    sqlite3_close(raw);
    INFO(words);
    REQUIRE(code == SQLITE_OK);
}

/// The dump that tests/fixtures/schema/README.md asks for at a release: schema, marks and rows.
std::string dump(const std::string& path) {
    const auto connection = need(Connection::open(path, Role::Reader));
    std::string sql =
        "PRAGMA application_id = " + std::to_string(store::kApplicationId) +
        ";\nPRAGMA user_version = " + std::to_string(need(store::readMark(*connection)).version) +
        ";\nPRAGMA writable_schema = ON;\n";
    // Shadow tables come with their virtual table; they are dumped like any other and filled by hand.
    need(store::sqlite::each(
        *connection,
        "SELECT type, name, sql FROM sqlite_schema "
        "WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
        [&](const store::sqlite::Statement& row) {
            if (row.view(2).starts_with("CREATE VIRTUAL TABLE")) {
                sql += "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES "
                       "('table', '" +
                       row.text(1) + "', '" + row.text(1) + "', 0, '";
                for (const char c : row.view(2)) {
                    sql.append(c == '\'' ? 2 : 1, c);
                }
                sql += "');\n";
            } else {
                sql += row.text(2) + ";\n";
            }
        }));
    const auto names = need(store::sqlite::all(
        *connection,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
        "ORDER BY name = 'sqlite_sequence', rowid",
        [](const store::sqlite::Statement& row) { return row.text(0); }));
    for (const std::string& name : names) {
        const auto columns =
            need(store::sqlite::all(*connection, "SELECT name FROM pragma_table_info('" + name + "')",
                                    [](const store::sqlite::Statement& row) { return row.text(0); }));
        std::string values;
        for (const std::string& column : columns) {
            values += (values.empty() ? "quote(\"" : " || ', ' || quote(\"") + column + "\")";
        }
        if (name == "sqlite_sequence") {
            sql += "DELETE FROM sqlite_sequence;\n";
        }
        need(store::sqlite::each(*connection, "SELECT " + values + " FROM \"" + name + "\"",
                                 [&](const store::sqlite::Statement& row) {
                                     sql += "INSERT INTO \"" + name + "\" VALUES (" + row.text(0) + ");\n";
                                 }));
    }
    return sql;
}

}  // namespace

TEST_CASE("each step of the schema comes with its version number") {
    const support::TemporaryFolder folder;
    const auto writer = need(Connection::open(folder.file("a.db"), Role::Writer));
    need(store::migrate(*writer, std::span(kSteps).first(2)));
    CHECK(need(store::readMark(*writer)).version == 2);
    CHECK(need(store::readMark(*writer)).applicationId == store::kApplicationId);
    CHECK(tables(*writer) == std::vector<std::string>{"a", "b"});
    need(store::migrate(*writer, kSteps));
    CHECK(need(store::readMark(*writer)).version == 3);
    CHECK(tables(*writer) == std::vector<std::string>{"a", "b", "c"});
    // Nothing is left to do, and nothing is done twice.
    need(store::migrate(*writer, kSteps));
    CHECK(need(store::readMark(*writer)).version == 3);
}

TEST_CASE("hours kept before accounts could follow the shop again are the shop's own, without names") {
    const support::TemporaryFolder folder;
    const auto writer = need(Connection::open(folder.file("a.db"), Role::Writer));
    need(store::migrate(*writer, std::span(store::allMigrations()).first(6)));
    need(writer->execute("INSERT INTO hours_version (account_id, valid_from, time_zone) VALUES (0, 1, 'UTC');"
                         "INSERT INTO hours_exception (version_id, date, place, from_minute, to_minute) "
                         "SELECT id, '2026-12-25', 0, 0, 0 FROM hours_version"));
    need(store::migrate(*writer, store::allMigrations()));
    const auto kept = need(store::HoursTable(*writer).versions({}));
    REQUIRE(kept.size() == 1);
    CHECK(kept.front().kind == model::HoursKind::Own);
    REQUIRE(kept.front().exceptions.size() == 1);
    CHECK(kept.front().exceptions.front().name.empty());
    CHECK(kept.front().exceptions.front().open.empty());
}

TEST_CASE("accounts connected before messages could be hidden or liked can do it at once") {
    const support::TemporaryFolder folder;
    const auto writer = need(Connection::open(folder.file("a.db"), Role::Writer));
    need(store::migrate(*writer, std::span(store::allMigrations()).first(19)));
    need(writer->execute("INSERT INTO account (platform, server, remote_id) VALUES "
                         "('facebook', '', '1'), ('threads', '', '2'), ('mastodon', '', '3'), ('x', '', '4')"));
    need(store::migrate(*writer, store::allMigrations()));
    const auto can = need(store::sqlite::all(
        *writer, "SELECT platform, can_hide, can_like FROM account ORDER BY id",
        [](const store::sqlite::Statement& row) { return row.text(0) + row.text(1) + row.text(2); }));
    CHECK(can == std::vector<std::string>{"facebook11", "threads10", "mastodon01", "x00"});
}

TEST_CASE("a step that fails in its middle leaves the version before it, whole") {
    const support::TemporaryFolder folder;
    const auto writer = need(Connection::open(folder.file("a.db"), Role::Writer));
    const std::array<Migration, 3> steps = {
        kSteps[0], kSteps[1],
        Migration{3, "0003_broken",
                  "CREATE TABLE c (id INTEGER); INSERT INTO c VALUES (1); INSERT INTO nowhere VALUES (1)"}};
    const base::Error error = needError(store::migrate(*writer, steps));
    CHECK(error.what().find("bringing the database to schema 3 failed") != std::string::npos);
    CHECK(need(store::readMark(*writer)).version == 2);
    CHECK(tables(*writer) == std::vector<std::string>{"a", "b"});
    // Keys are watched again.
    CHECK_FALSE(writer->execute("INSERT INTO b VALUES (2, 77)"));
}

TEST_CASE("a step that leaves rows pointing nowhere is taken back") {
    const support::TemporaryFolder folder;
    const auto writer = need(Connection::open(folder.file("a.db"), Role::Writer));
    const std::array<Migration, 3> steps = {kSteps[0], kSteps[1],
                                            Migration{3, "0003_orphans", "DELETE FROM a"}};
    const base::Error error = needError(store::migrate(*writer, steps));
    CHECK(error.what().find("it leaves rows of b that point nowhere") != std::string::npos);
    CHECK(need(store::readMark(*writer)).version == 2);
}

TEST_CASE("a program killed inside a step leaves the version before it") {
    const support::TemporaryFolder folder;
    const std::string path = folder.file("a.db");
    {
        const auto writer = need(Connection::open(path, Role::Writer));
        need(store::migrate(*writer, std::span(kSteps).first(1)));
    }
    const std::array<Migration, 2> steps = {kSteps[0],
                                            Migration{2, "0002_deadly",
                                                      "CREATE TABLE b (id INTEGER); INSERT INTO b VALUES (1);"
                                                      "PRAGMA user_version = 2; SELECT die()"}};
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        auto writer = Connection::open(path, Role::Writer);
        if (writer) {
            sqlite3_create_function(
                (*writer)->handle(), "die", 0, SQLITE_UTF8, nullptr,
                [](sqlite3_context*, int, sqlite3_value**) { ::kill(::getpid(), SIGKILL); }, nullptr,
                nullptr);
            static_cast<void>(store::migrate(**writer, steps));
        }
        ::_exit(3);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));

    const auto writer = need(Connection::open(path, Role::Writer));
    CHECK(need(store::readMark(*writer)).version == 1);
    CHECK(tables(*writer) == std::vector<std::string>{"a"});
    need(store::migrate(*writer, kSteps));
    CHECK(need(store::readMark(*writer)).version == 3);
}

TEST_CASE("a database of a later version is refused and keeps every byte") {
    test::OpenStore open;
    open.write([](store::WriteTx& tx) { need(tx.setSetting("word", "kept")); });
    open.store.reset();
    const int known = store::allMigrations().back().version;
    {
        const auto writer = need(Connection::open(open.path(), Role::Writer));
        need(writer->execute("PRAGMA user_version = " + std::to_string(known + 1)));
    }
    const std::string before = support::readFile(open.path());
    const base::Error error =
        needError(store::Store::open({.path = open.path(), .vfs = {}}, open.clock, open.guard.log()));
    CHECK(error.kind == base::ErrorKind::DatabaseTooNew);
    CHECK(error.message == "the database was written by a later version of Shopbell (schema " +
                               std::to_string(known + 1) + ", this one knows " + std::to_string(known) +
                               "); nothing was changed");
    CHECK(needError(store::Store::openReader(open.path())).kind == base::ErrorKind::DatabaseTooNew);
    CHECK(support::readFile(open.path()) == before);
}

TEST_CASE("another program's database is refused and keeps every byte") {
    test::OpenStore open;
    const std::string path = open.folder.file("other.db");
    load(path, "CREATE TABLE contacts (name TEXT); INSERT INTO contacts VALUES ('Mira')");
    const std::string before = support::readFile(path);
    const base::Error error =
        needError(store::Store::open({.path = path, .vfs = {}}, open.clock, open.guard.log()));
    CHECK(error.kind == base::ErrorKind::Database);
    CHECK(error.what().find("another program's database") != std::string::npos);
    CHECK(support::readFile(path) == before);
}

TEST_CASE("an empty file becomes a database") {
    test::OpenStore open;
    const std::string path = open.folder.file("empty.db");
    std::ofstream(path).close();
    const auto store = need(store::Store::open({.path = path, .vfs = {}}, open.clock, open.guard.log()));
    CHECK(need(store->read().accounts()).empty());
}

TEST_CASE("every table is strict, and every id is used once") {
    test::OpenStore open;
    CHECK(
        open.text("SELECT group_concat(name) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
                  "AND strict = 0 AND name NOT LIKE 'sqlite_%'") == "");
    // Tables whose rows are named from outside by a number of their own.
    CHECK(open.text("SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%id  "
                    "%INTEGER PRIMARY KEY%' "
                    "AND sql NOT LIKE '%AUTOINCREMENT%' AND name NOT LIKE 'message_fts%' AND name NOT LIKE "
                    "'sqlite_%'") == "");
}

TEST_CASE("the frozen database of every released version opens, with its rows") {
    // No version is released yet: what a release will freeze is made here from today's schema, and must open
    // too.
    test::OpenStore today;
    today.write([](store::WriteTx& tx) {
        test::Rows rows(tx);
        const base::AccountId account = rows.account();
        const base::ContactId mira = rows.contact(account, "7", "mira@stadtfunk.example", "Mira");
        const auto conversation =
            rows.conversation(account, {.key = "top:1", .lastAt = 5, .unread = 1, .customer = mira});
        rows.message(account, conversation,
                     {.remoteId = "1", .text = "東京 café 🥐 it's here", .at = 5, .author = mira});
    });
    today.store.reset();
    std::vector<std::pair<std::string, std::string>> dumps = {{"today", dump(today.path())}};
    for (const std::filesystem::path& file : releasedSchemas()) {
        dumps.emplace_back(file.filename().string(), support::readFile(file));
    }
    for (const auto& [name, sql] : dumps) {
        INFO(name);
        test::OpenStore open;
        const std::string path = open.folder.file("released.db");
        load(path, sql);
        const auto store = need(store::Store::open({.path = path, .vfs = {}}, open.clock, open.guard.log()));
        need(store->check());
        const auto inbox = need(store->read().inbox({}, 10));
        REQUIRE_FALSE(inbox.empty());
        CHECK_FALSE(need(store->read().thread(inbox.front().id, 10)).empty());
        CHECK_FALSE(need(store->read().search("caf", 10)).empty());
    }
}
