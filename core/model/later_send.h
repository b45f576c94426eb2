// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/business_hours.h"
#include "model/conversation.h"

#include <optional>

/// A reply that is written while the shop is closed and shall not go out before it opens; product.md,
/// section 3. Pure.
namespace model {

/// So long before the reply window closes such a reply goes out, whatever the hours: time enough for a few
/// attempts.
inline constexpr base::Duration kBeforeWindowCloses = std::chrono::minutes(15);

struct LaterSend {
    enum class Why { ShopOpens, WindowCloses };
    base::UtcTime at;
    Why why = Why::ShopOpens;
    bool operator==(const LaterSend&) const = default;
};

/// The window in which a conversation has to be answered: the usual one, after it the last there is.
[[nodiscard]] std::optional<base::UtcTime> windowToMeet(const ConversationRow& conversation,
                                                        base::UtcTime now);

/// At opening, but sooner if the window would close before; at `now` itself where the window is about to.
/// Nothing while the shop is open, keeps no hours or never opens again: then there is no later to wait for.
[[nodiscard]] std::optional<LaterSend>
sendAtOpening(const BusinessHours& hours, std::optional<base::UtcTime> windowClosesAt, base::UtcTime now);

}  // namespace model
