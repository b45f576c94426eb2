// SPDX-License-Identifier: GPL-3.0-or-later
// What customers do, and how the thread tells it.
#include "console.h"

#include "support/catch.h"
#include "support/word_vector_bytes.h"

#include <fstream>

namespace {

constexpr std::int64_t kMinute = 60'000;

/// A street whose clock stands as many minutes before now.
app::practice::StreetOptions minutesAgo(std::int64_t minutes) {
    const auto now = base::makeSystemClock()->utcNow();
    return quietStreet(now - base::Duration{minutes * kMinute});
}

Json badge(const Console& console, std::int64_t conversation, std::size_t message) {
    const Json messages = console.messages(conversation);
    REQUIRE(messages.size() > message);
    CHECK(messages[message]["badge"]["business_ms"] == messages[message]["badge"]["calendar_ms"]);
    return messages[message]["badge"];
}

}  // namespace

TEST_CASE("an edited message shows its new text and when it was edited") {
    Town town;
    const Console console;
    console.connect(town);
    const std::string post = town.say("mira", "@shop Is the blue kettle still there?");
    console.sync();
    town.advance(kMinute);
    town.edit(post, "@shop Is the RED kettle still there?");
    CHECK(console.sync()["new_messages"] == 0);
    const Json messages = console.messages(1);
    REQUIRE(messages.size() == 1);
    CHECK(messages[0]["remote_id"] == post);
    CHECK(messages[0]["text"].get<std::string>().find("RED") != std::string::npos);
    CHECK(messages[0]["edited_at"] == base::toMs(town.now()));
    CHECK(messages[0]["deleted_at"].is_null());
    CHECK(console.conversation("RED kettle")["id"] == 1);
    CHECK(console.list({"search", "red"}, "hits").size() == 1);
}

// Fails when the deleted one is the newest of two; the same by hand succeeds. To be understood before the
// issue is closed.
TEST_CASE("a deleted message stays, with the time when that was seen") {
    Town town;
    const Console console;
    console.connect(town);
    town.say("bo", "@shop Somebody else.");
    const std::string post = town.say("mira", "@shop Is the blue kettle still there?");
    console.sync();
    const std::int64_t conversation = console.conversation("blue kettle")["id"];
    town.remove(post);
    console.sync();
    const Json messages = console.messages(conversation);
    REQUIRE(messages.size() == 1);
    CHECK(messages[0]["text"].get<std::string>().find("blue kettle") != std::string::npos);
    REQUIRE(messages[0]["deleted_at"].is_number_integer());
    CHECK(messages[0]["deleted_at"] >= messages[0]["seen_at"]);
    const Json other = console.messages(console.conversation("Somebody else")["id"]);
    CHECK(other[0]["deleted_at"].is_null());
}

TEST_CASE("a thread is a tree with the parents and the authors that the platform names") {
    Town town;
    const Console console;
    console.connect(town);
    const std::string question = town.say("mira", "@shop Is the blue kettle still there?");
    console.sync();
    console.reply(1, "Two are left.");
    console.sync();
    const std::string answer = town.delivered("Two are left.").at(0)["status_id"];
    CHECK(town.delivered("Two are left.")[0]["in_reply_to"] == question);
    const std::string more = town.say("mira", "@shop Please keep one!", {{"in_reply_to", answer}});
    town.say("bo", "@mira They are lovely.", {{"in_reply_to", more}});
    console.sync();
    const Json messages = console.messages(1);
    REQUIRE(messages.size() == 4);
    CHECK(messages[0]["parent_id"].is_null());
    CHECK(messages[1]["parent_id"] == messages[0]["id"]);
    CHECK(messages[2]["parent_id"] == messages[1]["id"]);
    CHECK(messages[3]["parent_id"] == messages[2]["id"]);
    CHECK(messages[1]["own"] == true);
    CHECK(messages[0]["author"] == "Mira Lindwurm");
    CHECK(messages[3]["author"] == "Bo Svalegrind");
    // Somebody who talks to the customer waits for nobody.
    CHECK(messages[3]["badge"]["state"] == "none");
    CHECK(messages[3]["badge"]["calendar_ms"].is_null());
}

TEST_CASE("a private message is answered privately, and a public one as its author chose") {
    Town town;
    const Console console;
    console.connect(town);
    const std::vector<std::pair<std::string, std::string>> people{
        {"mira", "direct"}, {"ada", "private"}, {"bo", "unlisted"}, {"kai", "public"}};
    for (const auto& [persona, audience] : people) {
        town.say(persona, "@shop My words are " + audience, {{"visibility", audience}});
    }
    console.sync();
    for (const auto& [persona, audience] : people) {
        INFO(audience);
        const Json row = console.conversation("My words are " + audience);
        CHECK((row["visibility"] == "private") == (audience == "direct" || audience == "private"));
        CHECK(console.messages(row["id"]).at(0)["audience"] == audience);
        console.reply(row["id"], "Answer to " + persona);
    }
    console.sync();
    for (const auto& [persona, audience] : people) {
        INFO(audience);
        const auto delivered = town.delivered("Answer to " + persona);
        REQUIRE(delivered.size() == 1);
        CHECK(delivered[0]["visibility"] == audience);
    }
}

