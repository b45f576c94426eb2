// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace model {

/// The language in which somebody wrote ("de"), told by its script or by very common little words; empty
/// where they do not say it for sure.
[[nodiscard]] std::string languageOf(std::string_view text);

/// Those that it knows, by their codes.
[[nodiscard]] std::span<const std::string_view> knownLanguages();

}  // namespace model
