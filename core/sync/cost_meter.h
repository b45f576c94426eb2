// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/account_link.h"

#include "net/http.h"
#include "net/rate_budget.h"
#include "platform/steps.h"

#include "base/error.h"

#include <memory>
#include <optional>

namespace syncing {

/// Counts what requests cost where a platform takes money, and keeps reading inside the owner's budget.
class CostMeter {
public:
    /// Who pays.
    void bill(std::shared_ptr<const AccountAtWork> payer);

    /// Before a request goes. Money, until the next month: read with it, the month could cost more than the
    /// budget. Replies always go.
    [[nodiscard]] base::Status begin(const Services& services, const net::HttpRequest& request,
                                     net::RateBudget::Urgency urgency);
    /// When it has ended. A send that may have arrived is counted: better too much than too little. What
    /// can't be counted is read no further; what was sent has been sent, and that comes first.
    [[nodiscard]] base::Status end(const Services& services, const net::HttpOutcome& outcome,
                                   platform::RequestKind kind);

    /// What an account has cost this month; nothing where its platform takes no money.
    [[nodiscard]] static base::Result<std::optional<model::Micros>> monthCost(const Services& services,
                                                                              base::AccountId account);

private:
    [[nodiscard]] base::Status withinBudget(const Services& services, const net::HttpRequest& request) const;

    std::shared_ptr<const AccountAtWork> m_payer;  ///< only of a platform that takes money
    std::optional<net::HttpRequest> m_request;     ///< that is on its way
    net::RateBudget::Urgency m_urgency = net::RateBudget::Urgency::Poll;
};

}  // namespace syncing
