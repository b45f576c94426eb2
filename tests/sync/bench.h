// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fake_bluesky.h"
#include "fake_mastodon.h"
#include "wire.h"

#include "support/catch.h"
#include "support/fake_clock.h"
#include "support/log_guard.h"
#include "support/manual_executor.h"
#include "support/temporary_folder.h"

#include "sync/sync_engine.h"

#include "store/store.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace test {

/// The value, or the test ends with the error's sentence.
template <class T>
T need(base::Result<T> result) {
    if (!result) {
        FAIL(result.error().what());
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

/// The error, or the test ends.
template <class T>
base::Error needError(const base::Result<T>& result) {
    if (result) {
        FAIL("this should have been refused");
    }
    return result.error();
}

/// Secrets in memory; can be told to fail.
class MemorySecrets final : public store::SecretStore {
public:
    base::Result<std::map<std::string, std::string>> read(const std::string& key) override {
        if (locked) {
            return base::fail(base::ErrorKind::Secret, "the vault is locked");
        }
        return kept[key];
    }
    base::Status write(const std::string& key, const std::map<std::string, std::string>& secrets) override {
        if (locked) {
            return base::fail(base::ErrorKind::Secret, "the vault is locked");
        }
        if (refusesWriting) {
            return base::fail(base::ErrorKind::Secret, "the vault can't be written");
        }
        kept[key] = secrets;
        return {};
    }
    base::Status remove(const std::string& key) override {
        kept.erase(key);
        return {};
    }

    std::map<std::string, std::map<std::string, std::string>> kept;
    bool locked = false;
    bool refusesWriting = false;
};

/// An engine over a real store in a folder of its own, the real Mastodon adapter and a server inside the
/// test. Time passes when the test says so.
struct Bench {
    support::TemporaryFolder folder;
    support::FakeClock clock;
    support::LogGuard guard{clock};
    std::deque<FakeMastodon> servers;
    std::deque<FakeBluesky> skies;
    std::unique_ptr<support::ManualExecutor> manual;
    std::unique_ptr<CountingExecutor> executor;
    Wire wire{clock};
    MemorySecrets secrets;
    platform::Registry platforms;
    base::SeededRandom random{7};
    syncing::LoginKeeper logins;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<syncing::SyncEngine> engine;
    FakeMastodon& server;
    base::AccountId account;

    /// With one account, which is not checked yet.
    explicit Bench(const std::string& software = "mastodon");

    FakeMastodon& addServer(const std::string& origin, const std::string& software = "mastodon");
    base::AccountId addAccount(const FakeMastodon& on);
    FakeBluesky& addSky(const std::string& origin);
    base::AccountId addAccount(const FakeBluesky& on);
    base::AccountId addRow(model::Account row, const platform::Secrets& open);
    [[nodiscard]] syncing::Services services();

    /// The program ends at this very moment, and starts again. Nothing in memory survives.
    void restart();
    /// As restart(), on another file system.
    void reopen(const std::string& vfs);

    /// Time passes, and everything that is due happens.
    void pass(base::Duration duration) { manual->advance(duration); }
    /// Everything that is due now happens.
    void settle() { manual->run(); }
    void goLive() {
        need(engine->goLive());
        settle();
    }
    /// What `sync --once` does.
    std::vector<syncing::RoundReport> syncOnce(base::AccountId only = {});
    syncing::RoundReport syncAccount(base::AccountId id = {});

    [[nodiscard]] model::Account accountRow(base::AccountId id = {});
    [[nodiscard]] model::AccountPulse pulse(base::AccountId id = {});
    /// How many messages have this remote id; 0 or 1 unless something is wrong.
    [[nodiscard]] std::int64_t stored(const std::string& remoteId);
    [[nodiscard]] model::Message message(const std::string& remoteId);
    [[nodiscard]] model::ConversationRow conversationOf(const std::string& remoteId);
    [[nodiscard]] std::int64_t number(const std::string& sql);
    [[nodiscard]] std::string text(const std::string& sql);

    /// Queues an answer to this post.
    base::ReplyId reply(const std::string& remoteId, const std::string& text, base::Duration holdBack = {});
    [[nodiscard]] model::OutboxRow row(base::ReplyId reply) { return need(store->read().reply(reply)); }
    [[nodiscard]] model::Delivery state(base::ReplyId reply) { return row(reply).state; }
    [[nodiscard]] std::string path() const { return folder.file("shopbell.db"); }
};

inline constexpr base::Duration kSecond{1'000};
inline constexpr base::Duration kMinute{60'000};
inline constexpr base::Duration kHour{60 * 60'000};

}  // namespace test
