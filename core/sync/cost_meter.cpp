// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/cost_meter.h"

#include "platform/account_settings.h"
#include "platform/price_list.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace syncing {
namespace {

std::string_view monthName(base::UtcTime time) {
    constexpr std::array<std::string_view, 12> kNames{"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time)};
    return kNames.at(static_cast<unsigned>(date.month()) - 1);
}

base::Error budgetReached(const AccountAtWork& work, model::Micros budget, base::UtcTime now) {
    const base::UtcTime next = model::nextMonth(now);
    const std::string_view platform = work.adapter->displayName();
    base::Error error{.kind = base::ErrorKind::Money, .cure = base::Cure::RetryAt};
    error.retryAt = next;
    error.message =
        budget == 0
            ? fmt::format("The budget for reading is $0, so {} is not read. Replies still go.", platform)
            : fmt::format("The budget of ${} for {} is used up; {} is read again on 1 {}. Replies still go.",
                          platform::dollars(budget), monthName(now), platform, monthName(next));
    return error;
}

base::Result<model::Micros> spentThisMonth(const Services& services, base::AccountId account) {
    const auto costs = services.store.read().costs(account, model::firstDayOfMonth(services.clock.utcNow()));
    if (!costs) {
        return std::unexpected(costs.error());
    }
    model::Micros total = 0;
    for (const model::Cost& cost : *costs) {
        total += cost.micros;
    }
    return total;
}

}  // namespace

void CostMeter::bill(std::shared_ptr<const AccountAtWork> payer) {
    const bool takesMoney = !payer->adapter->prices().empty();
    m_payer = takesMoney ? std::move(payer) : nullptr;
}

base::Status CostMeter::begin(const Services& services, const net::HttpRequest& request,
                              net::RateBudget::Urgency urgency) {
    if (!m_payer) {
        return {};
    }
    m_urgency = urgency;
    if (urgency == net::RateBudget::Urgency::Poll) {
        if (base::Status affordable = withinBudget(services, request); !affordable) {
            return affordable;
        }
    }
    m_request = request;
    return {};
}

base::Status CostMeter::end(const Services& services, const net::HttpOutcome& outcome,
                            platform::RequestKind kind) {
    if (!m_request) {
        return {};
    }
    const net::HttpRequest request = *std::exchange(m_request, std::nullopt);
    const platform::PlatformAdapter& adapter = *m_payer->adapter;
    // A reply of which nobody knows whether it arrived counts: rather more than the bill than less.
    const bool mayHaveArrived = outcome ? outcome->status >= 500 : outcome.error().mayHaveArrived;
    std::vector<model::Charge> charges;
    if (kind == platform::RequestKind::Send && mayHaveArrived) {
        charges = adapter.mostCharges(request);
    } else if (outcome) {
        charges = adapter.charges(request, *outcome);
    }
    if (charges.empty()) {
        return {};
    }
    const auto priced = platform::priced(adapter, m_payer->account, std::move(charges));
    auto counted = services.store.write("count what was paid for", [&](store::WriteTx& tx) {
        return tx.charge(m_payer->account.id, priced);
    });
    if (counted) {
        return {};
    }
    services.log.error("what was paid for could not be counted: " + counted.error().what());
    return m_urgency == net::RateBudget::Urgency::Poll ? std::unexpected(counted.error()) : base::Status{};
}

base::Status CostMeter::withinBudget(const Services& services, const net::HttpRequest& request) const {
    const std::optional<model::Micros> budget = platform::monthlyBudget(m_payer->account);
    if (!budget) {
        return {};
    }
    auto spent = spentThisMonth(services, m_payer->account.id);
    if (!spent) {
        return std::unexpected(spent.error());
    }
    model::Micros total = *spent;
    const auto most =
        platform::priced(*m_payer->adapter, m_payer->account, m_payer->adapter->mostCharges(request));
    for (const auto& [charge, each] : most) {
        total += charge.count * each;
    }
    return *budget > 0 && total <= *budget
               ? base::Status{}
               : base::fail(budgetReached(*m_payer, *budget, services.clock.utcNow()));
}

base::Result<std::optional<model::Micros>> CostMeter::monthCost(const Services& services,
                                                                base::AccountId id) {
    const auto account = services.store.read().account(id);
    if (!account) {
        return std::unexpected(account.error());
    }
    const platform::PlatformAdapter* adapter = services.platforms.adapter(account->platform);
    if (adapter == nullptr || adapter->prices().empty()) {
        return std::nullopt;
    }
    auto spent = spentThisMonth(services, id);
    if (!spent) {
        return std::unexpected(spent.error());
    }
    return *spent;
}

}  // namespace syncing
