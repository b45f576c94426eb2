// SPDX-License-Identifier: GPL-3.0-or-later
// What --json prints: the documents of product.md section 6.
#include "console.h"
#include "shapes.h"

#include "support/catch.h"
#include "support/paths.h"

#include <cmath>
#include <fstream>
#include <set>

namespace {

app::practice::StreetOptions livelyStreet() {
    auto options = quietStreet();
    options.life = app::practice::Life::Lively;
    return options;
}

void checkThreads(const Console& console, const Json& rows) {
    std::set<std::string> badges;
    for (const Json& row : rows) {
        const Json thread = console.done({"thread", row["id"].dump()});
        CHECK(thread["conversation"] == row);
        checkShape(thread, {{"conversation", "object"}, {"messages", "list"}, {"gaps", "list"}});
        REQUIRE_FALSE(thread["messages"].empty());
        std::set<std::int64_t> ids;
        for (const Json& message : thread["messages"]) {
            checkShape(message, kMessageShape);
            checkShape(message["badge"], kBadgeShape);
            ids.insert(message["id"].get<std::int64_t>());
            badges.insert(message["badge"]["state"]);
            CHECK(message["own"] == (message["direction"] == "outbound"));
            CHECK(message["delivery"].is_null() == (message["direction"] == "inbound"));
            const Json& badge = message["badge"];
            CHECK(badge["calendar_ms"].is_null() == (badge["state"] == "none"));
            CHECK(badge["business_ms"] == badge["calendar_ms"]);
        }
        CHECK(ids.size() == thread["messages"].size());
        for (const Json& gap : thread["gaps"]) {
            checkShape(gap, {{"after", "int?"}, {"before", "int?"}, {"reason", "text"}});
        }
    }
    CHECK(badges.contains("overdue"));
    CHECK(badges.contains("none"));
}

void checkViews(const Console& console, const Json& all) {
    std::size_t counted = 0;
    for (const auto& [view, state] : {std::pair{"needs-reply", "needs_reply"},
                                      {"answered", "answered"},
                                      {"snoozed", "snoozed"},
                                      {"done", "done"},
                                      {"spam", "spam"}}) {
        const Json rows = console.list({"inbox", "--view", view}, "conversations");
        // What is set aside is in no other view.
        counted += view == std::string("spam") ? 0 : rows.size();
        for (const Json& row : rows) {
            CHECK(row["state"] == state);
        }
    }
    CHECK(counted == all.size());
    const Json usual = console.list({"inbox"}, "conversations");
    CHECK(usual == console.list({"inbox", "--view", "needs-reply"}, "conversations"));
    const Json two = console.list({"inbox", "--view", "all", "--limit", "2"}, "conversations");
    REQUIRE(two.size() == 2);
    CHECK(two[0] == all[0]);
    CHECK(two[1] == all[1]);
}

void checkSuggestions(const Console& console, const Json& rows) {
    std::size_t seen = 0;
    for (const Json& row : rows) {
        const Json suggestions = console.list({"suggest", row["id"].dump()}, "suggestions");
        for (const Json& one : suggestions) {
            ++seen;
            checkShape(one, kSuggestionShape);
            double sum = 0;
            for (const Json& reason : one["because"]) {
                checkShape(reason, {{"word", "text"}, {"share", "number"}});
                sum += reason["share"].get<double>();
            }
            CHECK(std::abs(sum - one["score"].get<double>()) <= 1e-4);
            CHECK(one["text"].get<std::string>().find("{{customer") == std::string::npos);
        }
        CHECK(console.list({"suggest", row["id"].dump(), "--limit", "1"}, "suggestions").size() <= 1);
    }
    CHECK(seen > 0);
}

}  // namespace

TEST_CASE("every document has the documented keys and types on a lively street") {
    const Town town(livelyStreet());
    const Console console;
    const Json added = console.done({"account", "add", "mastodon", "--server", town.url(), "--token-stdin"},
                                    town.token() + "\n");
    checkShape(added, kAccountShape);
    CHECK(added["platform"] == "mastodon");
    CHECK(added["state"] == "ok");
    CHECK(added["last_checked_at"].is_null());

    const Json report = console.sync();
    checkShape(report, kReportShape);
    CHECK(report["new_messages"] > 10);
    CHECK(report["sent"] == 0);
    CHECK(report["problem"].is_null());
    CHECK(console.sync()["new_messages"] == 0);

    const Json account = console.account();
    checkShape(account, kAccountShape);
    CHECK(account["id"] == added["id"]);
    CHECK(account["last_checked_at"].is_number_integer());

    const Json rows = console.list({"inbox", "--view", "all"}, "conversations");
    REQUIRE(rows.size() > 5);
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
    for (const Json& row : rows) {
        checkShape(row, kConversationShape);
        CHECK(row["account"] == added["id"]);
        CHECK(row["waiting_since"].is_null() == (row["state"] != "needs_reply"));
        CHECK(row["due_at"].is_null() == row["waiting_since"].is_null());
        CHECK(row["last_at"] <= last);
        last = row["last_at"];
    }
    checkViews(console, rows);
    checkThreads(console, rows);
    checkSuggestions(console, console.list({"inbox"}, "conversations"));
    checkShape(console.done({"check"}), {{"ok", "bool"}, {"problem", "text?"}});
}

