// SPDX-License-Identifier: GPL-3.0-or-later
// A bad line between the shop and the platform: the street's log says what really arrived.
#include "console.h"

#include "support/catch.h"

#include <algorithm>

namespace {

constexpr const char* kPosting = "POST /api/v1/statuses";
constexpr const char* kText = "Two are left.";

/// A customer waits, and a reply is queued.
struct Queued {
    Queued() {
        console.connect(town);
        town.say("mira", "@shop Is the blue kettle still there?");
        console.sync();
        queue(kText);
    }
    void queue(const std::string& reply) {
        text = reply;
        id = console.reply(1, text)["id"];
    }
    /// "sync --once" that ends like this; its report.
    Json syncEnding(int code) const {
        const Outcome outcome = console.run({"sync", "--once", "--json"});
        INFO(outcome.out << outcome.err);
        CHECK(outcome.code == code);
        CHECK(outcome.err.empty() == (code == 0));
        CHECK((code == 0 || isOneSentence(outcome.err)));
        const Json document = Json::parse(outcome.out);
        REQUIRE(document["accounts"].size() == 1);
        CHECK(document["accounts"][0]["ok"] == (code == 0));
        CHECK(document["accounts"][0]["problem"].is_string() == (code != 0));
        return document["accounts"][0];
    }
    [[nodiscard]] Json row() const {
        const Json rows = console.outbox();
        REQUIRE(rows.size() == 1);
        return rows[0];
    }
    [[nodiscard]] std::vector<Json> delivered() const { return town.delivered(text); }
    /// In the end: one delivery, one row in the thread, nothing in the outbox.
    void checkArrivedOnce(int repeats) const {
        const auto arrived = delivered();
        REQUIRE(arrived.size() == 1);
        CHECK(arrived[0]["repeats"] == repeats);
        CHECK(console.outbox().empty());
        const Json messages = console.messages(1);
        CHECK(std::ranges::count_if(messages, [&](const Json& one) { return one["text"] == text; }) == 1);
        const Json& row = messages.back();
        CHECK(row["text"] == text);
        CHECK(row["delivery"] == "sent");
        CHECK(row["remote_id"] == arrived[0]["status_id"]);
        CHECK(row["at"] == arrived[0]["at"]);
        CHECK(console.conversation(text)["state"] == "answered");
    }

    Town town;
    Console console;
    std::string text;
    std::int64_t id = 0;
};

}  // namespace

TEST_CASE("an answer dropped after the server acted leads to one delivery") {
    Queued shop;
    shop.town.breakDown(kPosting, "drop_after");
    CHECK(shop.syncEnding(0)["sent"] == 1);
    shop.checkArrivedOnce(1);
}

TEST_CASE("answers that stay away for long lead to one delivery as well") {
    Queued shop;
    shop.town.breakDown(kPosting, "drop_after", -1);
    shop.console.attempt({"sync", "--once"});
    CHECK(shop.delivered().size() == 1);
    CHECK(shop.row()["state"] == "queued");
    CHECK(shop.row()["attempts"].get<int>() >= 1);
    const int attempts = shop.row()["attempts"];
    shop.town.mend();
    shop.console.sync();
    shop.checkArrivedOnce(attempts);
}

TEST_CASE("a request dropped before the server acted is sent again") {
    Queued shop;
    shop.town.breakDown(kPosting, "drop_before");
    CHECK(shop.syncEnding(0)["sent"] == 1);
    shop.checkArrivedOnce(0);
}

TEST_CASE("answers cut, truncated or replaced by text are no failures, and no second delivery") {
    Queued shop;
    for (const char* kind : {"cut_after:40", "truncate", "not_json", "empty", "status_after:502"}) {
        INFO(kind);
        shop.town.breakDown(kPosting, kind);
        shop.console.attempt({"sync", "--once"});
        if (!shop.console.outbox().empty()) {
            shop.console.sync();
        }
        shop.checkArrivedOnce(1);
        shop.queue(std::string("After ") + kind);
    }
}

