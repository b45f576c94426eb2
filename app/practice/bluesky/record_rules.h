// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"

#include <optional>
#include <string>
#include <string_view>

namespace app::practice::bluesky {

enum class Validation { Known, Required, Skipped };

/// What the server says about a record it has looked at.
struct Verdict {
    std::optional<std::string> refusal{};  ///< the message of the InvalidRequest
    std::string status{};                  ///< "valid", "unknown", or "" when nobody looked
};

/// Checks a record as the vendor's lexicons do, in the server's own words. A facet whose range lies outside
/// of the text, or ends before it begins, passes here as it does there.
[[nodiscard]] Verdict judge(const Json& record, std::string_view collection, std::string_view rkey,
                            Validation validation);

/// Letters, digits and "._:~-", at most 512, not "." or "..".
[[nodiscard]] bool isRecordKey(std::string_view text);

}  // namespace app::practice::bluesky