TEST_CASE("a queued reply is a row of the outbox, and nobody was contacted") {
    Town town;
    const Console console;
    console.connect(town);
    town.say("mira", "@shop Is the blue kettle still there?");
    console.sync();
    const std::int64_t conversation = console.conversation("blue kettle")["id"];

    town.breakDown("/", "drop_before", -1);
    const Json row = console.reply(conversation, "Two are left.");
    checkShape(row, kOutboxShape);
    CHECK(row["conversation"] == conversation);
    CHECK(row["state"] == "queued");
    CHECK(row["attempts"] == 0);
    CHECK(row["text"] == "Two are left.");
    CHECK(row["error"].is_null());
    CHECK(row["remote_id"].is_null());
    CHECK(console.outbox() == Json::array({row}));
    // Not one request: a broken street would have struck it.
    CHECK(town.get("/_street/faults")["faults"][0]["struck"] == 0);

    const Json reply = console.messages(conversation)[1];
    CHECK(reply["delivery"] == "queued");
    CHECK(reply["text"] == "Two are left.");
    CHECK(reply["badge"]["state"] == "none");
    CHECK(console.messages(conversation)[0]["badge"]["state"] == "waiting");
    CHECK(console.conversation("")["state"] == "needs_reply");
}

TEST_CASE("a text comes from stdin word for word, without its last line end") {
    Town town;
    const Console console;
    console.connect(town);
    town.say("mira", "@shop Two questions.");
    console.sync();
    const std::string id = console.conversation("Two questions")["id"].dump();
    const std::string text =
        "First: yes.\n\nSecond: \"no\", says Zoë. 茶 👩‍👩‍👧‍👦\t--text -";
    CHECK(console.done({"reply", id, "-"}, text + "\n")["text"] == text);
    console.refused({"reply", id, "-"}, 1, "");
    console.refused({"reply", id, "-"}, 1, " \n\n");
    console.refused({"reply", id, "-"}, 1, "broken \xFF bytes");
    console.refused({"reply", id, "--text", "Hi {{customer.nickname}}, it is ready."}, 1);
    console.refused({"reply", id, "--text", std::string(501, 'x')}, 1);
    console.refused({"reply", "4711", "--text", "To nobody."}, 1);
    CHECK(console.outbox().size() == 1);
}

TEST_CASE("search finds words in any script, with the message and its conversation") {
    Town town;
    const Console console;
    console.connect(town);
    town.say("haruka", "@shop 急須の蓋だけ買えますか");
    town.say("etienne", "@shop Une théière, s'il vous plaît.");
    console.sync();
    const Json hits = console.list({"search", "theiere"}, "hits");
    REQUIRE(hits.size() == 1);
    checkShape(hits[0], kHitShape);
    CHECK(hits[0]["snippet"].get<std::string>().find("théière") != std::string::npos);
    CHECK(hits[0]["conversation"] == console.conversation("théière")["id"]);
    CHECK(hits[0]["message"] == console.messages(hits[0]["conversation"])[0]["id"]);
    CHECK(console.list({"search", "急須"}, "hits").size() == 1);
    CHECK(console.list({"search", "shop", "--limit", "1"}, "hits").size() == 1);
    CHECK(console.list({"search", "xyzzy"}, "hits").empty());
    CHECK(console.list({"search", "\"*() OR"}, "hits").empty());
}

TEST_CASE("a library of canned replies goes out and comes back in both formats") {
    const Console console;
    const Json starters = console.list({"canned", "list"}, "replies");
    REQUIRE(starters.size() > 3);
    const Json one = console.done({"canned", "add", "--title", "Tea, \"black\"", "--text",
                                   "Hi {{customer.first_name|there}},\nit is ready."});
    checkShape(one, {{"id", "int"}, {"title", "text"}, {"text", "text"}});
    CHECK(console.done({"canned", "add", "--title", "From a pipe", "-"}, "Piped.\n")["text"] == "Piped.");
    const std::string json = (console.folder() / "library.json").string();
    const std::string csv = (console.folder() / "library.csv").string();
    console.done({"canned", "export", json});
    console.done({"canned", "export", csv});
    const Json exported = Json::parse(support::readFile(json));
    REQUIRE(exported.size() == starters.size() + 2);
    for (const Json& entry : exported) {
        CHECK(entry.size() == 2);
        checkShape(entry, {{"title", "text"}, {"text", "text"}});
    }
    for (const std::string& file : {json, csv}) {
        const Console fresh;
        // The starters are there already, and nothing is added twice.
        for (int times = 0; times < 2; ++times) {
            const Json imported = fresh.done({"canned", "import", file});
            CHECK(imported["imported"] == exported.size());
            CHECK(imported["added"] == (times == 0 ? 2 : 0));
            const Json after = fresh.list({"canned", "list"}, "replies");
            REQUIRE(after.size() == exported.size());
            for (std::size_t i = 0; i < exported.size(); ++i) {
                CHECK(after[i]["title"] == exported[i]["title"]);
                CHECK(after[i]["text"] == exported[i]["text"]);
            }
        }
    }
    console.refused({"canned", "import", (console.folder() / "missing.json").string()}, 1);
    console.refused({"canned", "export", (console.folder() / "library.txt").string()}, 1);
    console.refused({"canned", "add", "--title", " ", "--text", "x"}, 1);
}

