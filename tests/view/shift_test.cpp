// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/reply_values.h"
#include "view/shift_view.h"
#include "view/standing_view.h"

#include "moments.h"
#include "support/catch.h"

#include <memory>

using namespace moments;
using namespace std::chrono_literals;
using view::handoverSheet;
using view::ShiftFacts;
using view::startSheet;

namespace {

/// Tuesday, 17 March 2026, so late on the clock of the shop.
base::UtcTime at(int hour, int minute, int day = 17) {
    return base::UtcTime{std::chrono::sys_days{std::chrono::year{2026} / 3 / day}} +
           std::chrono::hours(hour - 1) + std::chrono::minutes(minute);
}

model::BusinessHours nineToSix() {
    model::HoursVersion version{.timeZone = "Europe/Stockholm"};
    for (int day = 1; day <= 6; ++day) {
        version.week.push_back({.day = day, .open = {.from = 9 * 60, .to = 18 * 60}});
    }
    return model::BusinessHours({version});
}

model::ConversationRow waits(std::int64_t id, const char* name, std::optional<base::UtcTime> due,
                             std::optional<base::UtcTime> window = {}) {
    model::ConversationRow row{.id = {id},
                               .account = {1},
                               .platform = "mastodon",
                               .customer = {id},
                               .customerName = name,
                               .customerHandle = "someone@town.example",
                               .snippet = "Are the two trays confirmed?",
                               .lastAt = at(8, 32)};
    row.waitingSince = at(8, 32);
    row.dueAt = due;
    row.windowClosesAt = window;
    auto rule = std::make_shared<model::ResponseRule>();
    rule->hours = nineToSix();
    row.rule = rule;
    return row;
}

/// Ida before the shop opens; Pelle had the shift before.
ShiftFacts morning() {
    ShiftFacts facts;
    facts.agent = "Ida";
    facts.hours = nineToSix();
    facts.accounts = {{.id = {1}, .platform = "mastodon", .name = "Brambleby"}};
    facts.ended = model::Shift{.id = {1},
                               .agent = "Pelle",
                               .startedAt = at(9, 0, 16),
                               .endedAt = at(18, 5, 16),
                               .note = "Flour at ten."};
    facts.since = at(18, 5, 16);
    facts.needReply = 7;
    facts.counting = ShiftFacts::Counting::Known;
    facts.counts = {
        .arrivals = {{.account = {1}, .messages = 14, .conversations = 9, .needReply = 7, .complaints = 2}},
        .closing = 1,
        .comeBack = 3};
    facts.waiting = {waits(1, "Nora Brandvik", at(10, 0), at(9, 32)), waits(2, "Anneke Vos", at(10, 0))};
    return facts;
}

std::string figuresOf(const std::vector<view::SheetFigure>& figures) {
    std::string all;
    for (const view::SheetFigure& figure : figures) {
        all += "[" + figure.number + "] " + figure.label + "\n";
    }
    return all;
}

}  // namespace

TEST_CASE("the sheet greets the agent by the time of day, and says when the shop opens and who went") {
    const auto sheet = startSheet(morning(), words(), at(8, 55));
    CHECK(sheet.greeting == "Good morning, Ida");
    CHECK(sheet.line == "Tuesday, 17 March, 08:55. The shop opens in 5 minutes. Last shift ended Mon 18:05.");
    CHECK(startSheet(morning(), words(), at(12, 0)).greeting == "Good afternoon, Ida");
    CHECK(startSheet(morning(), words(), at(18, 0)).greeting == "Good evening, Ida");
    CHECK(startSheet(morning(), words(), at(3, 59)).greeting == "Good evening, Ida");
    CHECK(startSheet(morning(), words(), at(4, 0)).greeting == "Good morning, Ida");
    CHECK(startSheet({}, words(), at(4, 0)).greeting == "Good morning");
    CHECK(startSheet({}, words(), at(4, 0)).line == "Tuesday, 17 March, 04:00.");
    CHECK(startSheet(morning(), words(), at(11, 0)).line ==
          "Tuesday, 17 March, 11:00. The shop is open until 18:00. Last shift ended Mon 18:05.");
}

