// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/platform_names.h"
#include "view/sync_status_view.h"

#include "moments.h"
#include "support/catch.h"

#include <optional>
#include <string>
#include <vector>

using namespace moments;
using model::AccountState;
using view::AccountRow;
using view::StatusLevel;

namespace {

model::Account account(AccountState state = AccountState::Ok) {
    model::Account made;
    made.id = {5};
    made.platform = "mastodon";
    made.handle = "@brambleby@shop.example";
    made.state = state;
    return made;
}

AccountRow row(AccountState state, const model::AccountPulse& pulse) {
    return accountRow(account(state), &pulse, words(), kNow);
}

}  // namespace

TEST_CASE("an account says the highest of its truths") {
    struct Row {
        AccountState state;
        model::AccountPulse pulse;
        std::string text;
        StatusLevel level;
        std::optional<base::Duration> tick{};
    };
    const auto checked = kNow - 12s;
    const std::vector<Row> table{
        {AccountState::NeedsLogin,
         {.lastCheckedAt = checked, .limitedUntil = kNow + 1h, .tokenEndsAt = kNow + 1h, .checking = true},
         "log in again",
         StatusLevel::Trouble},
        {AccountState::Ok,
         {.limitedUntil = kNow + 1h, .tokenEndsAt = kNow},
         "log in again",
         StatusLevel::Trouble},
        {AccountState::Offline,
         {.lastCheckedAt = checked, .limitedUntil = kNow + 11min, .tokenEndsAt = kNow + 1h, .checking = true},
         "rate-limited until 14:31",
         StatusLevel::Attention,
         11min},
        {AccountState::Limited, {.lastCheckedAt = checked}, "rate-limited", StatusLevel::Attention},
        {AccountState::Limited,
         {.lastCheckedAt = checked, .limitedUntil = kNow},
         "checked 12 s ago",
         StatusLevel::Quiet,
         1s},
        {AccountState::Ok,
         {.lastCheckedAt = checked, .tokenEndsAt = kNow + 24h * 5, .checking = true},
         "token ends in 5 days",
         StatusLevel::Attention,
         1ms},
        {AccountState::Ok,
         {.lastCheckedAt = checked, .tokenEndsAt = kNow + 24h},
         "token ends in 1 day",
         StatusLevel::Attention,
         1ms},
        {AccountState::Ok,
         {.lastCheckedAt = checked, .tokenEndsAt = kNow + 5h},
         "token ends in 5 h",
         StatusLevel::Attention,
         1ms},
        {AccountState::Ok,
         {.lastCheckedAt = checked, .tokenEndsAt = kNow + 24h * 7 + 1ms},
         "checked 12 s ago",
         StatusLevel::Quiet,
         1s},
        {AccountState::Paused, {.lastCheckedAt = checked, .checking = true}, "paused", StatusLevel::Quiet},
        {AccountState::Ok, {.lastCheckedAt = checked, .checking = true}, "checking…", StatusLevel::Quiet},
        {AccountState::Offline, {.checking = true}, "checking…", StatusLevel::Quiet},
        {AccountState::Offline,
         {.lastCheckedAt = kNow - 3min - 1s},
         "offline for 3 m",
         StatusLevel::Attention,
         59s},
        {AccountState::Offline, {}, "offline", StatusLevel::Attention},
        {AccountState::Ok, {.lastCheckedAt = checked}, "checked 12 s ago", StatusLevel::Quiet, 1s},
        {AccountState::Ok, {.lastCheckedAt = kNow - 2min - 10s}, "checked 2 m ago", StatusLevel::Quiet, 50s},
        {AccountState::Ok, {.lastCheckedAt = kNow - 90min}, "checked 1 h ago", StatusLevel::Quiet, 30min},
        {AccountState::Ok, {.lastCheckedAt = kNow - 25h}, "checked 1 d ago", StatusLevel::Quiet, 23h},
        {AccountState::Ok, {.lastCheckedAt = kNow + 5s}, "checked 0 s ago", StatusLevel::Quiet, 1s},
        {AccountState::Ok, {}, "not checked yet", StatusLevel::Quiet},
    };
    for (const Row& expected : table) {
        const AccountRow shown = row(expected.state, expected.pulse);
        CAPTURE(expected.text);
        CHECK(shown.truth == expected.text);
        CHECK(shown.level == expected.level);
        CHECK(shown.nextTick.has_value() == expected.tick.has_value());
        if (shown.nextTick && expected.tick) {
            CHECK(*shown.nextTick - kNow == *expected.tick);
        }
    }
}

TEST_CASE("an account of which the running program knows nothing is not checked yet") {
    CHECK(accountRow(account(), nullptr, words(), kNow).truth == "not checked yet");
}

