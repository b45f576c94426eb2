// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/account_setup.h"

#include "sync/account_link.h"
#include "sync/step_runner.h"

#include <utility>

namespace syncing {
namespace {

/// One piece of work with a budget of its own; lives until it is done.
template <class T>
struct SingleRun {
    net::RateBudget budget;
    std::optional<T> result;
};

}  // namespace

template <class T>
void AccountSetup::run(std::unique_ptr<platform::Steps<T>> steps, Done<T> done) {
    auto single = std::make_shared<SingleRun<T>>();
    auto runner =
        std::make_shared<StepRunner<T>>(m_services, single->budget, net::RateBudget::Urgency::Reply);
    runner->run(
        std::move(steps),
        [single](T item) -> base::Status {
            single->result = std::move(item);
            return {};
        },
        [single, done = std::move(done), alive = std::weak_ptr(m_alive)](const base::Status& status) {
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
        });
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

void AccountSetup::add(const std::string& platform, const std::string& server,
                       const platform::Secrets& secrets, Done<base::AccountId> done) {
    const platform::PlatformAdapter* adapter = m_services.platforms.adapter(platform);
    if (adapter == nullptr) {
        return refuse(
            {.kind = base::ErrorKind::BadInput, .message = "there is no platform \"" + platform + "\""},
            std::move(done));
    }
    auto origin = net::originOf(server);
    if (!origin) {
        return refuse(origin.error(), std::move(done));
    }
    for (const auto& [name, value] : secrets) {
        m_services.log.redactor().addSecret(value);
    }
    // identify() may refer to the secrets until it is finished.
    auto kept = std::make_shared<const platform::Secrets>(secrets);
    run<platform::Identity>(adapter->identify(*origin, *kept),
                            [this, platform, origin = *origin, kept,
                             done = std::move(done)](base::Result<platform::Identity> identity) {
                                if (!identity) {
                                    return done(std::unexpected(identity.error()));
                                }
                                done(keep(platform, origin, *identity, *kept));
                            });
}

base::Result<base::AccountId> AccountSetup::keep(const std::string& platform, const std::string& server,
                                                 const platform::Identity& identity,
                                                 const platform::Secrets& secrets) {
    model::Account account;
    account.platform = platform;
    account.server = server;
    account.remoteId = identity.remoteId;
    describe(account, identity);
    auto stored = m_services.store.write("add an account", [&](store::WriteTx& tx) -> base::Status {
        auto id = tx.addAccount(account);
        if (!id) {
            return std::unexpected(id.error());
        }
        account.id = *id;
        // Inside the transaction: an account without its secrets is rolled back.
        return m_services.secrets.write(secretKey(*id), secrets);
    });
    if (!stored) {
        return std::unexpected(stored.error());
    }
    return account.id;
}

void AccountSetup::describe(model::Account& account, const platform::Identity& identity) const {
    account.handle = identity.handle;
    account.name = identity.name;
    account.profileUrl = identity.profileUrl;
    account.facts = identity.facts;
    account.capabilities = m_services.platforms.adapter(account.platform)->capabilities(identity.facts);
}

base::Status AccountSetup::refresh(const model::Account& account, const platform::Identity& identity) {
    if (identity.remoteId != account.remoteId) {
        return base::fail(base::ErrorKind::NeedsLogin,
                          "the token of " + account.handle + " belongs to " + identity.handle +
                              " now; connect that account by itself",
                          base::Cure::LogInAgain);
    }
    model::Account known = account;
    describe(known, identity);
    auto stored =
        m_services.store.write("note what the server can do", [&](store::WriteTx& tx) -> base::Status {
            base::Status done = tx.updateAccount(known);
            // The token was just accepted. A pause is the owner's, a limit passes by itself.
            if (done && known.state == model::AccountState::NeedsLogin) {
                done = tx.setAccountState(known.id, model::AccountState::Ok, {});
            }
            return done;
        });
    return stored ? base::Status{} : std::unexpected(stored.error());
}

void AccountSetup::test(base::AccountId account, Done<std::vector<platform::AbilityTest>> done) {
    auto work = openAccount(m_services, account);
    if (!work) {
        return refuse(work.error(), std::move(done));
    }
    const platform::PlatformAdapter& adapter = *(*work)->adapter;
    run<platform::Identity>(
        adapter.identify((*work)->account.server, (*work)->secrets),
        [this, work = *work, done = std::move(done)](base::Result<platform::Identity> identity) {
            if (!identity) {
                return done(std::unexpected(identity.error()));
            }
            if (base::Status refreshed = refresh(work->account, *identity); !refreshed) {
                return done(std::unexpected(refreshed.error()));
            }
            run<std::vector<platform::AbilityTest>>(
                work->adapter->testAbilities(work->account, work->secrets),
                [work, done](auto abilities) { done(std::move(abilities)); });
        });
}

void AccountSetup::beginSignIn(const std::string& platform, const std::string& server,
                               const std::string& redirect, Done<platform::AuthorizationPage> done) {
    const platform::OAuthSignIn* oauth = m_services.platforms.oauth(platform);
    if (oauth == nullptr) {
        return refuse({.kind = base::ErrorKind::BadInput, .message = platform + " has no sign-in page"},
                      std::move(done));
    }
    auto origin = net::originOf(server);
    if (!origin) {
        return refuse(origin.error(), std::move(done));
    }
    run<platform::AuthorizationPage>(oauth->begin(*origin, redirect, m_services.random), std::move(done));
}

void AccountSetup::finishSignIn(const std::string& platform, const std::string& server,
                                const platform::AuthorizationPage& page, const std::string& code,
                                Done<platform::Secrets> done) {
    const platform::OAuthSignIn* oauth = m_services.platforms.oauth(platform);
    auto origin = net::originOf(server);
    if (oauth == nullptr || !origin) {
        return refuse({.kind = base::ErrorKind::BadInput, .message = "there is no sign-in under way"},
                      std::move(done));
    }
    run<platform::Secrets>(oauth->exchange(*origin, page, code), std::move(done));
}

}  // namespace syncing
