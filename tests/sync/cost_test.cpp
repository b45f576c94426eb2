// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"
#include "paying_platform.h"

#include "sync/account_setup.h"

using model::AccountState;
using test::Bench;
using test::Fault;
using test::kHour;
using test::kMinute;
using test::need;
using test::needError;
using test::PayingPlatform;

namespace {

constexpr std::string_view kReads = "GET https://two.example/api/v1/notifications";
/// What one request for mentions may cost.
constexpr model::Micros kOnePage = PayingPlatform::kMost * PayingPlatform::kRead;

/// A second account, on a platform that takes money.
struct Till : Bench {
    test::FakeMastodon& shop;
    base::AccountId paying;

    explicit Till(const std::string& budget = {}) : shop(addServer("https://two.example")) {
        platforms.add(std::make_unique<PayingPlatform>());
        model::Account row;
        row.platform = PayingPlatform::kName;
        row.server = shop.origin();
        row.remoteId = shop.accountId;
        row.handle = "@shop@two.example";
        row.facts.software = shop.software;
        row.capabilities = platforms.adapter(PayingPlatform::kName)->capabilities(row);
        if (!budget.empty()) {
            row.settings["monthly_budget"] = budget;
        }
        paying = addRow(std::move(row), {{"access_token", shop.token}});
    }
    [[nodiscard]] model::Micros spent() { return number("SELECT ifnull(sum(micros), 0) FROM cost"); }
    [[nodiscard]] std::size_t reads() const { return wire.matching(kReads).size(); }
    [[nodiscard]] std::optional<base::Error> check() { return syncAccount(paying).trouble; }
    void set(const std::string& name, const std::string& value) {
        need(syncing::AccountSetup(services()).set(paying, {{name, value}}));
        need(engine->accountsChanged());
    }
};

}  // namespace

TEST_CASE("what was read is paid for once a day") {
    Till till;
    till.shop.says("mira", "are you open?");
    till.shop.says("noah", "and on Sunday?");
    CHECK_FALSE(till.check());
    CHECK(till.spent() == 2 * PayingPlatform::kRead);
    CHECK_FALSE(till.check());
    CHECK(till.spent() == 2 * PayingPlatform::kRead);
}

TEST_CASE("an account whose platform takes no money costs nothing") {
    Till till;
    till.server.says("mira", "are you open?");
    CHECK_FALSE(till.syncAccount().trouble);
    CHECK(till.number("SELECT count(*) FROM cost") == 0);
}