TEST_CASE("a private reply to a public message is private and ends the public turn") {
    Town town;
    const Console console;
    console.connect(town);
    const std::string post = town.say("mira", "@shop Where is order 1017?");
    console.sync();
    const Json row = console.done({"reply", "1", "--private", "--text", "It left this morning."});
    CHECK(row["conversation"] != 1);
    console.sync();
    const auto delivered = town.delivered("It left this morning.");
    REQUIRE(delivered.size() == 1);
    CHECK(delivered[0]["visibility"] == "direct");
    CHECK(delivered[0]["in_reply_to"] == post);
    CHECK(console.conversation("order 1017")["state"] == "answered");
    CHECK(badge(console, 1, 0)["state"] == "answered");
    const Json reply = console.messages(row["conversation"]);
    REQUIRE(reply.size() == 1);
    CHECK(reply[0]["audience"] == "direct");
    console.refused({"reply", "1", "--private", "--text", "@bo look at this"}, 1);
}

TEST_CASE("a turn starts at the first unanswered message and ends at our reply, to the millisecond") {
    Town town(minutesAgo(50));
    const Console console;
    console.connect(town);
    const std::string first = town.say("mira", "@shop Is the blue kettle still there?");
    const std::int64_t asked = base::toMs(town.now());
    town.advance(4 * kMinute);
    town.say("mira", "@shop Hello?", {{"in_reply_to", first}});
    town.advance(5 * kMinute);
    console.sync();
    CHECK(badge(console, 1, 0)["state"] == "due_soon");
    CHECK(badge(console, 1, 1)["state"] == "due_soon");
    CHECK(badge(console, 1, 0)["calendar_ms"].get<std::int64_t>() >= 50 * kMinute);
    CHECK(badge(console, 1, 0)["calendar_ms"].get<std::int64_t>() < 55 * kMinute);
    const Json row = console.conversation("Hello?");
    CHECK(row["waiting_since"] == asked);
    CHECK(row["due_at"] == asked + 60 * kMinute);

    console.reply(1, "Two are left.");
    CHECK(badge(console, 1, 0)["state"] == "due_soon");
    CHECK(badge(console, 1, 2)["state"] == "none");
    console.sync();
    CHECK(badge(console, 1, 0) ==
          Json({{"state", "answered"}, {"calendar_ms", 9 * kMinute}, {"business_ms", 9 * kMinute}}));
    CHECK(badge(console, 1, 1)["state"] == "answered");
    CHECK(badge(console, 1, 1)["calendar_ms"] == 5 * kMinute);
    CHECK(badge(console, 1, 2)["state"] == "answered");
    CHECK(badge(console, 1, 2)["calendar_ms"] == 9 * kMinute);
    CHECK(console.conversation("Two are left")["state"] == "answered");
    CHECK(console.conversation("Two are left")["waiting_since"].is_null());
}

TEST_CASE("late is late, and a bystander waits only when they speak to us") {
    Town town(minutesAgo(180));
    const Console console;
    console.connect(town);
    const std::string first = town.say("mira", "@shop Is the blue kettle still there?");
    town.advance(90 * kMinute);
    town.say("bo", "@mira I have one.", {{"in_reply_to", first}});
    console.sync();
    CHECK(badge(console, 1, 0)["state"] == "overdue");
    CHECK(badge(console, 1, 1)["state"] == "none");
    console.reply(1, "Two are left.");
    console.sync();
    CHECK(badge(console, 1, 0)["state"] == "answered_late");
    CHECK(badge(console, 1, 0)["calendar_ms"] == 90 * kMinute);
    const std::string answer = town.delivered("Two are left.").at(0)["status_id"];
    town.advance(60 * kMinute);
    town.say("bo", "@shop And for me?", {{"in_reply_to", answer}});
    console.sync();
    const Json messages = console.messages(1);
    REQUIRE(messages.size() == 4);
    CHECK(messages[3]["badge"]["state"] == "waiting");
    CHECK(messages[0]["badge"]["state"] == "answered_late");
    CHECK(console.conversation("And for me?")["state"] == "needs_reply");
}

TEST_CASE("what the shop writes elsewhere is recognised as its own and ends the turn") {
    Town town;
    const Console console;
    console.connect(town);
    const std::string post = town.say("mira", "@shop Is the blue kettle still there?");
    console.sync();
    town.advance(kMinute);
    town.say("shop", "@mira Yes, answered from the phone.", {{"in_reply_to", post}});
    CHECK(console.sync()["new_messages"] == 0);
    const Json messages = console.messages(1);
    REQUIRE(messages.size() == 2);
    CHECK(messages[1]["own"] == true);
    CHECK(messages[1]["delivery"] == "sent");
    CHECK(messages[0]["badge"]["state"] == "answered");
    CHECK(messages[0]["badge"]["calendar_ms"] == kMinute);
    CHECK(console.conversation("from the phone")["state"] == "answered");
}

