// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/badge.h"

#include "moments.h"
#include "support/catch.h"

#include <optional>
#include <string>
#include <vector>

using namespace moments;
using model::Delivery;
using model::TurnOfMessage;
using model::TurnOutcome;
using view::BadgeKind;
using view::BadgeText;

namespace {

constexpr base::Duration kTarget = 60min;

TurnOfMessage openSince(base::Duration ago) {
    return {.startedAt = kNow - ago};
}
TurnOfMessage answeredIn(base::Duration length) {
    return {.startedAt = kNow - 100h, .endedAt = kNow - 100h + length, .outcome = TurnOutcome::Answered};
}

model::ResponseRule within(base::Duration target) {
    return {.target = {.length = target}, .hours = {}};
}

BadgeText badge(const TurnOfMessage& turn, base::Duration target = kTarget) {
    return turnBadge(turn, turn.startedAt, within(target), words(), kNow);
}

struct Row {
    BadgeText badge;
    BadgeKind kind;
    std::string text;
    std::string compact;
    std::string spoken;
    std::optional<base::Duration> tick{};
};

void check(const std::vector<Row>& table) {
    for (const Row& row : table) {
        CAPTURE(row.text);
        CHECK(row.badge.kind == row.kind);
        CHECK(row.badge.text == row.text);
        CHECK(row.badge.compact == row.compact);
        CHECK(row.badge.spoken == row.spoken);
        CHECK(row.badge.nextTick.has_value() == row.tick.has_value());
        if (row.badge.nextTick && row.tick) {
            CHECK(*row.badge.nextTick - kNow == *row.tick);
        }
    }
}

}  // namespace

TEST_CASE("an open turn says how long it waits, when it is due, and by how much it is late") {
    check({
        {badge(openSince(40s)), BadgeKind::Waiting, "waiting 40 s", "40 s", "Waiting for 40 seconds", 1s},
        {badge(openSince(12min)), BadgeKind::Waiting, "waiting 12 m", "12 m", "Waiting for 12 minutes", 1min},
        {badge(openSince(54min)), BadgeKind::DueSoon, "due in 6 m", "6 m", "Due in 6 minutes", 1ms},
        {badge(openSince(54min + 20s)), BadgeKind::DueSoon, "due in 5 m", "5 m", "Due in 5 minutes",
         40s + 1ms},
        {badge(openSince(59min + 48s)), BadgeKind::DueSoon, "due in 12 s", "12 s", "Due in 12 seconds", 1ms},
        {badge(openSince(60min)), BadgeKind::DueSoon, "due in 0 s", "0 s", "Due in 0 seconds", 1ms},
        {badge(openSince(60min + 1ms)), BadgeKind::Overdue, "overdue by 0 s", "0 s", "Overdue by 0 seconds",
         999ms},
        {badge(openSince(85min)), BadgeKind::Overdue, "overdue by 25 m", "25 m", "Overdue by 25 minutes",
         1min},
        {badge(openSince(348min)), BadgeKind::Overdue, "overdue by 4 h 48 m", "4 h",
         "Overdue by 4 hours 48 minutes", 1min},
        {badge(openSince(52h)), BadgeKind::Overdue, "overdue by 2 d 3 h", "2 d", "Overdue by 2 days 3 hours",
         1h},
    });
}

TEST_CASE("a settled turn says how it ended and never ticks") {
    const TurnOfMessage missed{.startedAt = kNow - 9h, .endedAt = kNow, .outcome = TurnOutcome::Missed};
    const TurnOfMessage thanks{
        .startedAt = kNow - 9h, .endedAt = kNow, .outcome = TurnOutcome::NoReplyNeeded};
    check({
        {badge(answeredIn(9min)), BadgeKind::Answered, "answered in 9 m", "9 m", "Answered in 9 minutes"},
        {badge(answeredIn(60min)), BadgeKind::Answered, "answered in 1 h", "1 h", "Answered in 1 hour"},
        {badge(answeredIn(94min)), BadgeKind::AnsweredLate, "answered in 1 h 34 m, late", "1 h",
         "Answered late, in 1 hour 34 minutes"},
        {badge(missed), BadgeKind::Missed, "missed", "missed", "Missed"},
        {badge(thanks), BadgeKind::NoReplyNeeded, "no reply needed", "no reply needed", "No reply needed"},
    });
}

