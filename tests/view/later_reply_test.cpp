// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/thread_view.h"

#include "moments.h"
#include "support/catch.h"

#include <array>
#include <set>
#include <string>

using namespace moments;

namespace {

/// What is said under the second of two replies that wait, when the first is to go at `sendAt`.
std::string underSecond(base::UtcTime sendAt) {
    model::ConversationRow conversation;
    conversation.visibility = model::Visibility::Private;
    std::array<model::Message, 2> messages;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        messages.at(i).id = {static_cast<std::int64_t>(i) + 1};
        messages.at(i).direction = model::Direction::Outbound;
        messages.at(i).at = kNow - 5min;
        messages.at(i).text = "reply";
        messages.at(i).delivery = model::Delivery::Queued;
    }
    const std::array<model::OutboxRow, 2> outbox{{{.id = {12}, .message = {1}, .sendAt = sendAt, .place = 12},
                                                  {.id = {13}, .message = {2}, .place = 13}}};
    const std::set<base::MessageId> expanded;
    const auto rows = view::threadRows({.conversation = conversation,
                                        .account = {},
                                        .context = {},
                                        .messages = messages,
                                        .gaps = {},
                                        .outbox = outbox,
                                        .expanded = expanded},
                                       words(), kNow);
    return rows.back().deliveryReason;
}

}  // namespace

TEST_CASE("a reply for later holds back none that is written after it, until its moment has come") {
    CHECK(underSecond(kNow + 1ms).empty());
    CHECK(underSecond(kNow) == "goes after the reply above");
}
