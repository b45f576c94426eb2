// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "store/migrator.h"
#include "store/search_index.h"
#include "store/sqlite/query.h"
#include "store/sqlite/transaction.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace store {

namespace {

int newestVersion() {
    const std::span<const Migration> steps = allMigrations();
    return steps.empty() ? 0 : steps.back().version;
}

/// Looks at the file before the writer touches it: what is refused keeps every byte.
base::Status refuseBeforeWriting(const Store::Options& options) {
    std::error_code trouble;
    if (!std::filesystem::exists(options.path, trouble)) {
        return {};
    }
    const auto reader = sqlite::Connection::open(options.path, sqlite::Role::Reader, options.vfs);
    if (!reader) {
        return base::fail(reader.error());
    }
    const base::Result<SchemaMark> mark = readMark(**reader);
    if (!mark) {
        return base::fail(mark.error().within(options.path));
    }
    base::Status accepted = refuseForeign(*mark, newestVersion());
    return accepted ? accepted : base::fail(accepted.error().within(options.path));
}

base::Result<std::unique_ptr<Reader>> openReaderOf(const std::string& path, const std::string& vfs) {
    base::Result<std::unique_ptr<sqlite::Connection>> connection =
        sqlite::Connection::open(path, sqlite::Role::Reader, vfs);
    if (!connection) {
        return base::fail(connection.error());
    }
    return std::make_unique<Reader>(std::move(*connection));
}

/// What a crash left of the log goes into the database first: the next commit would be written beside the
/// last one that was acknowledged, into the same sector. After an orderly end there is nothing to do.
base::Status beginLogAnew(sqlite::Connection& writer) {
    return writer.execute("PRAGMA wal_checkpoint(RESTART)");
}

}  // namespace

struct Store::Parts {
    Options options;
    const base::Clock& clock;
    LatestTime latest;
    base::Log& log;
    std::unique_ptr<sqlite::Connection> writer;
    Reader reader;
    std::vector<std::function<void(const model::Change&)>> listeners;
    bool writing = false;
    bool brokeOff = false;  ///< the latest transaction

    Parts(Options given, const base::Clock& usedClock, base::Log& usedLog,
          std::unique_ptr<sqlite::Connection> connection)
        : options(std::move(given)), clock(usedClock), latest(usedClock), log(usedLog),
          writer(std::move(connection)), reader(*writer) {}

    /// Runs the work in a transaction. Also an exception ends both.
    base::Status commit(const std::function<base::Status(WriteTx&)>& work, model::Change& change) {
        struct Mark {
            bool& writing;
            explicit Mark(bool& flag) : writing(flag) { writing = true; }
            Mark(const Mark&) = delete;
            Mark& operator=(const Mark&) = delete;
            ~Mark() { writing = false; }
        };
        const Mark mark(writing);
        return inTransaction([&] {
            WriteTx tx(*writer, clock, latest, change);
            return work(tx);
        });
    }

    base::Status maintain(base::Status (*work)(sqlite::Connection&)) {
        return inTransaction([&] { return work(*writer); });
    }

    template <class Work>
    base::Status inTransaction(const Work& work) {
        if (brokeOff) {
            if (base::Status read = readSearchAnew(*writer); !read) {
                return read;
            }
        }
        base::Result<sqlite::Transaction> transaction = sqlite::Transaction::begin(*writer);
        if (!transaction) {
            return base::fail(transaction.error());
        }
        brokeOff = true;
        base::Status done = work();
        if (done) {
            done = transaction->commit();
        }
        brokeOff = !done;
        return done;
    }
};

