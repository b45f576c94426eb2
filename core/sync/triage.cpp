// SPDX-License-Identifier: GPL-3.0-or-later
// Tells messages apart as they come in, and learns from the agent's corrections.
#include "sync/sync_engine.h"

#include "store/setting_names.h"
#include "store/write_tx.h"

namespace syncing {
namespace {

/// Older ones are forgotten: what a shop is asked changes.
constexpr int kMostLessons = 1'000;

}  // namespace

base::Result<base::ReplyId> SyncEngine::perform(const model::SetTriage& intent) {
    return commit("correct what a message is", [&](store::WriteTx& tx) { return tx.setTriage(intent); });
}

void SyncEngine::triageSoon() {
    if (std::exchange(m_triagePosted, true)) {
        return;
    }
    m_services.executor.post([this, alive = std::weak_ptr(m_alive)] {
        if (alive.expired()) {
            return;
        }
        m_triagePosted = false;
        if (triageStep()) {
            triageSoon();
        }
    });
}

/// From the first lesson on: the log is the truth, and what was learnt from it a cache. Whatever erased a
/// lesson, nothing of it is left.
base::Status SyncEngine::learnTriage() {
    const auto mark = m_services.store.read().triageLessonsMark();
    if (!mark) {
        return std::unexpected(mark.error());
    }
    if (m_triageLessons == *mark) {
        return {};
    }
    const auto lessons = m_services.store.read().triageLessons(kMostLessons);
    if (!lessons) {
        return std::unexpected(lessons.error());
    }
    m_triage = {};
    for (const model::TriageLesson& lesson : *lessons) {
        m_triage.learn(lesson.kind, lesson.message);
    }
    m_triageLessons = *mark;
    // Another program may have corrected something meanwhile.
    const auto toldBy = m_services.store.read().setting(store::kTriageLessonsSetting);
    if (!toldBy) {
        return std::unexpected(toldBy.error());
    }
    if (*toldBy == *mark || (toldBy->empty() && lessons->empty())) {
        return {};
    }
    auto change = m_services.store.write("look again at what waits",
                                         [&](store::WriteTx& tx) { return tx.triageAgain(*mark); });
    return change ? base::Status{} : std::unexpected(change.error());
}

bool SyncEngine::triageStep() {
    bool more = false;
    base::Status done = learnTriage();
    if (done) {
        auto change = m_services.store.write("tell messages apart", [&](store::WriteTx& tx) -> base::Status {
            const auto left =
                tx.triage([this](std::string_view message) { return m_triage.classify(message); });
            more = left.value_or(false);
            return left ? base::Status{} : std::unexpected(left.error());
        });
        done = change ? base::Status{} : std::unexpected(change.error());
    }
    if (!done) {
        m_services.log.warning("messages could not be told apart: " + done.error().what());
        return false;
    }
    return more;
}

}  // namespace syncing
