// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "support/catch.h"

using test::Desk;
using test::need;

namespace {

constexpr base::CannedReplyId kHours{1};
constexpr base::CannedReplyId kRefund{2};

struct LessonDesk : Desk {
    void learn(base::ReplyId reply, base::CannedReplyId canned) {
        write([&](store::WriteTx& tx) { need(tx.learn(reply, canned)); });
    }
    [[nodiscard]] std::vector<model::Lesson> lessons(int limit = 100) {
        return need(store->read().lessons(limit));
    }
    [[nodiscard]] std::string textOf(const std::string& remoteId) { return message(remoteId).text; }
};

}  // namespace

TEST_CASE("what a canned reply answered is kept in order, the latest so many") {
    LessonDesk desk;
    CHECK(desk.lessons().empty());
    desk.learn(desk.queue("until six", "1"), kHours);
    desk.learn(desk.queue("of course", "2"), kRefund);
    const std::vector<model::Lesson> both{{.reply = kHours, .message = desk.textOf("1")},
                                          {.reply = kRefund, .message = desk.textOf("2")}};
    CHECK(desk.lessons() == both);
    CHECK(desk.lessons(1) == std::vector<model::Lesson>{both[1]});
}

TEST_CASE("a reply below one of ours answers the customer's latest words") {
    LessonDesk desk;
    const base::ReplyId first = desk.queue("one moment", "1");
    REQUIRE(desk.claim());
    need(desk.sent(first, "90"));
    desk.learn(desk.queue("until six", "90"), kHours);
    CHECK(desk.lessons() == std::vector<model::Lesson>{{.reply = kHours, .message = desk.textOf("1")}});
}

TEST_CASE("a reply that is taken back teaches nothing") {
    LessonDesk desk;
    const base::ReplyId reply = desk.queue("until six", "1");
    desk.learn(reply, kHours);
    REQUIRE(desk.lessons().size() == 1);
    desk.write([&](store::WriteTx& tx) { need(store::Outbox(tx).cancel(reply)); });
    CHECK(desk.lessons().empty());
}

TEST_CASE("a reply that was discarded teaches nothing") {
    LessonDesk desk;
    const base::ReplyId reply = desk.queue("until six", "1");
    desk.learn(reply, kHours);
    REQUIRE(desk.claim());
    need(desk.settle(reply, test::unknown()));
    CHECK(desk.lessons().size() == 1);
    need(desk.resolve(reply, store::AgentDiscard{}));
    CHECK(desk.lessons().empty());
}

TEST_CASE("what a customer deletes is no longer learnt from") {
    LessonDesk desk;
    desk.learn(desk.queue("until six", "1"), kHours);
    desk.erase({"1"});
    CHECK(desk.lessons().empty());
}

TEST_CASE("an account that goes with its history takes its lessons along") {
    LessonDesk desk;
    desk.learn(desk.queue("until six", "1"), kHours);
    desk.write([&](store::WriteTx& tx) { need(tx.removeAccount(desk.account, true)); });
    CHECK(desk.lessons().empty());
    CHECK(desk.store->check());
}
