// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/services.h"
#include "sync/step_runner.h"

#include "model/account.h"
#include "platform/sign_in.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace syncing {

/// Connects accounts: signs in, verifies, probes the server, keeps the secrets. Core thread; `done` is never
/// called from inside these calls, and not after this object is gone.
class AccountSetup {
public:
    explicit AccountSetup(Services services) : m_services(services) {}

    template <class T>
    using Done = std::function<void(base::Result<T>)>;

    struct NewAccount {
        std::string platform;
        std::string server;  ///< as typed by a person
        platform::Secrets secrets;
        std::map<std::string, std::string> settings{};  ///< by the adapter's own names
    };
    /// Verifies the secrets at the server, stores the account and its secrets; when the secrets can't be
    /// kept, no account is left behind. The same account once more gets the new secrets.
    void add(const NewAccount& account, Done<base::AccountId> done);
    /// Probes the server again and stores what it says. Refused when the token has come to be somebody
    /// else's.
    void test(base::AccountId account, Done<std::vector<platform::AbilityTest>> done);

    /// Sign-in in the browser, first half: the page to open.
    /// An empty server is the platform's usual one; `app` is what its guide asks for.
    void beginSignIn(const std::string& platform, const std::string& server, const std::string& redirect,
                     const platform::Secrets& app, Done<platform::AuthorizationPage> done);
    /// Second half: the code that came back, for secrets to add() with.
    void finishSignIn(const std::string& platform, const std::string& server,
                      const platform::AuthorizationPage& page, const std::string& code,
                      Done<platform::Secrets> done);

    /// Sign-in with a name and a password made for Shopbell. An empty server is the platform's usual one.
    /// What comes back is for add().
    void signIn(const std::string& platform, const std::string& server, const std::string& name,
                const std::string& password, Done<platform::SignedIn> done);
    /// Refuses a setting that the platform does not have, or a value that makes no sense.
    [[nodiscard]] base::Status checkSetting(const std::string& platform, const std::string& name,
                                            const std::string& value) const;
    /// All of them or none; an empty value is the usual one. What the account can do is worked out anew.
    [[nodiscard]] base::Status set(base::AccountId id, const std::map<std::string, std::string>& settings);

private:
    /// An empty server is the platform's usual one.
    [[nodiscard]] base::Result<std::string> originFor(const std::string& platform,
                                                      const std::string& typed) const;
    template <class T>
    void run(std::unique_ptr<platform::Steps<T>> steps, Done<T> done);
    template <class T>
    void run(std::shared_ptr<AccountAtWork> work, typename StepRunner<T>::Make make, Done<T> done);
    template <class T>
    void refuse(base::Error error, Done<T> done);
    [[nodiscard]] base::Result<base::AccountId>
    keep(model::Account account, const platform::Identity& identity, const platform::Secrets& secrets);

    Services m_services;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

}  // namespace syncing
