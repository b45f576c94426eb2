// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/dice.h"

namespace app::practice {

// splitmix64: small, well mixed, and the same everywhere (the standard library's distributions are not).
std::uint64_t Dice::next() {
    m_state += 0x9e3779b97f4a7c15ULL;
    std::uint64_t mixed = m_state;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31U);
}

std::uint64_t Dice::below(std::uint64_t count) {
    return count == 0 ? 0 : next() % count;
}

std::int64_t Dice::between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
}

bool Dice::chance(int percent) {
    return below(100) < static_cast<std::uint64_t>(percent);
}

Dice Dice::fork(std::string_view purpose, std::uint64_t number) const {
    std::uint64_t hash = 0xcbf29ce484222325ULL ^ m_state;
    for (const char letter : purpose) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
    }
    Dice forked(hash ^ (number * 0x9e3779b97f4a7c15ULL));
    static_cast<void>(forked.next());
    return forked;
}

}  // namespace app::practice
