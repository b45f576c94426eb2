// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/profile.h"
#include "app/secrets.h"

#include "net/core_loop.h"
#include "net/http_transport.h"
#include "platform/registry.h"
#include "store/profile_lock.h"
#include "store/store.h"
#include "sync/account_setup.h"
#include "sync/sync_engine.h"

#include "base/clock.h"
#include "base/digest.h"
#include "base/log.h"

#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace app {

/// The core without a face: everything below ui, composed. Owns all of it in layer order. The thread that
/// runs loop() is the core thread; everything but post() on the loop belongs to it.
class Core {
public:
    struct Options {
        Profile profile;
        const base::Clock& clock;
        SecretChoice secrets;
    };
    /// Takes the profile's lock and opens the store. Errors: InUse, and the store's.
    [[nodiscard]] static base::Result<std::unique_ptr<Core>> open(Options options);
    ~Core();

    [[nodiscard]] const base::Clock& clock() const { return m_clock; }
    [[nodiscard]] const Profile& profile() const { return m_profile; }
    [[nodiscard]] base::Log& log() { return m_log; }
    [[nodiscard]] net::CoreLoop& loop() { return *m_loop; }
    [[nodiscard]] store::Store& store() { return *m_store; }
    [[nodiscard]] const platform::Registry& platforms() const { return m_platforms; }
    [[nodiscard]] LazySecrets& secrets() { return m_secrets; }
    [[nodiscard]] syncing::SyncEngine& engine() { return *m_engine; }
    [[nodiscard]] syncing::AccountSetup& setup() { return *m_setup; }
    [[nodiscard]] base::Random& random() { return m_random; }

    /// Writes status.json now.
    void saveStatus();
    /// Called on the core thread when an account's pulse changed.
    void onPulse(std::function<void()> listener) { m_pulseListener = std::move(listener); }

private:
    explicit Core(Options options, store::ProfileLock lock);
    [[nodiscard]] base::Status compose();
    [[nodiscard]] base::Status addStarterReplies();

    Profile m_profile;
    const base::Clock& m_clock;
    store::ProfileLock m_lock;
    std::ofstream m_logFile;
    base::Log m_log;
    base::SystemRandom m_random;
    LazySecrets m_secrets;
    platform::Registry m_platforms;
    std::unique_ptr<net::HttpTransport> m_transport;
    std::unique_ptr<net::CoreLoop> m_loop;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<syncing::SyncEngine> m_engine;
    syncing::LoginKeeper m_logins;
    std::unique_ptr<syncing::AccountSetup> m_setup;
    std::optional<base::SteadyTime> m_statusSavedAt;
    std::function<void()> m_pulseListener;
};

}  // namespace app
