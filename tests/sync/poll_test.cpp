// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include <fmt/format.h>

#include <algorithm>

using test::Bench;
using test::Fault;
using test::kMinute;
using test::kSecond;
using test::need;
using test::page;

namespace {

/// The posts of one customer, none twice and none missing.
void checkAllThere(Bench& bench, const std::vector<std::string>& posts) {
    for (const std::string& post : posts) {
        INFO("post " << post);
        CHECK(bench.stored(post) == 1);
    }
    CHECK(bench.number("SELECT count(*) FROM message WHERE direction = 'inbound'") ==
          static_cast<std::int64_t>(posts.size()));
}

/// One mention that is known, then seven while nobody looked, in pages of two.
std::vector<std::string> prepareGap(Bench& bench) {
    bench.server.pageSize = 2;
    std::vector<std::string> posts{bench.server.says("mira", "the first")};
    CHECK_FALSE(bench.syncAccount().trouble);
    for (int i = 0; i < 7; ++i) {
        bench.clock.advance(kSecond);
        posts.push_back(bench.server.says("mira", fmt::format("number {}", i)));
    }
    return posts;
}

/// The newest notification that the cursor vouches for.
std::string watermark(Bench& bench) {
    const auto cursors = need(bench.store->read().cursors(bench.account));
    const auto found = cursors.find("notifications");
    return found == cursors.end() ? "" : found->second.substr(0, found->second.find(' '));
}

}  // namespace

TEST_CASE("a gap is filled before the watermark moves, at whichever request the check fails") {
    enum class How { Refused, LostComing, ServerTrouble, WebPage, NoJson };
    const How how = GENERATE(How::Refused, How::LostComing, How::ServerTrouble, How::WebPage, How::NoJson);
    int n = 0;
    for (bool failed = true; failed; ++n) {
        INFO("request " << n + 1 << ", fault " << static_cast<int>(how));
        Bench bench;
        const std::vector<std::string> posts = prepareGap(bench);
        const std::size_t before = bench.wire.requests().size();
        switch (how) {
        case How::Refused:
            bench.wire.fail("", Fault::Refused, 1, n);
            break;
        case How::LostComing:
            bench.wire.fail("", Fault::LostComing, 1, n);
            break;
        case How::ServerTrouble:
            bench.wire.answer("", page(503, "<h1>Sorry</h1>", "text/html"), 1, n);
            break;
        case How::WebPage:
            bench.wire.answer("", page(200, "<html>Welcome to our hotel</html>", "text/html"), 1, n);
            break;
        case How::NoJson:
            bench.wire.answer("", page(200, "[{\"id\":"), 1, n);
            break;
        }
        static_cast<void>(bench.syncAccount());
        failed = bench.wire.requests().size() > before + static_cast<std::size_t>(n);
        bench.wire.mend();
        CHECK_FALSE(bench.syncAccount().trouble);
        checkAllThere(bench, posts);
    }
    CHECK(n > 8);
}

TEST_CASE("a page's rows and its cursor are one commit, a fast server's pages a few at a time") {
    const bool slow = GENERATE(true, false);
    Bench bench;
    bench.server.pageSize = 2;
    std::vector<std::string> posts;
    for (int i = 0; i < 5; ++i) {
        bench.clock.advance(kSecond);
        posts.push_back(bench.server.says("mira", fmt::format("number {}", i)));
    }
    REQUIRE_FALSE(bench.syncAccount().trouble);
    for (int i = 5; i < 12; ++i) {
        bench.clock.advance(kSecond);
        posts.push_back(bench.server.says("mira", fmt::format("number {}", i)));
    }
    // Whenever something is asked for, all up to the watermark is there.
    std::set<std::string> watermarks;
    bench.wire.onStart = [&](const net::HttpRequest&) {
        if (slow) {
            bench.clock.advance(kSecond);
        }
        const std::string mark = watermark(bench);
        watermarks.insert(mark);
        const auto newest = need(bench.store->read().recentNotified(bench.account, 1)).front().notificationId;
        CHECK(std::stoi(newest) >= std::stoi(mark));
        CHECK(bench.number("SELECT count(*) FROM message WHERE direction = 'inbound'") ==
              std::ranges::count_if(posts,
                                    [&](const auto& post) { return std::stoi(post) < std::stoi(newest); }));
    };
    CHECK_FALSE(bench.syncAccount().trouble);
    bench.wire.onStart = {};
    // Before the poll, after its first page, and after all; with a slow server after each.
    CHECK(watermarks.size() == (slow ? 5U : 3U));
    checkAllThere(bench, posts);
}

