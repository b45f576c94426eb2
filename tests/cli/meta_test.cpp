// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "town.h"

#include "store/store.h"

#include "support/catch.h"
#include "support/log_guard.h"

namespace {

app::practice::StreetOptions on(const std::string& platform) {
    auto options = quietStreet();
    options.platforms = {platform};
    return options;
}

std::int64_t connect(const Console& console, const Town& town, const std::string& platform,
                     const std::string& token) {
    const std::string secret = town.get("/_street/tokens")[token].get<std::string>();
    return console.done({"account", "add", platform, "--server", town.url(), "--token-stdin"},
                        secret + "\n")["id"];
}

void replyAndSend(const Console& console, const std::string& snippet, const std::string& text) {
    console.reply(console.conversation(snippet)["id"], text);
    CHECK(console.sync()["sent"] == 1);
}

/// "Can I reply here?", of one way to reply.
Json canReply(const Console& console, std::int64_t conversation, const std::string& visibility) {
    const Json thread = console.done({"thread", std::to_string(conversation)});
    for (const Json& way : thread["can_reply"]) {
        if (way["visibility"] == visibility) {
            return way;
        }
    }
    return {};
}

/// As if the platform had been asked yesterday what the sign-in may do.
void aDayLater(const Console& console) {
    const auto clock = base::makeSystemClock();
    support::LogGuard guard(*clock);
    auto store = store::Store::open({.path = (console.profile() / "shopbell.db").string(), .vfs = {}}, *clock,
                                    guard.log());
    REQUIRE(store);
    REQUIRE((*store)->write("test", [](store::WriteTx& tx) {
        return tx.connection().execute("UPDATE account SET verified_at = verified_at - 86400000");
    }));
}

}  // namespace

TEST_CASE("a Facebook Page is read and answered, in public and in private") {
    Town town(on("facebook"));
    const Console console;
    connect(console, town, "facebook", "user");
    const std::string post = town.say("shop", "New teapots");
    town.say("jonas", "nice pots", {{"in_reply_to", post}});
    town.say("mira", "is size M back?", {{"visibility", "direct"}});
    CHECK(console.sync()["new_messages"] == 2);
    CHECK(console.conversation("nice pots")["visibility"] == "public");
    CHECK(console.conversation("size M")["window_closes_at"].is_number());

    replyAndSend(console, "nice pots", "Thank you Jonas");
    replyAndSend(console, "size M", "It is");
    REQUIRE(town.delivered("It is").size() == 1);
    CHECK(town.delivered("It is")[0]["tag"] == "RESPONSE");
    CHECK(town.delivered("Thank you Jonas").size() == 1);
    CHECK(console.sync()["new_messages"] == 0);
}

TEST_CASE("after a day a Page answers as a person, where that is granted and switched on") {
    Town town(on("facebook"));
    const Console console;
    const std::int64_t account = connect(console, town, "facebook", "shop");
    town.say("mira", "is size M back?", {{"visibility", "direct"}});
    town.advance(25 * 60 * 60 * 1000);
    console.sync();
    console.reply(console.conversation("size M")["id"], "too late");
    console.sync();
    CHECK(town.delivered("too late").empty());
    CHECK(console.outbox()[0]["state"] == "failed");

    REQUIRE(visit("POST", town.url() + "/_street/traits", R"({"human_agent":true})").status == 200);
    console.done({"account", "set", std::to_string(account), "human_agent=on"});
    console.reply(console.conversation("too late")["id"], "as a person");
    CHECK(console.sync()["sent"] == 1);
    REQUIRE(town.delivered("as a person").size() == 1);
    CHECK(town.delivered("as a person")[0]["tag"] == "HUMAN_AGENT");
}

TEST_CASE("a comment gets one private reply, and both conversations say so") {
    const auto platform = GENERATE(as<std::string>(), "facebook", "instagram");
    CAPTURE(platform);
    Town town(on(platform));
    const Console console;
    connect(console, town, platform, "shop");
    const std::string post = town.say("shop", "New teapots");
    const std::string comment = town.say("jonas", "what do they cost?", {{"in_reply_to", post}});
    console.sync();
    const std::int64_t asked = console.conversation("what do they cost")["id"];
    CHECK(canReply(console, asked, "public")["permission"] == "allowed");
    CHECK(canReply(console, asked, "private")["permission"] == "one_private_reply");
    CHECK(canReply(console, asked, "private")["until"].get<std::int64_t>() ==
          console.done({"thread", std::to_string(asked)})["messages"][0]["at"].get<std::int64_t>() +
              std::int64_t{7} * 24 * 60 * 60 * 1000);

    // Queued is used up: a second one written meanwhile would be refused by the platform.
    const auto reply =
        console.done({"reply", std::to_string(asked), "--private", "--text", "they are 12 euro"});
    const std::int64_t inPrivate = reply["conversation"];
    CHECK(inPrivate != asked);
    CHECK(canReply(console, asked, "private")["permission"] == "private_reply_used");
    const std::string again =
        console.refused({"reply", std::to_string(asked), "--private", "--text", "and in blue"}, 1);
    CHECK(again.find("one private reply to each message") != std::string::npos);
    CHECK(console.outbox().size() == 1);
    CHECK(console.sync()["sent"] == 1);
    REQUIRE(town.delivered("they are 12 euro").size() == 1);

    const auto moved = console.done({"thread", std::to_string(asked)})["moved"];
    REQUIRE(moved.size() == 1);
    CHECK(moved[0]["conversation"] == inPrivate);
    CHECK(moved[0]["delivery"] == "sent");
    CHECK(console.done({"thread", std::to_string(inPrivate)})["moved"] == moved);
    CHECK(console.conversation("they are 12 euro")["state"] == "answered");

    CHECK(canReply(console, inPrivate, "private")["permission"] == "awaits_answer");
    const std::string early = console.refused({"reply", std::to_string(inPrivate), "--text", "hello?"}, 1);
    CHECK(early.find("only when they have answered") != std::string::npos);
    town.say("jonas", "then two of them", {{"visibility", "direct"}});
    console.sync();
    CHECK(canReply(console, inPrivate, "private")["permission"] == "allowed");
    replyAndSend(console, "then two of them", "They wait for you");
    CHECK(town.delivered("They wait for you").size() == 1);
}

