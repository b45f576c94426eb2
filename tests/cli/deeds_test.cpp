// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"
#include "town.h"

#include "support/catch.h"

/// Hiding and liking by the command line, on the practice street.
namespace {

app::practice::StreetOptions on(const std::string& platform) {
    auto options = quietStreet();
    options.platforms = {platform};
    return options;
}

struct Square {
    std::string platform;
    Town town{on(platform)};
    Console console;
    std::string token = town.get("/_street/tokens")["shop"].get<std::string>();

    explicit Square(std::string name) : platform(std::move(name)) {}

    void connect() const {
        console.done({"account", "add", platform, "--server", town.url(), "--token-stdin"}, token + "\n");
    }
    /// The customer's message with these words, as `thread` shows it.
    [[nodiscard]] Json message(const std::string& words) const {
        for (const Json& one : console.messages(console.conversation(words)["id"])) {
            if (one["text"].get<std::string>().find(words) != std::string::npos) {
                return one;
            }
        }
        FAIL("there is no such message");
        return {};
    }
    [[nodiscard]] std::string id(const std::string& words) const {
        return std::to_string(message(words)["id"].get<std::int64_t>());
    }
    /// A node of one of Meta's platforms, as its server shows it.
    [[nodiscard]] Json node(const std::string& id, const std::string& field) const {
        const std::string version = platform == "threads" ? "/v1.0/" : "/v26.0/";
        const Page page =
            visit("GET", town.url() + version + id + "?fields=" + field + "&access_token=" + token);
        INFO(page.body);
        CHECK(page.status == 200);
        return Json::parse(page.body)[field];
    }
    void ask(const std::string& path) const {
        const Page page = visit("POST", town.url() + path + "&access_token=" + token);
        INFO(page.body);
        CHECK(page.status == 200);
    }
};

}  // namespace

TEST_CASE("a comment on one of Meta's platforms is hidden and shown again from the command line") {
    struct Kind {
        std::string platform, field;
        Json hidden, shown;
    };
    const auto kind = GENERATE(as<Kind>(), Kind{"facebook", "is_hidden", true, false},
                               Kind{"instagram", "hidden", true, false},
                               Kind{"threads", "hide_status", "HIDDEN", "NOT_HUSHY"});
    CAPTURE(kind.platform);
    Square square(kind.platform);
    square.connect();
    const std::string post = square.town.say("shop", "New teapots");
    const std::string comment = square.town.say("jonas", "all rubbish", {{"in_reply_to", post}});
    square.console.sync();
    CHECK(square.message("rubbish")["can_hide"] == true);
    CHECK(square.message("rubbish")["hidden"] == false);

    const Json wished = square.console.done({"hide", square.id("rubbish")});
    CHECK(wished["hidden"] == true);
    CHECK(wished["deed_waits"] == true);
    CHECK(square.node(comment, kind.field) == kind.shown);
    square.console.sync();
    CHECK(square.node(comment, kind.field) == kind.hidden);
    CHECK(square.message("rubbish")["deed_waits"] == false);
    CHECK(square.message("rubbish")["hidden"] == true);
    // It is no answer.
    CHECK(square.console.conversation("rubbish")["state"] == "needs_reply");
    square.console.sync();
    CHECK(square.message("rubbish")["hidden"] == true);

    square.console.done({"hide", square.id("rubbish"), "--undo"});
    square.console.sync();
    CHECK(square.node(comment, kind.field) == kind.shown);
    CHECK(square.message("rubbish")["hidden"] == false);
    CHECK(square.message("rubbish")["deed_problem"].is_null());
}

TEST_CASE("what was hidden or liked in Facebook's own app is seen") {
    Square square("facebook");
    square.connect();
    const std::string post = square.town.say("shop", "New teapots");
    const std::string comment = square.town.say("jonas", "all rubbish", {{"in_reply_to", post}});
    square.console.sync();
    square.ask("/v26.0/" + comment + "?is_hidden=true");
    square.ask("/v26.0/" + comment + "/likes?");
    square.console.sync();
    CHECK(square.message("rubbish")["hidden"] == true);
    CHECK(square.message("rubbish")["liked"] == true);
    CHECK(square.message("rubbish")["deed_waits"] == false);
}

