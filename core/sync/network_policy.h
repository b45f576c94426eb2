// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/intent.h"

#include "base/clock.h"
#include "base/error.h"

namespace syncing {

/// How often an account is checked: the closer somebody looks, the more often, never above what the platform
/// and its rate budget bear. Pure.
struct PollPace {
    base::Duration least;   ///< the platform's shortest interval
    base::Duration budget;  ///< what the rate budget allows; 0 = unknown
    bool conversationOpen;  ///< one of this account's conversations is on screen
    model::UseNetwork::Cost cost = model::UseNetwork::Cost::Free;
};
[[nodiscard]] base::Duration pollInterval(const model::Presence& presence, const PollPace& pace);

/// The account's state after a check that ended this way.
[[nodiscard]] model::AccountState stateAfter(const base::Error& error);

/// Replies are held back after such a failure of the account's check: they would fail likewise, or be
/// swallowed.
[[nodiscard]] bool holdsBackReplies(base::ErrorKind kind);

/// Whether such a failure may say no more than that there is no network here: no line, or a login page in it.
[[nodiscard]] bool isOfTheNetwork(base::ErrorKind kind);

/// The longest pause between two checks after such a failure. Without a network a check costs nobody
/// anything, and its return is noticed within a minute; a server in trouble is left alone for longer.
[[nodiscard]] base::Duration longestPause(base::ErrorKind kind);

/// Before the n-th attempt after a failure (from 1): 5 s, doubling, at most 15 minutes.
[[nodiscard]] base::Duration pauseAfter(int failures);

/// Two clocks tell whether the laptop slept: wall time went on, steady time did not.
class SleepDetector {
public:
    /// True once after each sleep of `kLeast` or more. Setting the wall clock forward looks the same; then an
    /// extra check does no harm.
    [[nodiscard]] bool slept(base::UtcTime utc, base::SteadyTime steady);
    static constexpr base::Duration kLeast{30'000};

private:
    bool m_started = false;
    base::UtcTime m_utc;
    base::SteadyTime m_steady;
};

}  // namespace syncing
