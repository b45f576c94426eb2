// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/account_link.h"
#include "sync/step_runner.h"

#include "model/reply.h"
#include "platform/platform_adapter.h"

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace syncing {

/// Looks on the platform for replies of which nobody knows whether they arrived. Finding one settles it as
/// sent; not finding one proves nothing and changes nothing but the count of looks.
class Reconciler {
public:
    Reconciler(Services services, AccountLink& link) : m_services(services), m_link(link) {}
    ~Reconciler();
    Reconciler(const Reconciler&) = delete;
    Reconciler& operator=(const Reconciler&) = delete;

    using Done = std::function<void(int found)>;
    /// Looks for each uncertain reply of the account that was looked for less than `mostLooks` times.
    void lookUpAll(int mostLooks, Done done);
    [[nodiscard]] bool busy() const { return m_busy; }
    /// Whether one is left that this would look for.
    [[nodiscard]] bool anyToLookFor(int mostLooks) const;

private:
    [[nodiscard]] std::vector<model::OutboxRow> uncertain(int mostLooks) const;
    void lookUpNext();
    void compare(const model::OutboxRow& row, const platform::LookUpInput& input);
    void end();

    Services m_services;
    AccountLink& m_link;
    std::shared_ptr<const AccountAtWork> m_work;
    std::shared_ptr<StepRunner<std::vector<platform::SeenReply>>> m_runner;
    std::deque<model::OutboxRow> m_rows;
    std::vector<platform::SeenReply> m_seen;
    int m_found = 0;
    Done m_done;
    bool m_busy = false;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

/// Whether a post seen on the platform is the reply looked for: same words (normalised), same parent, not
/// older than a minute before the first attempt (clocks differ).
[[nodiscard]] bool isTheReply(const platform::SeenReply& seen, std::string_view comparableText,
                              const model::ReplyDraft& draft, base::UtcTime firstAttemptAt);

}  // namespace syncing
