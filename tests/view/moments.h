// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include "base/clock.h"

namespace moments {

using namespace std::chrono_literals;

/// Tuesday, 17 March 2026, 14:20:00 on the clock of the shop, which is an hour ahead of UTC.
inline constexpr base::UtcTime kNow{std::chrono::sys_days{std::chrono::year{2026} / 3 / 17} + 13h + 20min};

inline view::Words words() {
    return view::Words({.toLocal = view::fixedOffset(60min)});
}

}  // namespace moments