TEST_CASE("tags and variants go out and come back in both formats, and what Chatwoot kept comes in") {
    const Console console;
    const std::string given = (console.folder() / "given.json").string();
    std::ofstream(given) << R"([{"title":"Hours","text":"Until six.","tags":["opening","late"],
        "variants":[{"text":"Bis sechs.","platform":"mastodon","language":"de-AT"},{"text":"6"}]}])";
    REQUIRE(console.done({"canned", "import", given})["added"] == 1);
    for (const char* name : {"out.json", "out.csv"}) {
        INFO(name);
        const std::string file = (console.folder() / name).string();
        console.done({"canned", "export", file});
        const Console fresh;
        REQUIRE(fresh.done({"canned", "import", file})["added"] == 1);
        const Json back = fresh.list({"canned", "list"}, "replies").back();
        CHECK(back["tags"] == Json::parse(R"(["opening","late"])"));
        CHECK(back["variants"] == Json::parse(R"([{"text":"Bis sechs.","platform":"mastodon","language":"de"},
                              {"text":"6","platform":"","language":""}])"));
        CHECK(back["used"] == 0);
        CHECK(back["last_used_at"].is_null());
    }
    const std::string theirs = (console.folder() / "chatwoot.json").string();
    std::ofstream(theirs) << R"({"payload":[{"id":1,"account_id":2,"short_code":"ship",
        "content":"Hi {{ contact.first_name || 'there' }}, it left. {{contact.email}}"}]})";
    const Json imported = console.done({"canned", "import", theirs});
    CHECK(imported["foreign_placeholders"] == Json::parse(R"(["contact.email"])"));
    CHECK(imported["replies"][0]["title"] == "ship");
    CHECK(imported["replies"][0]["text"] == "Hi {{customer.first_name|there}}, it left. {{contact.email}}");
}

TEST_CASE("without --json the same commands speak to people") {
    Town town;
    const Console console;
    console.connect(town);
    town.say("mira", "@shop Is the blue kettle still there?");
    CHECK(console.run({"sync", "--once"}).out == "account 1: 1 new, 0 sent\n");
    const Outcome inbox = console.run({"inbox"});
    CHECK(inbox.code == 0);
    CHECK(inbox.out.find("Mira Lindwurm") != std::string::npos);
    CHECK(inbox.out.find("blue kettle") != std::string::npos);
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{{"account", "list"},
                                                                                       {"thread", "1"},
                                                                                       {"outbox"},
                                                                                       {"suggest", "1"},
                                                                                       {"canned", "list"},
                                                                                       {"check"}}) {
        const Outcome outcome = console.run(words);
        INFO(words[0] << outcome.out << outcome.err);
        CHECK(outcome.code == 0);
        CHECK(outcome.err.empty());
        CHECK(outcome.out.ends_with("\n"));
        CHECK(outcome.out.front() != '{');
    }
}

TEST_CASE("a removed account is not polled, and its history stays to be read") {
    Town town;
    const Console console;
    const std::int64_t id = console.connect(town);
    town.say("mira", "@shop Is the blue kettle still there?");
    console.sync();
    town.breakDown("POST /api/v1/statuses", "status:422");
    const std::string reply = console.reply(1, "Yes.")["id"].dump();
    console.sync();
    console.done({"account", "remove", std::to_string(id)});
    CHECK(console.list({"account", "list"}, "accounts").empty());
    // Queued again it would wait for ever.
    const auto refused = console.refused({"outbox", "retry", reply}, 1);
    CHECK(refused.find("no longer connected") != std::string::npos);
    CHECK(console.outbox()[0]["state"] == "failed");
    CHECK(console.list({"sync", "--once"}, "accounts").empty());
    CHECK(console.list({"search", "kettle"}, "hits").size() == 1);
    console.refused({"account", "test", std::to_string(id)}, 1);
    console.refused({"sync", "--once", "--account", "99"}, 1);
    console.refused({"account", "remove", "99"}, 1);
}
