// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/capabilities.h"

#include <cstdint>
#include <string_view>

namespace model {

/// The length of a text by the platform's rule, in the rule's unit. URLs and mentions ("@user@domain") are
/// found as Mastodon's server finds them: see text_entities.h.
[[nodiscard]] std::int64_t countLength(std::string_view text, const LengthRule& rule);

/// Does the text hold a URL as the rule counts one?
[[nodiscard]] bool hasUrl(std::string_view text, const LengthRule& rule);

/// A length against a limit, both in `unit`.
struct Length {
    std::int64_t count = 0;
    std::int64_t limit = 0;
    LengthUnit unit = LengthUnit::Graphemes;
};
/// Of the rule's limits the one that the text is closer to.
[[nodiscard]] Length measure(std::string_view text, const LengthRule& rule);

}  // namespace model
