// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/message.h"

#include "platform/mastodon/parse.h"
#include "samples.h"
#include "support/catch.h"

#include <string>

namespace {

using model::MentionOfUs;
using model::Visibility;
using samples::Json;

model::IncomingMessage messageOf(const Json& json, const model::Account& account = samples::account()) {
    platform::json::Reader reader(json.dump());
    platform::mastodon::WireStatus wire;
    const auto status = platform::mastodon::readStatus(reader, reader.whole(), wire);
    INFO((status ? std::string() : status.error().message));
    REQUIRE(status);
    return toMessage(wire, platform::mastodon::Self(account));
}

const std::string kTom = samples::mentionHtml("https://b.example/@tom", "tom");

Json tom() {
    return {{"id", "902"}, {"username", "tom"}, {"acct", "tom@b.example"}, {"url", "https://b.example/@tom"}};
}

}  // namespace

TEST_CASE("a status becomes a message with the platform's own ids, times and words") {
    Json json =
        samples::status("55", samples::mira(), "<p>" + samples::shopMention() + " where is my lamp?</p>", 12);
    json["in_reply_to_id"] = "54";
    json["edited_at"] = "2026-05-04T08:20:00.500Z";
    json["spoiler_text"] = "complaint";
    json["visibility"] = "unlisted";
    const auto message = messageOf(json);
    CHECK(message.remoteId == "55");
    CHECK(message.parentRemoteId == "54");
    CHECK(message.author.remoteId == "901");
    CHECK(message.author.handle == "mira@stadtfunk.example");
    CHECK(message.author.name == "Mira");
    CHECK(message.author.profileUrl == "https://stadtfunk.example/@mira");
    CHECK_FALSE(message.author.bot);
    CHECK_FALSE(message.own);
    CHECK(message.visibility == Visibility::Public);
    CHECK(message.audience == "unlisted");
    CHECK(message.subject == "complaint");
    CHECK(message.text == "@shop where is my lamp?");
    CHECK(message.url == "https://stadtfunk.example/@mira/55");
    CHECK(message.at == samples::minuteOf(12));
    CHECK(message.editedAt == samples::minuteOf(20) + base::Duration{500});
    CHECK(message.unreadable.empty());
    CHECK(message.rawJson.empty());
}

TEST_CASE("direct, private and unknown audiences are private, and the word is kept") {
    Json json = samples::status("1", samples::mira(), "<p>x</p>");
    for (const auto* word : {"direct", "private", "limited", "mutuals_only"}) {
        json["visibility"] = word;
        CHECK(messageOf(json).visibility == Visibility::Private);
        CHECK(messageOf(json).audience == word);
    }
    for (const auto* word : {"public", "unlisted"}) {
        json["visibility"] = word;
        CHECK(messageOf(json).visibility == Visibility::Public);
    }
}

TEST_CASE("our own messages are recognised by id, or by the profile's address") {
    CHECK(messageOf(samples::status("1", samples::us(), "<p>x</p>")).own);
    Json dialect = samples::us();
    dialect["id"] = "da4a2d60c2f18c0b82a8e50619d9aedd";
    CHECK(messageOf(samples::status("1", dialect, "<p>x</p>")).own);
    dialect["url"] = "https://me.example/@shopkeeper";
    CHECK_FALSE(messageOf(samples::status("1", dialect, "<p>x</p>")).own);
    // The same name on another server is somebody else.
    Json namesake = samples::us();
    namesake["id"] = "77";
    namesake["acct"] = "shop@other.example";
    namesake["url"] = "https://other.example/@shop";
    CHECK_FALSE(messageOf(samples::status("1", namesake, "<p>x</p>")).own);
}

TEST_CASE("what our own account posts elsewhere is a machine's when its owner has marked it as a robot") {
    Json robot = samples::us();
    CHECK_FALSE(messageOf(samples::status("1", robot, "<p>x</p>")).automatic);
    robot["bot"] = true;
    CHECK(messageOf(samples::status("1", robot, "<p>x</p>")).automatic);
    // A customer's robot is a customer.
    Json mira = samples::mira();
    mira["bot"] = true;
    CHECK_FALSE(messageOf(samples::status("1", mira, "<p>x</p>")).automatic);
}

