// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"
#include "support/catch.h"
#include "x_samples.h"

#include <string>
#include <vector>

/// Answers that X never gives.
namespace {

using namespace ex;

std::string askedOnce() {
    return askedMentions({{"since_id", idOf(1)}});
}
Poll quiet() {
    Poll poll;
    poll.cursors = {{"mentions", idOf(1)}};
    poll.now = dialogue::kNow + base::Duration{std::chrono::hours{5}};
    return poll;
}

/// Everything that a post can have.
Json whole() {
    Json item = replyTo(post(5, kMira, "@shop &lt;hello&gt; https://t.co/a https://t.co/p"), idOf(4));
    item["referenced_tweets"].push_back({{"type", "quoted"}, {"id", "99"}});
    item["in_reply_to_user_id"] = kMe;
    item["attachments"]["media_keys"] = {"3_1"};
    item["entities"]["urls"] = Json::array(
        {{{"start", 1}, {"end", 2}, {"url", "https://t.co/a"}, {"expanded_url", "https://a.example"}}});
    item["entities"]["mentions"] =
        Json::array({{{"start", 0}, {"end", 5}, {"username", "shop"}, {"id", kMe}}});
    item["note_tweet"] = {{"text", "@shop hello, all of it"}, {"entities", {{"urls", Json::array()}}}};
    return item;
}

/// A page whose middle item is hostile; its neighbours must come through whole.
void between(const std::string& hostile) {
    const std::string body = R"({"data":[)" + post(7).dump() + "," + hostile + "," + post(3).dump() +
                             R"(],"includes":{"users":[)" + user(kMira).dump() +
                             R"(]},"meta":{"result_count":3}})";
    const auto steps = quiet().steps();
    REQUIRE(steps->accept(dialogue::json(body).response(), dialogue::kNow));
    if (!steps->finished()) {
        // Somebody new, whose name is asked for.
        REQUIRE(steps->accept(problem(404, "Not Found").response(), dialogue::kNow));
    }
    const auto batch = steps->take();
    REQUIRE(batch);
    const auto& messages = batch->messages;
    REQUIRE(messages.size() >= 2);
    CHECK(messages.front().text == "@shop hello");
    CHECK(messages.front().author.handle == "mira");
    CHECK(messages.back().remoteId == idOf(3));
    for (const auto& message : messages) {
        hostile::checkStorable(message);
    }
    CHECK(batch->cursors.contains("mentions"));
}

}  // namespace

TEST_CASE("any value anywhere in a post of X costs at most that post") {
    CHECK(hostile::anyValueAnywhere(whole(), between) > 200);
    hostile::anyFieldMissing(whole(), between);
    hostile::anyFieldTwice(whole(), between);
    hostile::tenThousandLevels(whole(), Json::json_pointer("/entities/urls"), between);
}

TEST_CASE("any value anywhere in a direct message costs at most that message") {
    Json item = directMessage(5);
    item["attachments"]["media_keys"] = {"3_1"};
    item["participant_ids"] = {kMe, kMira};
    item["referenced_tweets"] = Json::array({{{"id", "99"}}});
    auto poll = quiet();
    poll.account.settings["direct_messages"] = "on";
    const auto attempt = [&poll](const std::string& text) {
        const std::string body = R"({"data":[)" + directMessage(7).dump() + "," + text + "," +
                                 directMessage(3).dump() + R"(],"meta":{}})";
        const auto steps = poll.steps();
        REQUIRE(steps->accept(page({}).response(), dialogue::kNow));
        REQUIRE(steps->accept(dialogue::json(body).response(), dialogue::kNow));
        if (!steps->finished()) {
            REQUIRE(steps->accept(problem(404, "Not Found").response(), dialogue::kNow));
        }
        const auto batch = steps->take();
        REQUIRE(batch);
        REQUIRE(batch->messages.size() >= 2);
        CHECK(batch->messages.front().text == "order 55?");
        for (const auto& message : batch->messages) {
            hostile::checkStorable(message);
        }
    };
    CHECK(hostile::anyValueAnywhere(item, attempt) > 100);
    hostile::anyFieldMissing(item, attempt);
}

TEST_CASE("what stands beside the posts can be anything") {
    const std::string posts = R"({"data":[)" + post(7).dump() + "],";
    for (const auto* beside :
         {R"("includes":7)", R"("includes":{"users":7})", R"("includes":{"users":[7,{"id":7}]})",
          R"("includes":{"tweets":[{"id":"1"},null]})", R"("errors":7)", R"("errors":[7,{}])", R"("meta":7)",
          R"("meta":{"next_token":7})", R"("meta":null)"}) {
        CAPTURE(beside);
        const auto course = quiet().run({{askedOnce(), dialogue::json(posts + beside + "}")}});
        REQUIRE(course.status);
        CHECK(harvest::idsOf(course) == harvest::Ids{idOf(7)});
    }
}

TEST_CASE("no sequence of answers keeps X's steps going for ever") {
    auto answers = hostile::oddAnswers();
    answers.push_back(page({post(7)}, "t"));
    answers.push_back(page({whole()}, "t"));
    answers.push_back(page({directMessage(5)}, "t"));
    answers.push_back(one(user(kMe)));
    answers.push_back(problem(400, "Invalid Request"));
    answers.push_back({201, R"({"data":{"id":"5"}})"});
    auto account = ex::account();
    account.settings["direct_messages"] = "on";
    const auto secrets = ex::secrets();
    auto poll = quiet();
    poll.account = account;
    poll.thorough = true;
    for (std::size_t start = 0; start < answers.size(); ++start) {
        CAPTURE(start);
        hostile::drain(poll.steps(), answers, start);
        hostile::drain(adapter().readThread(account, secrets, idOf(6), {idOf(6), "x"}), answers, start);
        hostile::drain(adapter().identify(account, secrets), answers, start);
        hostile::drain(adapter().testAbilities(account, secrets), answers, start);
        hostile::drain(adapter().renew(account, secrets), answers, start);
        for (const auto* body :
             {"", "{}", R"({"kind":"post","parent":"5"})", R"({"kind":"direct_message"})"}) {
            const model::FrozenReply frozen{.body = body, .repeatKey = {}};
            hostile::drain(adapter().send(account, secrets, frozen), answers, start);
            hostile::drain(
                adapter().lookUp({.account = account, .secrets = secrets, .draft = {}, .frozen = frozen}),
                answers, start);
        }
    }
}
