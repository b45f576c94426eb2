// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/migrator.h"

#include "store/sqlite/query.h"
#include "store/sqlite/transaction.h"

#include <fmt/format.h>

#include <string>

namespace store {

namespace {

base::Result<std::int64_t> number(sqlite::Connection& connection, std::string_view sql) {
    const auto value =
        sqlite::first(connection, sql, [](const sqlite::Statement& row) { return row.integer(0); });
    if (!value) {
        return base::fail(value.error());
    }
    return value->value_or(0);
}

base::Status requireForeignKeys(sqlite::Connection& writer) {
    const auto table = sqlite::first(writer, "PRAGMA foreign_key_check",
                                     [](const sqlite::Statement& row) { return row.text(0); });
    if (!table) {
        return base::fail(table.error());
    }
    if (*table) {
        return base::fail(base::ErrorKind::Internal,
                          fmt::format("it leaves rows of {} that point nowhere", **table));
    }
    return {};
}

base::Status apply(sqlite::Connection& writer, const Migration& step) {
    base::Result<sqlite::Transaction> transaction = sqlite::Transaction::begin(writer);
    if (!transaction) {
        return base::fail(transaction.error());
    }
    if (base::Status done = writer.execute(std::string(step.sql)); !done) {
        return done;
    }
    const std::string mark =
        fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", kApplicationId, step.version);
    if (base::Status done = writer.execute(mark); !done) {
        return done;
    }
    if (base::Status sound = requireForeignKeys(writer); !sound) {
        return sound;
    }
    return transaction->commit();
}

}  // namespace

base::Result<SchemaMark> readMark(sqlite::Connection& connection) {
    SchemaMark mark;
    const base::Result<std::int64_t> applicationId = number(connection, "PRAGMA application_id");
    if (!applicationId) {
        return base::fail(applicationId.error());
    }
    const base::Result<std::int64_t> version = number(connection, "PRAGMA user_version");
    if (!version) {
        return base::fail(version.error());
    }
    const base::Result<std::int64_t> filled =
        number(connection, "SELECT EXISTS (SELECT 1 FROM sqlite_schema)");
    if (!filled) {
        return base::fail(filled.error());
    }
    mark.applicationId = static_cast<int>(*applicationId);
    mark.version = static_cast<int>(*version);
    mark.empty = *filled == 0;
    return mark;
}

base::Status refuseForeign(const SchemaMark& mark, int newestKnown) {
    const bool untouched = mark.empty && mark.applicationId == 0 && mark.version == 0;
    if (!untouched && mark.applicationId != kApplicationId) {
        return base::fail(base::ErrorKind::Database,
                          "the file is another program's database, not Shopbell's; nothing was changed");
    }
    if (mark.version > newestKnown) {
        return base::fail(
            base::ErrorKind::DatabaseTooNew,
            fmt::format("the database was written by a later version of Shopbell (schema {}, this one "
                        "knows {}); nothing was changed",
                        mark.version, newestKnown));
    }
    return {};
}

base::Status migrate(sqlite::Connection& writer, std::span<const Migration> steps) {
    const base::Result<std::int64_t> version = number(writer, "PRAGMA user_version");
    if (!version) {
        return base::fail(version.error());
    }
    base::Status outcome;
    // A step that rebuilds a table needs its keys unwatched; SQLite ignores the switch inside a transaction.
    // apply() checks all keys instead, before the commit.
    bool watched = true;
    for (const Migration& step : steps) {
        if (step.version <= *version) {
            continue;
        }
        if (watched) {
            outcome = writer.execute("PRAGMA foreign_keys = 0");
            watched = false;
        }
        if (outcome) {
            outcome = apply(writer, step);
        }
        if (!outcome) {
            outcome = base::fail(outcome.error().within(
                fmt::format("bringing the database to schema {} failed, it is unchanged", step.version)));
            break;
        }
    }
    if (!watched) {
        const base::Status again = writer.execute("PRAGMA foreign_keys = 1");
        if (outcome && !again) {
            return again;
        }
    }
    return outcome;
}

}  // namespace store
