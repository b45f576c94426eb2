// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/trouble_view.h"

#include "view/sync_status_view.h"

#include "moments.h"
#include "support/catch.h"

#include <set>
#include <string>
#include <vector>

using namespace moments;
using base::ErrorKind;
using view::StatusLevel;

namespace {

/// What an account or a reply of a person can end in; the others are the program's own.
const std::vector<ErrorKind> kFailures{
    ErrorKind::Database,       ErrorKind::DatabaseCorrupt, ErrorKind::DiskFull,
    ErrorKind::Secret,         ErrorKind::Network,         ErrorKind::Tls,
    ErrorKind::NotThePlatform, ErrorKind::Unreadable,      ErrorKind::NeedsLogin,
    ErrorKind::Permission,     ErrorKind::RateLimited,     ErrorKind::ServerTrouble,
    ErrorKind::Gone,           ErrorKind::TooLong,         ErrorKind::Blocked,
    ErrorKind::WindowClosed,   ErrorKind::Money,           ErrorKind::Rejected,
    ErrorKind::Unsupported};

}  // namespace

TEST_CASE("every failure has a cure, and only one of them asks for a login") {
    std::set<std::string> cures;
    for (const ErrorKind kind : kFailures) {
        INFO(base::name(kind));
        const std::string cure = view::cureOf(kind, words());
        CHECK_FALSE(cure.empty());
        CHECK_FALSE(cure.ends_with('.'));
        CHECK(cures.insert(cure).second);
        CHECK((cure.find("log in") != std::string::npos) == (kind == ErrorKind::NeedsLogin));
    }
}

TEST_CASE("a trouble and its cure are one sentence") {
    CHECK(view::withCure("there is no way to shop.example: no network.", ErrorKind::Network, words()) ==
          "there is no way to shop.example: no network; Shopbell goes on by itself once the network is back");
    CHECK(view::withCure("something", std::nullopt, words()) == "something");
    CHECK(view::withCure("a bug", ErrorKind::Internal, words()) == "a bug");
    CHECK(view::withCure("", ErrorKind::Network, words()).empty());
}

TEST_CASE("an account that can't be checked says why in its line") {
    model::Account account;
    account.platform = "mastodon";
    account.handle = "@brambleby@shop.example";
    account.state = model::AccountState::Offline;
    const model::AccountPulse pulse{.lastCheckedAt = kNow - 20min};
    const auto line = [&](ErrorKind kind) {
        account.problemKind = kind;
        account.problem = "why";
        return view::accountRow(account, &pulse, words(), kNow);
    };
    CHECK(line(ErrorKind::Network).truth == "offline for 20 m");
    CHECK(line(ErrorKind::NotThePlatform).truth == "login page in the way");
    CHECK(line(ErrorKind::NotThePlatform).level == StatusLevel::Attention);
    CHECK(line(ErrorKind::ServerTrouble).truth == "server in trouble");
    CHECK(line(ErrorKind::Tls).truth == "connection not safe");
    CHECK(line(ErrorKind::Permission).truth == "permission missing");
    CHECK(line(ErrorKind::Permission).level == StatusLevel::Trouble);
    CHECK(line(ErrorKind::DiskFull).truth == "the disk is full");
    CHECK(line(ErrorKind::DiskFull).cause == "why; free some space, new messages wait on the platform");
}

TEST_CASE("after a night away it is said from when on things are missing, and by how many accounts") {
    const std::vector<model::Account> accounts(3);
    const std::vector<model::AccountPulse> pulses{{.id = {1}, .lastCheckedAt = kNow - 9h, .checking = true},
                                                  {.id = {2}, .lastCheckedAt = kNow - 8h, .checking = true},
                                                  {.id = {3}, .lastCheckedAt = kNow, .checking = true}};
    const view::StatusStrip strip =
        view::statusStrip(accounts, {}, std::nullopt, words(), kNow, {.pulses = pulses});
    CHECK(strip.connection.text == "Catching up from " + words().momentWithTime(kNow - 9h, kNow));
    CHECK(strip.connection.hint == "2 accounts still to read");
    CHECK(view::accountRow(accounts[0], &pulses[0], words(), kNow).truth ==
          "catching up from " + words().momentWithTime(kNow - 9h, kNow));
    CHECK(view::accountRow(accounts[2], &pulses[2], words(), kNow).truth == "checking…");
    CHECK(view::statusStrip(accounts, {}, std::nullopt, words(), kNow, {.metered = true}).connection.text ==
          "Online, metered");
}

TEST_CASE("the strip says that a window closes while replies wait") {
    const std::vector<model::OutboxRow> outbox(2);
    const auto strip = [&](base::UtcTime closes) {
        return view::statusStrip({}, outbox, kNow - 1h, words(), kNow, {.closesNext = closes}).outbox;
    };
    CHECK(strip(kNow + 40min).text.starts_with("Outbox: a reply window closes "));
    CHECK(strip(kNow + 40min).level == StatusLevel::Attention);
    CHECK(strip(kNow + 5h).text == "Outbox: 2 waiting");
    CHECK(strip(kNow).text == "Outbox: 2 waiting");
}
