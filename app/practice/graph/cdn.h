// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/wire.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace app::practice::graph {

/// Where a picture or a file is for the next days; another day it is somewhere else. `name` ends with .jpg,
/// .png, .mp4 or .pdf.
[[nodiscard]] std::string cdnAddress(std::string_view base, std::string_view name, std::int64_t nowMs);
/// What lies there, or 403 when its time is up; nothing for another path.
[[nodiscard]] std::optional<Answer> answerCdn(const Question& question, std::int64_t nowMs);

}  // namespace app::practice::graph