TEST_CASE("a mention of us counts as written unless a reply only carries it in front") {
    Json json = samples::status("1", samples::mira(), "<p>" + samples::shopMention() + " hello</p>");
    json["mentions"] = {samples::mentionOf(samples::us())};
    CHECK(messageOf(json).mentionOfUs == MentionOfUs::Written);

    json["in_reply_to_id"] = "5";
    CHECK(messageOf(json).mentionOfUs == MentionOfUs::Leading);

    json["content"] = "<p>" + kTom + " " + samples::shopMention() + " hello</p>";
    CHECK(messageOf(json).mentionOfUs == MentionOfUs::Leading);

    json["content"] = "<p>" + kTom + " ask " + samples::shopMention() + "</p>";
    CHECK(messageOf(json).mentionOfUs == MentionOfUs::Written);

    json["content"] = "<p>" + samples::shopMention() + " yes, " + samples::shopMention() + "!</p>";
    CHECK(messageOf(json).mentionOfUs == MentionOfUs::Written);

    json["content"] = "<p>no names</p>";
    CHECK(messageOf(json).mentionOfUs == MentionOfUs::Leading);

    json["mentions"] = Json::array();
    CHECK(messageOf(json).mentionOfUs == MentionOfUs::None);
}

TEST_CASE("a mention of us is seen without the list of mentions and in other servers' spellings") {
    Json json = samples::status("1", samples::mira(), "");
    const auto mentioned = [&](std::string_view href, std::string_view text) {
        json["content"] = "<p>hi <span class=\"h-card\"><a href=\"" + std::string(href) +
                          "\" class=\"u-url mention\">" + std::string(text) + "</a></span></p>";
        return messageOf(json).mentionOfUs == MentionOfUs::Written;
    };
    CHECK(mentioned("https://me.example/@shop", "@<span>shop</span>"));
    CHECK(mentioned("https://me.example/@shop/", "@shop"));
    CHECK(mentioned("https://me.example/users/shop", "@shop"));
    CHECK(mentioned("https://me.example/ap/users/14715", "@Shop@ME.example"));
    CHECK_FALSE(mentioned("https://other.example/@shop", "@shop"));
    CHECK_FALSE(mentioned("https://other.example/@shop", "@shop@other.example"));
    CHECK_FALSE(mentioned("https://me.example/@shopping", "@shopping"));
}

TEST_CASE("people whom the text itself mentions are named by id, those carried in front are not") {
    Json json = samples::status("1", samples::mira(),
                                "<p>" + samples::shopMention() + " please tell " + kTom + "</p>");
    json["in_reply_to_id"] = "5";
    json["mentions"] = {samples::mentionOf(samples::us()), tom()};
    CHECK(messageOf(json).writtenMentions == std::vector<std::string>{"902"});

    json["content"] = "<p>" + samples::shopMention() + " " + kTom + " hello</p>";
    CHECK(messageOf(json).writtenMentions.empty());

    json["in_reply_to_id"] = nullptr;
    CHECK(messageOf(json).writtenMentions == std::vector<std::string>{"902"});
}

TEST_CASE("a private message names its other readers, and our own one whom it went to") {
    Json json =
        samples::status("1", samples::mira(), "<p>" + samples::shopMention() + " " + kTom + " psst</p>");
    json["visibility"] = "direct";
    json["mentions"] = {samples::mentionOf(samples::us()), tom(), samples::mentionOf(samples::mira())};
    const auto theirs = messageOf(json);
    CHECK(theirs.otherReaders == std::vector<std::string>{"902"});
    CHECK(theirs.addressees.empty());

    json["account"] = samples::us();
    const auto ours = messageOf(json);
    CHECK(ours.own);
    REQUIRE(ours.addressees.size() == 2);
    CHECK(ours.addressees[0].remoteId == "902");
    CHECK(ours.addressees[0].handle == "tom@b.example");
    CHECK(ours.addressees[1].handle == "mira@stadtfunk.example");

    json["visibility"] = "public";
    CHECK(messageOf(json).otherReaders.empty());
    CHECK(messageOf(json).addressees.empty());
}

TEST_CASE("snac2's numbered mentions are taken for handles and never for ids") {
    Json json =
        samples::status("1", samples::us(),
                        R"(<span class="h-card"><a href="http://127.0.0.1:8801/bob" class="u-url mention">)"
                        "@bob@127.0.0.1:8801</a></span> secret<br>");
    json["visibility"] = "private";
    json["mentions"] = {{{"id", "0"},
                         {"username", "bob@127.0.0.1:8801"},
                         {"acct", "bob@127.0.0.1:8801"},
                         {"url", "http://127.0.0.1:8801/bob"}}};
    auto message = messageOf(json);
    CHECK(message.otherReaders.empty());
    REQUIRE(message.addressees.size() == 1);
    CHECK(message.addressees[0].remoteId.empty());
    CHECK(message.addressees[0].handle == "bob@127.0.0.1:8801");

    // Read back, snac2 leaves the list out altogether.
    json["mentions"] = Json::array();
    message = messageOf(json);
    REQUIRE(message.addressees.size() == 1);
    CHECK(message.addressees[0].handle == "bob@127.0.0.1:8801");
    CHECK(message.addressees[0].profileUrl == "http://127.0.0.1:8801/bob");
}

