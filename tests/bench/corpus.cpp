// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <set>
#include <string_view>

namespace bench {

namespace {

constexpr std::size_t kWords = 120'000;
constexpr std::size_t kHanWords = 30'000;
constexpr std::size_t kHanCharacters = 3'000;
constexpr double kMedianLength = 101;
constexpr double kLengthSigma = 0.94;  // gives p90 335 and p99 917
constexpr double kMostLength = 5000;

constexpr std::array<std::string_view, 10> kEmoji = {
    "😀", "🙏🏽", "❤️", "🎉", "👍", "😡", "🥐", "☕", "👨‍👩‍👧", "🇩🇪"};

std::string latinWord(Dice& dice, std::size_t rank) {
    static constexpr std::array<std::string_view, 24> kOnsets = {"b", "c",  "d",  "f",  "g",  "h",  "j",  "k",
                                                                 "l", "m",  "n",  "p",  "r",  "s",  "t",  "v",
                                                                 "w", "st", "tr", "pl", "ch", "sh", "br", ""};
    static constexpr std::array<std::string_view, 24> kVowels = {"a", "e",  "i",  "o",  "u", "a", "e", "i",
                                                                 "o", "u",  "ea", "ou", "a", "e", "i", "o",
                                                                 "u", "ie", "ai", "ee", "é", "e", "a", "ü"};
    static constexpr std::array<std::string_view, 12> kEnds = {"",  "",   "n", "r",  "s",  "t",
                                                               "l", "ng", "m", "nd", "st", "ck"};
    // Frequent words are short; five letters on average in a text.
    const double wanted =
        std::round(0.2 + std::log10(static_cast<double>(rank + 2)) * 0.42 + 0.6 * dice.unit());
    std::string word;
    for (double syllables = 0; syllables < std::max(wanted, 1.0); syllables += 1) {
        word += kOnsets[dice.below(kOnsets.size())];
        word += kVowels[dice.below(kVowels.size())];
    }
    if (rank > 40) {
        word += kEnds[dice.below(kEnds.size())];
    }
    return word;
}

std::string arabicWord(Dice& dice, std::size_t rank) {
    static constexpr std::array<char32_t, 5> kMarks = {0x064E, 0x064F, 0x0650, 0x0651, 0x0652};
    const std::size_t letters = 2 + dice.below(rank < 200 ? 3 : 6);
    const bool vowelled = dice.chance(0.15);
    std::string word;
    for (std::size_t i = 0; i < letters; ++i) {
        base::appendUtf8(word, static_cast<char32_t>(0x0627 + dice.below(20)));
        if (vowelled) {
            base::appendUtf8(word, kMarks[dice.below(kMarks.size())]);
        }
    }
    return word;
}

/// The most frequent words are single characters, most others two, from the few thousand in daily use.
std::string hanWord(Dice& dice, std::size_t rank) {
    const std::size_t length = rank < 300 ? 1 : dice.chance(0.8) ? 2 : 3;
    std::string word;
    for (std::size_t i = 0; i < length; ++i) {
        base::appendUtf8(word, static_cast<char32_t>(0x4E00 + dice.below(kHanCharacters)));
    }
    return word;
}

template <class Make>
std::vector<std::string> vocabulary(std::size_t count, Make make) {
    std::set<std::string> known;
    std::vector<std::string> words;
    while (words.size() < count) {
        std::string word = make(words.size());
        // The rarer they are, the longer they must grow to be new.
        while (!known.insert(word).second) {
            word += make(words.size());
        }
        words.push_back(std::move(word));
    }
    return words;
}

}  // namespace

std::uint64_t Dice::next() {
    // splitmix64
    m_state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = m_state;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}

double Dice::unit() {
    return static_cast<double>(next() >> 11U) * 0x1.0p-53;
}

std::size_t Dice::below(std::size_t bound) {
    return static_cast<std::size_t>(unit() * static_cast<double>(bound));
}

double Dice::logNormal(double median, double sigma) {
    const double normal = std::sqrt(-2 * std::log(1 - unit())) * std::cos(2 * std::numbers::pi * unit());
    return median * std::exp(sigma * normal);
}

Corpus::Corpus(std::uint64_t seed) {
    Dice dice(seed);
    m_latin = vocabulary(kWords, [&](std::size_t rank) { return latinWord(dice, rank); });
    m_arabic = vocabulary(kWords / 8, [&](std::size_t rank) { return arabicWord(dice, rank); });
    m_han = vocabulary(kHanWords, [&](std::size_t rank) { return hanWord(dice, rank); });
    double sum = 0;
    for (std::size_t rank = 0; rank < kWords; ++rank) {
        sum += 1 / static_cast<double>(rank + 2);
        m_zipf.push_back(sum);
    }
}

const std::string& Corpus::word(const std::vector<std::string>& words, Dice& dice) const {
    const double share = dice.unit() * m_zipf[words.size() - 1];
    const auto found = std::ranges::upper_bound(
        m_zipf.begin(), m_zipf.begin() + static_cast<std::ptrdiff_t>(words.size()) - 1, share);
    return words[static_cast<std::size_t>(found - m_zipf.begin())];
}

std::string Corpus::text(Dice& dice) const {
    const double wanted = std::clamp(dice.logNormal(kMedianLength, kLengthSigma), 2.0, kMostLength);
    const double script = dice.unit();
    const std::vector<std::string>& words = script < 0.05 ? m_han : script < 0.09 ? m_arabic : m_latin;
    const bool spaced = script >= 0.05;
    // Counted in characters: a Han character has three bytes, an Arabic letter two.
    const double bytesEach = script < 0.05 ? 3 : script < 0.09 ? 2 : 1;
    std::string text;
    while (static_cast<double>(text.size()) / bytesEach < wanted) {
        if (!text.empty() && spaced) {
            text += dice.chance(0.08) ? ". " : dice.chance(0.08) ? ", " : " ";
        } else if (!spaced && dice.chance(0.06)) {
            text += "。";
        }
        text += word(words, dice);
    }
    if (dice.chance(0.25)) {
        text.append(" ").append(kEmoji[dice.below(kEmoji.size())]);
    }
    return text;
}

}  // namespace bench