TEST_CASE("a rate limit on sending holds the reply until its time") {
    Queued shop;
    shop.town.breakDown(kPosting, "rate_limit", 1, 300);
    const std::string problem = shop.syncEnding(4)["problem"];
    CHECK(problem.find("wait") != std::string::npos);
    const Json row = shop.row();
    CHECK(row["state"] == "queued");
    CHECK(row["attempts"] == 1);
    CHECK(row["error"].is_string());
    CHECK(row["not_before"].get<std::int64_t>() > row["queued_at"].get<std::int64_t>());
    CHECK(shop.console.account()["state"] == "limited");
    // Not before the server's own time, however often somebody asks.
    shop.console.attempt({"sync", "--once"});
    CHECK(shop.delivered().empty());
    CHECK(shop.row()["attempts"] == 1);
    // The agent may try at once.
    shop.console.done({"outbox", "retry", std::to_string(shop.id)});
    shop.console.sync();
    shop.checkArrivedOnce(0);
    CHECK(shop.console.account()["state"] == "ok");
}

TEST_CASE("a rate limit on polling ends with 4 and is gone with its cause") {
    Queued shop;
    shop.town.breakDown("GET /api/v1/", "rate_limit", -1, 300);
    shop.syncEnding(4);
    CHECK(shop.console.account()["state"] == "limited");
    CHECK(shop.console.account()["problem"].is_string());
    CHECK(shop.row()["attempts"] == 0);
    shop.town.mend();
    shop.console.sync();
    shop.checkArrivedOnce(0);
}

TEST_CASE("a server in trouble ends with 4, keeps the reply and takes it later") {
    Queued shop;
    for (const char* kind : {"status:503", "drop_before", "not_json", "empty"}) {
        INFO(kind);
        shop.town.breakDown("GET /api/v1/notifications", kind, -1);
        shop.syncEnding(4);
        CHECK(shop.console.account()["state"] == "offline");
        CHECK(shop.row()["state"] == "queued");
        CHECK(shop.row()["attempts"] == 0);
        CHECK(shop.delivered().empty());
        shop.town.mend();
    }
    shop.console.sync();
    CHECK(shop.console.account()["state"] == "ok");
    CHECK(shop.console.account()["problem"].is_null());
    shop.checkArrivedOnce(0);
}

TEST_CASE("a list that can't be read ends with 4, and the reply goes all the same") {
    Queued shop;
    shop.town.say("kai", "@shop Hello?");
    shop.town.breakDown("GET /api/v1/notifications", "truncate");
    CHECK(shop.syncEnding(4)["sent"] == 1);
    shop.checkArrivedOnce(0);
    // What the list held is read the next time.
    CHECK(shop.console.sync()["new_messages"] == 1);
}

TEST_CASE("nothing is posted into the login page of a network") {
    Queued shop;
    shop.town.breakDown("/", "html", -1);
    const std::string problem = shop.syncEnding(4)["problem"];
    CHECK(problem.find("login page") != std::string::npos);
    CHECK(shop.console.account()["state"] == "offline");
    CHECK(shop.row()["state"] == "queued");
    CHECK(shop.row()["attempts"] == 0);
    shop.town.mend();
    shop.console.sync();
    shop.checkArrivedOnce(0);
}

TEST_CASE("a login page that swallows the reply alone does not lose it") {
    Queued shop;
    shop.town.breakDown(kPosting, "html", 1);
    shop.console.attempt({"sync", "--once"});
    shop.console.sync();
    shop.checkArrivedOnce(0);
}

TEST_CASE("a revoked token ends with 3, and a new one sends what waited") {
    Queued shop;
    shop.town.breakDown("/api/", "revoked", -1);
    shop.syncEnding(3);
    CHECK(shop.console.account()["state"] == "needs_login");
    CHECK(shop.console.account()["problem"].is_string());
    CHECK(shop.row()["state"] == "queued");
    CHECK(shop.syncEnding(3)["sent"] == 0);
    const Outcome tested = shop.console.run({"account", "test", "1"});
    CHECK(tested.code == 3);
    CHECK(isOneSentence(tested.err));
    shop.town.mend();
    CHECK(shop.console.connect(shop.town) == 1);
    CHECK(shop.console.account()["state"] == "ok");
    shop.console.sync();
    shop.checkArrivedOnce(0);
}

