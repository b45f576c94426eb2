// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/wire.h"

#include "base/text.h"

namespace app::practice {

std::optional<std::string> Question::header(std::string_view name) const {
    const std::string wanted = base::asciiLower(name);
    for (const auto& [key, value] : headers) {
        if (base::asciiLower(key) == wanted) {
            return value;
        }
    }
    return std::nullopt;
}

}  // namespace app::practice
