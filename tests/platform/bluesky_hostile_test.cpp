// SPDX-License-Identifier: GPL-3.0-or-later
#include "bluesky_samples.h"
#include "hostile.h"
#include "platform/bluesky/lists.h"
#include "support/catch.h"

#include <algorithm>
#include <string>
#include <vector>

/// Answers that no honest server of Bluesky gives.
namespace {

using namespace sky;
using model::IncomingMessage;
using platform::bluesky::ListedPage;

const platform::bluesky::Server& server() {
    static const platform::bluesky::Server server("https://pds.example");
    return server;
}
base::Result<ListedPage> readPage(const std::string& body) {
    return platform::bluesky::readNotifications({server(), kMe, dialogue::kNow},
                                                dialogue::json(body).response());
}

/// Everything that a message can have.
Json whole() {
    Json item = replyTo(naming(post(5, kMira, "@shop hello sp…"), 0, 5, kMe), uriOf(4, kMe), uriOf(1));
    item["record"]["facets"].push_back({{"index", {{"byteStart", 12}, {"byteEnd", 17}}},
                                        {"features", Json::array({{{"$type", "app.bsky.richtext.facet#link"},
                                                                   {"uri", "https://spring.example"}}})}});
    item["record"]["embed"] = {
        {"$type", "app.bsky.embed.recordWithMedia"},
        {"record", {{"record", refOf(uriOf(2, kMe))}}},
        {"media",
         {{"images", Json::array({{{"alt", "a lamp"}, {"image", {{"ref", {{"$link", "bafk1"}}}}}}})},
          {"external", {{"uri", "https://a.example"}}}}}};
    item["author"]["viewer"] = {{"blockedBy", false}, {"blocking", "at://x"}};
    item["viewer"] = {{"replyDisabled", false}};
    item["reason"] = "reply";
    return item;
}

/// A page whose middle item is hostile; its neighbours must come through whole.
const platform::bluesky::ListedPost& between(const std::string& hostile, ListedPage& kept) {
    auto page = readPage(R"({"notifications":[)" + notification(7).dump() + "," + hostile + "," +
                         notification(3).dump() + R"(],"cursor":"c"})");
    INFO((page ? std::string() : page.error().what()));
    REQUIRE(page);
    kept = *std::move(page);
    REQUIRE(kept.posts.size() == 3);
    CHECK(kept.cursor == "c");
    for (const std::size_t neighbour : {0U, 2U}) {
        REQUIRE(kept.posts[neighbour].message);
        CHECK(kept.posts[neighbour].message->text == "hello");
        CHECK(kept.posts[neighbour].message->unreadable.empty());
    }
    return kept.posts[1];
}

Json wholeLog() {
    Json log{{"$type", "chat.bsky.convo.defs#logCreateMessage"},
             {"rev", "r3"},
             {"convoId", "c1"},
             {"message", message(3, kMira, "@shop hello")}};
    log["message"]["facets"] = naming(post(1), 0, 5, kMe)["record"]["facets"];
    log["message"]["replyTo"] = {{"id", "m1"}};
    log["message"]["embed"] = {{"record", {{"uri", uriOf(2)}}}};
    return log;
}
/// What a poll makes of a log whose middle entry is hostile.
std::vector<IncomingMessage> pollOfLog(const std::string& hostile) {
    Poll plan;
    plan.account.facts.privateMessages.reset();
    plan.cursors["chat_log"] = "r1";
    const auto entry = [](int number) {
        return Json{{"$type", "chat.bsky.convo.defs#logCreateMessage"},
                    {"rev", "r" + std::to_string(number)},
                    {"convoId", "c1"},
                    {"message", message(number)}}
            .dump();
    };
    const auto steps = plan.steps();
    const std::vector<Answer> answers{
        page("notifications", {}),
        dialogue::json(R"({"logs":[)" + entry(2) + "," + hostile + "," + entry(4) + R"(],"cursor":"r4"})"),
        // the people of one conversation, or of two: the hostile entry may name another
        dialogue::json(Json{{"convo", convo("c1", "r4")}}.dump())};
    std::vector<IncomingMessage> messages;
    for (std::size_t index = 0; !steps->finished() && messages.empty(); ++index) {
        REQUIRE(index < 5);
        REQUIRE(steps->accept(answers[std::min(index, answers.size() - 1)].response(), dialogue::kNow));
        if (const auto batch = steps->take()) {
            messages = batch->messages;
            CHECK(std::ranges::none_of(batch->deletedRemoteIds, &std::string::empty));
        }
    }
    return messages;
}

Json wholeThread() {
    Json thread{{"post", whole()},
                {"parent", {{"uri", uriOf(4, kMe)}, {"blocked", true}, {"author", {{"did", kMe}}}}},
                {"replies", Json::array({{{"post", post(8)}}, {{"uri", uriOf(9)}, {"notFound", true}}})}};
    return {{"thread", thread}};
}

}  // namespace