TEST_CASE("suggestions fill in the customer and say which words they come from") {
    Town town;
    const Console console;
    console.connect(town);
    town.say("mira", "@shop Do you still have the kettle in stock, is it available?");
    console.sync();
    const Json suggestions = console.list({"suggest", "1"}, "suggestions");
    REQUIRE_FALSE(suggestions.empty());
    CHECK(suggestions[0]["title"] == "Still available, in stock");
    CHECK(suggestions[0]["text"].get<std::string>().starts_with("Hi Mira,"));
    CHECK(suggestions[0]["because"].size() >= 2);
    // What only the shop knows stays open, and an open placeholder is not sent.
    REQUIRE(suggestions[0]["text"].get<std::string>().find("{{shop.reserve_until}}") != std::string::npos);
    console.refused({"reply", "1", "-"}, 1, suggestions[0]["text"].get<std::string>());
    CHECK(console.outbox().empty());
}

TEST_CASE("with word vectors in the profile another word for the same finds its reply") {
    Town town;
    const Console console;
    console.connect(town);
    town.say("mira", "@shop reimbursement?");
    console.sync();
    CHECK(console.list({"suggest", "1"}, "suggestions").empty());
    const auto write = [&](const std::string& bytes) {
        std::ofstream(console.profile() / "word_vectors.bin", std::ios::binary) << bytes;
    };
    write(support::wordVectorBytes({{"money", {1, 2}}, {"refund", {1, 2}}, {"reimbursement", {1, 2}}}));
    const Json suggestions = console.list({"suggest", "1"}, "suggestions");
    REQUIRE(suggestions.size() == 1);
    CHECK(suggestions[0]["title"] == "Refund, money back");
    // A file that is none is said, and does not stand in the way.
    write("GIF89a");
    const Outcome without = console.run({"suggest", "1"});
    CHECK(without.code == 0);
    CHECK(without.out == "No canned reply fits.\n");
    CHECK(without.err.find("word_vectors.bin: these are no word vectors") != std::string::npos);
}

TEST_CASE("a canned reply that was sent is suggested for what it answered, until it is taken back") {
    Town town;
    const Console console;
    console.connect(town);
    console.done({"canned", "add", "--title", "Lights", "--text",
                  "The lamps are dimmed by turning the brass ring, gently."});
    town.say("mira", "@shop My new porch lantern flickers at dusk");
    town.say("bo", "@shop Our porch lantern flickers, what now?");
    console.sync();
    const std::string other = console.conversation("what now")["id"].dump();
    const std::string mira = console.conversation("at dusk")["id"].dump();
    const auto best = [&] {
        const Json suggestions = console.list({"suggest", other}, "suggestions");
        return suggestions.empty() ? std::string() : suggestions[0]["title"].get<std::string>();
    };
    CHECK(best() != "Lights");
    // Edited, and still the same reply.
    const Json reply =
        console.done({"reply", mira, "--text", "Hello! The lamps are dimmed by turning the brass ring."});
    CHECK(best() == "Lights");
    console.done({"outbox", "discard", reply["id"].dump()});
    CHECK(best() != "Lights");
}

TEST_CASE("an erased customer is gone with all that was learnt from them, and does not come back") {
    Town town;
    const Console console;
    console.connect(town);
    console.done({"canned", "add", "--title", "Lights", "--text",
                  "The lamps are dimmed by turning the brass ring, gently."});
    town.say("bo", "@shop Our porch lantern flickers, what now?");
    console.sync();
    const std::string other = console.conversation("what now")["id"].dump();
    const Json never = console.done({"suggest", other});
    town.say("mira", "@shop My new porch lantern flickers at dusk");
    console.sync();
    const Json mira = console.conversation("at dusk");
    console.done(
        {"reply", mira["id"].dump(), "--text", "Hello! The lamps are dimmed by turning the brass ring."});
    const std::string id = mira["customer_id"].dump();
    console.refused({"customer", "erase", id}, 1);
    console.sync();
    REQUIRE(console.done({"suggest", other}) != never);

    const Json erased = console.done({"customer", "erase", id});
    CHECK(erased["customer"] == mira["customer_id"]);
    CHECK(erased["conversations"] == 1);
    CHECK(erased["messages"] == 2);
    CHECK(console.done({"suggest", other}) == never);
    CHECK(console.list({"search", "lantern"}, "hits").size() == 1);
    console.refused({"thread", mira["id"].dump()}, 1);
    console.refused({"customer", "erase", "999"}, 1);
    console.sync();
    CHECK(console.list({"inbox", "--view", "all"}, "conversations").size() == 1);
    town.advance(60'000);
    town.say("mira", "@shop And another thing");
    console.sync();
    CHECK(console.conversation("another thing")["customer"] == "Mira Lindwurm");
    CHECK(console.list({"search", "lantern"}, "hits").size() == 1);
}
