// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/digest.h"

namespace net {

/// Exponential with full jitter from a given generator: attempt 1 waits up to 2 × first, then doubling, never
/// above `longest`, never under `first`.
class Backoff {
public:
    explicit Backoff(base::Random& random, base::Duration first = base::Duration{2'000},
                     base::Duration longest = base::Duration{15 * 60'000});
    [[nodiscard]] base::Duration afterFailure();
    void succeeded();
    [[nodiscard]] int failures() const { return m_failures; }

private:
    base::Random& m_random;
    base::Duration m_first;
    base::Duration m_longest;
    int m_failures = 0;
};

}  // namespace net
