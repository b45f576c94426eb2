// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace app::practice {

/// The shop's own place in lists of people.
inline constexpr std::string_view kShop = "shop";

enum class Temper { Patient, Ordinary, Impatient };

/// How well a customer and the shop know each other before the story starts.
enum class Acquaintance {
    Stranger,  ///< neither follows the other
    Follower,  ///< follows the shop
    Friend,    ///< both follow each other
};

/// An invented customer. Host and name are what platforms with handles show; "" = at home on the shop's own
/// server.
struct Persona {
    std::string_view key;
    std::string_view displayName;
    std::string_view userName;
    std::string_view host;
    std::string_view language;
    std::string_view about;
    Temper temper = Temper::Ordinary;
    Acquaintance acquaintance = Acquaintance::Stranger;
};

/// The shop first, then its customers. None of them exists.
[[nodiscard]] std::span<const Persona> people();
/// Null for an unknown key.
[[nodiscard]] const Persona* findPersona(std::string_view key);

}  // namespace app::practice
