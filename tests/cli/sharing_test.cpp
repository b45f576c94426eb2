// SPDX-License-Identifier: GPL-3.0-or-later
// Two processes and one profile.
#include "console.h"

#include "support/catch.h"

#include <csignal>

namespace {

/// A process that holds the profile and serves nobody: it waits for a code to be pasted.
class Holder {
public:
    Holder(const Console& console, const Town& town) : m_process(launch(console, town)) {
        CHECK(m_process.errorLine().find("paste the code") != std::string::npos);
        CHECK(m_process.errorLine().starts_with(town.url()));
    }
    [[nodiscard]] ChildProcess& process() { return m_process; }

private:
    static Launch launch(const Console& console, const Town& town) {
        Launch launch =
            console.launch({"account", "add", "mastodon", "--server", town.url(), "--paste-code"});
        launch.input = std::nullopt;
        return launch;
    }
    ChildProcess m_process;
};

/// A shop with a customer who waits.
struct Waiting {
    Waiting() {
        console.connect(town);
        town.say("mira", "@shop Is the blue kettle still there?");
        console.sync();
    }
    [[nodiscard]] bool serves() const { return std::filesystem::exists(console.profile() / "control.sock"); }
    Town town;
    Console console;
};

}  // namespace

TEST_CASE("what writes says who uses the profile, and what reads goes on") {
    const Waiting shop;
    Holder holder(shop.console, shop.town);
    const std::string inUse =
        "shopbell-cli: profile is in use by process " + std::to_string(holder.process().pid()) + "\n";
    for (const auto& words :
         std::vector<std::vector<std::string>>{{"reply", "1", "--text", "Two are left."},
                                               {"sync", "--once"},
                                               {"sync"},
                                               {"outbox", "discard", "1"},
                                               {"canned", "add", "--title", "a", "--text", "b"},
                                               {"account", "test", "1"},
                                               {"account", "remove", "1"},
                                               {"hours", "set", "-"},
                                               {"check"}}) {
        CHECK(shop.console.refused(words, 1) == inUse);
    }
    CHECK(shop.console.list({"inbox"}, "conversations").size() == 1);
    CHECK(shop.console.messages(1).size() == 1);
    CHECK(shop.console.outbox().empty());
    CHECK(shop.console.list({"search", "kettle"}, "hits").size() == 1);
    CHECK_FALSE(shop.console.list({"canned", "list"}, "replies").empty());
    CHECK(shop.console.list({"account", "list"}, "accounts").size() == 1);
    shop.console.done({"suggest", "1"});
}

TEST_CASE("kill -9 releases the profile") {
    const Waiting shop;
    Holder holder(shop.console, shop.town);
    shop.console.refused({"reply", "1", "--text", "Two are left."}, 1);
    CHECK(holder.process().finish(SIGKILL).code == 1000 + SIGKILL);
    CHECK(shop.console.reply(1, "Two are left.")["state"] == "queued");

    ChildProcess running(shop.console.launch({"sync"}));
    REQUIRE(eventually([&] { return shop.serves(); }));
    CHECK(running.finish(SIGKILL).code == 1000 + SIGKILL);
    // Its socket stayed behind, and nobody listens there.
    CHECK(shop.serves());
    CHECK(shop.console.reply(1, "And one in red.")["state"] == "queued");
    shop.console.sync();
    CHECK(shop.town.delivered("Two are left.").size() == 1);
    CHECK(shop.town.delivered("And one in red.").size() == 1);
}

