// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/account_link.h"
#include "sync/step_runner.h"

#include "model/conversation.h"

#include <deque>
#include <functional>
#include <memory>

namespace syncing {

/// Tells one account's platform what the owner has read, where it takes our word on it. A mark outlives the
/// program until it was told; a platform that refuses one is not asked again.
class ReadTeller {
public:
    ReadTeller(Services services, AccountLink& link) : m_services(services), m_link(link) {}
    ~ReadTeller();
    ReadTeller(const ReadTeller&) = delete;
    ReadTeller& operator=(const ReadTeller&) = delete;

    /// One at a time: call only while not busy(). `done` is never called from inside.
    void tellAll(std::function<void()> done);
    [[nodiscard]] bool busy() const { return m_busy; }

private:
    void tellNext();
    void told(const model::ReadMark& mark, const base::Status& status);
    void forget(const model::ReadMark& mark);
    void end();

    Services m_services;
    AccountLink& m_link;
    std::shared_ptr<AccountAtWork> m_work;
    std::shared_ptr<StepRunner<platform::Acknowledged>> m_runner;
    std::deque<model::ReadMark> m_marks;
    std::function<void()> m_done;
    bool m_busy = false;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

}  // namespace syncing
