// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include "support/window_platform.h"
#include "support/window_town.h"

#include "model/intent.h"
#include "model/response_time.h"

/// A platform that takes a reply only for a while, from its answer to the badge.
namespace {

using model::BadgeState;
using support::WindowTown;
using test::Bench;
using test::kHour;
using test::kMinute;
using test::kSecond;
using test::need;

constexpr base::Duration kMoment{1};

class TownServer final : public test::FakeServer {
public:
    explicit TownServer(const base::Clock& clock) : town(clock) {}
    [[nodiscard]] const std::string& origin() const override { return m_origin; }
    [[nodiscard]] net::HttpResponse answer(const net::HttpRequest& request) override {
        return town.answer(request);
    }

    WindowTown town;

private:
    std::string m_origin{WindowTown::kOrigin};
};

/// Whether a person may answer for longer than the window.
enum class People { AsLong, Longer };

struct Letters : Bench {
    explicit Letters(People people = People::AsLong) {
        platforms.add(std::make_unique<support::WindowPlatform>());
        wire.connect(m_server);
        if (people == People::Longer) {
            town.personWindow = WindowTown::kPersonWindow;
        }
        id = addRow(support::windowAccount(people == People::Longer), {{"key", "of the shop"}});
        // So wide a target that only a window can make a reply late.
        need(engine->carryOut(
            model::SaveTarget{{.platform = std::string(support::WindowPlatform::kName),
                               .target = {.length = 20 * 24 * kHour, .unit = model::TimeUnit::Calendar}}}));
        settle();
    }

    std::string hear(const char* customer, const char* text) {
        const std::string letter = town.writes(customer, text);
        CHECK_FALSE(syncAccount(id).trouble);
        return letter;
    }
    [[nodiscard]] model::TurnOfMessage turn(const std::string& letter) {
        const auto found = message(letter).turn;
        REQUIRE(found);
        return *found;
    }
    [[nodiscard]] BadgeState badgeAt(const std::string& letter, base::UtcTime now) {
        return model::badgeOf(turn(letter), message(letter).at, model::ruleOf(accountRow(id).rule), now)
            .state;
    }
    [[nodiscard]] BadgeState badge(const std::string& letter) { return badgeAt(letter, clock.utcNow()); }
    [[nodiscard]] std::vector<std::string> closingNext() {
        std::vector<std::string> names;
        const auto rows = need(store->read().inbox(model::ConversationState::NeedsReply, 10, {},
                                                   model::InboxOrder::ClosingNext));
        for (const model::ConversationRow& row : rows) {
            names.push_back(row.customerName);
        }
        return names;
    }

private:
    TownServer m_server{clock};

public:
    WindowTown& town = m_server.town;
    base::AccountId id;
};

}  // namespace

TEST_CASE("a platform that is not in the list of all programs is another registry's own") {
    Letters bench;
    CHECK(bench.platforms.adapter("window_town") != nullptr);
    CHECK(bench.platforms.password("window_town") == nullptr);
    CHECK(platform::Registry().adapter("window_town") == nullptr);
}

TEST_CASE("a conversation keeps until when the platform takes replies, and until when those of a person") {
    const bool longer = GENERATE(false, true);
    Letters bench(longer ? People::Longer : People::AsLong);
    const std::string first = bench.hear("mira", "are you open?");
    const auto opened = bench.message(first).at;
    auto row = bench.conversationOf(first);
    CHECK(row.windowClosesAt == opened + WindowTown::kWindow);
    CHECK(row.answerableUntil == opened + (longer ? WindowTown::kPersonWindow : WindowTown::kWindow));
    CHECK(bench.turn(first).answerableUntil == row.answerableUntil);
    bench.pass(kHour);
    bench.hear("mira", "hello?");
    row = bench.conversationOf(first);
    CHECK(row.windowClosesAt == opened + kHour + WindowTown::kWindow);
    CHECK(row.waitingSince == opened);
    // Neither a machine of ours nor we ourselves give ourselves more time.
    bench.pass(kHour);
    bench.town.shopWrites("mira", "we answer soon", true);
    bench.town.shopWrites("mira", "we are");
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    CHECK(bench.conversationOf(first).windowClosesAt == opened + kHour + WindowTown::kWindow);
}

TEST_CASE("when persons may answer for longer from now on, those who wrote before have that time too") {
    Letters bench;
    const std::string letter = bench.hear("mira", "are you open?");
    bench.pass(25 * kHour);
    CHECK(bench.conversationOf(letter).answerableUntil < bench.clock.utcNow());
    model::Account account = bench.accountRow(bench.id);
    account.capabilities = support::windowAccount(true).capabilities;
    need(bench.store->write("as a setting does",
                            [&](store::WriteTx& tx) { return tx.updateAccount(account); }));
    need(bench.engine->accountsChanged());
    bench.settle();
    CHECK(bench.conversationOf(letter).answerableUntil ==
          bench.message(letter).at + WindowTown::kPersonWindow);
    CHECK(bench.conversationOf(letter).windowClosesAt == bench.message(letter).at + WindowTown::kWindow);
}