TEST_CASE("a running sync carries out what other commands ask for") {
    Waiting shop;
    ChildProcess running(shop.console.launch({"sync"}));
    REQUIRE(eventually([&] { return shop.serves(); }));
    // Whoever hands over needs no secrets.
    shop.console.environment.erase("SHOPBELL_PASSPHRASE");

    const Json row = shop.console.reply(1, "Two are left.");
    CHECK(row["text"] == "Two are left.");
    CHECK(eventually([&] { return shop.town.delivered("Two are left.").size() == 1; }));
    CHECK(eventually([&] { return shop.console.outbox().empty(); }));
    CHECK(shop.console.done({"reply", "1", "-"}, "From a pipe, zwölf.\n")["text"] == "From a pipe, zwölf.");
    CHECK(eventually([&] { return shop.town.delivered("From a pipe, zwölf.").size() == 1; }));

    CHECK(shop.console.done({"canned", "add", "--title", "Tea", "--text", "It is ready."})["title"] == "Tea");
    const Json hours =
        shop.console.done({"hours", "set", "-"},
                          R"({"time_zone": "UTC", "week": [{"day": 1, "from": "09:00", "to": "17:00"}]})");
    CHECK(shop.console.done({"hours", "show"})["week"] == hours["week"]);
    CHECK(shop.console.refused({"hours", "set", "-"}, 1, R"({"time_zone": "UTC"})")
              .find("week: it is missing") != std::string::npos);
    CHECK(shop.console.done({"account", "test", "1"})["account"] == 1);
    CHECK(shop.console.done({"check"})["ok"] == true);
    shop.town.say("kai", "@shop And the red one?");
    CHECK(shop.console.sync()["new_messages"] == 1);
    CHECK(shop.console.conversation("And the red one?")["state"] == "needs_reply");

    shop.town.breakDown("POST /api/v1/statuses", "status:422", 1);
    const std::int64_t refused = shop.console.reply(2, "This is not taken.")["id"];
    CHECK(eventually([&] { return shop.console.outbox().at(0)["state"] == "failed"; }));
    CHECK(shop.console.done({"outbox", "retry", std::to_string(refused)})["state"] == "queued");
    CHECK(eventually([&] { return shop.town.delivered("This is not taken.").size() == 1; }));

    // Refusals come back as they are.
    CHECK(shop.console.refused({"reply", "99", "--text", "x"}, 1).find("99") != std::string::npos);
    shop.console.refused({"outbox", "retry", "99"}, 1);
    shop.console.refused({"sync"}, 1);
    shop.console.refused({"account", "add", "mastodon", "--server", shop.town.url()}, 1);
    shop.console.refused({"account", "add", "mastodon", "--server", shop.town.url(), "--token-stdin"}, 1,
                         "wrong\n");
    CHECK(shop.console.done({"account", "add", "mastodon", "--server", shop.town.url(), "--token-stdin"},
                            shop.town.token() + "\n")["id"] == 1);

    CHECK(running.runs());
    const Outcome ended = running.finish(SIGTERM);
    CHECK(ended.code == 0);
    CHECK(ended.err.empty());
    CHECK_FALSE(shop.serves());
    CHECK(shop.console.list({"canned", "list"}, "replies").back()["title"] == "Tea");
}

TEST_CASE("sync ends with 0 on SIGTERM and SIGINT, also from its first moment") {
    const Waiting shop;
    for (const int signal : {SIGTERM, SIGINT}) {
        ChildProcess running(shop.console.launch({"sync"}));
        REQUIRE(eventually([&] { return shop.serves(); }));
        CHECK(running.finish(signal).code == 0);
        CHECK_FALSE(shop.serves());
    }
    ChildProcess early(shop.console.launch({"sync"}));
    // The vault is not even open then.
    REQUIRE(eventually([&] { return std::filesystem::exists(shop.console.profile() / "shopbell.db-wal"); }));
    CHECK(early.finish(SIGTERM).code == 0);
}

TEST_CASE("a reply that was on its way when the program was killed arrives once") {
    Waiting shop;
    shop.console.reply(1, "Two are left.");
    shop.town.breakDown("POST /api/v1/statuses", "delay:20000", 1);
    ChildProcess running(shop.console.launch({"sync", "--once"}));
    REQUIRE(eventually([&] { return shop.town.delivered("Two are left.").size() == 1; }));
    CHECK(shop.console.outbox().at(0)["state"] == "in_flight");
    CHECK(running.finish(SIGKILL).code == 1000 + SIGKILL);
    CHECK(shop.console.sync()["sent"] == 1);
    CHECK(shop.console.outbox().empty());
    REQUIRE(shop.town.delivered("Two are left.").size() == 1);
    CHECK(shop.town.delivered("Two are left.")[0]["repeats"] == 1);
    const Json messages = shop.console.messages(1);
    REQUIRE(messages.size() == 2);
    CHECK(messages[1]["delivery"] == "sent");
}
