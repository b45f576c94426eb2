// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/message_row.h"

#include "moments.h"
#include "support/catch.h"

#include <set>

using namespace moments;

namespace {

constexpr base::ContactId kMira{70};
constexpr base::ContactId kOkke{71};

/// What Mira wrote 54 minutes ago, in private, on a platform that takes a reply for 23 h 14 m from now.
struct Asked {
    Asked() {
        conversation.visibility = model::Visibility::Private;
        conversation.customer = kMira;
        conversation.windowClosesAt = kNow + 23h + 14min;
        message.id = {1};
        message.author = kMira;
        message.at = kNow - 54min;
        message.turn = {.startedAt = message.at};
    }

    [[nodiscard]] view::ThreadRow row(bool firstOfTurn = true) const {
        const std::set<base::MessageId> expanded;
        return messageRow(message, {.firstOfTurn = firstOfTurn},
                          {.conversation = conversation,
                           .account = {},
                           .context = {},
                           .messages = {},
                           .gaps = {},
                           .outbox = {},
                           .expanded = expanded},
                          words(), kNow);
    }

    model::ConversationRow conversation;
    model::Message message;
};

}  // namespace

TEST_CASE("beside the badge of a turn that waits stands how long a reply is taken, and it ticks") {
    const view::ThreadRow row = Asked().row();
    CHECK(row.window.text == "window 23 h 14 m");
    CHECK(row.spoken.find("Reply window 23 hours 14 minutes") != std::string::npos);
    CHECK(view::nextTick(std::vector{row}, words(), kNow) == kNow + 1ms);
}

TEST_CASE("no window stands at what is settled, at the rest of a turn, or at what others wrote") {
    Asked none;
    none.conversation.windowClosesAt.reset();
    CHECK(none.row().window.empty());
    CHECK(Asked().row(false).window.empty());
    Asked settled;
    settled.message.turn->endedAt = kNow;
    settled.message.turn->outcome = model::TurnOutcome::Answered;
    CHECK(settled.row().window.empty());
    Asked other;
    other.message.author = kOkke;
    CHECK(other.row().window.empty());
}