TEST_CASE("the five figures of the start name what they count in the right plural") {
    CHECK(figuresOf(startSheet(morning(), words(), at(8, 55)).figures) ==
          "[14] messages in 9 conversations\n[7] need a reply\n[0] missed, the clock starts 09:00\n"
          "[1] window closes in the first hour\n[3] come back from Later today\n");
    ShiftFacts one = morning();
    one.counts.arrivals = {{.account = {1}, .messages = 1, .conversations = 1, .needReply = 1}};
    one.needReply = 1;
    one.counts.comeBack = 1;
    CHECK(figuresOf(startSheet(one, words(), at(10, 0)).figures) ==
          "[1] message in 1 conversation\n[1] needs a reply\n[0] missed\n"
          "[1] window closes in the first hour\n[1] comes back from Later today\n");
}

TEST_CASE("while the shop is closed every row of the sheet says when it is due") {
    auto sheet = startSheet(morning(), words(), at(8, 55));
    REQUIRE(sheet.expiring.size() == 2);
    CHECK(sheet.expiring[0].clock.text == "due 10:00");
    CHECK(sheet.expiring[0].clock.kind == view::BadgeKind::ShopClosed);
    CHECK(sheet.expiring[0].window.text == "window 37 m");
    CHECK(sheet.expiring[0].firstName == "Nora");
    CHECK(sheet.expiring[1].window.empty());
    CHECK(sheet.expiring[1].noWindow == "no window");
    CHECK(sheet.expiring[1].spoken ==
          "no window. Anneke Vos. Public, Mastodon. Are the two trays confirmed?. Due 10:00, the shop is "
          "closed");
    sheet = startSheet(morning(), words(), at(9, 30));
    CHECK(sheet.expiring[1].clock.kind == view::BadgeKind::Waiting);
}

TEST_CASE("the note of the last shift comes with its author, and an account in trouble with its cure") {
    ShiftFacts facts = morning();
    facts.accounts.push_back({.id = {2},
                              .platform = "bluesky",
                              .handle = "@brambleby.example",
                              .state = model::AccountState::NeedsLogin,
                              .problem = "the token was withdrawn"});
    facts.pulses = {{.id = {2}, .lastCheckedAt = at(3, 12)}};
    const auto sheet = startSheet(facts, words(), at(8, 55));
    REQUIRE(sheet.note);
    CHECK(sheet.note->text == "Flour at ten.");
    CHECK(sheet.note->by == "Pelle, Mon 18:05");
    REQUIRE(sheet.troubles.size() == 1);
    CHECK(sheet.troubles[0].words == "could not be checked since 03:12");
    CHECK(sheet.troubles[0].cure == view::SheetTrouble::Cure::LogIn);
    REQUIRE(sheet.overnight.size() == 2);
    CHECK(sheet.overnight[0].messages == "14");
    CHECK(sheet.overnight[1].messages == "0");
    CHECK(sheet.overnight[0].complaints == "2");
    CHECK(sheet.overnight[0].spoken.find("2 complaints") != std::string::npos);
    CHECK(sheet.overnight[1].complaints == "0");
    facts.ended->note.clear();
    CHECK_FALSE(startSheet(facts, words(), at(8, 55)).note);
}

TEST_CASE("the hand-over parts what expires before the next opening from the rest") {
    ShiftFacts facts = morning();
    facts.running = model::Shift{.id = {2}, .agent = "Ida", .startedAt = at(8, 55), .note = "Keys"};
    facts.counts.figures = {
        .answered = 12, .median = base::Duration(9min), .p90 = base::Duration(48min), .withinTarget = 0.959};
    facts.waiting = {waits(1, "Nora Brandvik", at(10, 30, 18), at(8, 59, 18)),
                     waits(2, "Anneke Vos", at(10, 30, 18), at(9, 0, 18))};
    const auto sheet = handoverSheet(facts, words(), at(17, 50));
    CHECK(sheet.title == "Hand-over, Ida");
    CHECK(sheet.line == "Tuesday, 17 March, 17:50. The shop closes in 10 minutes. Shift since 08:55.");
    CHECK(sheet.expiringTitle == "What expires before Wed 09:00");
    REQUIRE(sheet.expiring.size() == 1);
    CHECK(sheet.expiring[0].name == "Nora Brandvik");
    REQUIRE(sheet.open.size() == 1);
    CHECK(sheet.open[0].name == "Anneke Vos");
    CHECK(figuresOf(sheet.figures) ==
          "[7] open\n[12] answered\n[9 m] median\n[48 m] for 9 of 10\n[95 %] within target\n");
    CHECK(sheet.note == "Keys");
    facts.counts.figures = {};
    CHECK(figuresOf(handoverSheet(facts, words(), at(17, 50)).figures) ==
          "[7] open\n[0] answered\n[–] median\n[–] for 9 of 10\n[–] within target\n");
}

