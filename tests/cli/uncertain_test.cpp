// SPDX-License-Identifier: GPL-3.0-or-later
// A server that does not promise to take a repeat for what it is: nodeinfo does not name Mastodon.
#include "console.h"

#include "support/catch.h"

namespace {

constexpr const char* kPosting = "POST /api/v1/statuses";
constexpr const char* kText = "Two are left.";

struct Doubtful {
    Doubtful() {
        town.breakDown("/nodeinfo", "status:404", -1);
        town.breakDown("/.well-known/nodeinfo", "status:404", -1);
        console.connect(town);
        town.mend();
        town.say("mira", "@shop Is the blue kettle still there?");
        console.sync();
        id = console.reply(1, kText)["id"].dump();
    }
    /// The only row of the outbox.
    [[nodiscard]] Json row() const {
        const Json rows = console.outbox();
        REQUIRE(rows.size() == 1);
        return rows[0];
    }
    /// The request is lost, but nobody here can know.
    void lose() {
        town.breakDown(kPosting, "drop_before");
        console.attempt({"sync", "--once"});
        REQUIRE(row()["state"] == "uncertain");
    }
    Town town;
    Console console;
    std::string id;
};

}  // namespace

TEST_CASE("where a repeat could double, an unanswered reply is uncertain and never sent again by itself") {
    Doubtful shop;
    shop.lose();
    CHECK(shop.row()["attempts"] == 1);
    CHECK(shop.row()["error"].is_string());
    CHECK(shop.console.messages(1)[1]["delivery"] == "uncertain");
    shop.console.reply(1, "A second one waits behind it.");
    for (int times = 0; times < 3; ++times) {
        CHECK(shop.console.sync()["sent"] == 0);
    }
    const Json rows = shop.console.outbox();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0]["state"] == "uncertain");
    CHECK(rows[0]["attempts"] == 1);
    CHECK(rows[1]["attempts"] == 0);
    CHECK(shop.town.delivered("").empty());
    shop.console.refused({"outbox", "retry", shop.id}, 1);
}

TEST_CASE("an uncertain reply that is on the platform is found there") {
    Doubtful shop;
    shop.town.breakDown(kPosting, "drop_after");
    shop.console.attempt({"sync", "--once"});
    if (!shop.console.outbox().empty()) {
        CHECK(shop.console.sync()["sent"] == 1);
    }
    CHECK(shop.console.outbox().empty());
    const auto delivered = shop.town.delivered(kText);
    REQUIRE(delivered.size() == 1);
    CHECK(delivered[0]["repeats"] == 0);
    const Json messages = shop.console.messages(1);
    REQUIRE(messages.size() == 2);
    CHECK(messages[1]["delivery"] == "sent");
    CHECK(messages[1]["remote_id"] == delivered[0]["status_id"]);
}

TEST_CASE("the agent may have an uncertain reply sent again") {
    Doubtful shop;
    shop.lose();
    CHECK(shop.console.done({"outbox", "send-again", shop.id})["state"] == "queued");
    CHECK(shop.console.sync()["sent"] == 1);
    CHECK(shop.town.delivered(kText).size() == 1);
    CHECK(shop.console.outbox().empty());
}

TEST_CASE("the agent may say that an uncertain reply arrived") {
    Doubtful shop;
    shop.lose();
    CHECK(shop.console.done({"outbox", "arrived", shop.id})["state"] == "sent");
    CHECK(shop.console.outbox().empty());
    shop.console.sync();
    CHECK(shop.town.delivered(kText).empty());
    CHECK(shop.console.messages(1)[1]["delivery"] == "sent");
    CHECK(shop.console.conversation(kText)["state"] == "answered");
}

TEST_CASE("a discarded uncertain reply is not sent and stays to be seen, for it may have arrived") {
    Doubtful shop;
    shop.lose();
    CHECK(shop.console.done({"outbox", "discard", shop.id})["state"] == "discarded");
    CHECK(shop.console.outbox().empty());
    shop.console.sync();
    CHECK(shop.town.delivered(kText).empty());
    const Json messages = shop.console.messages(1);
    REQUIRE(messages.size() == 2);
    CHECK(messages[1]["delivery"] == "failed");
    CHECK(shop.console.conversation("")["state"] == "needs_reply");
}
