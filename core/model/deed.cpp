// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/deed.h"

namespace model {

// The words of SQL and JSON; they never change.

std::string_view name(Deed value) {
    return value == Deed::Hide ? "hide" : "like";
}

std::optional<Deed> deedNamed(std::string_view word) {
    if (word == name(Deed::Hide)) {
        return Deed::Hide;
    }
    return word == name(Deed::Like) ? std::optional(Deed::Like) : std::nullopt;
}

}  // namespace model