TEST_CASE("a later message of an answered turn shows its own figure") {
    const TurnOfMessage turn = answeredIn(94min);
    const BadgeText later = turnBadge(turn, turn.startedAt + 90min, within(kTarget), words(), kNow);
    CHECK(later.text == "answered in 4 m, late");
}

TEST_CASE("a later message of an open turn says since when the turn runs") {
    check({
        {sameTurnBadge(openSince(54min), words(), kNow), BadgeKind::SameTurn, "same turn, since 13:26",
         "same turn, since 13:26", "Same turn, since 13:26"},
        {sameTurnBadge(openSince(20h), words(), kNow), BadgeKind::SameTurn, "same turn, since Mon 18:20",
         "same turn, since Mon 18:20", "Same turn, since Mon 18:20"},
    });
}

TEST_CASE("what is not timed says so, and an automatic reply says what it is") {
    check({
        {notTimedBadge(words()), BadgeKind::NotTimed, "not timed", "not timed", "Not timed"},
        {automaticBadge(words()), BadgeKind::Automatic, "automatic", "automatic", "Automatic reply"},
    });
}

TEST_CASE("an own reply says whom it answered and how fast, late or not") {
    check({
        {ownReplyBadge(answeredIn(9min), "Mira", within(kTarget), words(), kNow), BadgeKind::OwnReply,
         "answered Mira in 9 m", "9 m", "Answered Mira in 9 minutes"},
        {ownReplyBadge(answeredIn(94min), "Mira", within(kTarget), words(), kNow), BadgeKind::OwnReply,
         "answered Mira in 1 h 34 m, late", "1 h", "Answered Mira late, in 1 hour 34 minutes"},
    });
}

TEST_CASE("a reply that is not confirmed says where it is, a confirmed one is quiet") {
    const auto delivery = [](Delivery state, std::optional<base::UtcTime> notBefore = {}) {
        const model::OutboxRow row{.state = state, .notBefore = notBefore};
        return deliveryBadge(state, &row, words(), kNow);
    };
    CHECK(deliveryBadge(Delivery::Queued, nullptr, words(), kNow).text == "waiting for network");
    check({
        {delivery(Delivery::Queued), BadgeKind::Queued, "waiting for network", "waiting for network",
         "Waiting for network"},
        {delivery(Delivery::Queued, kNow), BadgeKind::Queued, "waiting for network", "waiting for network",
         "Waiting for network"},
        {delivery(Delivery::Queued, kNow + 6s), BadgeKind::Sending, "leaves in 6 s", "6 s",
         "Leaves in 6 seconds", 1ms},
        {delivery(Delivery::Queued, kNow + 61s), BadgeKind::Queued, "waiting for network",
         "waiting for network", "Waiting for network"},
        {delivery(Delivery::InFlight), BadgeKind::Sending, "sending", "sending", "Sending"},
        {delivery(Delivery::Uncertain), BadgeKind::Uncertain, "may have arrived", "may have arrived",
         "May have arrived"},
        {delivery(Delivery::Failed), BadgeKind::Failed, "not sent", "not sent", "Not sent"},
    });
    CHECK(delivery(Delivery::Sent).empty());
    CHECK(delivery(Delivery::None).empty());
}

TEST_CASE("a reply for later says when it goes out, and does not blame the network") {
    const auto later = [](base::UtcTime sendAt, base::UtcTime now = kNow) {
        const model::OutboxRow row{.state = Delivery::Queued, .notBefore = sendAt, .sendAt = sendAt};
        return deliveryBadge(Delivery::Queued, &row, words(), now);
    };
    check({{later(kNow + 5h), BadgeKind::Queued, "goes out 19:20", "goes out 19:20", "Goes out 19:20", 5h},
           {later(kNow + 18h), BadgeKind::Queued, "goes out Wed 08:20", "goes out Wed 08:20",
            "Goes out Wed 08:20", 9h + 40min},
           {later(kNow + 6s), BadgeKind::Sending, "leaves in 6 s", "6 s", "Leaves in 6 seconds", 1ms},
           {later(kNow), BadgeKind::Queued, "waiting for network", "waiting for network",
            "Waiting for network"}});
}

