// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace bench {

/// Numbers from a seed; the same everywhere.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_state(seed) {}
    [[nodiscard]] std::uint64_t next();
    /// Uniform in [0, 1).
    [[nodiscard]] double unit();
    [[nodiscard]] std::size_t below(std::size_t bound);
    [[nodiscard]] bool chance(double share) { return unit() < share; }
    [[nodiscard]] double logNormal(double median, double sigma);

private:
    std::uint64_t m_state;
};

/// Texts as customers write them, by the measures of real ones: length log-normal with p50 101, p90 335, p99
/// 917 characters, words by Zipf's law, 5 % in a script without spaces, 4 % Arabic with some vowel marks, 25
/// % with emoji.
class Corpus {
public:
    explicit Corpus(std::uint64_t seed);
    [[nodiscard]] std::string text(Dice& dice) const;

private:
    [[nodiscard]] const std::string& word(const std::vector<std::string>& words, Dice& dice) const;

    std::vector<std::string> m_latin;
    std::vector<std::string> m_arabic;
    std::vector<std::string> m_han;
    std::vector<double> m_zipf;  ///< summed shares by rank
};

}  // namespace bench