Store::Store(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

Store::~Store() = default;

base::Result<std::unique_ptr<Store>> Store::open(Options options, const base::Clock& clock, base::Log& log) {
    if (base::Status accepted = refuseBeforeWriting(options); !accepted) {
        return base::fail(accepted.error());
    }
    base::Result<std::unique_ptr<sqlite::Connection>> writer =
        sqlite::Connection::open(options.path, sqlite::Role::Writer, options.vfs);
    if (!writer) {
        return base::fail(writer.error());
    }
    if (base::Status migrated = migrate(**writer, allMigrations()); !migrated) {
        return base::fail(migrated.error().within(options.path));
    }
    if (base::Status fresh = beginLogAnew(**writer); !fresh) {
        // On a full disk what is there can still be read and answered.
        log.info("the log of the database goes on as it is: " + fresh.error().what());
    }
    auto parts = std::make_unique<Parts>(std::move(options), clock, log, std::move(*writer));
    return std::unique_ptr<Store>(new Store(std::move(parts)));
}

base::Result<std::unique_ptr<Reader>> Store::reader() const {
    return openReaderOf(m_parts->options.path, m_parts->options.vfs);
}

base::Result<std::unique_ptr<Reader>> Store::openReader(const std::string& path) {
    std::error_code trouble;
    if (!std::filesystem::exists(path, trouble)) {
        return base::fail(base::ErrorKind::NotFound, fmt::format("there is no database at {}", path));
    }
    base::Result<std::unique_ptr<sqlite::Connection>> connection =
        sqlite::Connection::open(path, sqlite::Role::Reader);
    if (!connection) {
        return base::fail(connection.error());
    }
    const base::Result<SchemaMark> mark = readMark(**connection);
    if (!mark) {
        return base::fail(mark.error().within(path));
    }
    if (base::Status accepted = refuseForeign(*mark, newestVersion()); !accepted) {
        return base::fail(accepted.error().within(path));
    }
    if (mark->version < newestVersion()) {
        return base::fail(
            base::ErrorKind::Database,
            fmt::format("{}: the database is of an earlier version of Shopbell (schema {}, this one "
                        "reads {}); open it once with a command that writes",
                        path, mark->version, newestVersion()));
    }
    return std::make_unique<Reader>(std::move(*connection));
}

base::Result<model::Change> Store::write(std::string_view name,
                                         const std::function<base::Status(WriteTx&)>& work) {
    if (m_parts->writing) {
        return base::fail(base::ErrorKind::Internal, fmt::format("{}: a write inside of a write", name));
    }
    model::Change change;
    base::Status outcome = m_parts->commit(work, change);
    if (!outcome) {
        return base::fail(outcome.error().within(std::string(name)));
    }
    if (!change.empty()) {
        for (const auto& listener : m_parts->listeners) {
            listener(change);
        }
    }
    return change;
}

void Store::onChange(std::function<void(const model::Change&)> listener) {
    m_parts->listeners.push_back(std::move(listener));
}

const Reader& Store::read() const {
    return m_parts->reader;
}

base::Status Store::check() {
    const auto trouble = sqlite::first(*m_parts->writer, "PRAGMA integrity_check(1)",
                                       [](const sqlite::Statement& row) { return row.text(0); });
    if (!trouble) {
        return base::fail(trouble.error());
    }
    if (trouble->value_or("no answer") != "ok") {
        return base::fail(base::ErrorKind::DatabaseCorrupt,
                          fmt::format("the database is damaged ({})", trouble->value_or("no answer")));
    }
    const auto lost = sqlite::first(*m_parts->writer, "PRAGMA foreign_key_check",
                                    [](const sqlite::Statement& row) { return row.text(0); });
    if (!lost) {
        return base::fail(lost.error());
    }
    if (*lost) {
        return base::fail(base::ErrorKind::DatabaseCorrupt,
                          fmt::format("the database is damaged (rows of {} point nowhere)", **lost));
    }
    return checkSearch(*m_parts->writer);
}

base::Status Store::rebuildSearch() {
    return m_parts->maintain(store::rebuildSearch);
}

base::Status Store::tidySearch() {
    return m_parts->maintain(store::tidySearch);
}

}  // namespace store
