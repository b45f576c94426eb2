// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace view {

/// One after the other for a screen reader; empty ones are left out.
[[nodiscard]] std::string sentences(std::initializer_list<std::string> parts, const Words& words);

/// A person's name made safe to show: the display name, else the handle, else words for having none.
[[nodiscard]] std::string shownName(std::string_view name, std::string_view handle, const Words& words);
/// How a person is called in a sentence: the first name where there is one, else the whole name.
[[nodiscard]] std::string shortName(std::string_view name, std::string_view handle, const Words& words);

}  // namespace view
