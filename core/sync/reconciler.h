// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/account_link.h"
#include "sync/step_runner.h"

#include "model/reply.h"
#include "platform/platform_adapter.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace syncing {

struct LookUpReport {
    int found = 0;
    std::optional<base::Error> trouble{};  ///< the network or the account, not one reply
};

/// Looks on the platform for replies of which nobody knows whether they arrived. Finding one settles it as
/// sent; not finding one proves nothing and changes nothing but the count of looks.
class Reconciler {
public:
    Reconciler(Services services, AccountLink& link) : m_services(services), m_link(link) {}
    ~Reconciler();
    Reconciler(const Reconciler&) = delete;
    Reconciler& operator=(const Reconciler&) = delete;

    using Done = std::function<void(LookUpReport)>;
    /// Looks for each uncertain reply of the account that was looked for less than `mostLooks` times.
    void lookUpAll(int mostLooks, Done done);
    [[nodiscard]] bool busy() const { return m_busy; }
    /// The least number of looks among those that this would look for; nothing when there is none.
    [[nodiscard]] std::optional<int> fewestLooks(int mostLooks) const;

private:
    [[nodiscard]] std::vector<model::OutboxRow> uncertain(int mostLooks) const;
    [[nodiscard]] base::Result<model::ReplyDraft> soughtDraft(const model::OutboxRow& row) const;
    void lookUpNext();
    void notLookedUp(const model::OutboxRow& row, const base::Error& why);
    void compare(const model::OutboxRow& row, const model::ReplyDraft& draft, base::UtcTime firstAttemptAt);
    void countLook(const model::OutboxRow& row);
    void end();

    Services m_services;
    AccountLink& m_link;
    std::shared_ptr<AccountAtWork> m_work;
    std::shared_ptr<StepRunner<std::vector<platform::SeenReply>>> m_runner;
    std::deque<model::OutboxRow> m_rows;
    std::vector<platform::SeenReply> m_seen;
    LookUpReport m_report;
    Done m_done;
    bool m_busy = false;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

/// Whether a post seen on the platform is the reply looked for: same words (normalised), same parent, not
/// older than a minute before the first attempt (clocks differ).
[[nodiscard]] bool isTheReply(const platform::SeenReply& seen, std::string_view comparableText,
                              const model::ReplyDraft& draft, base::UtcTime firstAttemptAt);

}  // namespace syncing
