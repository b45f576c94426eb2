// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever is wrong outside: one clear sentence, the documented exit code, and nothing lost.
#include "console.h"

#include "support/catch.h"
#include "support/loopback_server.h"
#include "support/paths.h"

#include <unistd.h>

#include <fstream>

namespace {

std::vector<std::string> adding(const std::string& server) {
    return {"account", "add", "mastodon", "--server", server, "--token-stdin"};
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

void write(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// A profile with a customer's question and a queued reply, and the bytes of its database.
struct Kept {
    explicit Kept(const Console& console) : database(console.profile() / "shopbell.db") {
        console.connect(town);
        town.say("mira", "@shop Is the blue kettle still there?");
        console.sync();
        console.reply(1, "Two are left.");
        REQUIRE_FALSE(std::filesystem::exists(database.string() + "-wal"));
        bytes = support::readFile(database);
    }
    Town town;
    std::filesystem::path database;
    std::string bytes;
};

const std::vector<std::vector<std::string>> kEveryKind{
    {"inbox"},        {"thread", "1"},    {"search", "kettle"},          {"outbox"},
    {"suggest", "1"}, {"canned", "list"}, {"reply", "1", "--text", "x"}, {"check"}};

}  // namespace

TEST_CASE("a wrong token is refused and leaves no account behind") {
    Town town;
    const Console console;
    CHECK(has(console.refused(adding(town.url()), 1, "a-wrong-token\n"), "does not accept this token"));
    CHECK(has(console.refused(adding(town.url()), 1, "\n"), "token is missing"));
    CHECK(has(console.refused(adding(town.url()), 1), "token is missing"));
    CHECK(console.list({"account", "list"}, "accounts").empty());
}

TEST_CASE("servers that can't be reached end with 4, and the sentence says why") {
    const Console console;
    // Too long a name for any name server to be asked.
    const std::string nowhere = std::string(64, 'a') + ".invalid";
    CHECK(has(console.refused(adding("https://" + nowhere), 4, "token\n"), nowhere));
    const std::string closed = "127.0.0.1:" + std::to_string(support::unusedPort());
    CHECK(has(console.refused(adding("http://" + closed), 4, "token\n"), closed + " refuses the connection"));
    CHECK(has(console.refused(adding("https://" + closed), 4, "token\n"), closed));
    CHECK(console.list({"account", "list"}, "accounts").empty());
}

TEST_CASE("a server that answers something else is named as such") {
    const Console console;
    const std::string page = "<!DOCTYPE html><title>Train WiFi</title><h1>Welcome aboard</h1>";
    const auto answering = [](const std::string& body, const std::string& type) {
        return support::Connection{support::act::ReadRequest{},
                                   support::act::Send{support::httpAnswer(body, {"Content-Type: " + type})}};
    };
    const support::LoopbackServer portal({answering(page, "text/html")});
    CHECK(has(console.refused(adding(portal.url("")), 4, "token\n"), "web page instead of Mastodon's data"));
    const support::LoopbackServer chatty({answering("The kettle is on.", "text/plain")});
    CHECK(has(console.refused(adding(chatty.url("")), 4, "token\n"), "not Mastodon's data"));
    const support::LoopbackServer other({answering("[1,2,3]", "application/json")});
    CHECK(has(console.refused(adding(other.url("")), 4, "token\n"), "not Mastodon's data"));
    CHECK(console.list({"account", "list"}, "accounts").empty());
}

TEST_CASE("addresses that are none, or unsafe, are refused before anything is sent") {
    const Console console;
    CHECK(has(console.refused(adding("http://shop.example"), 1, "token\n"), "https"));
    CHECK(has(console.refused(adding("ftp://shop.example"), 1, "token\n"), "ftp"));
    CHECK(has(console.refused(adding("https://shop.example/path"), 1, "token\n"), "path"));
    CHECK(has(console.refused(adding("shop@shop.example"), 1, "token\n"), "@"));
    CHECK(has(
        console.refused({"account", "add", "teletext", "--server", "https://shop.example", "--token-stdin"},
                        1, "token\n"),
        "\"teletext\""));
    CHECK(console.list({"account", "list"}, "accounts").empty());
}

TEST_CASE("a database of a newer version is refused by every command and not touched") {
    const Console console;
    const Kept kept(console);
    std::string newer = kept.bytes;
    constexpr std::size_t kUserVersion = 60;  // big-endian, in SQLite's file header
    newer.replace(kUserVersion, 4, std::string("\0\0\x03\xE7", 4));
    write(kept.database, newer);
    for (const auto& words : kEveryKind) {
        CHECK(has(console.refused(words, 1), "later version"));
    }
    CHECK(support::readFile(kept.database) == newer);
    write(kept.database, kept.bytes);
    CHECK(console.outbox().size() == 1);
}

TEST_CASE("a damaged database is refused, not repaired by throwing away") {
    const Console console;
    const Kept kept(console);
    std::string scrambled = kept.bytes;
    for (std::size_t at = 4096; at < scrambled.size(); at += 7) {
        scrambled[at] = '?';
    }
    for (const std::string& damaged : {std::string("this is a shopping list\n"), kept.bytes.substr(0, 5'000),
                                       std::string(200'000, '\xA5'), scrambled}) {
        write(kept.database, damaged);
        for (const auto& words : kEveryKind) {
            INFO(damaged.substr(0, 20));
            console.refused(words, 1);
        }
        CHECK(support::readFile(kept.database).size() == damaged.size());
    }
    write(kept.database, kept.bytes);
    CHECK(console.outbox().size() == 1);
    CHECK(console.sync()["sent"] == 1);
    CHECK(kept.town.delivered("Two are left.").size() == 1);
}

TEST_CASE("check says what is wrong in its document as well") {
    const Console console;
    const Kept kept(console);
    // An index that lost a row: the file opens, and only a check can tell.
    const Launch launch{
        .program = "/bin/sh",
        .words = {"-c", "command -v sqlite3 >/dev/null || exit 77; exec sqlite3 \"$0\" \"$1\"",
                  kept.database.string(),
                  "INSERT INTO message_fts (message_fts, rowid, text) VALUES ('delete', 1, 'kettle')"},
        .environment = console.environment};
    const Outcome damaged = runToEnd(launch);
    if (damaged.code == 77) {
        WARN("skipped: sqlite3 is not installed");
        return;
    }
    INFO(damaged.err);
    REQUIRE(damaged.code == 0);
    const Outcome outcome = console.run({"check", "--json"});
    CHECK(outcome.code == 1);
    CHECK(isOneSentence(outcome.err));
    const Json document = Json::parse(outcome.out);
    CHECK(document["ok"] == false);
    CHECK(document["problem"].is_string());
}

TEST_CASE("a profile folder that can't be one is refused") {
    const Console console;
    write(console.profile(), "a file\n");
    CHECK(has(console.refused({"inbox"}, 1), "profile folder"));
    CHECK(support::readFile(console.profile()) == "a file\n");
    Launch launch = console.launch({});
    launch.words = {"--profile", "/proc/shopbell", "inbox"};
    const Outcome outcome = runToEnd(launch);
    CHECK(outcome.code == 1);
    CHECK(isOneSentence(outcome.err));
}

TEST_CASE("on a full disk nothing is promised, nothing is sent and nothing is lost") {
    Town town;
    const Console console;
    town.say("mira", "@shop Is the blue kettle still there?");
    std::filesystem::create_directories(console.profile());
    // A disk of its own, in a mount namespace of its own; each step leaves its three files beside it.
    constexpr const char* kSteps = R"(
        mount -t tmpfs -o size=2m tmpfs "$PROFILE" 2>/dev/null || exit 77
        step() {
            name=$1; shift
            "$CLI" --profile "$PROFILE" --no-keyring --json "$@" >"$HOME/$name.out" 2>"$HOME/$name.err"
            echo $? >"$HOME/$name.code"
        }
        printf '%s\n' "$TOKEN" | step add account add mastodon --server "$SERVER" --token-stdin
        step sync sync --once
        step before reply 1 --text 'Queued while there was room.'
        head -c 3000000 /dev/zero >"$PROFILE/filler" 2>/dev/null
        step full reply 1 --text "$LONG"
        step canned canned add --title x --text "$LONG"
        step blocked sync --once
        rm "$PROFILE/filler"
        step outbox outbox
        step after reply 1 --text 'Room again.'
        step sent sync --once
        step check check
    )";
    Launch launch = console.launch({});
    launch.environment["CLI"] = launch.program;
    launch.environment["PROFILE"] = console.profile().string();
    launch.environment["TOKEN"] = town.token();
    launch.environment["SERVER"] = town.url();
    launch.environment["LONG"] = std::string(490, 'x');
    launch.program = "/usr/bin/unshare";
    launch.words = {::geteuid() == 0 ? "-m" : "-rm", "/bin/sh", "-c", kSteps};
    if (const int code = runToEnd(launch).code; code == 77 || code == 1 || code == 127) {
        WARN("skipped: no small disk can be mounted here");
        return;
    }
    const auto left = [&](const std::string& file) { return support::readFile(console.folder() / file); };
    for (const char* step : {"add", "sync", "before", "outbox", "after", "sent", "check"}) {
        INFO(step << left(std::string(step) + ".out") << left(std::string(step) + ".err"));
        CHECK(left(std::string(step) + ".code") == "0\n");
    }
    for (const char* step : {"full", "canned", "blocked"}) {
        INFO(step << left(std::string(step) + ".out") << left(std::string(step) + ".err"));
        CHECK(left(std::string(step) + ".code") == "1\n");
        CHECK(isOneSentence(left(std::string(step) + ".err")));
        CHECK(has(left(std::string(step) + ".err"), "disk"));
    }
    CHECK(Json::parse(left("outbox.out"))["replies"].size() == 1);
    CHECK(Json::parse(left("sent.out"))["accounts"][0]["sent"] == 2);
    CHECK(town.delivered("Queued while there was room.").size() == 1);
    CHECK(town.delivered("Room again.").size() == 1);
    CHECK(town.delivered("xxx").empty());
}
