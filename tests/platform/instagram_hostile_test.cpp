// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile.h"
#include "instagram_samples.h"
#include "support/catch.h"

#include <string>
#include <vector>

/// Answers that Graph never gives of Instagram.
namespace {

using namespace ig;

/// Everything that a comment can have.
Json wholeComment() {
    Json below = replyTo(comment(26, kBob), "c_25");
    Json item = withReplies(comment(25, kAna, "Hi @myshop"), {below});
    item["hidden"] = false;
    return item;
}
Json wholeMessage() {
    Json item = message(25);
    item["attachments"]["data"] = Json::array({{{"mime_type", "image/jpeg"},
                                                {"name", "i"},
                                                {"file_url", "https://cdn.example/f"},
                                                {"image_data", {{"url", "https://cdn.example/i"}}},
                                                {"video_data", {{"url", "https://cdn.example/v"}}}}});
    item["shares"]["data"] = Json::array({{{"link", "https://a.example"}}});
    item["story"] = {{"reply_to", {{"link", "https://a.example/s"}}},
                     {"mention", {{"link", "https://a.example/m"}}}};
    item["is_unsupported"] = false;
    return item;
}
std::string listOf(const std::string& first, const std::string& odd, const std::string& last) {
    return R"({"data":[)" + first + "," + odd + "," + last + "]}";
}
const std::string kNothing = R"({"data":[]})";

/// All that a thorough poll takes, whose streams answer with these.
model::IncomingBatch pollOf(const std::string& messages, const std::string& media,
                            const std::string& comments, const std::string& tags = kNothing) {
    Poll poll;
    poll.thorough = true;
    poll.cursors = {{"conversations", messagesCursorAt(1)}, {"media", "g_0=0"}, {"tags", "t_1"}};
    const auto steps = poll.steps();
    model::IncomingBatch all;
    std::size_t requests = 0;
    while (!steps->finished() && ++requests < 40) {
        const std::string url = std::get<platform::HttpCall>(steps->request()).request.url;
        const auto has = [&url](const char* part) { return url.find(part) != std::string::npos; };
        const std::string body = has("/conversations?") && messages != kNothing
                                     ? page({conversation("t_2", 59)}).body
                                 : has("/messages?") ? messages
                                 : has("/media?")    ? media
                                 : has("/comments?") ? comments
                                 : has("/tags?")     ? tags
                                                     : kNothing;
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

}  // namespace

TEST_CASE("any value anywhere in a comment of Instagram costs at most that comment") {
    const auto between = [](const std::string& odd) {
        const auto batch =
            pollOf(kNothing, page({medium(1, 3)}).body, listOf(comment(27).dump(), odd, comment(23).dump()));
        CHECK(holds(batch, "c_27", "Price?"));
        CHECK(holds(batch, "c_23", "Price?"));
    };
    CHECK(hostile::anyValueAnywhere(wholeComment(), between) > 300);
    hostile::anyFieldMissing(wholeComment(), between);
    hostile::anyFieldTwice(wholeComment(), between);
    hostile::tenThousandLevels(wholeComment(), Json::json_pointer("/replies/data"), between);
}

TEST_CASE("any value anywhere in a direct message of Instagram costs at most that message") {
    const auto between = [](const std::string& odd) {
        const auto batch = pollOf(listOf(message(27).dump(), odd, message(23).dump()), kNothing, kNothing);
        CHECK(holds(batch, "d_27", "Size M?"));
        CHECK(holds(batch, "d_23", "Size M?"));
    };
    CHECK(hostile::anyValueAnywhere(wholeMessage(), between) > 200);
    hostile::anyFieldMissing(wholeMessage(), between);
    hostile::anyFieldTwice(wholeMessage(), between);
}

TEST_CASE("any value anywhere in a medium costs at most that medium, ours or one that we are tagged in") {
    const auto inMedia = [](const std::string& odd) {
        const auto batch =
            pollOf(kNothing, listOf(medium(3, 1).dump(), odd, medium(1, 1).dump()), page({comment(25)}).body);
        CHECK(holds(batch, "g_3", "New lamps"));
        CHECK(holds(batch, "g_1", "New lamps"));
        CHECK(holds(batch, "c_25", "Price?"));
    };
    CHECK(hostile::anyValueAnywhere(medium(2, 1), inMedia) > 150);
    hostile::anyFieldMissing(medium(2, 1), inMedia);
    const auto inTags = [](const std::string& odd) {
        const auto batch =
            pollOf(kNothing, kNothing, kNothing, listOf(tagged(33).dump(), odd, tagged(31).dump()));
        CHECK(holds(batch, "t_33", "My new lamp"));
        CHECK(holds(batch, "t_31", "My new lamp"));
    };
    CHECK(hostile::anyValueAnywhere(tagged(32), inTags) > 100);
    hostile::anyFieldTwice(tagged(32), inTags);
}

TEST_CASE("no sequence of answers keeps Instagram's steps going for ever") {
    auto answers = hostile::oddAnswers();
    for (const auto* after : {"a", "b"}) {
        answers.push_back(page({}, after));
        answers.push_back(page({wholeComment()}, after));
        answers.push_back(page({withReplies(comment(24), {comment(23)}, after)}, after));
        answers.push_back(page({medium(1, 9), medium(2, 9)}, after));
        answers.push_back(page({conversation("t_2", 59), conversation("t_3", 58)}, after));
        answers.push_back(page({{{"id", "1088"}, {"access_token", "P"}}}, after));
    }
    answers.push_back(page({message(25)}, "b"));
    answers.push_back(dialogue::json(wholeComment().dump()));
    answers.push_back(dialogue::json(R"({"data":[{"user_id":"1784","username":"myshop"}]})"));
    answers.push_back(dialogue::json(R"({"access_token":"A","message_id":"m_1"})"));
    answers.push_back(tooMuch());
    answers.push_back(refusal(100, 33));
    answers.push_back(refusal(100));
    answers.push_back(refusal(10, 2534022));
    for (const Login login : {Login::Instagram, Login::Facebook}) {
        const auto account = ig::account(login);
        const auto secrets = ig::secrets(login);
        Poll poll{.account = account, .secrets = secrets, .cursors = {}, .firstImportItems = 100};
        poll.thorough = true;
        Poll again = poll;
        again.cursors = {{"conversations", messagesCursorAt(1)}, {"media", "g_1=1"}, {"tags", "t_1"}};
        for (std::size_t start = 0; start < answers.size(); ++start) {
            CAPTURE(start);
            hostile::drain(poll.steps(), answers, start);
            hostile::drain(again.steps(), answers, start);
            hostile::drain(adapter().readThread(account, secrets, "c_25", {"c_25", "x"}), answers, start);
            hostile::drain(adapter().identify(account, secrets), answers, start);
            hostile::drain(adapter().testAbilities(account, secrets), answers, start);
            for (const auto* body :
                 {"", "{}", R"({"kind":"comment","parent":"5"})", R"({"kind":"comment","to":"5"})",
                  R"({"kind":7,"window":[]})", R"({"kind":"private_reply","author":"name:ana"})",
                  R"({"kind":"message","window":"person_if_closed"})"}) {
                const model::FrozenReply reply{.body = body, .repeatKey = {}};
                hostile::drain(adapter().send(account, secrets, reply), answers, start);
                hostile::drain(
                    adapter().lookUp({.account = account, .secrets = secrets, .draft = {}, .frozen = reply}),
                    answers, start);
            }
        }
    }
}

TEST_CASE("two pages of Instagram that name one another are not read in turns for ever") {
    for (const bool first : {true, false}) {
        Poll poll;
        poll.account.facts.privateMessages = false;
        poll.thorough = true;
        if (!first) {
            poll.cursors = {{"media", "g_1=1"}, {"tags", "t_1"}};
        }
        const auto steps = poll.steps();
        std::size_t requests = 0;
        while (!steps->finished() && ++requests < 100) {
            REQUIRE(steps->accept(page({}, requests % 2 == 0 ? "a" : "b").response(), dialogue::kNow));
            static_cast<void>(steps->take());
        }
        CHECK(requests < 10);
    }
}
