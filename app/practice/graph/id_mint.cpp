// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/id_mint.h"

#include "base/digest.h"

namespace app::practice::graph {

std::string IdMint::next() {
    m_last += m_dice.between(1'000, 9'999'999);
    return std::to_string(m_last);
}

std::string IdMint::person() {
    return std::to_string(m_dice.between(24'000'000'000'000'000, 27'999'999'999'999'999));
}

std::string IdMint::name(std::string_view prefix, std::size_t bytes) {
    std::string letters;
    while (letters.size() < bytes) {
        std::uint64_t value = m_dice.next();
        for (int count = 0; count < 8; ++count, value >>= 8U) {
            letters += static_cast<char>(value & 0xFFU);
        }
    }
    return std::string(prefix) + base::base64Url(letters.substr(0, bytes));
}

}  // namespace app::practice::graph
