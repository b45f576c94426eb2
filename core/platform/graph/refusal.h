// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/wire.h"
#include "platform/steps.h"

#include "base/clock.h"
#include "base/error.h"
#include "net/http.h"
#include "net/rate_budget.h"

#include <optional>
#include <string_view>

/// Graph's error codes, by Meta's error reference and what is known of subcodes.
namespace platform::graph {

/// What Graph's refusal means. `platform`: "Instagram", for sentences.
[[nodiscard]] base::Error meaningOf(const WireError& said, std::string_view platform, RequestKind kind,
                                    const net::HttpResponse& response, base::UtcTime now);

/// The comment was answered in private before: it takes one such reply.
[[nodiscard]] bool alreadyRepliedPrivately(const WireError& said);
/// Outside of the time in which Graph takes a reply of this kind.
[[nodiscard]] bool windowIsClosed(const WireError& said);

/// How much of Meta's limits is used, by the headers X-App-Usage and X-Business-Use-Case-Usage; nothing
/// without them.
[[nodiscard]] std::optional<net::Usage> usageOf(const net::HttpResponse& response);

}  // namespace platform::graph
