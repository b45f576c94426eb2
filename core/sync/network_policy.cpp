// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network_policy.h"

#include <algorithm>

namespace syncing {

base::Duration pollInterval(const model::Presence& presence, const PollPace& pace) {
    int factor = 4;
    if (presence.laptopIdle) {
        factor = 12;
    } else if (presence.windowActive) {
        factor = pace.conversationOpen ? 1 : 2;
    }
    if (pace.cost == model::UseNetwork::Cost::Metered) {
        factor *= 4;
    }
    return std::max(pace.least * factor, pace.budget);
}

model::AccountState stateAfter(const base::Error& error) {
    switch (error.kind) {
    case base::ErrorKind::NeedsLogin:
        return model::AccountState::NeedsLogin;
    case base::ErrorKind::RateLimited:
    case base::ErrorKind::Money:
        return model::AccountState::Limited;
    default:
        return model::AccountState::Offline;
    }
}

bool holdsBackReplies(base::ErrorKind kind) {
    switch (kind) {
    case base::ErrorKind::Network:
    case base::ErrorKind::Tls:
    case base::ErrorKind::NotThePlatform:
    case base::ErrorKind::NeedsLogin:
    case base::ErrorKind::RateLimited:
    case base::ErrorKind::ServerTrouble:
    case base::ErrorKind::Secret:
    case base::ErrorKind::DiskFull:
    case base::ErrorKind::Database:
    case base::ErrorKind::DatabaseCorrupt:
        return true;
    default:
        return false;
    }
}

bool isOfTheNetwork(base::ErrorKind kind) {
    return kind == base::ErrorKind::Network || kind == base::ErrorKind::Tls ||
           kind == base::ErrorKind::NotThePlatform;
}

base::Duration longestPause(base::ErrorKind kind) {
    return isOfTheNetwork(kind) ? std::chrono::minutes{1} : std::chrono::minutes{15};
}

base::Duration pauseAfter(int failures) {
    constexpr base::Duration kFirst{5'000};
    constexpr base::Duration kLongest{15 * 60'000};
    const int doublings = std::clamp(failures - 1, 0, 10);
    return std::min(kFirst * (1 << doublings), kLongest);
}

bool SleepDetector::slept(base::UtcTime utc, base::SteadyTime steady) {
    const bool first = !m_started;
    const base::Duration unseen = (utc - m_utc) - (steady - m_steady);
    m_started = true;
    m_utc = utc;
    m_steady = steady;
    return !first && unseen >= kLeast;
}

}  // namespace syncing
