// SPDX-License-Identifier: GPL-3.0-or-later
// What is kept of hours, targets, calls and shifts, and what follows from a change of them.
#include "shop.h"

#include "support/catch.h"

#include <chrono>

using namespace std::chrono_literals;
using test::minute;
using test::need;
using test::needError;
using test::says;
using test::Shop;
using test::weSay;

namespace {

/// Open from 9 to 17 every day; the stories begin on 2026-05-03 at 09:20 UTC.
model::HoursVersion nineToFive(base::UtcTime from = {}) {
    model::HoursVersion version;
    version.validFrom = from;
    for (int day = 1; day <= 7; ++day) {
        version.week.push_back({.day = day, .open = {.from = 9 * 60, .to = 17 * 60}});
    }
    version.exceptions = {{.date = std::chrono::year(2026) / 5 / 20, .open = {}, .name = "Buß- und Bettag"},
                          {.date = std::chrono::year(2026) / 5 / 21, .open = {{.from = 600, .to = 1440}}}};
    return version;
}

void save(Shop& shop, const model::HoursVersion& version) {
    shop.write([&](store::WriteTx& tx) {
        need(tx.saveHours({}, version));
        while (need(tx.recountTimes())) {}
    });
}

std::int64_t businessOf(Shop& shop, const std::string& first) {
    return shop.number("SELECT business_ms FROM turn JOIN message ON message.id = turn.first_message_id "
                       "WHERE message.remote_id = '" +
                       first + "'");
}

}  // namespace

TEST_CASE("hours come back as they were given, and one that is valid from the same moment is replaced") {
    Shop shop;
    const model::HoursVersion first = nineToFive(minute(1));
    save(shop, nineToFive(minute(2)));
    save(shop, first);
    model::HoursVersion other = first;
    other.timeZone = "Europe/Stockholm";
    other.week.pop_back();
    save(shop, other);
    const auto kept = need(shop.store->read().hours({}));
    REQUIRE(kept.size() == 2);
    CHECK(kept.front() == other);
    CHECK(kept.back() == nineToFive(minute(2)));
    CHECK(need(shop.store->read().hours(shop.account)).empty());
}

TEST_CASE("hours that make no sense are refused with their place, and nothing changes") {
    Shop shop;
    model::HoursVersion wrong = nineToFive();
    wrong.week.front().open.to = 9 * 60;
    const auto refused =
        shop.store->write("test", [&](store::WriteTx& tx) { return tx.saveHours({}, wrong); });
    CHECK(needError(refused).what().find("Monday: 09:00 to 09:00 is no time at all") != std::string::npos);
    CHECK(need(shop.store->read().hours({})).empty());
}