TEST_CASE("an account that works in part says when it was checked, louder, and why") {
    model::Account partly = account();
    partly.problem = "Direct messages can't be read at the moment: the chat server does not answer.";
    const model::AccountPulse pulse{.lastCheckedAt = kNow - 40s};
    const AccountRow shown = accountRow(partly, &pulse, words(), kNow);
    CHECK(shown.truth == "partly checked 40 s ago");
    CHECK(shown.level == StatusLevel::Attention);
    CHECK(shown.cause == partly.problem);
    CHECK(shown.nextTick == kNow + 1s);
    CHECK(shown.spoken == "@brambleby@shop.example. Mastodon. partly checked 40 s ago. " + partly.problem);

    const model::AccountPulse checking{.lastCheckedAt = kNow - 40s, .checking = true};
    CHECK(accountRow(partly, &checking, words(), kNow).level == StatusLevel::Attention);
    const model::AccountPulse ended{.lastCheckedAt = kNow - 40s, .tokenEndsAt = kNow};
    CHECK(accountRow(partly, &ended, words(), kNow).level == StatusLevel::Trouble);
    // A pause is the owner's own doing.
    partly.state = AccountState::Paused;
    CHECK(accountRow(partly, &pulse, words(), kNow).level == StatusLevel::Quiet);
    partly.state = AccountState::Ok;
    partly.problem.clear();
    CHECK(accountRow(partly, &pulse, words(), kNow).level == StatusLevel::Quiet);
}

TEST_CASE("an account has its platform's letters, its handle, its cause, and one sentence for all of it") {
    model::Account broken = account(AccountState::NeedsLogin);
    broken.name = "Brambleby Bakehouse";
    broken.problem = "The token was revoked.";
    const AccountRow shown = accountRow(broken, nullptr, words(), kNow);
    CHECK(shown.tag == "Ma");
    CHECK(shown.name == "@brambleby@shop.example");
    CHECK(shown.cause == "The token was revoked.");
    CHECK(shown.spoken == "@brambleby@shop.example. Mastodon. log in again. The token was revoked.");
    broken.handle.clear();
    broken.name = "Brambleby";
    CHECK(accountRow(broken, nullptr, words(), kNow).name == "Brambleby");
}

TEST_CASE("the strip says whether we are online, and that offline is nothing to fear") {
    const std::vector<model::Account> accounts{account()};
    const auto online = statusStrip(accounts, {}, std::nullopt, words(), kNow);
    CHECK(online.connection.text == "Online");
    CHECK(online.outbox.text.empty());
    CHECK(online.problem.text.empty());
    const auto offline = statusStrip(accounts, {}, kNow - 3min, words(), kNow);
    CHECK(offline.connection.text == "Offline since 14:17");
    CHECK(offline.connection.hint == "You can read and write as usual");
    CHECK(offline.connection.level == StatusLevel::Attention);
    CHECK(statusStrip({}, {}, std::nullopt, words(), kNow).connection.text.empty());
}

TEST_CASE("the strip counts every reply that is not confirmed, louder when one needs a decision") {
    const std::vector<model::Account> accounts{account()};
    std::vector<model::OutboxRow> outbox(2);
    outbox[1].state = model::Delivery::InFlight;
    CHECK(statusStrip(accounts, outbox, std::nullopt, words(), kNow).outbox.text == "Outbox: 2 to send");
    CHECK(statusStrip(accounts, outbox, kNow, words(), kNow).outbox.text == "Outbox: 2 waiting");
    outbox.push_back({.state = model::Delivery::Uncertain});
    CHECK(statusStrip(accounts, outbox, kNow, words(), kNow).outbox.text == "Outbox: 3 not confirmed");
    CHECK(statusStrip(accounts, outbox, kNow, words(), kNow).outbox.level == StatusLevel::Attention);
    CHECK(statusStrip(accounts, std::vector<model::OutboxRow>{{.state = model::Delivery::Sent}}, kNow,
                      words(), kNow)
              .outbox.text.empty());
}

TEST_CASE("the strip names the worst trouble alone") {
    std::vector<model::Account> accounts{account(AccountState::Limited), account(AccountState::Limited)};
    CHECK(statusStrip(accounts, {}, std::nullopt, words(), kNow).problem.text ==
          "2 accounts are rate-limited");
    accounts.push_back(account(AccountState::NeedsLogin));
    const auto strip = statusStrip(accounts, {}, std::nullopt, words(), kNow);
    CHECK(strip.problem.text == "1 account needs a login");
    CHECK(strip.problem.level == StatusLevel::Trouble);
}

TEST_CASE("a platform is called as people call it, an unknown one by its own word") {
    CHECK(view::platformName("google_reviews") == "Google reviews");
    CHECK(view::platformTag("google_reviews") == "★");
    CHECK(view::platformName("pixelfed") == "pixelfed");
    CHECK(view::platformTag("pixelfed") == "pi");
}

TEST_CASE("an account that costs money says how much this month, whatever else it says") {
    CHECK(row(AccountState::Ok, {.lastCheckedAt = kNow - 12s, .monthCost = 410'000}).truth ==
          "checked 12 s ago · $0.41");
    CHECK(row(AccountState::Ok, {.lastCheckedAt = kNow - 12s, .monthCost = 0}).truth ==
          "checked 12 s ago · $0.00");
    CHECK(row(AccountState::NeedsLogin, {.monthCost = 1}).truth == "log in again · $0.01");
}

TEST_CASE("an account without budget is called that, and not rate-limited") {
    model::Account broke = account(AccountState::Limited);
    broke.problem = "The budget of $10.00 for November is used up.";
    broke.problemKind = base::ErrorKind::Money;
    const model::AccountPulse pulse{.lastCheckedAt = kNow - 12s, .monthCost = 9'960'000};
    const AccountRow shown = accountRow(broke, &pulse, words(), kNow);
    CHECK(shown.truth == "no money left · $9.96");
    CHECK(shown.level == StatusLevel::Attention);
    const std::vector<model::Account> accounts{broke};
    CHECK(statusStrip(accounts, {}, {}, words(), kNow).problem.text == "1 account not read: no money left");
}
