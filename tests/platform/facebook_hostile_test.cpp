// SPDX-License-Identifier: GPL-3.0-or-later
#include "facebook_samples.h"
#include "hostile.h"
#include "support/catch.h"

#include <string>
#include <vector>

/// Answers that Graph never gives.
namespace {

using namespace fb;

/// Everything that a comment can have.
Json wholeComment() {
    Json item = replyTo(comment(25), "5001_24");
    item["permalink_url"] = "https://www.facebook.com/1088/posts/5001?comment_id=25";
    item["attachment"] = {
        {"type", "photo"},
        {"title", "A lamp"},
        {"url", "https://cdn.example/u"},
        {"media", {{"image", {{"src", "https://cdn.example/i"}}}, {"source", "https://cdn.example/v"}}}};
    item["message_tags"] = Json::array({{{"id", kPage}, {"offset", 4}}});
    item["can_reply_privately"] = true;
    return item;
}
Json wholeMessage() {
    Json item = message(25);
    item["attachments"]["data"] = Json::array({{{"mime_type", "image/jpeg"},
                                                {"name", "i"},
                                                {"file_url", "https://cdn.example/f"},
                                                {"image_data", {{"url", "https://cdn.example/i"}}},
                                                {"video_data", {{"url", "https://cdn.example/v"}}}}});
    item["shares"]["data"] =
        Json::array({{{"link", "https://a.example"}, {"name", "A"}, {"description", "B"}}});
    item["sticker"] = "https://cdn.example/s";
    item["story"] = {{"reply_to", {{"link", "https://a.example/s"}}},
                     {"mention", {{"link", "https://a.example/m"}}}};
    return item;
}
std::string listOf(const std::string& first, const std::string& hostile, const std::string& last) {
    return R"({"data":[)" + first + "," + hostile + "," + last + "]}";
}
/// All that a poll takes, whose streams answer with these; the middle item of one of them is hostile, and its
/// neighbours must come through whole.
model::IncomingBatch pollOf(const std::string& conversations, const std::string& messages,
                            const std::string& posts) {
    Poll poll;
    poll.cursors = {{"conversations", messagesCursorAt(1)},
                    {"published_posts", cursorAt("x", 1)},
                    {"visitor_posts", cursorAt("x", 1)}};
    const auto steps = poll.steps();
    model::IncomingBatch all;
    std::size_t requests = 0;
    while (!steps->finished() && ++requests < 20) {
        const std::string url = std::get<platform::HttpCall>(steps->request()).request.url;
        const auto has = [&url](const char* part) { return url.find(part) != std::string::npos; };
        const std::string body = has("/conversations?")     ? conversations
                                 : has("/messages?")        ? messages
                                 : has("/published_posts?") ? posts
                                                            : std::string(R"({"data":[]})");
        const auto status = steps->accept(dialogue::json(body).response(), dialogue::kNow);
        CAPTURE(url);
        REQUIRE(status);
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
bool holds(const model::IncomingBatch& batch, const std::string& id, const std::string& text) {
    for (const auto& each : batch.messages) {
        if (each.remoteId == id && each.text == text) {
            return true;
        }
    }
    return false;
}

const std::string kNothing = R"({"data":[]})";

}  // namespace

TEST_CASE("any value anywhere in a comment costs at most that comment") {
    const auto between = [](const std::string& hostile) {
        const std::string posts = R"({"data":[{"id":"1088_5001","created_time":")" + timeOf(2) +
                                  R"(","comments":)" +
                                  listOf(comment(27).dump(), hostile, comment(23).dump()) + "}]}";
        const auto batch = pollOf(kNothing, kNothing, posts);
        CHECK(holds(batch, "5001_27", "Price?"));
        CHECK(holds(batch, "5001_23", "Price?"));
    };
    CHECK(hostile::anyValueAnywhere(wholeComment(), between) > 150);
    hostile::anyFieldMissing(wholeComment(), between);
    hostile::anyFieldTwice(wholeComment(), between);
}

