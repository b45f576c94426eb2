// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reader.h"
#include "store/write_tx.h"

#include "model/change.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace store {

/// The local database, shopbell.db: the writer's side. Lives on the core thread.
class Store {
public:
    struct Options {
        std::string path;  ///< of shopbell.db; created with its schema when missing
        std::string vfs;   ///< for fault tests
    };
    /// Errors: DatabaseTooNew, DatabaseCorrupt, DiskFull, Database; nothing is changed then. The caller holds
    /// the profile's lock (ProfileLock).
    [[nodiscard]] static base::Result<std::unique_ptr<Store>> open(Options options, const base::Clock& clock,
                                                                   base::Log& log);
    ~Store();

    /// A query-only connection, for the thread that will use it. Thread-safe.
    [[nodiscard]] base::Result<std::unique_ptr<Reader>> reader() const;
    /// A reader for a process that does not hold the lock.
    [[nodiscard]] static base::Result<std::unique_ptr<Reader>> openReader(const std::string& path);

    /// One transaction: committed when `work` succeeds, else rolled back. What it touched is announced after
    /// the commit and returned. `name` goes into errors. A transaction that changed nothing writes nothing.
    [[nodiscard]] base::Result<model::Change> write(std::string_view name,
                                                    const std::function<base::Status(WriteTx&)>& work);
    /// Called on the core thread after each commit that changed something.
    void onChange(std::function<void(const model::Change&)> listener);

    /// The writer's own view of what is committed, for the core thread.
    [[nodiscard]] const Reader& read() const;

    /// Checks the database and its full-text index (rank = 1); the first trouble found, in words.
    [[nodiscard]] base::Status check();
    /// Rebuilds the full-text index from the messages.
    [[nodiscard]] base::Status rebuildSearch();

    /// Merges some of what commits left in pieces in the full-text index, about 10 ms. To be called after a
    /// commit of messages, when nothing waits for it; without work it writes nothing.
    [[nodiscard]] base::Status tidySearch();

private:
    struct Parts;
    explicit Store(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

}  // namespace store