TEST_CASE("a commit that fails takes rows and cursor back together") {
    Bench bench;
    bench.server.says("mira", "the first");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    const std::string before = watermark(bench);
    const std::string post = bench.server.says("mira", "the second");
    // The last write of the page's transaction fails.
    need(bench.store->write("trap", [&](store::WriteTx& tx) -> base::Status {
        return tx.connection().execute("CREATE TRIGGER trap BEFORE UPDATE ON stream_cursor "
                                       "BEGIN SELECT RAISE(ABORT, 'trapped'); END");
    }));
    const auto report = bench.syncAccount();
    REQUIRE(report.trouble);
    CHECK(report.trouble->what().find("trapped") != std::string::npos);
    CHECK(bench.stored(post) == 0);
    CHECK(watermark(bench) == before);

    need(bench.store->write("trap", [&](store::WriteTx& tx) -> base::Status {
        return tx.connection().execute("DROP TRIGGER trap");
    }));
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK(bench.stored(post) == 1);
    CHECK(watermark(bench) != before);
}

TEST_CASE("a gap that the platform itself does not fill is recorded") {
    Bench bench;
    bench.server.pageSize = 40;
    for (int i = 0; i < 2'050; ++i) {
        bench.server.says("mira", fmt::format("number {}", i));
    }
    CHECK_FALSE(bench.syncAccount().trouble);
    const auto gaps = need(bench.store->read().gaps(bench.account, {}));
    REQUIRE(gaps.size() == 1);
    CHECK(gaps.front().reason.find("first import") != std::string::npos);
}

TEST_CASE("one failing account does not delay the other") {
    Bench bench;
    test::FakeMastodon& other = bench.addServer("https://two.example");
    const base::AccountId second = bench.addAccount(other);
    bench.wire.fail("https://one.example", Fault::Silence, 1000);
    const std::string post = other.says("mira", "is somebody there?");
    const auto began = bench.clock.utcNow();
    bench.goLive();

    // While the first account's server is silent, the second is read and answered.
    CHECK(bench.clock.utcNow() == began);
    CHECK(bench.stored(post) == 1);
    const base::ReplyId reply = bench.reply(post, "yes, we are");
    bench.settle();
    CHECK(bench.clock.utcNow() == began);
    CHECK(bench.state(reply) == model::Delivery::Sent);
    CHECK(bench.pulse(bench.account).checking);
    CHECK_FALSE(bench.pulse(bench.account).lastCheckedAt);
    CHECK(bench.accountRow(second).state == model::AccountState::Ok);

    bench.pass(kMinute);
    CHECK(bench.accountRow().state == model::AccountState::Offline);
    CHECK(bench.accountRow(second).state == model::AccountState::Ok);
}

TEST_CASE("syncing once reports each account by itself") {
    Bench bench;
    test::FakeMastodon& other = bench.addServer("https://two.example");
    const base::AccountId second = bench.addAccount(other);
    bench.wire.fail("https://one.example", Fault::Refused, 1000);
    other.says("mira", "one");
    other.says("mira", "two");
    const auto reports = bench.syncOnce();
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].account == bench.account);
    REQUIRE(reports[0].trouble);
    CHECK(reports[0].trouble->kind == base::ErrorKind::Network);
    CHECK(reports[1].account == second);
    CHECK_FALSE(reports[1].trouble);
    CHECK(reports[1].newMessages == 2);
}

TEST_CASE("the overlapping re-scan notices edits and deletions") {
    Bench bench;
    const std::string kept = bench.server.says("mira", "where is it?");
    bench.clock.advance(kMinute);
    const std::string gone = bench.server.says("mira", "I am angry");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    bench.clock.advance(kMinute);
    bench.server.edit(kept, "where is my parcel?");
    bench.server.erase(gone);
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK(bench.message(kept).text == "@shop where is my parcel?");
    CHECK(bench.message(kept).editedAt);
    CHECK(bench.message(gone).deletedAt);
    CHECK(bench.message(gone).text == "@shop I am angry");
    const auto former = need(bench.store->read().formerTexts(bench.message(kept).id));
    REQUIRE(former.size() == 1);
    CHECK(former.front().text == "@shop where is it?");
}

