// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/backoff.h"

#include <algorithm>

namespace net {

Backoff::Backoff(base::Random& random, base::Duration first, base::Duration longest)
    : m_random(random), m_first(first), m_longest(std::max(first, longest)) {}

base::Duration Backoff::afterFailure() {
    ++m_failures;
    base::Duration ceiling = m_first;
    for (int i = 0; i < m_failures && ceiling < m_longest; ++i) {
        ceiling *= 2;
    }
    ceiling = std::min(ceiling, m_longest);
    const auto spread = static_cast<double>((ceiling - m_first).count());
    return m_first + base::Duration{static_cast<base::Duration::rep>(spread * m_random.unit())};
}

void Backoff::succeeded() {
    m_failures = 0;
}

}  // namespace net