TEST_CASE("where no window is, none is kept") {
    Letters bench;
    const std::string post = bench.server.says("okke", "hello");
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK_FALSE(bench.conversationOf(post).windowClosesAt);
    CHECK_FALSE(bench.conversationOf(post).answerableUntil);
}

TEST_CASE("those whose window closes next come first, and those without one come last") {
    Letters bench;
    bench.server.says("okke", "hello");
    CHECK_FALSE(bench.syncAccount().trouble);
    bench.hear("mira", "are you open?");
    bench.pass(kMinute);
    bench.hear("salma", "and tomorrow?");
    bench.pass(kMinute);
    CHECK(bench.closingNext() == std::vector<std::string>{"mira", "salma", "okke"});
    bench.hear("mira", "hello?");
    CHECK(bench.closingNext() == std::vector<std::string>{"salma", "mira", "okke"});
}

TEST_CASE("a turn is missed from the very moment on at which the last window closes") {
    const bool longer = GENERATE(false, true);
    Letters bench(longer ? People::Longer : People::AsLong);
    const std::string letter = bench.hear("mira", "are you open?");
    const base::Duration last = longer ? WindowTown::kPersonWindow : WindowTown::kWindow;
    const base::UtcTime closes = bench.message(letter).at + last;
    CHECK(bench.badgeAt(letter, closes - kMoment) == BadgeState::Waiting);
    CHECK(bench.badgeAt(letter, closes) == BadgeState::Missed);
    const model::ResponseRule& rule = model::ruleOf(bench.accountRow(bench.id).rule);
    const auto ticks = [&](base::UtcTime now) {
        return model::nextTick(bench.turn(letter), bench.message(letter).at, rule, now);
    };
    CHECK(ticks(closes - kMoment) == closes);
    CHECK_FALSE(ticks(closes));
}

TEST_CASE("a closed window ends no turn: the next message makes it open again since the first") {
    Letters bench;
    const std::string first = bench.hear("mira", "are you open?");
    const auto began = bench.message(first).at;
    bench.pass(WindowTown::kWindow + kHour);
    REQUIRE(bench.badge(first) == BadgeState::Missed);
    const std::string second = bench.hear("mira", "still there?");
    CHECK(bench.badge(first) == BadgeState::Waiting);
    CHECK(bench.badge(second) == BadgeState::Waiting);
    CHECK(bench.turn(second).startedAt == began);
    CHECK(bench.conversationOf(first).waitingSince == began);
    const auto reply = bench.reply(second, "we are");
    bench.pass(kMinute);
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    REQUIRE(bench.state(reply) == model::Delivery::Sent);
    CHECK(bench.badge(first) == BadgeState::Answered);
    CHECK(bench.badge(second) == BadgeState::Answered);
}

TEST_CASE("a reply in time is answered, and one after the last window is answered late") {
    Letters bench;
    const bool late = GENERATE(false, true);
    const std::string letter = bench.hear("mira", "are you open?");
    bench.pass(WindowTown::kWindow - (late ? base::Duration{0} : kMoment));
    bench.town.shopWrites("mira", "by telephone, so to speak");
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    CHECK(bench.badge(letter) == (late ? BadgeState::AnsweredLate : BadgeState::Answered));
}

TEST_CASE("a person's reply after the window is in time where a person may answer longer") {
    Letters bench(People::Longer);
    const std::string letter = bench.hear("mira", "are you open?");
    bench.pass(WindowTown::kPersonWindow - kHour);
    const auto reply = bench.reply(letter, "we are");
    bench.pass(kMinute);
    CHECK_FALSE(bench.syncAccount(bench.id).trouble);
    CHECK(bench.state(reply) == model::Delivery::Sent);
    CHECK(bench.badge(letter) == BadgeState::Answered);
    REQUIRE(bench.town.deliveries().size() == 1);
    CHECK(bench.town.deliveries().front().text == "we are");
    CHECK(bench.stored(bench.town.deliveries().front().id) == 1);
}

TEST_CASE("a reply that comes to the platform after its window is refused for that reason and ends nothing") {
    Letters bench;
    const std::string letter = bench.hear("mira", "are you open?");
    bench.pass(WindowTown::kWindow - kMinute);
    // Written in time, and held back by an outage until it is too late.
    bench.wire.fail("POST https://window.example/letters", test::Fault::Refused, 100);
    const auto reply = bench.reply(letter, "we are");
    bench.pass(kSecond);
    CHECK_FALSE(bench.state(reply) == model::Delivery::Failed);
    bench.pass(kHour);
    bench.wire.mend();
    bench.pass(kHour);
    static_cast<void>(bench.syncAccount(bench.id));
    CHECK(bench.state(reply) == model::Delivery::Failed);
    CHECK(bench.row(reply).errorKind == "window_closed");
    CHECK(bench.row(reply).error.find("is over") != std::string::npos);
    CHECK(bench.town.deliveries().empty());
    CHECK(bench.town.tooLate() == 1);
    CHECK(bench.badge(letter) == BadgeState::Missed);
}
