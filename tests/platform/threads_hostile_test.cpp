// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"
#include "support/catch.h"
#include "threads_samples.h"

#include <string>
#include <vector>

/// Answers that Threads never gives.
namespace {

using namespace th;

Json wholePost() {
    Json item = replyTo(post(25), "p_24");
    item["media_url"] = "https://cdn.example/p";
    item["is_reply_owned_by_me"] = false;
    return item;
}
std::string listOf(const std::string& first, const std::string& odd, const std::string& last) {
    return R"({"data":[)" + first + "," + odd + "," + last + "]}";
}
/// All that a poll takes, whose streams answer with these.
model::IncomingBatch pollOf(const std::string& mentions, const std::string& posts, const std::string& below) {
    const auto steps = Poll().steps();
    model::IncomingBatch all;
    std::size_t requests = 0;
    while (!steps->finished() && ++requests < 20) {
        const std::string url = std::get<platform::HttpCall>(steps->request()).request.url;
        const auto has = [&url](const char* part) { return url.find(part) != std::string::npos; };
        const std::string& body = has("/mentions?") ? mentions : has("/threads?") ? posts : below;
        CAPTURE(url);
        REQUIRE(steps->accept(dialogue::json(body).response(), dialogue::kNow));
        if (const auto batch = steps->take()) {
            all.messages.insert(all.messages.end(), batch->messages.begin(), batch->messages.end());
        }
    }
    REQUIRE(steps->finished());
    for (const auto& each : all.messages) {
        hostile::checkStorable(each);
    }
    return all;
}
bool holds(const model::IncomingBatch& batch, const std::string& id) {
    for (const auto& each : batch.messages) {
        if (each.remoteId == id && each.unreadable.empty()) {
            return true;
        }
    }
    return false;
}
const std::string kNothing = R"({"data":[]})";

}  // namespace

TEST_CASE("any value anywhere in a post of Threads costs at most that post") {
    const auto inMentions = [](const std::string& odd) {
        const auto batch = pollOf(listOf(post(27).dump(), odd, post(23).dump()), kNothing, kNothing);
        CHECK(holds(batch, "p_27"));
        CHECK(holds(batch, "p_23"));
    };
    CHECK(hostile::anyValueAnywhere(wholePost(), inMentions) > 250);
    hostile::anyFieldMissing(wholePost(), inMentions);
    hostile::anyFieldTwice(wholePost(), inMentions);
    hostile::tenThousandLevels(wholePost(), Json::json_pointer("/replied_to"), inMentions);
    const auto below = [](const std::string& odd) {
        const auto batch =
            pollOf(kNothing, page({root(17900, 2)}).body, listOf(post(27).dump(), odd, post(23).dump()));
        CHECK(holds(batch, "p_27"));
        CHECK(holds(batch, "p_23"));
    };
    CHECK(hostile::anyValueAnywhere(wholePost(), below) > 250);
}

TEST_CASE("any value anywhere in a post of our own costs at most what stands below it") {
    const auto inPosts = [](const std::string& odd) {
        const auto batch = pollOf(kNothing, listOf(root(17902, 4).dump(), odd, root(17900, 2).dump()),
                                  page({post(27)}).body);
        CHECK(holds(batch, "17902"));
        CHECK(holds(batch, "17900"));
        CHECK(holds(batch, "p_27"));
    };
    CHECK(hostile::anyValueAnywhere(root(17901, 3), inPosts) > 150);
    hostile::anyFieldMissing(root(17901, 3), inPosts);
}

TEST_CASE("no sequence of answers keeps the steps of Threads going for ever") {
    auto answers = hostile::oddAnswers();
    for (const auto* after : {"a", "b"}) {
        answers.push_back(page({}, after));
        answers.push_back(page({post(25)}, after));
        answers.push_back(page({root(17900, 2)}, after));
    }
    answers.push_back(dialogue::json(post(25).dump()));
    answers.push_back(dialogue::json(R"({"id":"900","username":"myshop"})"));
    for (const auto* word : {"IN_PROGRESS", "FINISHED", "PUBLISHED", "EXPIRED", "odd"}) {
        answers.push_back(dialogue::json(Json{{"id", "777"}, {"status", word}}.dump()));
    }
    answers.push_back(refusal(100, 33));
    answers.push_back(refusal(10, 0, "no", 403));
    const auto account = th::account();
    const auto secrets = th::secrets();
    Poll first;
    first.thorough = true;
    first.firstImportItems = 100;
    first.cursors.clear();
    Poll broken = first;
    broken.cursors = {{"mentions", "x"}, {"conversations", "x"}, {"replies", "7 "}};
    Poll again = first;
    again.cursors = Poll().cursors;
    model::ReplyDraft draft;
    draft.text = "Thanks";
    draft.parentRemoteId = "p_25";
    for (std::size_t start = 0; start < answers.size(); ++start) {
        CAPTURE(start);
        for (const Poll* poll : {&first, &again, &broken}) {
            hostile::drain(poll->steps(), answers, start);
        }
        hostile::drain(adapter().readThread(account, secrets, "p_25", {"p_25", "x"}), answers, start);
        hostile::drain(adapter().identify(account, secrets), answers, start);
        hostile::drain(adapter().testAbilities(account, secrets), answers, start);
        hostile::drain(adapter().prepare(account, secrets, draft, dialogue::kNow), answers, start);
        for (const auto* body : {"", "{}", R"({"container":"777","text":"Thanks","parent":"p_25"})",
                                 R"({"container":7,"text":[]})"}) {
            const model::FrozenReply reply{.body = body, .repeatKey = {}};
            hostile::drain(adapter().send(account, secrets, reply), answers, start);
            hostile::drain(
                adapter().lookUp({.account = account, .secrets = secrets, .draft = {}, .frozen = reply}),
                answers, start);
        }
    }
}
