// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/account_setup.h"

#include "sync/identity_check.h"

#include "platform/account_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace syncing {
namespace {

/// One piece of work with a budget of its own; lives until it is done.
template <class T>
struct SingleRun {
    net::RateBudget budget;
    std::optional<T> result;
};

template <class T>
typename StepRunner<T>::Taken takenBy(std::shared_ptr<SingleRun<T>> single) {
    return [single = std::move(single)](T item) -> base::Status {
        single->result = std::move(item);
        return {};
    };
}

template <class T>
typename StepRunner<T>::Done givenTo(std::shared_ptr<SingleRun<T>> single, const std::shared_ptr<int>& owner,
                                     AccountSetup::Done<T> done) {
    return [single = std::move(single), done = std::move(done),
            alive = std::weak_ptr(owner)](const base::Status& status) {
        if (!alive.lock()) {
            return;
        }
        if (!status) {
            return done(std::unexpected(status.error()));
        }
        if (!single->result) {
            return done(base::fail(base::ErrorKind::Internal, "the server's answers led to no result"));
        }
        done(std::move(*single->result));
    };
}

}  // namespace

template <class T>
void AccountSetup::run(std::unique_ptr<platform::Steps<T>> steps, Done<T> done) {
    auto single = std::make_shared<SingleRun<T>>();
    auto runner =
        std::make_shared<StepRunner<T>>(m_services, single->budget, net::RateBudget::Urgency::Reply);
    runner->run(std::move(steps), takenBy(single), givenTo(single, m_alive, std::move(done)));
}

template <class T>
void AccountSetup::run(std::shared_ptr<AccountAtWork> work, typename StepRunner<T>::Make make, Done<T> done) {
    auto single = std::make_shared<SingleRun<T>>();
    auto runner =
        std::make_shared<StepRunner<T>>(m_services, single->budget, net::RateBudget::Urgency::Reply);
    runner->run(std::move(work), std::move(make), takenBy(single), givenTo(single, m_alive, std::move(done)));
}

template <class T>
void AccountSetup::refuse(base::Error error, Done<T> done) {
    m_services.executor.post(
        [error = std::move(error), done = std::move(done), alive = std::weak_ptr(m_alive)] {
            if (alive.lock()) {
                done(std::unexpected(error));
            }
        });
}

void AccountSetup::add(const NewAccount& account, Done<base::AccountId> done) {
    const platform::PlatformAdapter* adapter = m_services.platforms.adapter(account.platform);
    if (adapter == nullptr) {
        return refuse({.kind = base::ErrorKind::BadInput,
                       .message = "there is no platform \"" + account.platform + "\""},
                      std::move(done));
    }
    auto origin = originFor(account.platform, account.server);
    if (!origin) {
        return refuse(origin.error(), std::move(done));
    }
    for (const auto& [name, value] : account.settings) {
        if (base::Status fits = checkSetting(account.platform, name, value); !fits) {
            return refuse(fits.error(), std::move(done));
        }
    }
    for (const auto& [name, value] : account.secrets) {
        m_services.log.redactor().addSecret(value);
    }
    model::Account wanted;
    wanted.platform = account.platform;
    wanted.server = *origin;
    wanted.settings = account.settings;
    // identify() may refer to the secrets until it is finished.
    auto kept = std::make_shared<const platform::Secrets>(account.secrets);
    run<platform::Identity>(adapter->identify(wanted, *kept), [this, wanted, kept, done = std::move(done)](
                                                                  base::Result<platform::Identity> identity) {
        if (!identity) {
            return done(std::unexpected(identity.error()));
        }
        done(keep(wanted, *identity, *kept));
    });
}

base::Result<std::string> AccountSetup::originFor(const std::string& platform,
                                                  const std::string& typed) const {
    const platform::OAuthSignIn* oauth = m_services.platforms.oauth(platform);
    const std::string_view usual = oauth == nullptr ? std::string_view() : oauth->guide().usualServer;
    return net::originOf(typed.empty() ? usual : std::string_view(typed));
}

base::Status AccountSetup::checkSetting(const std::string& platform, const std::string& name,
                                        const std::string& value) const {
    const platform::PlatformAdapter* adapter = m_services.platforms.adapter(platform);
    if (adapter == nullptr) {
        return base::fail(base::ErrorKind::BadInput, "there is no platform \"" + platform + "\"");
    }
    return platform::checkSettingOf(*adapter, name, value);
}