TEST_CASE("attachments keep kind, address and description") {
    Json json = samples::status("1", samples::mira(), "<p>look</p>");
    json["media_attachments"] = {
        {{"type", "image"}, {"url", "https://a.example/1.png"}, {"description", "receipt"}},
        {{"type", "gifv"}, {"url", "https://a.example/2.mp4"}, {"description", nullptr}},
        {{"type", "audio"}, {"url", nullptr}, {"remote_url", "https://b.example/3.ogg"}},
        {{"type", "unknown"}, {"url", "https://a.example/4.bin"}},
        nullptr,
    };
    const auto& attachments = messageOf(json).attachments;
    using Kind = model::Attachment::Kind;
    const std::vector<model::Attachment> expected{{Kind::Image, "https://a.example/1.png", "receipt"},
                                                  {Kind::Video, "https://a.example/2.mp4", ""},
                                                  {Kind::Audio, "https://b.example/3.ogg", ""},
                                                  {Kind::File, "https://a.example/4.bin", ""}};
    CHECK((attachments == expected));
}

TEST_CASE("a poll's options and a quoted post's address are part of the text") {
    Json json = samples::status("1", samples::mira(), "<p>which?</p>");
    json["poll"] = {{"options", {{{"title", "red"}}, {{"title", "blue"}}}}};
    CHECK(messageOf(json).text == "which?\n\n○ red\n○ blue");
    json["poll"] = nullptr;
    json["content"] =
        R"(<p class="quote-inline">RE: <a href="https://me.example/@shop/9">https://me.example/@shop/9</a></p>)"
        "<p>really?</p>";
    json["quote"] = {{"state", "accepted"}, {"quoted_status", {{"url", "https://me.example/@shop/9"}}}};
    CHECK(messageOf(json).text == "really?\n\nRE: https://me.example/@shop/9");
}

TEST_CASE("a status without what a message needs is an error that names it") {
    const auto errorOf = [](const Json& json) {
        platform::json::Reader reader(json.dump());
        platform::mastodon::WireStatus wire;
        const auto status = platform::mastodon::readStatus(reader, reader.whole(), wire);
        return status ? std::string() : status.error().message;
    };
    const Json good = samples::status("1", samples::mira(), "<p>x</p>");
    CHECK(errorOf(good).empty());
    for (const auto* field : {"id", "created_at", "visibility", "content", "account"}) {
        Json json = good;
        json.erase(field);
        CHECK(errorOf(json) == std::string(field) + ": missing");
    }
    Json json = good;
    json["account"].erase("id");
    CHECK(errorOf(json) == "account.id: missing");
    json = good;
    json["created_at"] = 1795311550;
    CHECK(errorOf(json) == "created_at: expected text, found number");
    json["created_at"] = "yesterday";
    CHECK(errorOf(json) == "created_at: expected a time, found other text");
    json = good;
    json["content"] = 5;
    CHECK(errorOf(json) == "content: expected text, found number");
    json["content"] = nullptr;
    CHECK(errorOf(json).empty());
}

TEST_CASE("what a message can do without may be null or nonsense") {
    const Json good = samples::status("1", samples::mira(), "<p>x</p>");
    for (const auto* field : {"edited_at", "in_reply_to_id", "spoiler_text", "url", "uri", "mentions",
                              "media_attachments", "poll", "quote", "reblog", "text"}) {
        for (const Json& value :
             {Json(nullptr), Json(7.5), Json(true), Json(Json::array({1, nullptr})), Json(Json::object())}) {
            Json json = good;
            json[field] = value;
            CAPTURE(field, value.dump());
            if (std::string_view(field) == "reblog" && value.is_object()) {
                continue;  // an object there means that this only passes on another post
            }
            CHECK(messageOf(json).text == "x");
        }
    }
    for (const auto* field : {"username", "acct", "display_name", "url", "bot"}) {
        Json json = good;
        json["account"][field] = Json::array({1});
        CHECK(messageOf(json).author.remoteId == "901");
    }
}

TEST_CASE("a sent text and its HTML on the server compare equal") {
    using platform::mastodon::comparableHtml;
    using platform::mastodon::comparablePlain;
    CHECK(comparablePlain("@mira@stadtfunk.example Yes, we do.") == "Yes, we do.");
    CHECK(comparablePlain("@mira@stadtfunk.example @tom@b.example\n\nask @Ana@c.example please") ==
          "ask @ana please");
    CHECK(comparableHtml("<p>" + samples::mentionHtml("https://stadtfunk.example/@mira", "mira") + " " +
                         kTom + "</p><p>ask " + samples::mentionHtml("https://c.example/@Ana", "Ana") +
                         " please</p>") == "ask @ana please");
    CHECK(comparablePlain("write to a@b.example") == "write to a@b.example");
    CHECK(comparableHtml("<p>" + kTom + "</p>").empty());
    CHECK(comparablePlain("@tom@b.example").empty());
}
