// SPDX-License-Identifier: GPL-3.0-or-later
// What suggestions learn from, as replies are queued, sent and read back.
#include "bench.h"

#include "store/setting_names.h"

using test::Bench;
using test::kMinute;
using test::need;

namespace {

/// A bench with a library of two and one question.
struct School : Bench {
    base::CannedReplyId hours;
    base::CannedReplyId parking;
    std::string question;

    School() : question(server.says("mira", "when do you close?")) {
        hours = put("Hours", "We close at six, on Saturdays at one.");
        parking = put("Parking", "There is a place for cars behind the house.");
    }

    base::CannedReplyId put(const std::string& title, const std::string& text) {
        need(engine->carryOut(model::AddCannedReply{.reply = {.id = {}, .title = title, .text = text}}));
        return need(store->read().cannedReplies()).back().id;
    }
    [[nodiscard]] model::SuggestionLog log() { return need(store->read().suggestionLog()); }
    /// The replies of all lessons.
    [[nodiscard]] std::vector<base::CannedReplyId> learnt() {
        std::vector<base::CannedReplyId> all;
        for (const model::Lesson& lesson : log().lessons) {
            all.push_back(lesson.reply);
        }
        return all;
    }
    void queue(model::QueueReply intent) {
        const model::Message to = message(question);
        intent.conversation = to.conversation;
        intent.to = to.id;
        need(engine->carryOut(intent));
    }
};

using Ids = std::vector<base::CannedReplyId>;

}  // namespace

TEST_CASE("a queued reply teaches which canned replies it is made of") {
    School bench;
    REQUIRE_FALSE(bench.syncAccount().trouble);
    bench.queue({.text = "We close at six. On Saturdays at one!"});
    CHECK(bench.learnt() == Ids{bench.hours});
    const std::string both =
        "Hello! We close at six, on Saturdays at one. Come by car, there is a place behind the "
        "house. Ring twice and wait a moment, I am mostly at the oven.";
    bench.queue({.text = both});
    CHECK(bench.learnt() == Ids{bench.hours});
    bench.queue({.text = both, .inserted = {bench.parking, bench.hours}});
    CHECK(bench.learnt() == Ids{bench.hours, bench.hours, bench.parking});
    CHECK(bench.log().lessons.back().message == "when do you close?");
    CHECK(bench.log().outcomes.empty());
}

TEST_CASE("whether a suggestion was sent is kept, picked, typed or ignored") {
    School bench;
    REQUIRE_FALSE(bench.syncAccount().trouble);
    const model::SuggestionsMade made{.certainty = {.top = 0.5, .overSecond = 0.2}, .best = {bench.hours}};
    bench.queue({.text = "We close at six, on Saturdays at one.", .suggested = made});
    bench.queue({.text = "There is a place for cars behind the house.", .suggested = made});
    bench.queue({.text = "Let me look it up.", .suggested = made});
    const auto outcomes = bench.log().outcomes;
    REQUIRE(outcomes.size() == 3);
    CHECK(outcomes[0] == model::SuggestionOutcome{.certainty = made.certainty, .used = true});
    CHECK_FALSE(outcomes[1].used);
    CHECK_FALSE(outcomes[2].used);
}

TEST_CASE("the first check learns from what the shop sent before") {
    School bench;
    bench.server.shopWrites("We close at six, on Saturdays at one.", bench.question);
    const std::string other = bench.server.says("ben", "what is in the bread?");
    bench.server.shopWrites("Rye and a little honey.", other);
    REQUIRE_FALSE(bench.syncAccount().trouble);
    CHECK(bench.learnt() == Ids{bench.hours});
    CHECK(bench.log().lessons.front().message == "when do you close?");
    // And once only.
    REQUIRE_FALSE(bench.syncAccount().trouble);
    CHECK(bench.learnt().size() == 1);

    // A reply that joins the library later was sent before as well.
    const base::CannedReplyId bread = bench.put("Bread", "Rye, and a little honey");
    REQUIRE_FALSE(bench.syncAccount().trouble);
    CHECK(bench.learnt() == Ids{bench.hours, bread});
}

TEST_CASE("while it runs, Shopbell learns from what is sent by another app") {
    School bench;
    bench.goLive();
    bench.pass(2 * kMinute);
    REQUIRE(bench.stored(bench.question) == 1);
    CHECK(bench.learnt().empty());
    bench.server.shopWrites("We close at six, on Saturdays at one.", bench.question);
    bench.pass(10 * kMinute);
    CHECK(bench.learnt() == Ids{bench.hours});
}

TEST_CASE("with nothing to learn nothing is written, and a long history is read in pieces") {
    School bench;
    REQUIRE_FALSE(bench.syncAccount().trouble);
    CHECK(need(bench.store->read().setting(store::kLessonsReadSetting)).empty());
    int commits = 0;
    bench.store->onChange([&](const model::Change&) { ++commits; });
    bench.goLive();
    bench.pass(10 * kMinute);
    CHECK(commits == 0);
}