TEST_CASE("a sheet has twelve rows at most and counts the rest") {
    ShiftFacts facts = morning();
    facts.waiting.clear();
    for (int i = 1; i <= 14; ++i) {
        facts.waiting.push_back(waits(i, "Nora Brandvik", at(10, 30, 18)));
    }
    facts.needReply = 14;
    CHECK(startSheet(facts, words(), at(8, 55)).expiring.size() == 12);
    const auto sheet = handoverSheet(facts, words(), at(17, 50));
    CHECK(sheet.open.size() == 12);
    CHECK(sheet.more == "2 more wait");
    // Of very many who wait not all are at hand.
    facts.needReply = 914;
    CHECK(handoverSheet(facts, words(), at(17, 50)).more == "902 more wait");
    CHECK(handoverSheet(facts, words(), at(17, 50)).moreExpiring.empty());
    facts.waiting.clear();
    for (int i = 1; i <= 14; ++i) {
        facts.waiting.push_back(waits(i, "Nora Brandvik", at(18, 0)));
    }
    facts.needReply = 14;
    CHECK(handoverSheet(facts, words(), at(17, 50)).moreExpiring == "2 more expire before then");
    CHECK(handoverSheet(facts, words(), at(17, 50)).more.empty());
}

TEST_CASE("figures that are not counted yet are said to be so, and the rows do not wait for them") {
    ShiftFacts facts = morning();
    facts.counting = ShiftFacts::Counting::Reading;
    const auto sheet = startSheet(facts, words(), at(8, 55));
    CHECK(figuresOf(sheet.figures) == "[–] being counted\n[7] need a reply\n[–] being counted\n"
                                      "[–] being counted\n[–] being counted\n");
    CHECK(sheet.expiring.size() == 2);
    CHECK(sheet.overnight.front().messages == "–");
    CHECK(sheet.overnight.front().spoken == "Brambleby. being counted");
    CHECK(figuresOf(handoverSheet(facts, words(), at(17, 50)).figures).starts_with("[7] open\n[–] being"));
    facts.counting = ShiftFacts::Counting::Failed;
    CHECK(startSheet(facts, words(), at(8, 55)).figures.front().label == "could not be read");
}

TEST_CASE(
    "an answered conversation whose window closes is listed by it, and does not count as one that waits") {
    ShiftFacts facts = morning();
    const auto answered = [](std::int64_t id, base::UtcTime closes) {
        model::ConversationRow row = waits(id, "Salma Idris", {}, closes);
        row.state = model::ConversationState::Answered;
        row.waitingSince.reset();
        row.lastTurn = model::TurnOfMessage{
            .startedAt = at(10, 0, 16), .endedAt = at(10, 12, 16), .outcome = model::TurnOutcome::Answered};
        return row;
    };
    facts.answered = {answered(10, at(9, 40)), answered(11, at(17, 59)), answered(12, at(0, 1, 18))};
    auto start = startSheet(facts, words(), at(8, 55));
    // Nora's window closes at 9:32, Anneke is due at 10. Today, no longer.
    REQUIRE(start.expiring.size() == 4);
    CHECK(start.expiring[1].conversation.value == 10);
    CHECK(start.expiring[1].kind == view::SheetRow::Kind::Answered);
    CHECK(start.expiring[1].window.text == "window 45 m");
    CHECK(start.expiring[1].clock.text == "answered in 12 m");
    CHECK(start.expiring[1].spoken.starts_with("Reply window 45 minutes"));
    CHECK(start.expiring[1].spoken.ends_with("Answered in 12 minutes"));
    CHECK(start.expiring[3].conversation.value == 11);
    CHECK(view::firstWaiting(start.expiring) == 0);
    CHECK(start.figures[1].number == "7");
    // The first of the list is answered, the first who waits comes behind.
    facts.answered.front().windowClosesAt = at(9, 0);
    CHECK(view::firstWaiting(startSheet(facts, words(), at(8, 55)).expiring) == 1);
    CHECK(startSheet(facts, words(), at(20, 0)).expiring.size() == 3);
    // Before the next opening, at hand-over.
    facts.waiting = {waits(2, "Anneke Vos", at(10, 30, 18))};
    facts.needReply = 1;
    const auto sheet = handoverSheet(facts, words(), at(17, 50));
    REQUIRE(sheet.expiring.size() == 2);
    CHECK(sheet.open.size() == 1);
    CHECK(sheet.more.empty());
    for (int i = 0; i < 9; ++i) {
        facts.answered.push_back(answered(20 + i, at(22, i)));
    }
    facts.answered.push_back(answered(40, at(9, 1, 18)));
    CHECK(handoverSheet(facts, words(), at(17, 50)).expiring.size() == view::kAnsweredRows);
    CHECK(handoverSheet(facts, words(), at(17, 50)).moreAnswered ==
          "The windows of 5 more answered conversations close before then");
}

