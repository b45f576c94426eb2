// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "store/setting_names.h"

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
    void learn(base::MessageId sent, base::CannedReplyId canned) {
        write([&](store::WriteTx& tx) { need(tx.learn(sent, canned)); });
    }
    void learn(base::ReplyId reply, const model::SuggestionOutcome& outcome) {
        write([&](store::WriteTx& tx) { need(tx.learn(reply, outcome)); });
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

TEST_CASE("what was sent before and elsewhere becomes a lesson once") {
    LessonDesk desk;
    model::IncomingMessage reply = test::weSay("51", 7, "1");
    reply.text = "until six";
    model::IncomingMessage deleted = test::weSay("52", 8, "2");
    desk.take({reply, deleted, test::weSay("53", 9, "2")});
    desk.erase({"52"});
    const auto typed = [&] { return need(desk.store->read().typedReplies({}, {1'000})); };
    REQUIRE(typed().size() == 2);
    CHECK(typed()[0].message == desk.message("51").id);
    CHECK(typed()[0].text == "until six");
    CHECK(typed()[0].customerName == "mira");

    desk.learn(desk.message("51").id, kHours);
    CHECK(desk.lessons() == std::vector<model::Lesson>{{.reply = kHours, .message = desk.textOf("1")}});
    REQUIRE(typed().size() == 1);
    CHECK(typed()[0].message == desk.message("53").id);
    CHECK(need(desk.store->read().typedReplies(desk.message("51").id, desk.message("51").id)).empty());
    CHECK(need(desk.store->read().typedReplies({}, desk.message("51").id)).empty());
}

TEST_CASE("only what stood there before an answer can be its question") {
    LessonDesk desk;
    desk.take({test::whispers("60", "ben", 30), test::weWhisper("61", "ben", 20)});
    desk.learn(desk.message("61").id, kHours);
    CHECK(desk.lessons().empty());
    desk.take({test::whispers("62", "ben", 10)});
    desk.learn(desk.message("61").id, kHours);
    CHECK(desk.lessons() == std::vector<model::Lesson>{{.reply = kHours, .message = desk.textOf("62")}});
}

TEST_CASE("how sure suggestions were is kept until its reply or its question goes") {
    LessonDesk desk;
    const model::SuggestionOutcome good{
        .certainty = {.top = 0.4, .overSecond = 0.1, .overThird = 0.2, .overFourth = 0.3, .examples = 12},
        .used = true};
    const model::SuggestionOutcome bad{.certainty = {.top = 0.2}, .used = false};
    const auto kept = [&] { return need(desk.store->read().suggestionLog()).outcomes; };
    const base::ReplyId first = desk.queue("until six", "1");
    desk.learn(first, good);
    desk.learn(desk.queue("of course", "2"), bad);
    CHECK(kept() == std::vector<model::SuggestionOutcome>{good, bad});
    desk.write([&](store::WriteTx& tx) { need(store::Outbox(tx).cancel(first)); });
    CHECK(kept() == std::vector<model::SuggestionOutcome>{bad});
    desk.erase({"2"});
    CHECK(kept().empty());
}

TEST_CASE("whoever shows suggestions hears of what changes them") {
    LessonDesk desk;
    int told = 0;
    desk.store->onChange([&](const model::Change& change) { told += change.lessons ? 1 : 0; });
    const base::ReplyId reply = desk.queue("until six", "1");
    CHECK(told == 0);
    desk.learn(reply, kHours);
    CHECK(told == 1);
    desk.write([&](store::WriteTx& tx) { need(store::Outbox(tx).cancel(reply)); });
    CHECK(told == 2);
    desk.erase({"1"});
    CHECK(told == 3);
}

TEST_CASE("another reply in the library lets what was sent be looked through again, the latest of it") {
    LessonDesk desk;
    const auto until = [&] { return need(desk.store->read().setting(store::kLessonsReadSetting)); };
    const model::CannedReply reply{.id = {}, .title = "Hours", .text = "until six"};
    desk.write([&](store::WriteTx& tx) { need(tx.addCannedReply(reply)); });
    CHECK(until().empty());
    desk.write([&](store::WriteTx& tx) { need(tx.learntUntil({2})); });
    CHECK(until() == "2");
    desk.write([&](store::WriteTx& tx) {
        need(tx.updateCannedReply({.id = {1}, .title = "Hours", .text = "until seven"}));
    });
    CHECK(until() == "0");
}