TEST_CASE("hours that are valid from earlier on are counted again for what has ended, later ones are not") {
    Shop shop;
    // Nine hours by the calendar, of which 7 h 40 min while the shop was open.
    shop.take({says("1", "mira", 0), weSay("2", 9 * 60, "1")});
    CHECK(businessOf(shop, "1") == 9 * 3'600'000);
    save(shop, nineToFive(minute(24 * 60)));
    CHECK(businessOf(shop, "1") == 9 * 3'600'000);
    save(shop, nineToFive(minute(-24 * 60)));
    CHECK(businessOf(shop, "1") == 460 * 60'000);
    // And by the hours of the account's own.
    shop.write([&](store::WriteTx& tx) {
        model::HoursVersion own = nineToFive(minute(-12 * 60));
        own.week = {{.day = 7, .open = {.from = 600, .to = 660}}};
        need(tx.saveHours(shop.account, own));
        while (need(tx.recountTimes())) {}
    });
    CHECK(businessOf(shop, "1") == 3'600'000);
    // Back to those of the shop: what is judged by its own, up to then, stays.
    const model::HoursVersion back{.validFrom = minute(6 * 60), .kind = model::HoursKind::AsShop};
    shop.write([&](store::WriteTx& tx) {
        need(tx.saveHours(shop.account, back));
        while (need(tx.recountTimes())) {}
    });
    CHECK(need(shop.store->read().hours(shop.account)).back() == back);
    CHECK(businessOf(shop, "1") == (60 + 100) * 60'000);
}

TEST_CASE("the shop itself can't have hours as the shop") {
    Shop shop;
    const auto refused = shop.store->write("test", [&](store::WriteTx& tx) {
        return tx.saveHours({}, {.validFrom = minute(0), .kind = model::HoursKind::AsShop});
    });
    CHECK(needError(refused).what().find("only an account") != std::string::npos);
    CHECK(need(shop.store->read().hours({})).empty());
}

TEST_CASE("what is due moves with the hours and with the target") {
    Shop shop;
    shop.take({says("1", "mira", 7 * 60 + 10)});  // at 16:30
    CHECK(shop.conversationOf("1").dueAt == minute(8 * 60 + 10));
    save(shop, nineToFive(minute(-24 * 60)));
    CHECK(shop.conversationOf("1").dueAt == minute(7 * 60 + 40 + 16 * 60 + 30));
    const model::PlatformTarget target{.platform = "mastodon",
                                       .target = {.length = 30min, .unit = model::TimeUnit::Calendar}};
    shop.write([&](store::WriteTx& tx) {
        need(tx.saveTarget(target));
        while (need(tx.recountTimes())) {}
    });
    CHECK(shop.conversationOf("1").dueAt == minute(7 * 60 + 40));
    CHECK(need(shop.store->read().targets()) == std::vector{target});
    CHECK(need(shop.store->read().rule(shop.account))->target == target.target);
    // A reader that has been reading all along sees it as well.
    const auto refused = shop.store->write("test", [&](store::WriteTx& tx) {
        return tx.saveTarget({.platform = "mastodon", .target = {.length = 0ms}});
    });
    CHECK(needError(refused).what().find("a target is between a minute and 30 days") != std::string::npos);
}

TEST_CASE("a recount goes on where the program ended") {
    Shop shop;
    shop.take({says("1", "mira", 0), weSay("2", 9 * 60, "1")});
    shop.write([](store::WriteTx& tx) { need(tx.saveHours({}, nineToFive(minute(-24 * 60)))); });
    shop.open();
    CHECK(businessOf(shop, "1") == 9 * 3'600'000);
    shop.write([](store::WriteTx& tx) {
        while (need(tx.recountTimes())) {}
        CHECK_FALSE(need(tx.recountTimes()));
    });
    CHECK(businessOf(shop, "1") == 460 * 60'000);
}

TEST_CASE("a telephone call ends the turn of the person who was called and stays a note") {
    Shop shop;
    shop.take({says("1", "mira", 0), says("2", "okke", 1, "1", model::MentionOfUs::Written)});
    const model::ConversationRow row = shop.conversationOf("1");
    const base::MessageId called = shop.message("2").id;
    shop.write([&](store::WriteTx& tx) {
        need(tx.logPhoneCall(
            {.conversation = row.id, .message = called, .at = minute(20), .text = "Okke comes at five"}));
    });
    CHECK(shop.message("2").turn->outcome == model::TurnOutcome::Answered);
    CHECK(shop.message("1").turn->outcome == model::TurnOutcome::Open);
    const auto thread = need(shop.store->read().thread(row.id, 10));
    CHECK(thread.back().direction == model::Direction::Note);
    CHECK(thread.back().phoneCall);
    CHECK(thread.back().text == "Okke comes at five");
    CHECK(shop.conversationOf("1").state == model::ConversationState::NeedsReply);
    shop.write(
        [&](store::WriteTx& tx) { need(tx.logPhoneCall({.conversation = row.id, .at = minute(30)})); });
    CHECK(shop.conversationOf("1").state == model::ConversationState::Answered);
    CHECK(shop.faults().empty());
    // Taken back, it has never been.
    shop.write(
        [&](store::WriteTx& tx) { need(tx.forgetPhoneCall({.conversation = row.id, .at = minute(30)})); });
    CHECK(shop.message("1").turn->outcome == model::TurnOutcome::Open);
    CHECK(shop.message("2").turn->outcome == model::TurnOutcome::Answered);
    CHECK(shop.conversationOf("1").state == model::ConversationState::NeedsReply);
    CHECK(need(shop.store->read().thread(row.id, 10)).size() == 3);
    CHECK(shop.faults().empty());
    const auto gone = shop.store->write("test", [&](store::WriteTx& tx) {
        return tx.forgetPhoneCall({.conversation = row.id, .at = minute(30)});
    });
    CHECK(needError(gone).what().find("there is no such call") != std::string::npos);
}

TEST_CASE("a call that has not been made yet, or in no conversation, is refused") {
    Shop shop;
    shop.take({says("1", "mira", 0)});
    const base::ConversationId conversation = shop.conversationOf("1").id;
    const auto refusedAt = [&](model::LogPhoneCall call) {
        return needError(shop.store->write("test", [&](store::WriteTx& tx) { return tx.logPhoneCall(call); }))
            .what();
    };
    CHECK(refusedAt({.conversation = conversation, .at = shop.clock.utcNow() + 1h})
              .find("the call has not been made yet") != std::string::npos);
    CHECK(refusedAt({.conversation = {99}, .at = minute(1)}).find("there is no conversation 99") !=
          std::string::npos);
    CHECK(refusedAt({.conversation = conversation, .message = {77}, .at = minute(1)})
              .find("there is no message 77 in this conversation") != std::string::npos);
}

TEST_CASE("a shift ends when the next one starts, and keeps its note") {
    Shop shop;
    shop.write([](store::WriteTx& tx) {
        need(tx.startShift({.agent = "Ida", .at = minute(10)}));
        need(tx.saveShiftNote("flour comes"));
        need(tx.startShift({.agent = "Pelle", .at = minute(60)}));
        need(tx.endShift({.at = minute(90), .note = "late"}));
    });
    const auto shifts = need(shop.store->read().shifts(5));
    REQUIRE(shifts.size() == 2);
    CHECK(shifts[0].agent == "Pelle");
    CHECK(shifts[0].endedAt == minute(90));
    CHECK(shifts[0].note == "late");
    CHECK(shifts[1].endedAt == minute(60));
    CHECK(shifts[1].note == "flour comes");
    const auto refused = shop.store->write("test", [](store::WriteTx& tx) { return tx.endShift({}); });
    CHECK(needError(refused).what().find("no shift is running") != std::string::npos);
}
