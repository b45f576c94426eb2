// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/account_link.h"
#include "sync/step_runner.h"

#include "model/deed.h"
#include "store/message_deeds.h"

#include <functional>
#include <memory>
#include <optional>

namespace syncing {

/// Tells one account's platform what is to be hidden or liked, or no longer, one after the other. A wish
/// outlives the program until it was told or is refused for good; told twice it is told once. Replies come
/// first: its failures hold up nobody else.
class DeedTeller {
public:
    DeedTeller(Services services, AccountLink& link) : m_services(services), m_link(link) {}
    ~DeedTeller();
    DeedTeller(const DeedTeller&) = delete;
    DeedTeller& operator=(const DeedTeller&) = delete;

    /// Those that are due, as long as `mayGoOn`. One at a time: call only while not busy(). `done` is never
    /// called from inside.
    void tellAll(std::function<bool()> mayGoOn, std::function<void()> done);
    [[nodiscard]] bool busy() const { return m_busy; }
    /// When the next wish may be told; nothing when none waits.
    [[nodiscard]] std::optional<base::UtcTime> nextDue() const;
    /// Whatever held it up may be over.
    void hurry();
    /// Somebody else may be waiting: what is on the wire is let go unless all may go on, and told later.
    void giveWay();

private:
    void tellNext();
    void told(const model::DeedWish& wish, const base::Status& status);
    void troubled(const model::DeedWish& wish, const base::Error& error);
    [[nodiscard]] bool write(const char* what, const std::function<base::Status(store::MessageDeeds&)>& work);
    void end();

    Services m_services;
    AccountLink& m_link;
    std::shared_ptr<AccountAtWork> m_work;
    std::shared_ptr<StepRunner<platform::Acknowledged>> m_runner;
    std::function<bool()> m_mayGoOn;
    std::function<void()> m_done;
    std::optional<base::UtcTime> m_pausedUntil;
    int m_failures = 0;  ///< in a row, of whichever wishes
    bool m_busy = false;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

}  // namespace syncing