base::Status AccountSetup::set(base::AccountId id, const std::map<std::string, std::string>& settings) {
    auto account = m_services.store.read().account(id);
    if (!account) {
        return std::unexpected(account.error());
    }
    for (const auto& [name, value] : settings) {
        if (base::Status fits = checkSetting(account->platform, name, value); !fits) {
            return fits;
        }
        account->settings.erase(name);
        if (!value.empty()) {
            account->settings[name] = value;
        }
    }
    account->capabilities = m_services.platforms.adapter(account->platform)->capabilities(*account);
    auto stored = m_services.store.write("set an account", [&](store::WriteTx& tx) -> base::Status {
        for (const auto& [name, value] : settings) {
            if (base::Status done = tx.setAccountSetting(id, name, value); !done) {
                return done;
            }
        }
        return tx.updateAccount(*account);
    });
    return stored ? base::Status{} : std::unexpected(stored.error());
}

base::Result<base::AccountId> AccountSetup::keep(model::Account account, const platform::Identity& identity,
                                                 const platform::Secrets& secrets) {
    account.remoteId = identity.remoteId;
    describe(account, identity, *m_services.platforms.adapter(account.platform));
    auto stored = m_services.store.write("add an account", [&](store::WriteTx& tx) -> base::Status {
        auto id = tx.addAccount(account);
        if (!id) {
            return std::unexpected(id.error());
        }
        account.id = *id;
        // Inside the transaction: an account without its secrets is rolled back.
        return m_services.secrets.write(secretKey(*id), identity.secrets.value_or(secrets));
    });
    if (!stored) {
        return std::unexpected(stored.error());
    }
    return account.id;
}

void AccountSetup::test(base::AccountId account, Done<std::vector<platform::AbilityTest>> done) {
    auto work = openAccount(m_services, account);
    if (!work) {
        return refuse(work.error(), std::move(done));
    }
    run<platform::Identity>(
        *work,
        [](const AccountAtWork& at) -> base::Result<std::unique_ptr<platform::Steps<platform::Identity>>> {
            return at.adapter->identify(at.account, at.secrets);
        },
        [this, work = *work, done = std::move(done)](base::Result<platform::Identity> identity) {
            if (!identity) {
                return done(std::unexpected(identity.error()));
            }
            if (base::Status noted = noteIdentity(m_services, *work, *identity); !noted) {
                return done(std::unexpected(noted.error()));
            }
            using Tests = std::vector<platform::AbilityTest>;
            run<Tests>(
                work,
                [](const AccountAtWork& at) -> base::Result<std::unique_ptr<platform::Steps<Tests>>> {
                    return at.adapter->testAbilities(at.account, at.secrets);
                },
                done);
        });
}

void AccountSetup::signIn(const std::string& platform, const std::string& server, const std::string& name,
                          const std::string& password, Done<platform::SignedIn> done) {
    const platform::PasswordSignIn* entrance = m_services.platforms.password(platform);
    if (entrance == nullptr) {
        return refuse(
            {.kind = base::ErrorKind::BadInput, .message = platform + " has no sign-in with a password"},
            std::move(done));
    }
    auto origin = net::originOf(server.empty() ? entrance->usualServer() : std::string_view(server));
    if (!origin) {
        return refuse(origin.error(), std::move(done));
    }
    m_services.log.redactor().addSecret(password);
    run<platform::SignedIn>(entrance->signIn(*origin, name, password), std::move(done));
}

void AccountSetup::beginSignIn(const std::string& platform, const std::string& server,
                               const std::string& redirect, const platform::Secrets& app,
                               Done<platform::AuthorizationPage> done) {
    const platform::OAuthSignIn* oauth = m_services.platforms.oauth(platform);
    if (oauth == nullptr) {
        return refuse({.kind = base::ErrorKind::BadInput, .message = platform + " has no sign-in page"},
                      std::move(done));
    }
    auto origin = originFor(platform, server);
    if (!origin) {
        return refuse(origin.error(), std::move(done));
    }
    for (const platform::ConnectField& field : oauth->guide().app) {
        const auto given = app.find(std::string(field.name));
        if (!field.optional && (given == app.end() || given->second.empty())) {
            return refuse({.kind = base::ErrorKind::BadInput,
                           .message = fmt::format("{} needs {} to sign in", platform, field.name)},
                          std::move(done));
        }
    }
    for (const auto& [name, value] : app) {
        m_services.log.redactor().addSecret(value);
    }
    run<platform::AuthorizationPage>(oauth->begin(*origin, redirect, app, m_services.random),
                                     std::move(done));
}

void AccountSetup::finishSignIn(const std::string& platform, const std::string& server,
                                const platform::AuthorizationPage& page, const std::string& code,
                                Done<platform::Secrets> done) {
    const platform::OAuthSignIn* oauth = m_services.platforms.oauth(platform);
    auto origin = originFor(platform, server);
    if (oauth == nullptr || !origin) {
        return refuse({.kind = base::ErrorKind::BadInput, .message = "there is no sign-in under way"},
                      std::move(done));
    }
    run<platform::Secrets>(oauth->exchange(*origin, page, code), std::move(done));
}

}  // namespace syncing
