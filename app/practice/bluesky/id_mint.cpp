// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/id_mint.h"

#include <algorithm>

namespace app::practice::bluesky {
namespace {

constexpr std::string_view kSortable = "234567abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kBase32 = "abcdefghijklmnopqrstuvwxyz234567";

}  // namespace

std::string IdMint::tid(std::int64_t atMs) {
    m_lastMicros = std::max(m_lastMicros + 1, static_cast<std::uint64_t>(atMs) * 1000 + m_dice.below(1000));
    std::uint64_t value = (m_lastMicros << 10U) | m_clockId;
    std::string text(13, '2');
    for (auto letter = text.rbegin(); letter != text.rend(); ++letter) {
        *letter = kSortable[value & 31U];
        value >>= 5U;
    }
    return text;
}

std::string IdMint::letters(std::size_t count) {
    std::string text;
    while (text.size() < count) {
        text += kBase32[m_dice.below(kBase32.size())];
    }
    return text;
}

std::string IdMint::did() {
    return "did:plc:" + letters(24);
}

std::string IdMint::appPassword() {
    return letters(4) + "-" + letters(4) + "-" + letters(4) + "-" + letters(4);
}

bool isTid(std::string_view text) {
    return text.size() == 13 && text.front() <= 'j' &&
           text.find_first_not_of(kSortable) == std::string_view::npos;
}

}  // namespace app::practice::bluesky
