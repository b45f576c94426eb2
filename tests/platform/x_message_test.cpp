// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/message.h"
#include "platform/x/parse.h"
#include "samples.h"
#include "support/catch.h"
#include "x_samples.h"

#include <string>

namespace {

using namespace ex;
using model::MentionOfUs;

model::IncomingMessage messageOf(const Json& item, const Json& includes = {}) {
    Json body{{"data", Json::array({item})}};
    if (!includes.is_null()) {
        body["includes"] = includes;
    }
    const std::string text = body.dump();
    platform::json::Reader reader(text);
    const auto page = platform::x::readPage(reader);
    REQUIRE(page);
    platform::x::WirePost wire;
    REQUIRE(platform::x::readPost(reader, page->items.at(0), wire));
    return toMessage(wire, page->includes, platform::x::Self(ex::account()), dialogue::kNow);
}
Json mentioning(Json post, const std::vector<std::pair<std::string, std::string>>& people) {
    for (const auto& [id, name] : people) {
        post["entities"]["mentions"].push_back({{"id", id}, {"username", name}, {"start", 0}, {"end", 1}});
    }
    return post;
}

}  // namespace

TEST_CASE("a mention that a reply carries over is told from one that was written") {
    CHECK(messageOf(post(6, kMira, "@Shop hello")).mentionOfUs == MentionOfUs::Written);
    CHECK(messageOf(replyTo(post(6, kMira, "@shop @tom thanks"), "5")).mentionOfUs == MentionOfUs::Leading);
    CHECK(messageOf(replyTo(post(6, kMira, "@tom ask @shop, they know"), "5")).mentionOfUs ==
          MentionOfUs::Written);
    CHECK(messageOf(post(6, kMira, "shop and @shopper")).mentionOfUs == MentionOfUs::None);
    CHECK(messageOf(post(6, kMira, "mail me@shop")).mentionOfUs == MentionOfUs::None);
    // By another name of ours, since we renamed ourselves.
    CHECK(messageOf(mentioning(post(6, kMira, "@oldshop hello"), {{kMe, "oldshop"}})).mentionOfUs ==
          MentionOfUs::Written);
}

TEST_CASE("who quotes a post of ours addresses us") {
    Json quoting = post(6, kMira, "look at these https://t.co/q");
    quoting["referenced_tweets"] = Json::array({{{"type", "quoted"}, {"id", "99"}}});
    quoting["entities"]["urls"] =
        Json::array({{{"url", "https://t.co/q"}, {"expanded_url", "https://twitter.com/shop/status/99"}}});
    Json ours{{"id", "99"}, {"text", "New lamps"}, {"author_id", kMe}};
    const auto message = messageOf(quoting, {{"tweets", Json::array({ours})}});
    CHECK(message.mentionOfUs == MentionOfUs::Written);
    CHECK(message.text == "look at these https://twitter.com/shop/status/99");
    CHECK(message.parentRemoteId.empty());
    quoting.erase("entities");
    ours["author_id"] = kTom;
    const auto stranger = messageOf(quoting, {{"posts", Json::array({ours})}});
    CHECK(stranger.mentionOfUs == MentionOfUs::None);
    CHECK(stranger.text == "look at these https://t.co/q\n\nRE: https://x.com/i/status/99");
}

TEST_CASE("people whom the words mention are named by their ids, those carried over are not") {
    const auto reply = replyTo(
        mentioning(post(6, kMira, "@shop @tom did @Bo say so?"), {{kMe, "shop"}, {kTom, "tom"}, {"9", "bo"}}),
        "5");
    CHECK(messageOf(reply).writtenMentions == std::vector<std::string>{"9"});
    CHECK(messageOf(mentioning(post(6, kMira, "@tom and @shop"), {{kMe, "shop"}, {kTom, "tom"}}))
              .writtenMentions == std::vector<std::string>{kTom});
}

TEST_CASE("links are shown as they were written, escapes taken back, pictures attached") {
    Json pictured = post(6, kMira, "a &lt;b&gt; &amp;amp; 👩‍🍳 https://t.co/one https://t.co/pic");
    pictured["attachments"]["media_keys"] = {"3_1"};
    pictured["entities"]["urls"] =
        Json::array({{{"url", "https://t.co/one"}, {"expanded_url", "https://example.com/x?a=1&b=2"}},
                     {{"url", "https://t.co/pic"},
                      {"expanded_url", "https://x.com/mira/status/1/photo/1"},
                      {"media_key", "3_1"}}});
    const auto message = messageOf(pictured, {{"media", Json::array({{{"media_key", "3_1"},
                                                                      {"type", "photo"},
                                                                      {"url", "https://pbs.example/1.jpg"},
                                                                      {"alt_text", "a lamp"}}})}});
    CHECK(message.text == "a <b> &amp; 👩‍🍳 https://example.com/x?a=1&b=2");
    REQUIRE(message.attachments.size() == 1);
    CHECK(message.attachments[0].url == "https://pbs.example/1.jpg");
    CHECK(message.attachments[0].description == "a lamp");
}

TEST_CASE("a film is its best version, else its picture") {
    Json filmed = post(6);
    filmed["attachments"]["media_keys"] = {"7_1", "7_2"};
    const Json variants =
        Json::array({{{"content_type", "video/mp4"}, {"bit_rate", 200}, {"url", "https://v/low"}},
                     {{"content_type", "application/x-mpegURL"}, {"url", "https://v/list"}},
                     {{"content_type", "video/mp4"}, {"bit_rate", 900}, {"url", "https://v/high"}}});
    const auto message = messageOf(
        filmed, {{"media", Json::array({{{"media_key", "7_1"}, {"type", "video"}, {"variants", variants}},
                                        {{"media_key", "7_2"},
                                         {"type", "animated_gif"},
                                         {"preview_image_url", "https://v/still"}}})}});
    REQUIRE(message.attachments.size() == 2);
    CHECK(message.attachments[0].url == "https://v/high");
    CHECK(message.attachments[1].url == "https://v/still");
    CHECK(message.attachments[1].kind == model::Attachment::Kind::Video);
}

TEST_CASE("a long post is shown whole, in either dialect") {
    for (const auto* name : {"note_tweet", "note_post"}) {
        Json noted = post(6, kMira, "the beginning…");
        noted[name] = {{"text", "the beginning and the end of it"}};
        CHECK(messageOf(noted).text == "the beginning and the end of it");
    }
}

TEST_CASE("both dialects give the same message") {
    const auto tweet = messageOf(replyTo(post(6, kMira, "@shop hi"), "5"));
    const auto other = messageOf(replyTo(post(6, kMira, "@shop hi", Dialect::Post), "5", Dialect::Post));
    CHECK(tweet == other);
    CHECK(tweet.parentRemoteId == "5");
}

TEST_CASE("followers tell the reach, and a person without a name is known by the id") {
    Json mira = user(kMira);
    mira["public_metrics"] = {{"followers_count", 1900}};
    CHECK(messageOf(post(6), {{"users", Json::array({mira})}}).author.followers == 1900);
    CHECK(messageOf(post(6)).author == model::IncomingContact{.remoteId = kMira});
}

TEST_CASE("the other one of a conversation of two is the one that is not us") {
    using platform::x::otherOf;
    CHECK(otherOf("777-2244", "777") == "2244");
    CHECK(otherOf("2244-777", "777") == "2244");
    CHECK(otherOf("1-2", "777").empty());
    CHECK(otherOf("1585094756761149440", "777").empty());
}