TEST_CASE("a private reply is taken for a week, and what the Page says of it is believed") {
    Town town(on("facebook"));
    const Console console;
    connect(console, town, "facebook", "shop");
    const std::string post = town.say("shop", "New teapots");
    town.say("jonas", "what do they cost?", {{"in_reply_to", post}});
    console.sync();
    const std::int64_t asked = console.conversation("what do they cost")["id"];
    town.advance(std::int64_t{7} * 24 * 60 * 60 * 1000);
    console.sync();
    CHECK(canReply(console, asked, "private")["permission"] == "private_reply_refused");
    CHECK(canReply(console, asked, "public")["permission"] == "allowed");
}

TEST_CASE("a token that comes to its end, and a permission taken back, are told days ahead") {
    const auto platform = GENERATE(as<std::string>(), "facebook", "instagram");
    CAPTURE(platform);
    Town town(on(platform));
    const Console console;
    connect(console, town, platform, platform == "facebook" ? "shop" : "page");
    town.say("mira", "is size M back?", {{"visibility", "direct"}});
    console.sync();
    const auto before = console.account()["token_ends_at"];
    const std::int64_t asked = console.conversation("size M")["id"];
    CHECK(canReply(console, asked, "private")["permission"] == "allowed");

    const std::string scope = platform == "facebook" ? "pages_messaging" : "instagram_manage_messages";
    constexpr std::int64_t kSixDays = 6 * 24 * 60 * 60;
    const Json traits = {{"missing", {scope}}, {"expires_in_s", kSixDays}};
    REQUIRE(visit("POST", town.url() + "/_street/traits", traits.dump()).status == 200);
    const std::int64_t end = town.get("/_street/clock")["now_ms"].get<std::int64_t>() + kSixDays * 1000;
    console.attempt({"sync", "--once"});
    CHECK(console.account()["token_ends_at"] == before);  // asked a moment ago
    aDayLater(console);
    console.attempt({"sync", "--once"});
    CHECK(console.account()["token_ends_at"].get<std::int64_t>() / 1000 == end / 1000);
    const Outcome shown = console.run({"account", "list"});
    INFO(shown.out);
    CHECK(shown.out.find("The sign-in ends in 5 d 23 h: log in again before.") != std::string::npos);
    CHECK(canReply(console, asked, "private")["permission"] == "permission_missing");
}

TEST_CASE("an Instagram account is read and answered, by either login") {
    const auto token = GENERATE(as<std::string>(), "shop", "page");
    CAPTURE(token);
    Town town(on("instagram"));
    const Console console;
    connect(console, town, "instagram", token);
    const std::string picture = town.say("shop", "New teapots");
    town.say("jonas", "nice pots", {{"in_reply_to", picture}});
    town.say("mira", "is size M back?", {{"visibility", "direct"}});
    CHECK(console.sync()["new_messages"] == 2);
    replyAndSend(console, "nice pots", "Thank you Jonas");
    replyAndSend(console, "size M", "It is");
    CHECK(town.delivered("Thank you Jonas").size() == 1);
    CHECK(town.delivered("It is").size() == 1);
    CHECK(console.sync()["new_messages"] == 0);
}

TEST_CASE("a Threads profile is read and answered, and a lost answer doubles nothing") {
    Town town(on("threads"));
    const Console console;
    connect(console, town, "threads", "shop");
    const std::string post = town.say("shop", "New teapots");
    town.say("jonas", "nice pots", {{"in_reply_to", post}});
    town.say("mira", "@kettleandkiln is size M back?");
    CHECK(console.sync()["new_messages"] == 2);
    console.reply(console.conversation("nice pots")["id"], "Thank you Jonas");
    // A container of words takes a moment, and the street's clock stands still.
    console.attempt({"sync", "--once"});
    town.advance(10'000);
    town.breakDown("/me/threads_publish", "drop_after");
    console.attempt({"sync", "--once"});
    town.mend();
    console.attempt({"sync", "--once"});
    console.sync();
    CHECK(town.delivered("Thank you Jonas").size() == 1);
    CHECK(console.conversation("Thank you Jonas")["state"] == "answered");
}
