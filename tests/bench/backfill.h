// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "town.h"

#include "store/store.h"

#include "platform/registry.h"

#include "base/clock.h"
#include "base/log.h"

#include <memory>
#include <string>

namespace bench {

/// How a backfill went. Making the pages is not part of any time.
struct BackfillFigures {
    std::size_t messages = 0;
    std::size_t items = 0;
    std::size_t pages = 0;
    std::size_t commits = 0;
    std::uint64_t jsonBytes = 0;
    double wallMs = 0;  ///< the adapter and the store
    double cpuMs = 0;
    double parseCpuMs = 0;  ///< the adapter alone
    /// Merging parts of the full-text index between commits, where sync waits for the network; in no other
    /// time.
    double tidyWallMs = 0;
};

/// A profile that reads a town through the Mastodon adapter into the store, as sync does, without the
/// network.
class Backfill {
public:
    Backfill(const Town& town, std::string path);
    ~Backfill();

    /// All that happened. `messagesPerCommit` of the town go into one transaction, some pages of 40 to 80
    /// items each.
    [[nodiscard]] BackfillFigures run(std::size_t messagesPerCommit);
    /// One thorough poll when nothing new is there: the newest page once more. Items read and the time it
    /// took.
    struct IdlePoll {
        std::size_t items = 0;
        double wallMs = 0;
    };
    [[nodiscard]] IdlePoll pollAgain();

    [[nodiscard]] store::Store& store() { return *m_store; }
    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] base::AccountId account() const { return m_account.id; }
    /// Ends the store, so that one file holds everything.
    void close();
    void open();

private:
    struct Lap;
    /// Polls once, up to `until`; what it brings is stored in one transaction.
    void poll(std::int64_t until, Lap& lap);
    void commit(std::vector<model::IncomingBatch>& batches, Lap& lap);

    const Town& m_town;
    std::string m_path;
    std::unique_ptr<base::Clock> m_clock;
    base::Log m_log;
    platform::Registry m_registry;
    std::unique_ptr<store::Store> m_store;
    model::Account m_account;
};

}  // namespace bench
