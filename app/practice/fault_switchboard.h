// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "practice/json.h"
#include "practice/wire.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice {

enum class FaultKind {
    DropBefore,   ///< closed before anything was done
    DropAfter,    ///< done, then closed without an answer
    CutAfter,     ///< done, then closed after `amount` bytes of the answer
    Delay,        ///< done at once, answered `amount` ms (real time) later
    Status,       ///< not done; the platform's own answer of HTTP status `amount`
    StatusAfter,  ///< done, and still answered with HTTP status `amount`
    RateLimit,    ///< not done; 429 for `seconds` of street time
    Html,         ///< not done; a login page with status 200 (captive portal)
    NotJson,      ///< done; the answer is a line of text
    Empty,        ///< done; the answer has no body
    Truncate,     ///< done; half of the body, complete as far as HTTP can tell
    Revoked,      ///< not done; the platform says that the token was revoked
    Expired,      ///< not done; the platform says that the access token's time is up
};

struct Fault {
    /// "METHOD /path-prefix", or any part of "METHOD /path?query" and the body.
    std::string match;
    FaultKind kind = FaultKind::DropBefore;
    std::int64_t amount = 0;
    std::int64_t seconds = 60;
    int times = 1;  ///< how often it still strikes; -1 = until cleared
    int skip = 0;   ///< how many matching requests pass before it strikes
    int struck = 0;
};

/// Faults that are switched on, oldest first. The first one that matches a request strikes it.
class FaultSwitchboard {
public:
    /// Reads {"match","kind","times","skip","seconds"} and switches it on, or {"clear":true}.
    /// BadInput says in one sentence what is wrong.
    [[nodiscard]] base::Status order(const Json& request);
    /// The fault that strikes this request, counted as struck.
    [[nodiscard]] std::optional<Fault> strike(const Question& question);
    /// {"faults":[…]}: all that are still on, and how often each has struck.
    [[nodiscard]] Json toJson() const;

private:
    std::vector<Fault> m_faults;
};

/// "cut_after:12" and the like; BadInput for an unknown kind or a missing number.
[[nodiscard]] base::Result<Fault> parseFaultKind(std::string_view text);

}  // namespace app::practice