TEST_CASE("a token revoked while sending ends with 3, and the reply waits for the login") {
    Queued shop;
    shop.town.breakDown(kPosting, "revoked", -1);
    shop.syncEnding(3);
    CHECK(shop.console.account()["state"] == "needs_login");
    CHECK(shop.row()["state"] == "queued");
    shop.town.mend();
    CHECK(shop.console.connect(shop.town) == 1);
    shop.console.sync();
    shop.checkArrivedOnce(0);
}

TEST_CASE("a refused reply fails with the platform's reason, and is retried or discarded by hand") {
    Queued shop;
    const std::string id = std::to_string(shop.id);
    shop.town.breakDown(kPosting, "status:422");
    CHECK(shop.syncEnding(0)["sent"] == 0);
    CHECK(shop.row()["state"] == "failed");
    CHECK(shop.row()["error"].get<std::string>().find("can't be blank") != std::string::npos);
    CHECK(shop.console.messages(1)[1]["delivery"] == "failed");
    CHECK(shop.console.sync()["sent"] == 0);
    shop.console.refused({"outbox", "send-again", id}, 1);
    shop.console.refused({"outbox", "arrived", id}, 1);
    CHECK(shop.console.done({"outbox", "retry", id})["state"] == "queued");
    CHECK(shop.console.sync()["sent"] == 1);
    shop.checkArrivedOnce(0);
    shop.console.refused({"outbox", "retry", id}, 1);
    shop.console.refused({"outbox", "discard", id}, 1);
    shop.console.refused({"outbox", "retry", "99"}, 1);

    const std::string second = shop.console.reply(1, "Never mind.")["id"].dump();
    CHECK(shop.console.done({"outbox", "discard", second})["state"] == "discarded");
    CHECK(shop.console.outbox().empty());
    shop.console.sync();
    CHECK(shop.town.delivered("Never mind.").empty());
    CHECK(shop.console.messages(1).size() == 2);
}

TEST_CASE("one account in trouble does not stop the others, and the worse code counts") {
    Town red;
    auto options = quietStreet();
    options.seed = 2;
    Town blue(options);
    const Console console;
    CHECK(console.connect(red) == 1);
    CHECK(console.connect(blue) == 2);
    red.say("mira", "@shop To the red shop?");
    blue.say("kai", "@shop To the blue shop?");
    for (const auto& [kind, code] : {std::pair{"html", 4}, {"revoked", 3}}) {
        INFO(kind);
        red.breakDown("/api/", kind, -1);
        const Outcome outcome = console.run({"sync", "--once", "--json"});
        CHECK(outcome.code == code);
        CHECK(isOneSentence(outcome.err));
        const Json accounts = Json::parse(outcome.out)["accounts"];
        REQUIRE(accounts.size() == 2);
        CHECK(accounts[0]["ok"] == false);
        CHECK(accounts[1]["ok"] == true);
        CHECK(accounts[1]["new_messages"] == (code == 4 ? 1 : 0));
        red.mend();
    }
    CHECK(console.conversation("To the blue shop?")["account"] == 2);
    // Each by itself.
    CHECK(console.run({"sync", "--once", "--account", "2"}).code == 0);
    CHECK(console.connect(red) == 1);
    const Json one = console.list({"sync", "--once", "--account", "1"}, "accounts");
    REQUIRE(one.size() == 1);
    CHECK(one[0]["new_messages"] == 1);
    // 3 counts more than 4, and both are named.
    red.breakDown("/api/", "html", -1);
    blue.breakDown("/api/", "revoked", -1);
    const Outcome both = console.run({"sync", "--once"});
    CHECK(both.code == 3);
    CHECK(isOneSentence(both.err));
    CHECK(both.err.find("account 1: ") != std::string::npos);
    CHECK(both.err.find("account 2: ") != std::string::npos);
}
