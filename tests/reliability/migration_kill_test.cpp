// SPDX-License-Identifier: GPL-3.0-or-later
#include "extent.h"

#include "store/migrator.h"
#include "store/sqlite/query.h"

#include "support/catch.h"
#include "support/power_cut_vfs.h"

#include <fmt/format.h>

#include <array>
#include <random>
#include <span>
#include <string>

using store::Migration;
using store::sqlite::Connection;
using store::sqlite::Role;
using support::PowerCutVfs;

namespace {

const std::string kPath = "/machine/shopbell.db";
constexpr int kRows = 40;

/// All that a schema is, as text; two databases of one version must not differ in it.
std::string picture(Connection& connection) {
    std::string words;
    const auto each = store::sqlite::each(
        connection, "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name",
        [&](const store::sqlite::Statement& row) {
            words += row.text(0) + " " + row.text(1) + " " + row.text(2) + "\n";
        });
    REQUIRE(each);
    return words;
}

/// -1 when there is no such table.
std::int64_t number(Connection& connection, const std::string& sql) {
    const auto found = store::sqlite::first(
        connection, sql, [](const store::sqlite::Statement& row) { return row.integer(0); });
    return found ? found->value_or(-1) : -1;
}

/// Rows as every schema since the first has them.
base::Status fill(Connection& connection) {
    return connection.execute(fmt::format(
        "INSERT INTO account (platform, server, remote_id) VALUES ('mastodon', 'https://shop.example', '1');"
        "INSERT INTO conversation (account_id, thread_key) VALUES (1, 'top:1');"
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
        "INSERT INTO message (account_id, conversation_id, direction, remote_id, text, at, seen_at) "
        "SELECT 1, 1, 'inbound', i, 'where is it', i, i FROM n",
        kRows));
}

struct Report {
    int kills = 0;
    int faults = 0;
    std::string first;
};

/// Kills the machine at every call of the way from a schema to the newest.
class Way {
public:
    explicit Way(std::span<const Migration> steps) : m_steps(steps) {
        for (std::size_t version = 0; version <= steps.size(); ++version) {
            m_vfs.restore({});
            const auto writer = opened();
            REQUIRE(store::migrate(*writer, steps.first(version)));
            m_pictures.push_back(picture(*writer));
        }
    }

    /// 0 = from no database at all.
    void killFrom(std::size_t version, Report& report) {
        m_vfs.restore({});
        m_rows = version == 0 ? -1 : kRows;
        if (version > 0) {
            const auto writer = opened();
            REQUIRE(store::migrate(*writer, m_steps.first(version)));
            REQUIRE(fill(*writer));
        }
        const PowerCutVfs::Image before = m_vfs.image();
        for (long call = 1;; ++call) {
            m_vfs.restore(before);
            m_vfs.cutAt(call);
            if (auto writer = Connection::open(kPath, Role::Writer, m_vfs.name())) {
                static_cast<void>(store::migrate(**writer, m_steps));
            }
            const bool died = m_vfs.isDead();
            std::mt19937 dice(static_cast<unsigned>(call) * 7919U + static_cast<unsigned>(version));
            m_vfs.reboot(dice);
            judge(version, call, report);
            if (!died) {
                return;
            }
            ++report.kills;
        }
    }

private:
    std::unique_ptr<Connection> opened() {
        auto writer = Connection::open(kPath, Role::Writer, m_vfs.name());
        REQUIRE(writer);
        return std::move(*writer);
    }

    void judge(std::size_t from, long call, Report& report) {
        const std::string fault = faultOf();
        if (!fault.empty()) {
            ++report.faults;
            report.first =
                report.first.empty() ? fmt::format("from {}, call {}: {}", from, call, fault) : report.first;
        }
    }

    std::string faultOf() {
        auto writer = Connection::open(kPath, Role::Writer, m_vfs.name());
        if (!writer) {
            return writer.error().what();
        }
        const auto mark = store::readMark(**writer);
        if (!mark) {
            return mark.error().what();
        }
        if (const base::Status accepted = store::refuseForeign(*mark, m_steps.back().version); !accepted) {
            return accepted.error().what();
        }
        if (picture(**writer) != m_pictures.at(static_cast<std::size_t>(mark->version))) {
            return fmt::format("it says version {} and has the tables of another", mark->version);
        }
        if (const base::Status done = store::migrate(**writer, m_steps); !done) {
            return done.error().what();
        }
        if (picture(**writer) != m_pictures.back()) {
            return "it did not end at the newest";
        }
        const auto sound =
            store::sqlite::first(**writer, "PRAGMA integrity_check(1)",
                                 [](const store::sqlite::Statement& row) { return row.text(0); });
        if (!sound || *sound != "ok") {
            return "damaged";
        }
        if (m_rows >= 0 && number(**writer, "SELECT count(*) FROM message") != m_rows) {
            return "rows are gone";
        }
        return {};
    }

    std::span<const Migration> m_steps;
    PowerCutVfs m_vfs{PowerCutVfs::Damage::WholeSectors};
    std::vector<std::string> m_pictures;  ///< by version
    std::int64_t m_rows = -1;
};

}  // namespace

TEST_CASE("a machine that dies in any call of a migration starts again at a whole version, with all rows") {
    const std::span<const Migration> steps = store::allMigrations();
    Way way(steps);
    Report report;
    const std::size_t stride = test::extent(1, 0, 0) == 1 ? 4 : 1;
    for (std::size_t version = 0; version < steps.size(); version += stride) {
        way.killFrom(version, report);
    }
    test::figure(fmt::format("{} kills in migrations to schema {}: {} left something half done", report.kills,
                             steps.back().version, report.faults));
    INFO(report.first);
    CHECK(report.faults == 0);
    CHECK(report.kills > 100);
}

TEST_CASE("a step of a migration that commits in its middle is found out by killing the machine") {
    const std::span<const Migration> all = store::allMigrations();
    const std::string first = std::string(all.front().sql);
    const std::array<Migration, 2> steps = {
        Migration{1, "0001_initial", first},
        Migration{2, "0002_commits",
                  "CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT; COMMIT; BEGIN IMMEDIATE;"
                  "CREATE TABLE other_half (id INTEGER PRIMARY KEY) STRICT"}};
    Way way(steps);
    Report report;
    way.killFrom(1, report);
    test::figure(fmt::format("of a step that commits in its middle {} of {} kills leave it half done",
                             report.faults, report.kills));
    CHECK(report.faults > 0);
}
