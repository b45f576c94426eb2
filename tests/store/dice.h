// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/digest.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace test {

/// Chance that can be repeated.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_random(seed) {}
    int below(int limit) { return static_cast<int>(m_random.unit() * limit); }
    bool happens(double share) { return m_random.unit() < share; }
    template <class T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t index = items.size(); index > 1; --index) {
            std::swap(items[index - 1], items[static_cast<std::size_t>(below(static_cast<int>(index)))]);
        }
    }

private:
    base::SeededRandom m_random;
};

}  // namespace test
