// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/identity_check.h"

#include <chrono>
#include <utility>

namespace syncing {
namespace {

constexpr base::Duration kEvery = std::chrono::hours{24};
/// Of an account that is not read whole, and after an attempt that came to nothing.
constexpr base::Duration kAgain = std::chrono::hours{1};

/// A time in the future was written before the clock was set back: it says nothing.
bool isOver(base::UtcTime then, base::Duration pause, base::UtcTime now) {
    return then > now || now - then >= pause;
}

}  // namespace

void describe(model::Account& account, const platform::Identity& identity,
              const platform::PlatformAdapter& adapter) {
    account.handle = identity.handle;
    account.name = identity.name;
    account.profileUrl = identity.profileUrl;
    account.facts = identity.facts;
    account.capabilities = adapter.capabilities(account);
}

base::Status noteIdentity(const Services& services, AccountAtWork& work, const platform::Identity& identity) {
    if (identity.remoteId != work.account.remoteId) {
        return base::fail(base::ErrorKind::NeedsLogin,
                          "the token of " + work.account.handle + " belongs to " + identity.handle +
                              " now; connect that account by itself",
                          base::Cure::LogInAgain);
    }
    // The owner may have changed its settings since the question was asked.
    auto account = services.store.read().account(work.account.id);
    if (!account) {
        return std::unexpected(account.error());
    }
    work.account = std::move(*account);
    describe(work.account, identity, *work.adapter);
    auto stored =
        services.store.write("note what the server can do", [&](store::WriteTx& tx) -> base::Status {
            base::Status done = tx.updateAccount(work.account);
            if (done) {
                done = tx.noteVerified(work.account.id);
            }
            // The token was just accepted. A pause is the owner's, a limit passes by itself.
            if (done && work.account.state == model::AccountState::NeedsLogin) {
                done = tx.setAccountState(work.account.id, model::AccountState::Ok, {});
            }
            return done;
        });
    if (!stored) {
        return std::unexpected(stored.error());
    }
    if (!identity.secrets || *identity.secrets == work.secrets) {
        return {};
    }
    for (const auto& [name, value] : *identity.secrets) {
        services.log.redactor().addSecret(value);
    }
    work.secrets = *identity.secrets;
    return services.secrets.write(secretKey(work.account.id), work.secrets);
}

IdentityCheck::~IdentityCheck() {
    if (m_runner) {
        m_runner->abandon();
    }
}

bool IdentityCheck::isDue(const AccountAtWork& work, bool hampered) const {
    const base::UtcTime now = m_services.clock.utcNow();
    if (!work.adapter->prices().empty() || (m_triedAt && !isOver(*m_triedAt, kAgain, now))) {
        return false;
    }
    return isOver(work.account.verifiedAt, hampered ? kAgain : kEvery, now);
}

void IdentityCheck::run(const std::shared_ptr<AccountAtWork>& work, Done done) {
    m_triedAt = m_services.clock.utcNow();
    m_runner = std::make_shared<StepRunner<platform::Identity>>(m_services, m_link.budget,
                                                                net::RateBudget::Urgency::Poll);
    auto identity = std::make_shared<std::optional<platform::Identity>>();
    m_runner->run(
        work,
        [](const AccountAtWork& at) -> base::Result<std::unique_ptr<platform::Steps<platform::Identity>>> {
            return at.adapter->identify(at.account, at.secrets);
        },
        [identity](platform::Identity said) -> base::Status {
            *identity = std::move(said);
            return {};
        },
        [this, work, identity, done = std::move(done)](const base::Status& asked) {
            m_runner.reset();
            done(take(*work, asked, *identity));
        });
}

base::Status IdentityCheck::take(AccountAtWork& work, const base::Status& asked,
                                 const std::optional<platform::Identity>& identity) {
    if (asked && identity) {
        return noteIdentity(m_services, work, *identity);
    }
    // The account itself was just read.
    m_services.log.info("what the sign-in may do could not be asked: " +
                        (asked ? std::string("there was no answer") : asked.error().what()));
    return {};
}

}  // namespace syncing
