// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/step_runner.h"

#include <fmt/format.h>

namespace syncing {

std::string secretKey(base::AccountId account) {
    return fmt::format("account/{}", account.value);
}

base::Error meaningOf(const net::TransportError& failure, platform::RequestKind kind) {
    base::Error error = failure.error;
    if (kind == platform::RequestKind::Send && failure.mayHaveArrived) {
        error.kind = base::ErrorKind::Unknown;
        error.cure = base::Cure::LookUp;
        return error;
    }
    if (error.cure == base::Cure::Never && error.kind == base::ErrorKind::Network) {
        error.cure = base::Cure::BackOff;
    }
    return error;
}

base::Error limitReached(const net::RateBudget& budget, net::RateBudget::Urgency urgency, base::UtcTime now,
                         std::string_view group) {
    base::Error error{.kind = base::ErrorKind::RateLimited,
                      .cure = base::Cure::RetryAt,
                      .message = budget.blockedUntil(now, group)
                                     ? "the platform asks to wait"
                                     : "what the platform still allows for now is kept for replies"};
    error.retryAt = budget.opensAt(urgency, now, group);
    return error;
}

}  // namespace syncing
