// SPDX-License-Identifier: GPL-3.0-or-later
// Opening hours, targets, telephone calls and shifts: what response times depend on.
#include "sync/sync_engine.h"

#include "store/write_tx.h"

namespace syncing {

base::Result<base::ReplyId> SyncEngine::perform(const model::SaveHours& intent) {
    auto saved = commit("save opening hours",
                        [&](store::WriteTx& tx) { return tx.saveHours(intent.account, intent.version); });
    recountTimes();
    return saved;
}

base::Result<base::ReplyId> SyncEngine::perform(const model::SaveTarget& intent) {
    auto saved = commit("save a target", [&](store::WriteTx& tx) { return tx.saveTarget(intent.target); });
    recountTimes();
    return saved;
}

base::Result<base::ReplyId> SyncEngine::perform(const model::LogPhoneCall& intent) {
    return commit("log a telephone call", [&](store::WriteTx& tx) { return tx.logPhoneCall(intent); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::ForgetPhoneCall& intent) {
    return commit("forget a telephone call", [&](store::WriteTx& tx) { return tx.forgetPhoneCall(intent); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::StartShift& intent) {
    return commit("start a shift", [&](store::WriteTx& tx) { return tx.startShift(intent); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::EndShift& intent) {
    return commit("end a shift", [&](store::WriteTx& tx) { return tx.endShift(intent); });
}

base::Result<base::ReplyId> SyncEngine::perform(const model::SaveShiftNote& intent) {
    return commit("save a note for the next shift",
                  [&](store::WriteTx& tx) { return tx.saveShiftNote(intent.note); });
}

/// A step, and the next one when the loop comes round again: nothing holds up the network for long.
void SyncEngine::recountTimes() {
    m_recounting = false;
    bool more = false;
    auto change = m_services.store.write("recount response times", [&](store::WriteTx& tx) -> base::Status {
        const auto left = tx.recountTimes();
        more = left.value_or(false);
        return left ? base::Status{} : std::unexpected(left.error());
    });
    if (!change) {
        m_services.log.warning("response times could not be recounted: " + change.error().what());
        return;
    }
    if (more) {
        m_recounting = true;
        m_services.executor.post([this, alive = std::weak_ptr(m_alive)] {
            if (!alive.expired()) {
                recountTimes();
            }
        });
    }
}

}  // namespace syncing