TEST_CASE("a request that could pass the budget is not made") {
    Till till("0.55");  // one page and a mention
    till.shop.says("mira", "one");
    CHECK_FALSE(till.check());
    REQUIRE(till.spent() + kOnePage <= 550'000);
    till.shop.says("mira", "two");
    const bool fits = till.spent() + kOnePage <= 550'000;
    const std::size_t before = till.reads();
    static_cast<void>(till.check());
    CHECK((till.reads() > before) == fits);

    const std::size_t spentUp = till.reads();
    const auto trouble = till.check();
    REQUIRE(trouble);
    CHECK(trouble->kind == base::ErrorKind::Money);
    CHECK(trouble->retryAt == model::nextMonth(till.clock.utcNow()));
    CHECK(till.reads() == spentUp);
    CHECK(till.spent() <= 550'000);
    CHECK(till.accountRow(till.paying).state == AccountState::Limited);
    CHECK(till.accountRow(till.paying).problem.starts_with("The budget of $0.55 for "));
    CHECK(till.accountRow(till.paying).problem.ends_with(" Replies still go."));
}

TEST_CASE("a budget of nothing stops reading, one of none never") {
    Till none("none");
    none.set("price_read", "1000");
    none.shop.says("mira", "one");
    CHECK_FALSE(none.check());
    CHECK(none.spent() == 1'000'000'000);
    CHECK_FALSE(none.check());

    Till nothing("0");
    nothing.shop.says("mira", "one");
    const auto trouble = nothing.check();
    REQUIRE(trouble);
    CHECK(trouble->kind == base::ErrorKind::Money);
    CHECK(nothing.reads() == 0);
}

TEST_CASE("replies go and are counted when the budget is used up") {
    Till till;
    const std::string question = till.shop.says("mira", "are you open?");
    CHECK_FALSE(till.check());
    till.set("monthly_budget", "0");
    till.goLive();
    REQUIRE(till.accountRow(till.paying).state == AccountState::Limited);
    const model::Micros before = till.spent();
    const base::ReplyId reply = till.reply(question, "until six");
    till.settle();
    CHECK(till.state(reply) == model::Delivery::Sent);
    CHECK(till.shop.delivered("until six") == 1);
    CHECK(till.pulse(till.paying).monthCost == till.spent());
    CHECK_FALSE(till.pulse(till.paying).limitedUntil);
    CHECK_FALSE(till.pulse().monthCost);
    CHECK(till.spent() == before + PayingPlatform::kReply);
}

TEST_CASE("a reply whose answer is lost is counted, one that never left is not") {
    Till till;
    const std::string question = till.shop.says("mira", "are you open?");
    CHECK_FALSE(till.check());
    const model::Micros before = till.spent();
    SECTION("lost on its way back") {
        till.wire.fail("POST https://two.example/api/v1/statuses", Fault::LostComing);
        till.reply(question, "until six");
        static_cast<void>(till.check());
        CHECK(till.spent() >= before + PayingPlatform::kReply);
    }
    SECTION("refused") {
        till.wire.fail("POST https://two.example/api/v1/statuses", Fault::Refused, 100);
        till.reply(question, "until six");
        static_cast<void>(till.check());
        CHECK(till.spent() == before);
    }
}

TEST_CASE("a new month is read again, by itself") {
    Till till("0.50");
    till.shop.says("mira", "one");
    till.goLive();
    till.pass(5 * kMinute);
    REQUIRE(till.accountRow(till.paying).state == AccountState::Limited);
    const std::string second = till.shop.says("mira", "two");
    till.pass(kHour);
    CHECK(till.stored(second) == 0);
    till.pass(model::nextMonth(till.clock.utcNow()) - till.clock.utcNow() + kMinute);
    CHECK(till.stored(second) == 1);
}

TEST_CASE("a raised budget is read with at once") {
    Till till("0.50");
    till.shop.says("mira", "one");
    till.goLive();
    till.pass(5 * kMinute);
    REQUIRE(till.accountRow(till.paying).state == AccountState::Limited);
    const std::string second = till.shop.says("mira", "two");
    till.set("monthly_budget", "20");
    till.settle();
    CHECK(till.stored(second) == 1);
    CHECK(till.accountRow(till.paying).state == AccountState::Ok);
}

TEST_CASE("a budget that another program raised is noticed soon") {
    Till till("0.50");
    till.shop.says("mira", "one");
    till.goLive();
    till.pass(5 * kMinute);
    REQUIRE(till.accountRow(till.paying).state == AccountState::Limited);
    const std::string second = till.shop.says("mira", "two");
    need(syncing::AccountSetup(till.services()).set(till.paying, {{"monthly_budget", "20"}}));
    till.pass(kMinute / 2);
    CHECK(till.stored(second) == 1);
}

TEST_CASE("a corrected price counts from now on, and is told of before a reply") {
    Till till;
    till.set("price_read", "$0.07");
    till.set("price_reply", "0.2");
    till.shop.says("mira", "one");
    CHECK_FALSE(till.check());
    CHECK(till.spent() == 70'000);
    CHECK(till.accountRow(till.paying).capabilities.replies.front().price.plain == 200'000);
    till.set("price_reply", "");
    CHECK(till.accountRow(till.paying).capabilities.replies.front().price.plain == PayingPlatform::kReply);
}

TEST_CASE("settings that make no sense are refused, and none of them is kept") {
    Till till;
    syncing::AccountSetup setup(till.services());
    const auto refusal = [&](const std::string& name, const std::string& value) {
        return needError(setup.set(till.paying, {{"price_reply", "3"}, {name, value}})).what();
    };
    CHECK(refusal("monthly_budget", "lots") ==
          "monthly_budget: write an amount of US dollars such as 12.50, or none");
    CHECK(refusal("price_read", "none") == "price_read: write an amount of US dollars such as 0.005");
    CHECK(refusal("price_tea", "1") ==
          "Paying has no setting \"price_tea\"; it has colour, monthly_budget, price_read, price_reply");
    CHECK(till.accountRow(till.paying).settings.empty());
    CHECK(needError(setup.set(till.account, {{"monthly_budget", "1"}})).message ==
          "Mastodon has no setting \"monthly_budget\"; it has brand_search");
}
