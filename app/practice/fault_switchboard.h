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
    DropBefore,      ///< closed before anything was done
    DropAfter,       ///< done, then closed without an answer
    CutAfter,        ///< done, then closed after `amount` bytes of the answer
    Delay,           ///< done at once, answered `amount` ms (real time) later
    Status,          ///< not done; the platform's own answer of HTTP status `amount`
    StatusAfter,     ///< done, and still answered with HTTP status `amount`
    RateLimit,       ///< not done; 429 for `seconds` of street time
    Html,            ///< not done; a login page with status 200 (captive portal)
    NotJson,         ///< done; the answer is a line of text
    Empty,           ///< done; the answer has no body
    Truncate,        ///< done; half of the body, complete as far as HTTP can tell
    Revoked,         ///< not done; the platform says that the token was revoked
    Expired,         ///< not done; the platform says that the access token's time is up
    HtmlStatus,      ///< not done; HTTP status `amount` with an HTML page of a proxy before the server
    TextHtml,        ///< done; the right answer, called text/html
    OctetStream,     ///< done; the right answer, called application/octet-stream
    LimitSeconds,    ///< not done, as all of these; 429 with Retry-After in seconds
    LimitDate,       ///< Retry-After as a date
    LimitIso,        ///< X-RateLimit-Reset as a date (Mastodon)
    LimitEpoch,      ///< RateLimit-Reset in Unix seconds (Bluesky)
    LimitDashEpoch,  ///< X-Rate-Limit-Reset in Unix seconds
    LimitBare,       ///< no header says until when
    LimitGarbage,    ///< headers that say nothing
    ItemsTwice,      ///< done; every list holds each of its items twice
    Reordered,       ///< done; every list is the wrong way round
    SamePage,        ///< done; the first page, whatever page was asked for
    Endless,         ///< done; the body never ends
    Elsewhere,       ///< not done; 302 to another host
    ForgetKeys,      ///< a trait: done, but the idempotency key is not looked at
    OtherSoftware,   ///< a trait: nodeinfo names another software than Mastodon
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
    /// True when this trait is on for the request. A trait strikes nobody: another fault may strike as well.
    [[nodiscard]] bool hasTrait(FaultKind trait, const Question& question) const;
    /// {"faults":[…]}: all that are still on, and how often each has struck.
    [[nodiscard]] Json toJson() const;

private:
    std::vector<Fault> m_faults;
};

/// "cut_after:12" and the like; BadInput for an unknown kind or a missing number.
[[nodiscard]] base::Result<Fault> parseFaultKind(std::string_view text);

}  // namespace app::practice
