// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/read_teller.h"

#include "sync/network_policy.h"

#include <utility>

namespace syncing {
namespace {

constexpr int kMostMarks = 20;

}  // namespace

ReadTeller::~ReadTeller() {
    if (m_runner) {
        m_runner->abandon();
    }
}

void ReadTeller::tellAll(std::function<void()> done) {
    m_busy = true;
    m_done = std::move(done);
    m_services.executor.post([this, alive = std::weak_ptr(m_alive)] {
        if (!alive.lock()) {
            return;
        }
        auto marks = m_services.store.read().readMarks(m_link.id, kMostMarks);
        if (!marks || marks->empty()) {
            return end();
        }
        auto work = openAccount(m_services, m_link.id);
        if (!work) {
            return end();
        }
        m_work = std::move(*work);
        m_marks.assign(marks->begin(), marks->end());
        tellNext();
    });
}

void ReadTeller::tellNext() {
    if (m_marks.empty()) {
        return end();
    }
    const model::ReadMark mark = std::move(m_marks.front());
    m_marks.pop_front();
    m_runner = std::make_shared<StepRunner<platform::Acknowledged>>(m_services, m_link.budget,
                                                                    net::RateBudget::Urgency::Poll);
    m_runner->run(
        m_work,
        [mark](const AccountAtWork& work)
            -> base::Result<std::unique_ptr<platform::Steps<platform::Acknowledged>>> {
            return work.adapter->markRead(work.account, work.secrets, mark);
        },
        [](platform::Acknowledged) -> base::Status { return {}; },
        [this, mark](const base::Status& status) { told(mark, status); });
}

void ReadTeller::told(const model::ReadMark& mark, const base::Status& status) {
    if (!status) {
        m_services.log.info("read mark not told: " + status.error().what());
        const base::ErrorKind kind = status.error().kind;
        if (kind == base::ErrorKind::RateLimited || kind == base::ErrorKind::Money ||
            holdsBackReplies(kind)) {
            return end();  // the next round goes on
        }
    }
    forget(mark);
    tellNext();
}

void ReadTeller::forget(const model::ReadMark& mark) {
    auto stored = m_services.store.write("note that a read mark was told", [&](store::WriteTx& tx) {
        return tx.readMarkTold(mark.conversation);
    });
    if (!stored) {
        m_services.log.error("a read mark could not be put aside: " + stored.error().what());
    }
}

void ReadTeller::end() {
    m_busy = false;
    m_runner.reset();
    m_work.reset();
    m_marks.clear();
    const auto done = std::move(m_done);
    done();
}

}  // namespace syncing
