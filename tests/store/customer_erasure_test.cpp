// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"
#include "dice.h"

#include "support/catch.h"

#include <algorithm>

using test::Desk;
using test::Dice;
using test::minute;
using test::need;

namespace {

constexpr base::CannedReplyId kHours{1};

/// Mira wrote "1", Juri "2"; then both in one thread, and Mira in private.
struct ErasureDesk : Desk {
    ErasureDesk() { take(later()); }

    [[nodiscard]] static std::vector<model::IncomingMessage> later() {
        std::vector<model::IncomingMessage> messages{
            test::weSay("3", 7, "1"),           test::says("10", "mira", 10, {}, model::MentionOfUs::Written),
            test::says("11", "juri", 11, "10"), test::weSay("12", 12, "10"),
            test::weSay("13", 13, "11"),        test::whispers("20", "mira", 20),
            test::weWhisper("21", "mira", 21),
        };
        messages[0].text = "hello Mira, first";
        messages[1].text = "the cinnamon buns";
        messages[2].text = "and mine as well";
        messages[3].text = "hello Mira, second";
        messages[4].text = "hello Juri";
        messages[5].text = "my telephone is 555";
        messages[6].text = "thank you, Mira";
        return messages;
    }
    [[nodiscard]] base::ContactId idOf(const std::string& name) {
        return {number("SELECT id FROM contact WHERE name = '" + name + "'")};
    }
    store::ErasedCustomer erase(base::ContactId customer) {
        store::ErasedCustomer erased;
        write([&](store::WriteTx& tx) { erased = need(tx.eraseCustomer(customer)); });
        return erased;
    }
    [[nodiscard]] std::string refusal(base::ContactId customer) {
        const auto done = store->write("test", [&](store::WriteTx& tx) {
            const auto erased = tx.eraseCustomer(customer);
            return erased ? base::Status{} : base::fail(erased.error());
        });
        return done ? "" : done.error().message;
    }
    /// Every text that is kept anywhere.
    [[nodiscard]] std::string everything() {
        return text(
            "SELECT group_concat(t, ' | ') FROM (SELECT subject || text || described AS t FROM message "
            "UNION ALL SELECT text FROM former_text UNION ALL SELECT snippet FROM conversation "
            "UNION ALL SELECT text FROM draft UNION ALL SELECT frozen_body FROM outbox "
            "UNION ALL SELECT name || handle || profile_url FROM contact "
            "UNION ALL SELECT because FROM triage)");
    }
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an erased customer leaves nothing that says who they are or what was said") {
    ErasureDesk desk;
    const base::ContactId mira = desk.idOf("mira");
    for (const base::ConversationId id : {desk.conversationOf("10").id, desk.conversationOf("20").id}) {
        desk.write([&](store::WriteTx& tx) { need(tx.saveDraft(id, "dear Mira")); });
    }
    REQUIRE(desk.faults() == "");
    const store::ErasedCustomer erased = desk.erase(mira);
    CHECK(erased.conversations == 2);  // her first mention, and the private one
    CHECK(erased.messages == 6);
    CHECK(desk.faults() == "");
    CHECK(desk.store->check());
    const std::string left = desk.everything();
    for (const char* word : {"Mira", "mira", "cinnamon", "555"}) {
        CAPTURE(word, left);
        CHECK_FALSE(has(left, word));
        CHECK(need(desk.store->read().search(word, 10)).empty());
    }
    CHECK(has(left, "and mine as well"));
    CHECK(has(left, "hello Juri"));
    CHECK(desk.message("11").parent == desk.message("10").id);
    CHECK(desk.message("10").deletedAt);
    CHECK(need(desk.store->read().search("mine", 10)).size() == 1);
    CHECK(need(desk.store->read().search("telephone", 10)).empty());
}

TEST_CASE("what was erased is not read again, and what an erased customer writes next is new") {
    ErasureDesk desk;
    desk.erase(desk.idOf("mira"));
    const std::string before = desk.everything();
    desk.take({test::says("1", "mira", 5), test::says("2", "juri", 6)});
    desk.take(ErasureDesk::later());
    CHECK(desk.everything() == before);
    CHECK(desk.faults() == "");
    // Something older that was never read is theirs as well.
    desk.take({test::says("0", "mira", 1)});
    CHECK(desk.everything() == before);

    model::IncomingMessage again = test::whispers("30", "mira", 22);
    again.text = "hello again";
    desk.take({again});
    CHECK(desk.conversationOf("30").customerName == "mira");
    CHECK(desk.stateOf("30") == "needs_reply");
    CHECK(desk.faults() == "");
}

TEST_CASE("what was learnt from an erased customer is as if it had never been") {
    ErasureDesk desk;
    const auto logs = [&] {
        const auto log = need(desk.store->read().suggestionLog());
        return std::pair(log.lessons, log.outcomes.size());
    };
    const auto learn = [&](const std::string& to) {
        const base::ReplyId reply = desk.queue("until six", to);
        desk.write([&](store::WriteTx& tx) {
            need(tx.learn(reply, kHours));
            need(tx.learn(reply, model::SuggestionOutcome{.certainty = {.top = 0.5}, .used = true}));
        });
        REQUIRE(desk.claim());
        need(desk.sent(reply, "sent " + to));
    };
    learn("2");
    learn("11");
    const auto without = logs();
    for (const char* message : {"1", "10", "20"}) {
        learn(message);
    }
    REQUIRE(logs().first.size() == 5);
    desk.erase(desk.idOf("mira"));
    CHECK(logs() == without);
    CHECK(desk.faults() == "");
}

TEST_CASE("nobody is erased while a reply to them is on its way") {
    ErasureDesk desk;
    const base::ContactId mira = desk.idOf("mira");
    const base::ReplyId reply = desk.queue("until six", "10");
    CHECK(desk.refusal(mira) ==
          "a reply to this customer has not been sent yet; send or discard it first, nothing was erased");
    CHECK(has(desk.everything(), "cinnamon"));
    CHECK(desk.refusal(desk.idOf("juri")).empty());
    desk.cancel(reply);
    desk.erase(mira);
    CHECK_FALSE(has(desk.everything(), "cinnamon"));
    CHECK(desk.refusal({999}) == "there is no customer 999");
    CHECK(desk.faults() == "");
}

TEST_CASE("whoever is erased, the others keep every word and the database stays whole") {
    const std::vector<std::string> people{"ada", "mira", "sam"};
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Dice dice(seed);
        test::Shop shop;
        shop.hurry();
        std::vector<model::IncomingMessage> story;
        for (int i = 0; i < 30; ++i) {
            const std::string id = "s" + std::to_string(i);
            const std::string& who = people[static_cast<std::size_t>(dice.below(3))];
            const std::string parent =
                i > 0 && dice.happens(0.7) ? "s" + std::to_string(dice.below(i)) : std::string();
            const bool privately = dice.happens(0.3);
            model::IncomingMessage message =
                dice.happens(0.3)
                    ? (privately ? test::weWhisper(id, who, i, parent) : test::weSay(id, i, parent))
                    : (privately ? test::whispers(id, who, i, parent)
                                 : test::says(id, who, i, parent, model::MentionOfUs::Written));
            message.text = (message.own ? "we " : who + " ") + id;
            story.push_back(message);
        }
        shop.take(story);
        CAPTURE(seed);
        const std::int64_t sam = shop.number("SELECT ifnull(max(id), 0) FROM contact WHERE name = 'sam'");
        if (sam == 0) {
            continue;
        }
        shop.write([&](store::WriteTx& tx) { need(tx.eraseCustomer({sam})); });
        CHECK(shop.faults() == "");
        const auto kept = [&] {
            return shop.text("SELECT group_concat(text) FROM (SELECT text FROM message WHERE text <> '' "
                             "AND direction = 'inbound' ORDER BY remote_id)");
        };
        std::string others;
        std::ranges::sort(story, {}, &model::IncomingMessage::remoteId);
        for (const model::IncomingMessage& message : story) {
            if (!message.own && !message.text.starts_with("sam")) {
                others += (others.empty() ? "" : ",") + message.text;
            }
        }
        CHECK(kept() == others);
        dice.shuffle(story);
        shop.take(story);
        CHECK(kept() == others);
        CHECK(shop.faults() == "");
        CHECK(shop.store->check());
    }
}

TEST_CASE("what very many people see in public is more urgent") {
    Desk desk;
    const auto percent = [&](const std::string& id) {
        desk.write(
            [](store::WriteTx& tx) { need(tx.triage([](std::string_view) { return model::Triage{}; })); });
        return desk.number("SELECT urgency_percent FROM conversation WHERE id = " +
                           std::to_string(desk.conversationOf(id).id.value));
    };
    model::IncomingMessage known = test::says("a", "ada", 10, {}, model::MentionOfUs::Written);
    known.author.followers = 20'000;
    model::IncomingMessage whispered = test::whispers("b", "ada", 11);
    whispered.author.followers = 20'000;
    desk.take({known, whispered, test::says("c", "sam", 12, {}, model::MentionOfUs::Written)});
    CHECK(percent("a") == 200);
    CHECK(percent("b") == 100);
    CHECK(percent("c") == 100);
    // Other ways to the same person don't tell, and take nothing away.
    desk.take({test::says("d", "ada", 13, "a")});
    CHECK(percent("d") == 200);
}