TEST_CASE("any value anywhere in a message of Messenger costs at most that message") {
    const auto between = [](const std::string& hostile) {
        const auto batch = pollOf(page({conversation("t_2", 59)}).body,
                                  listOf(message(27).dump(), hostile, message(23).dump()), kNothing);
        CHECK(holds(batch, "m_27", "Is size M back?"));
        CHECK(holds(batch, "m_23", "Is size M back?"));
    };
    CHECK(hostile::anyValueAnywhere(wholeMessage(), between) > 200);
    hostile::anyFieldMissing(wholeMessage(), between);
    hostile::anyFieldTwice(wholeMessage(), between);
    hostile::tenThousandLevels(wholeMessage(), Json::json_pointer("/attachments/data"), between);
}

TEST_CASE("any value anywhere in a post or a conversation costs at most what stands in it") {
    Json whole = post(5001, 2, kAna, {comment(25)}, "n1");
    whole["comments"]["paging"].erase("next");
    whole["story"] = "Ana was here";
    whole["full_picture"] = "https://cdn.example/p";
    whole["message_tags"] = Json::array({{{"id", kPage}, {"offset", 4}}});
    const auto inPosts = [](const std::string& hostile) {
        const auto batch = pollOf(kNothing, kNothing,
                                  listOf(post(5002, 3, kPage, {comment(27)}).dump(), hostile,
                                         post(5000, 1, kPage, {comment(23)}).dump()));
        CHECK(holds(batch, "5001_27", "Price?"));
        CHECK(holds(batch, "5001_23", "Price?"));
    };
    CHECK(hostile::anyValueAnywhere(whole, inPosts) > 150);
    hostile::anyFieldMissing(whole, inPosts);
    hostile::tenThousandLevels(whole, Json::json_pointer("/comments/data/0/message_tags"), inPosts);
    const auto inRows = [](const std::string& hostile) {
        const auto batch =
            pollOf(listOf(conversation("t_2", 59).dump(), hostile, conversation("t_3", 57).dump()),
                   page({message(27)}).body, kNothing);
        CHECK(holds(batch, "m_27", "Is size M back?"));
    };
    CHECK(hostile::anyValueAnywhere(conversation("t_9", 58), inRows) > 50);
    hostile::anyFieldMissing(conversation("t_9", 58), inRows);
}

TEST_CASE("no sequence of answers keeps Facebook's steps going for ever") {
    auto answers = hostile::oddAnswers();
    answers.push_back(page({message(25)}, "b"));
    answers.push_back(page({wholeComment()}, "n"));
    answers.push_back(page({conversation("t_2", 59), conversation("t_3", 58)}, "c"));
    answers.push_back(page({post(5001, 59, kAna, {comment(59)}, "n")}, "p"));
    answers.push_back(page({{{"id", "1088"}, {"name", "Lamp shop"}, {"access_token", "P"}}}, "a"));
    answers.push_back(dialogue::json(R"({"id":"1088","name":"Lamp shop"})"));
    answers.push_back(dialogue::json(R"({"access_token":"A","message_id":"m_1"})"));
    answers.push_back(refusal(1, 0, "Please reduce the amount of data", 500));
    answers.push_back(refusal(100, 33));
    answers.push_back(refusal(803));
    answers.push_back(refusal(10, 2018278));
    const auto account = fb::account();
    const auto secrets = fb::secrets();
    Poll poll;
    poll.thorough = true;
    poll.recent = {{"5001_25", "5001_25"}, {"5001_24", "5001_24"}};
    for (std::size_t start = 0; start < answers.size(); ++start) {
        CAPTURE(start);
        hostile::drain(poll.steps(), answers, start);
        hostile::drain(adapter().readThread(account, secrets, "5001_25", {"5001_25", "x"}), answers, start);
        hostile::drain(adapter().readThread(account, secrets, "1088_5001", {}), answers, start);
        hostile::drain(adapter().identify(account, secrets), answers, start);
        hostile::drain(adapter().testAbilities(account, secrets), answers, start);
        for (const auto* body : {"", "{}", R"({"kind":"comment","parent":"5"})", R"({"kind":7,"window":[]})",
                                 R"({"kind":"message","window":"person_if_closed"})"}) {
            const model::FrozenReply frozen{.body = body, .repeatKey = {}};
            hostile::drain(adapter().send(account, secrets, frozen), answers, start);
            hostile::drain(
                adapter().lookUp({.account = account, .secrets = secrets, .draft = {}, .frozen = frozen}),
                answers, start);
        }
    }
}