TEST_CASE("a message of ours from another app is stored as ours and ends the turn") {
    Bench bench;
    const std::string question = bench.server.says("mira", "are you open?");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    CHECK(bench.conversationOf(question).state == model::ConversationState::NeedsReply);
    bench.clock.advance(kMinute);
    const std::string answer = bench.server.shopWrites("@mira@else.example until six", question);
    const auto report = bench.syncAccount();
    CHECK_FALSE(report.trouble);
    CHECK(report.newMessages == 0);
    CHECK(bench.message(answer).direction == model::Direction::Outbound);
    CHECK(bench.conversationOf(question).state == model::ConversationState::Answered);
    REQUIRE(bench.message(question).turn);
    CHECK(bench.message(question).turn->outcome == model::TurnOutcome::Answered);
    CHECK(bench.message(question).turn->endedAt == bench.message(answer).at);
}

TEST_CASE("a message whose parent is unknown brings the thread above it") {
    Bench bench;
    const std::string above = bench.server.says("ben", "has anybody tried the shop?", {.mentionsUs = false});
    const std::string mention = bench.server.says("mira", "ask them", {.parent = above});
    REQUIRE_FALSE(bench.syncAccount().trouble);
    CHECK(bench.stored(above) == 1);
    CHECK(bench.message(mention).parent == bench.message(above).id);
    CHECK(need(bench.store->read().wantedThreads(bench.account, 10)).empty());
}

TEST_CASE("a thread that can't be read is given up after five fruitless readings") {
    Bench bench;
    const std::string above = bench.server.says("ben", "has anybody tried the shop?", {.mentionsUs = false});
    const std::string mention = bench.server.says("mira", "ask them", {.parent = above});
    const auto answer = GENERATE(page(500, "{}"), page(403, R"({"error":"no"})"), page(200, "[1"));
    const std::string path = "/api/v1/statuses/" + mention + "/context";
    bench.wire.answer(path, answer, 1000);
    for (int round = 1; round <= 8; ++round) {
        INFO("round " << round);
        bench.clock.advance(kMinute);
        // The account itself is well: the customer's message is here and can be answered.
        CHECK_FALSE(bench.syncAccount().trouble);
        CHECK(bench.accountRow().state == model::AccountState::Ok);
        const bool wanted = !need(bench.store->read().wantedThreads(bench.account, 10)).empty();
        CHECK(wanted == (round < 5));
    }
    CHECK(bench.stored(mention) == 1);
    CHECK(bench.stored(above) == 0);
}

TEST_CASE("what bystanders say below a customer's message is read with its thread") {
    Bench bench;
    const std::string question = bench.server.says("mira", "does it fit?");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    bench.clock.advance(kMinute);
    const std::string aside =
        bench.server.says("ben", "mine did not", {.parent = question, .mentionsUs = false});
    bench.clock.advance(kMinute);
    const std::string again = bench.server.says("mira", "hello?", {.parent = question});
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK(bench.stored(aside) == 1);
    CHECK(bench.message(aside).conversation == bench.message(again).conversation);
}

TEST_CASE("a stranger's thread around a mention is not read to its end") {
    Bench bench;
    const std::string root = bench.server.says("ben", "a long story", {.mentionsUs = false});
    const std::string mention = bench.server.says("mira", "@ben the shop knows", {.parent = root});
    const std::string other =
        bench.server.says("eva", "I like stories", {.parent = root, .mentionsUs = false});
    for (int i = 0; i < 3; ++i) {
        CHECK_FALSE(bench.syncAccount().trouble);
        bench.clock.advance(kMinute);
    }
    CHECK(bench.stored(mention) == 1);
    CHECK(bench.stored(root) == 1);
    CHECK(bench.stored(other) == 0);
    CHECK(bench.wire.count("/statuses/" + root + "/context") == 0);
}

TEST_CASE("threads that one check could not read are read by the next") {
    Bench bench;
    const std::string question = bench.server.says("mira", "does it fit?");
    const std::string aside =
        bench.server.says("ben", "mine did not", {.parent = question, .mentionsUs = false});
    bench.wire.fail("/context", Fault::Refused);
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK(bench.stored(aside) == 0);
    CHECK_FALSE(bench.syncAccount().trouble);
    CHECK(bench.stored(aside) == 1);
}

TEST_CASE("a login page in place of a thread counts as the network's, not as the thread's") {
    Bench bench;
    const std::string question = bench.server.says("mira", "does it fit?");
    bench.wire.answer("/context", page(200, "<html>Sign in to the hotel</html>", "text/html"));
    const auto report = bench.syncAccount();
    REQUIRE(report.trouble);
    CHECK(report.trouble->kind == base::ErrorKind::NotThePlatform);
    CHECK(bench.stored(question) == 1);
}