TEST_CASE("a Page likes a comment, and takes that back") {
    Square square("facebook");
    square.connect();
    const std::string post = square.town.say("shop", "New teapots");
    const std::string comment = square.town.say("jonas", "lovely pots", {{"in_reply_to", post}});
    square.console.sync();
    square.console.done({"like", square.id("lovely")});
    square.console.sync();
    CHECK(square.node(comment, "user_likes") == true);
    square.console.done({"like", square.id("lovely"), "--undo"});
    square.console.sync();
    CHECK(square.node(comment, "user_likes") == false);
}

TEST_CASE("a post on Mastodon is liked, and what it does not have is refused in one sentence") {
    Square square("mastodon");
    square.console.connect(square.town);
    const std::string post = square.town.say("mira", "@shop lovely pots");
    square.console.sync();
    const std::string id = square.id("lovely");
    CHECK(square.message("lovely")["can_hide"] == false);
    CHECK(square.console.refused({"hide", id}, 1).find("can't be hidden") != std::string::npos);
    const auto likes = [&] {
        const Page page = visit("GET", square.town.url() + "/api/v1/statuses/" + post);
        return Json::parse(page.body)["favourites_count"];
    };
    square.console.done({"like", id});
    CHECK(likes() == 0);
    square.town.breakDown("/favourite", "status_after:500", -1);
    square.console.attempt({"sync", "--once"});
    CHECK(likes() == 1);
    CHECK(square.message("lovely")["deed_waits"] == true);
    square.town.mend();
    square.console.sync();
    CHECK(likes() == 1);
    CHECK(square.message("lovely")["deed_waits"] == false);
    CHECK(square.message("lovely")["liked"] == true);
    square.console.done({"like", id, "--undo"});
    square.console.sync();
    CHECK(likes() == 0);
}

TEST_CASE("a post on Bluesky is liked once, whatever is lost, and no longer when that is taken back") {
    Square square("bluesky");
    square.console.done({"account", "add", "bluesky", "--server", square.town.url(), "--handle",
                         square.town.get("/_street/tokens")["handles"]["shop"].get<std::string>()},
                        square.token + "\n");
    const Json people = square.town.get("/_street/tokens");
    square.town.say("mira", "@" + people["handles"]["shop"].get<std::string>() + " lovely pots");
    square.console.sync();
    const auto likes = [&] {
        const Page page =
            visit("GET", square.town.url() + "/xrpc/com.atproto.repo.listRecords?repo=" +
                             people["dids"]["shop"].get<std::string>() + "&collection=app.bsky.feed.like");
        INFO(page.body);
        CHECK(page.status == 200);
        return Json::parse(page.body)["records"].size();
    };
    square.console.done({"like", square.id("lovely")});
    square.town.breakDown("putRecord", "drop_after");
    square.console.sync();
    square.town.mend();
    square.console.sync();
    CHECK(likes() == 1);
    CHECK(square.message("lovely")["liked"] == true);
    CHECK(square.message("lovely")["deed_waits"] == false);
    square.console.done({"like", square.id("lovely"), "--undo"});
    square.console.sync();
    CHECK(likes() == 0);
    CHECK(square.message("lovely")["liked"] == false);
}

TEST_CASE("a hide that the platform refuses is told at the message, and the wish is given up") {
    Square square("facebook");
    square.connect();
    const std::string post = square.town.say("shop", "New teapots");
    const std::string comment = square.town.say("jonas", "all rubbish", {{"in_reply_to", post}});
    square.console.sync();
    square.console.done({"hide", square.id("rubbish")});
    square.town.breakDown("is_hidden=true", "status:403", -1);
    square.console.sync();
    const Json told = square.message("rubbish");
    INFO(told.dump());
    CHECK(told["deed_problem"].is_string());
    CHECK(told["deed_waits"] == false);
    CHECK(told["hidden"] == false);
    CHECK(square.console.account()["state"] == "ok");
    square.town.mend();
    square.console.done({"hide", square.id("rubbish")});
    square.console.sync();
    CHECK(square.node(comment, "is_hidden") == true);
    CHECK(square.message("rubbish")["deed_problem"].is_null());
}

TEST_CASE("a message that is not there is hidden by nobody") {
    const Console console;
    CHECK(console.refused({"hide", "77"}, 1).find("no message 77") != std::string::npos);
    console.refused({"like"}, 2);
}
