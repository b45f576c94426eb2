// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/later_send.h"

#include <algorithm>

namespace model {

std::optional<base::UtcTime> windowToMeet(const ConversationRow& conversation, base::UtcTime now) {
    const bool usualIsOver = conversation.windowClosesAt && *conversation.windowClosesAt <= now;
    return usualIsOver && conversation.answerableUntil ? conversation.answerableUntil
                                                       : conversation.windowClosesAt;
}

std::optional<LaterSend> sendAtOpening(const BusinessHours& hours,
                                       std::optional<base::UtcTime> windowClosesAt, base::UtcTime now) {
    const auto opening = hours.isOpen(now) ? std::nullopt : hours.nextOpening(now);
    if (!opening) {
        return std::nullopt;
    }
    const bool stillOpen = windowClosesAt && *windowClosesAt > now;
    if (stillOpen && *windowClosesAt - kBeforeWindowCloses < *opening) {
        return LaterSend{.at = std::max(*windowClosesAt - kBeforeWindowCloses, now),
                         .why = LaterSend::Why::WindowCloses};
    }
    return LaterSend{.at = *opening};
}

}  // namespace model
