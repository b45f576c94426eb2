// SPDX-License-Identifier: GPL-3.0-or-later
// How each intent that concerns an account is carried out.
#include "sync/sync_engine.h"

#include <fmt/format.h>

namespace syncing {

base::Result<base::ReplyId> SyncEngine::perform(const model::PauseAccount& intent) {
    const auto account = connectedAccount(intent.account);
    if (!account) {
        return std::unexpected(account.error());
    }
    const bool paused = account->state == model::AccountState::Paused;
    if (paused == (intent.pause == model::PauseAccount::Pause::Begins)) {
        return base::ReplyId{};
    }
    const model::AccountState state = paused ? model::AccountState::Ok : model::AccountState::Paused;
    auto done = commit("pause an account",
                       [&](store::WriteTx& tx) { return tx.setAccountState(intent.account, state, {}); });
    if (done) {
        if (base::Status told = accountsChanged(); !told) {
            return std::unexpected(told.error());
        }
    }
    return done;
}

/// The secrets go first: an account that is still listed can be removed again, secrets that nobody names
/// would stay for good.
base::Result<base::ReplyId> SyncEngine::perform(const model::RemoveAccount& intent) {
    if (const auto account = m_services.store.read().account(intent.account); !account) {
        return std::unexpected(account.error());
    }
    if (base::Status gone = m_services.secrets.remove(secretKey(intent.account)); !gone) {
        return std::unexpected(gone.error());
    }
    auto done = commit("remove an account", [&](store::WriteTx& tx) {
        return tx.removeAccount(intent.account, intent.history == model::RemoveAccount::History::Forgotten);
    });
    if (done) {
        if (base::Status told = accountsChanged(); !told) {
            return std::unexpected(told.error());
        }
    }
    return done;
}

base::Result<base::ReplyId> SyncEngine::perform(const model::EraseCustomer& intent) {
    return commit("erase a customer", [&](store::WriteTx& tx) -> base::Status {
        const auto erased = tx.eraseCustomer(intent.customer);
        return erased ? base::Status{} : std::unexpected(erased.error());
    });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::StopImport& intent) {
    AccountLine* account = line(intent.account);
    if (account == nullptr) {
        return base::fail(base::ErrorKind::NotFound,
                          fmt::format("there is no account {}", intent.account.value));
    }
    account->stopImport();
    return base::ReplyId{};
}

}  // namespace syncing
