// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace app::practice {

/// Reproducible chance: the same seed gives the same street on every machine and standard library.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_state(seed) {}

    [[nodiscard]] std::uint64_t next();
    /// Uniform in [0, count); 0 when count is 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t count);
    /// Uniform in [low, high].
    [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high);
    /// True in `percent` of a hundred throws.
    [[nodiscard]] bool chance(int percent);
    /// Dice of their own for one purpose: what is thrown there does not shift what is thrown here.
    [[nodiscard]] Dice fork(std::string_view purpose, std::uint64_t number = 0) const;

private:
    std::uint64_t m_state;
};

}  // namespace app::practice
