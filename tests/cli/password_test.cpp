// SPDX-License-Identifier: GPL-3.0-or-later
// An account that is connected with a name and an app password, and its settings.
#include "console.h"

#include "support/catch.h"
#include "support/paths.h"

#include <filesystem>

namespace {

app::practice::StreetOptions sky() {
    auto options = quietStreet();
    options.platforms = {"bluesky"};
    return options;
}

std::string handle(const Town& town) {
    return town.get("/_street/tokens")["handles"]["shop"];
}

std::vector<std::string> adding(const Town& town) {
    return {"account", "add", "bluesky", "--server", town.url(), "--handle", handle(town)};
}

}  // namespace

TEST_CASE("an app password on stdin connects the account, and is kept nowhere") {
    const Town town(sky());
    const Console console;
    const Json account = console.done(adding(town), town.token() + "\n");
    CHECK(account["platform"] == "bluesky");
    CHECK(account["name"] == "@" + handle(town));
    CHECK(account["state"] == "ok");
    CHECK(account["server"] == town.url());
    for (const auto& file : std::filesystem::recursive_directory_iterator(console.profile())) {
        if (file.is_regular_file()) {
            CHECK(support::readFile(file.path()).find(town.token()) == std::string::npos);
        }
    }
    // The same account once more keeps its number.
    auto withSign = adding(town);
    withSign.back() = "@" + withSign.back();
    CHECK(console.done(withSign, town.token() + "\n")["id"] == account["id"]);
}

TEST_CASE("a wrong app password, an empty one and a missing name are refused, and nothing is connected") {
    const Town town(sky());
    const Console console;
    CHECK(console.refused(adding(town), 1, "not-it\n").find("does not accept") != std::string::npos);
    CHECK(console.refused(adding(town), 1, "\n").find("app password is missing") != std::string::npos);
    CHECK(console.refused({"account", "add", "bluesky", "--server", town.url()}, 1).find("--handle") !=
          std::string::npos);
    CHECK(console.list({"account", "list"}, "accounts").empty());
}

TEST_CASE("customers are read and answered, in public and in private") {
    Town town(sky());
    const Console console;
    console.done(adding(town), town.token() + "\n");
    town.say("mira", "@" + handle(town) + " is the kettle blue?");
    town.say("zoe", "do you repair teapots?", {{"visibility", "direct"}});
    CHECK(console.sync()["new_messages"] == 2);
    const Json open = console.conversation("kettle blue");
    const Json whispered = console.conversation("repair teapots");
    CHECK(open["visibility"] == "public");
    CHECK(whispered["visibility"] == "private");
    console.reply(open["id"], "It is, see shop.example.com and https://shop.example.com/blue.");
    console.reply(whispered["id"], "We do.");
    CHECK(console.sync()["sent"] == 2);
    CHECK(console.sync()["sent"] == 0);
    CHECK(town.delivered("It is, see").size() == 1);
    CHECK(town.delivered("We do.").size() == 1);
    CHECK(town.delivered("We do.").front()["in_reply_to"].is_string());
    CHECK(console.messages(open["id"]).back()["delivery"] == "sent");
}

TEST_CASE("an app password without the right to direct messages is explained, and posts still come") {
    Town town(sky());
    const Console console;
    console.done(adding(town), town.get("/_street/tokens")["shop_without_dm"].get<std::string>() + "\n");
    town.say("mira", "@" + handle(town) + " is the kettle blue?");
    town.say("zoe", "do you repair teapots?", {{"visibility", "direct"}});
    CHECK(console.sync()["new_messages"] == 1);
    const Json abilities = console.list({"account", "test", "1"}, "abilities");
    int missing = 0;
    for (const Json& ability : abilities) {
        if (ability["state"] == "missing") {
            ++missing;
            CHECK(ability["ability"] == "read private messages");
            CHECK(ability["detail"].get<std::string>().find("app password") != std::string::npos);
        }
    }
    CHECK(missing == 1);
}

TEST_CASE("settings are shown, changed and taken back, and nonsense is refused") {
    const Town town(sky());
    const Console console;
    auto words = adding(town);
    words.insert(words.end(), {"--set", "chat_proxy=did:web:chat.example#bsky_chat"});
    const Json account = console.done(words, town.token() + "\n");
    CHECK(account["settings"] == Json{{"chat_proxy", "did:web:chat.example#bsky_chat"}});
    CHECK(console.done({"account", "set", "1", "mark_seen=on"})["settings"]["mark_seen"] == "on");
    CHECK(console.account()["settings"].size() == 2);
    CHECK(console.done({"account", "set", "1", "mark_seen="})["settings"].size() == 1);
    CHECK(console.refused({"account", "set", "1", "mark_seen=maybe"}, 1).find("on or off") !=
          std::string::npos);
    CHECK(console.refused({"account", "set", "1", "colour=blue"}, 1).find("chat_proxy, mark_seen") !=
          std::string::npos);
    CHECK(console.refused({"account", "set", "1", "mark_seen"}, 1).find("name=value") != std::string::npos);
    CHECK(console.refused({"account", "set", "9", "mark_seen=on"}, 1).find("no account 9") !=
          std::string::npos);
    words.back() = "chat_proxy=nonsense";
    CHECK(console.refused(words, 1, town.token() + "\n").find("did:web") != std::string::npos);
}
