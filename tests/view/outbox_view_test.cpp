// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/outbox_view.h"

#include "view/badge.h"

#include "moments.h"
#include "support/catch.h"

#include <optional>
#include <string>

using namespace moments;
using model::AccountState;
using model::Delivery;
using view::StatusLevel;

namespace {

/// A reply that waits, in a conversation whose window closes.
struct Waiting {
    model::OutboxRow reply{.id = {1}, .queuedAt = kNow - 10min};
    model::ConversationRow conversation;
    model::Account account;
    std::optional<base::UtcTime> limitedUntil{};
    bool behindAnother = false;

    [[nodiscard]] view::OutboxOutlook outlook() const {
        return outboxOutlook({.reply = reply,
                              .conversation = &conversation,
                              .account = &account,
                              .limitedUntil = limitedUntil,
                              .behindAnother = behindAnother},
                             words(), kNow);
    }
};

}  // namespace

TEST_CASE("a reply says whether it gets out before its window closes") {
    Waiting one;
    CHECK(one.outlook().text.empty());
    one.conversation.windowClosesAt = kNow + 9h;
    SECTION("in time") {
        CHECK(one.outlook().text == "window 9 h: in time");
        CHECK(one.outlook().level == StatusLevel::Quiet);
        one.conversation.windowClosesAt = kNow + 3h + 12min;
        CHECK(one.outlook().text == "window 3 h 12 m: in time");
        CHECK(one.outlook().level == StatusLevel::Attention);
        CHECK(one.outlook().nextTick > kNow);
    }
    SECTION("offline nobody can say") {
        one.account.state = AccountState::Offline;
        CHECK(one.outlook().text == "window 9 h: needs the network");
    }
    SECTION("a login, a pause or an open question is for a person") {
        one.account.state = GENERATE(AccountState::NeedsLogin, AccountState::Paused);
        CHECK(one.outlook().text == "window 9 h: needs you");
    }
    SECTION("a failed one as well, with or without network") {
        one.reply.state = Delivery::Failed;
        one.account.state = GENERATE(AccountState::Ok, AccountState::Offline);
        CHECK(one.outlook().text == "window 9 h: needs you");
    }
    SECTION("behind another reply") {
        one.behindAnother = true;
        CHECK(one.outlook().text == "window 9 h: after the reply above");
    }
    SECTION("too late, to the millisecond") {
        one.limitedUntil = kNow + 9h;
        CHECK(one.outlook().text.starts_with("window closes "));
        CHECK(one.outlook().text.ends_with(", before it goes out"));
        CHECK(one.outlook().level == StatusLevel::Trouble);
        one.limitedUntil = kNow + 9h - 1ms;
        CHECK(one.outlook().text == "window 9 h: in time");
        one.limitedUntil.reset();
        one.reply.notBefore = kNow + 9h;
        CHECK(one.outlook().level == StatusLevel::Trouble);
    }
    SECTION("shut") {
        one.conversation.windowClosesAt = kNow;
        CHECK(one.outlook().text == "the window has closed");
        CHECK(one.outlook().level == StatusLevel::Trouble);
    }
    SECTION("the window of a person is the one to meet once the usual one is over") {
        one.conversation.windowClosesAt = kNow - 1h;
        one.conversation.answerableUntil = kNow + 20h;
        CHECK(one.outlook().text == "window 20 h: in time");
    }
    SECTION("what is under way or may have arrived is not judged") {
        one.reply.state = GENERATE(Delivery::InFlight, Delivery::Uncertain, Delivery::Sent);
        CHECK(one.outlook().text.empty());
    }
}

TEST_CASE("a reply says that the customer wrote again, and waits for its author after a while") {
    Waiting one;
    one.reply.wroteAgainAt = kNow - 1min;
    CHECK(one.outlook().text == "wrote again since your draft");
    CHECK(one.outlook().level == StatusLevel::Attention);
    CHECK_FALSE(view::waitsForDecision(one.reply, kNow));
    one.reply.ifWroteAgain = model::IfWroteAgain::AskFirst;
    CHECK(view::waitsForDecision(one.reply, kNow));
    CHECK(view::deliveryBadge(Delivery::Queued, &one.reply, words(), kNow).text == "waits for you");
    one.conversation.windowClosesAt = kNow + 9h;
    CHECK(one.outlook().text == "window 9 h: needs you · wrote again since your draft");
    one.reply.queuedAt = kNow - model::kAuthorLooks + 1ms;
    CHECK_FALSE(view::waitsForDecision(one.reply, kNow));
    CHECK(one.outlook().nextTick == kNow + 1ms);
    one.reply.attempts = 1;
    one.reply.queuedAt = kNow - 1h;
    CHECK_FALSE(view::waitsForDecision(one.reply, kNow));
}

TEST_CASE("a private reply to a comment meets the week that the platform gives it") {
    Waiting one;
    one.account.state = AccountState::Offline;
    one.account.capabilities.replies = {
        {.visibility = model::Visibility::Private, .onePrivateReplyWithin = base::Duration{7 * 24h}}};
    one.reply.answersPublicOf = kNow - 7 * 24h + 2h;
    CHECK(one.outlook().text == "window 2 h: needs the network");
    CHECK(one.outlook().level == StatusLevel::Attention);
    one.reply.answersPublicOf = kNow - 7 * 24h;
    CHECK(one.outlook().level == StatusLevel::Trouble);
}
