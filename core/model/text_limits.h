// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capabilities.h"

#include <cstdint>
#include <string_view>

namespace model {

/// The length of a text by the platform's rule, in the rule's unit. URLs and mentions ("@user@domain") are
/// found as Mastodon's server finds them: see text_entities.h.
[[nodiscard]] std::int64_t countLength(std::string_view text, const LengthRule& rule);

}  // namespace model