TEST_CASE("a reply window counts down, is loud below four hours, and then is closed") {
    const auto window = [](std::optional<base::UtcTime> closes) {
        return windowBadge(closes, words(), kNow);
    };
    check({
        {window(kNow + 23h + 14min), BadgeKind::WindowOpen, "window 23 h 14 m", "23 h 14 m",
         "Reply window 23 hours 14 minutes", 1ms},
        {window(kNow + 4h), BadgeKind::WindowOpen, "window 4 h", "4 h", "Reply window 4 hours", 1ms},
        {window(kNow + 4h - 1ms), BadgeKind::WindowClosing, "window 3 h 59 m", "3 h 59 m",
         "Reply window 3 hours 59 minutes", 1min},
        {window(kNow + 500ms), BadgeKind::WindowClosing, "window 0 s", "0 s", "Reply window 0 seconds",
         500ms},
        {window(kNow), BadgeKind::WindowClosed, "window closed", "closed", "Reply window closed"},
    });
    CHECK(window(std::nullopt).empty());
}

TEST_CASE("a conversation shows its earliest open turn, against its own target") {
    model::ConversationRow conversation;
    CHECK(conversationBadge(conversation, words(), kNow).empty());
    // When it is the customer's move, it tells how the latest turn ended.
    conversation.lastTurn = {
        .startedAt = kNow - 2h, .endedAt = kNow - 2h + 9min, .outcome = model::TurnOutcome::Answered};
    CHECK(conversationBadge(conversation, words(), kNow).text == "answered in 9 m");
    const auto ruleOf = [](base::Duration target) {
        return std::make_shared<const model::ResponseRule>(within(target));
    };
    conversation.rule = ruleOf(5min);
    CHECK(conversationBadge(conversation, words(), kNow).kind == view::BadgeKind::AnsweredLate);
    conversation.lastTurn->outcome = model::TurnOutcome::Missed;
    CHECK(conversationBadge(conversation, words(), kNow).kind == view::BadgeKind::Missed);
    conversation.lastTurn->outcome = model::TurnOutcome::NoReplyNeeded;
    CHECK(conversationBadge(conversation, words(), kNow).kind == view::BadgeKind::NoReplyNeeded);
    conversation.waitingSince = kNow - 20min;
    conversation.rule = ruleOf(30min);
    CHECK(conversationBadge(conversation, words(), kNow).text == "waiting 20 m");
    conversation.rule = ruleOf(26min);
    CHECK(conversationBadge(conversation, words(), kNow).text == "due in 6 m");
    conversation.rule.reset();
    CHECK(conversationBadge(conversation, words(), kNow).text == "waiting 20 m");
    conversation.answerableUntil = kNow;
    CHECK(conversationBadge(conversation, words(), kNow).kind == view::BadgeKind::Missed);
}

TEST_CASE("the tooltip names both times, the target and the rule") {
    CHECK(badge(openSince(12min)).tooltip ==
          "12 m by the calendar, 12 m of business time. Target 1 h of business time, from the first "
          "unanswered message. No opening hours are set, so every hour counts");
}

TEST_CASE("a badge's next tick is the first moment at which its text differs") {
    for (const base::Duration target :
         {base::Duration{90s}, base::Duration{7min}, base::Duration{60min}, base::Duration{26h}}) {
        for (base::Duration waited = 0ms; waited < 60h; waited = waited * 5 / 4 + 7'777ms) {
            const base::UtcTime start = kNow - waited;
            const auto at = [&](base::UtcTime now) {
                return turnBadge({.startedAt = start}, start, within(target), words(), now);
            };
            const BadgeText now = at(kNow);
            REQUIRE(now.nextTick);
            REQUIRE(*now.nextTick > kNow);
            CAPTURE(target.count(), waited.count(), now.text);
            CHECK(at(*now.nextTick - 1ms).text == now.text);
            CHECK(at(*now.nextTick).text != now.text);
        }
    }
}

TEST_CASE("of two ticks the earlier counts, and a missing one does not") {
    CHECK(view::earliest(kNow, kNow + 1s) == kNow);
    CHECK(view::earliest(std::nullopt, kNow) == kNow);
    CHECK(view::earliest(kNow, std::nullopt) == kNow);
    CHECK_FALSE(view::earliest(std::nullopt, std::nullopt));
}