TEST_CASE("a row in which only thanks wait proposes that no reply is needed, and stays") {
    ShiftFacts facts = morning();
    facts.thanks = {{2}};
    const auto sheet = startSheet(facts, words(), at(8, 55));
    REQUIRE(sheet.expiring.size() == 2);
    CHECK(sheet.expiring[0].proposal.empty());
    CHECK(sheet.expiring[1].proposal.text == "no reply needed?");
    CHECK(sheet.expiring[1].clock.text == "due 10:00");
    CHECK(sheet.expiring[1].spoken.ends_with("Looks like thanks. No reply needed?"));
}

TEST_CASE("the foot of the window says since when the shift lasts and until when the shop is open") {
    const model::Shift shift{.id = {2}, .agent = "Ida", .startedAt = at(8, 55)};
    CHECK(view::shiftLine(&shift, words(), at(10, 0)) == "Shift since 08:55, Ida");
    CHECK(view::shiftLine(nullptr, words(), at(10, 0)).empty());
    CHECK(view::hoursLine(nineToSix(), words(), at(10, 0)) == "open until 18:00");
    CHECK(view::hoursLine(nineToSix(), words(), at(8, 0)) == "opens 09:00");
    CHECK(view::hoursLine(nineToSix(), words(), at(18, 0)) == "opens Wed 09:00");
    CHECK(view::hoursLine({}, words(), at(10, 0)).empty());
}

TEST_CASE("a placeholder names the next opening, and has no value where no hours are kept") {
    model::Account account{.id = {1}, .name = "Brambleby"};
    const auto valueAt = [&](base::UtcTime now) {
        const auto values = view::replyValues({}, {}, waits(1, "Nora", {}), account, words(), now);
        const auto found = values.find("shop.next_opening");
        return found == values.end() ? std::string() : found->second;
    };
    CHECK(valueAt(at(20, 0)).empty());
    auto rule = std::make_shared<model::ResponseRule>();
    rule->hours = nineToSix();
    account.rule = rule;
    CHECK(valueAt(at(20, 0)) == "Wednesday, 18 March, 09:00");
    CHECK(valueAt(at(7, 0)) == "09:00");
    // Said by day it means the opening to come.
    CHECK(valueAt(at(17, 0)) == "Wednesday, 18 March, 09:00");
}

TEST_CASE("the card of the standing says what is asked for, what there is and what to answer by when") {
    model::Standing standing{.turns = 41,
                             .answered = 39,
                             .answeredShare = 39.0 / 41,
                             .responseTime = base::Duration(12min),
                             .publicTime = base::Duration(9min),
                             .holds = true,
                             .plan = model::StandingPlan{.turns = 3, .by = at(16, 20)}};
    auto card = view::standingCard(standing, {}, words(), at(16, 0));
    CHECK(card.verdict == "The standing holds");
    CHECK(card.figures == "95 % of 41 answered, 12 m on the average, in 7 days. Asked for: 90 % and 15 m");
    CHECK(card.shown == "Customers would be shown 9 m");
    CHECK(card.plan == "Answer the latest 3 by 16:20 to keep it");
    standing.holds = false;
    card = view::standingCard(standing, {}, words(), at(16, 0, 16));
    CHECK(card.verdict == "The standing does not hold");
    CHECK(card.plan.ends_with("16:20 to have it"));
    card = view::standingCard({}, {}, words(), at(16, 0));
    CHECK(card.verdict == "Nothing to judge yet");
    CHECK((card.figures + card.shown + card.plan).empty());
}