TEST_CASE("any value at any place of a notification costs at most that one") {
    const auto tried = hostile::anyValueAnywhere(whole(), [](const std::string& text) {
        ListedPage kept;
        const auto& middle = between(text, kept);
        if (middle.message) {
            hostile::checkStorable(*middle.message);
            if (!middle.message->unreadable.empty()) {
                CHECK(middle.message->unreadable.starts_with("notifications[1]"));
            }
        }
    });
    CHECK(tried > 1'000);
}

TEST_CASE("any field of a notification may be missing or there twice") {
    hostile::anyFieldMissing(whole(), [](const std::string& text) {
        ListedPage kept;
        const auto& without = between(text, kept);
        if (without.message) {
            hostile::checkStorable(*without.message);
        }
    });
    ListedPage once;
    const auto expected = between(whole().dump(), once).message;
    REQUIRE(expected);
    CHECK(expected->attachments.size() == 1);
    CHECK(expected->mentionOfUs == model::MentionOfUs::Written);
    hostile::anyFieldTwice(whole(), [&expected](const std::string& text) {
        ListedPage kept;
        CHECK(between(text, kept).message == expected);
    });
}

TEST_CASE("ten thousand levels of nesting cost the notification that holds them") {
    hostile::tenThousandLevels(whole(), Json::json_pointer("/record/extra"), [](const std::string& text) {
        ListedPage kept;
        const auto& middle = between(text, kept);
        REQUIRE(middle.message);
        CHECK(middle.message->unreadable == "notifications[1]: nested too deeply");
        CHECK(middle.message->rawJson.size() <= 65'536);
        hostile::checkStorable(*middle.message);
    });
}

TEST_CASE("any value at any place of a log entry costs at most that one") {
    const auto check = [](const std::string& text) {
        const auto messages = pollOfLog(text);
        REQUIRE(messages.size() >= 2);
        CHECK(messages.size() <= 3);
        CHECK(messages.front().remoteId == "m2");
        CHECK(messages.back().remoteId == "m4");
        for (const auto& each : messages) {
            hostile::checkStorable(each);
        }
    };
    CHECK(hostile::anyValueAnywhere(wholeLog(), check) > 300);
    hostile::anyFieldMissing(wholeLog(), check);
    hostile::anyFieldTwice(wholeLog(), check);
    hostile::tenThousandLevels(wholeLog(), Json::json_pointer("/message/extra"), check);
}

TEST_CASE("any value at any place of a thread gives messages that can be stored, or a failure") {
    const auto check = [](const std::string& text) {
        const auto messages = platform::bluesky::readThreadPosts({server(), kMe, dialogue::kNow},
                                                                 dialogue::json(text).response());
        if (messages) {
            for (const auto& each : *messages) {
                hostile::checkStorable(each);
            }
        } else {
            CHECK_FALSE(messages.error().message.empty());
        }
    };
    CHECK(hostile::anyValueAnywhere(wholeThread(), check) > 1'000);
    hostile::anyFieldMissing(wholeThread(), check);
    hostile::anyFieldTwice(wholeThread(), check);
}

TEST_CASE("a thread of ten thousand answers below one another is a failure and no crash") {
    for (const std::string branch : {"parent", "replies"}) {
        std::string text = R"({"thread":)";
        for (int level = 0; level < 10'000; ++level) {
            text += R"({"post":{"uri":"at://a/b/c"},")" + branch + (branch == "parent" ? "\":" : "\":[");
        }
        text += "{}";
        for (int level = 0; level < 10'000; ++level) {
            text += branch == "parent" ? "}" : "]}";
        }
        CHECK_FALSE(platform::bluesky::readThreadPosts({server(), kMe, dialogue::kNow},
                                                       dialogue::json(text + "}").response()));
    }
}

TEST_CASE("a page of Bluesky cut at any byte is a failed poll, never a crash") {
    const std::string text =
        R"({"cursor":"c","notifications":[)" + whole().dump() + "," + whole().dump() + "]}";
    for (std::size_t length = 0; length + 1 < text.size(); ++length) {
        CHECK_FALSE(readPage(text.substr(0, length)));
    }
    const std::string thread = wholeThread().dump();
    for (std::size_t length = 0; length + 1 < thread.size(); ++length) {
        CHECK_FALSE(platform::bluesky::readThreadPosts({server(), kMe, dialogue::kNow},
                                                       dialogue::json(thread.substr(0, length)).response()));
    }
}

TEST_CASE("whatever Bluesky answers, every list of steps ends") {
    const platform::Registry registry;
    const auto me = account();
    const auto open = secrets();
    auto answers = hostile::oddAnswers();
    answers.insert(answers.end(),
                   {page("notifications", {whole()}, "c"), page("feed", {Json{{"post", whole()}}}, "c"),
                    page("posts", {}), page("convos", {convo("c1", "r9")}, "c"),
                    page("messages", {message(1)}, "c"), page("logs", {wholeLog()}, "r9"),
                    dialogue::json(wholeThread().dump()),
                    dialogue::json(Json{{"convo", convo("c1", "r9", {kMira}, "request")}}.dump()),
                    refused(400, "NotFound"), refused(400, "InvalidConvo"), refused(502, "UpstreamFailure")});
    const auto drain = [&answers](const auto& steps, std::size_t start) {
        hostile::drain(steps, answers, start);
    };
    model::ReplyDraft draft;
    draft.text = "@a.example @b.example";
    draft.parentRemoteId = uriOf(3);
    auto direct = draft;
    direct.visibility = model::Visibility::Private;
    for (std::size_t start = 0; start < answers.size(); ++start) {
        drain(adapter().identify(me, open), start);
        drain(adapter().testAbilities(me, open), start);
        drain(adapter().poll(
                  {.account = me, .secrets = open, .cursors = {}, .recent = {{"at://a", "b"}, {"c", "d"}}}),
              start);
        drain(adapter().poll({.account = me,
                              .secrets = open,
                              .cursors = {{"notifications", "u 5"}, {"own_posts", " "}, {"chat_log", "x"}},
                              .recent = {}}),
              start);
        drain(adapter().readThread(me, open, uriOf(3), {uriOf(4), "m"}), start);
        drain(adapter().prepare(me, open, draft, {}), start);
        drain(adapter().prepare(me, open, direct, {}), start);
        for (const auto* body : {"not json", "[]", "{}", R"({"call":7})", R"({"kind":7,"call":{}})",
                                 R"({"kind":"message","accept_first":"yes","call":{"message":[]}})",
                                 R"({"kind":"message","accept_first":true,"call":{"convoId":"c"}})"}) {
            drain(adapter().send(me, open, {.body = body, .repeatKey = ""}), start);
            drain(
                adapter().lookUp(
                    {.account = me, .secrets = open, .draft = {}, .frozen = {.body = body, .repeatKey = {}}}),
                start);
        }
        drain(adapter().renew(me, open), start);
        drain(registry.password("bluesky")->signIn(me.server, "a", "b"), start);
    }
}

TEST_CASE("a handle, name or link of Bluesky that lies stays data") {
    Json item = notification(5);
    item["author"]["displayName"] = "\u202Eevil <b>bold</b>\n";
    item["record"]["facets"] = Json::array({{{"index", {{"byteStart", 0}, {"byteEnd", 5}}},
                                             {"features", Json::array({{{"uri", "javascript:alert(1)"}}})}}});
    const auto page = readPage(Json{{"notifications", Json::array({item})}}.dump());
    REQUIRE(page);
    const auto& message = page->posts.at(0).message;
    REQUIRE(message);
    CHECK(message->author.name == "\u202Eevil <b>bold</b>\n");
    CHECK(message->text == "hello (javascript:alert(1))");
}
