// SPDX-License-Identifier: GPL-3.0-or-later
// In which conversation a message stands, whatever order its neighbours arrive in.
#include "shop.h"

#include "store/outbox.h"

#include "support/catch.h"

using model::MentionOfUs;
using test::minute;
using test::says;
using test::Shop;
using test::weSay;
using test::weWhisper;
using test::whispers;

namespace {

/// Where each message stands: "id:key id:key …".
std::string places(Shop& shop, const std::vector<std::string>& ids) {
    std::string text;
    for (const std::string& id : ids) {
        text += (text.empty() ? "" : " ") + id + "=" + shop.keyOf(id);
    }
    return text;
}

}  // namespace

TEST_CASE("every comment under our announcement is a conversation of its own, the announcement none") {
    Shop shop;
    const store::Ingested done =
        shop.take({weSay("0", 1), says("1", "mira", 5, "0"), says("2", "juri", 6, "0"),
                   says("3", "mira", 7, "1"), weSay("4", 8, "3")});
    CHECK(done.newMessages == 3);
    CHECK(done.newOwn == 2);
    CHECK(places(shop, {"0", "1", "2", "3", "4"}) == "0=context:0 1=top:1 2=top:2 3=top:1 4=top:1");
    CHECK(shop.stateOf("0") == "context");
    CHECK(shop.stateOf("1") == "answered");
    CHECK(shop.stateOf("2") == "needs_reply");
    CHECK(test::need(shop.store->read().inbox({}, 10)).size() == 2);
    CHECK(test::need(shop.store->read().context(shop.message("1").conversation)).size() == 1);
    CHECK(shop.faults() == "");
}

TEST_CASE("what strangers wrote above a mention only surrounds it") {
    Shop shop;
    const store::Ingested done =
        shop.take({says("1", "ada", 1, "", MentionOfUs::None), says("2", "juri", 2, "1", MentionOfUs::None),
                   says("3", "mira", 3, "2"), says("4", "juri", 4, "1", MentionOfUs::None)});
    CHECK(places(shop, {"1", "2", "3", "4"}) == "1=context:1 2=context:1 3=top:3 4=context:1");
    CHECK(done.newMessages == 1);
    CHECK(test::need(shop.store->read().context(shop.message("3").conversation)).size() == 2);
    CHECK(test::need(shop.store->read().counts()).needsReply == 1);
    CHECK(shop.faults() == "");
}

TEST_CASE("a bystander opens a turn only by answering us or mentioning us in writing") {
    Shop shop;
    shop.take({says("1", "mira", 1), weSay("2", 2, "1"), says("3", "juri", 3, "1"),
               says("4", "ada", 4, "2", MentionOfUs::None), says("5", "sam", 5, "1", MentionOfUs::Written)});
    const auto turnOf = [&](const char* id) { return shop.message(id).turn.has_value(); };
    CHECK_FALSE(turnOf("3"));  // carried over
    CHECK(turnOf("4"));
    CHECK(turnOf("5"));
    CHECK(shop.conversationOf("5").waitingSince == minute(4));
    CHECK(shop.conversationOf("1").unread == 2);
    // Answering one of them leaves the other waiting, until a reply mentions that one.
    shop.take({weSay("6", 6, "4")});
    CHECK(shop.conversationOf("1").waitingSince == minute(5));
    model::IncomingMessage reply = weSay("7", 7, "4");
    reply.writtenMentions = {"u-sam"};
    shop.take({reply});
    CHECK(shop.stateOf("1") == "answered");
    CHECK(shop.message("5").turn->endedAt == minute(7));
    CHECK(shop.faults() == "");
}

TEST_CASE("automatic replies, and replies to somebody else, end nothing") {
    Shop shop;
    model::IncomingMessage automatic = weSay("3", 3, "1");
    automatic.automatic = true;
    shop.take({says("1", "mira", 1), says("2", "juri", 2, "1", MentionOfUs::Written), automatic});
    CHECK(shop.stateOf("1") == "needs_reply");
    shop.take({weSay("4", 4, "2")});
    CHECK(shop.conversationOf("1").waitingSince == minute(1));
    shop.take({says("5", "mira", 5, "1")});
    // The turn does not move when the customer writes again.
    CHECK(shop.conversationOf("1").waitingSince == minute(1));
    shop.take({weSay("6", 6, "5")});
    CHECK(shop.message("1").turn->endedAt == minute(6));
    CHECK(shop.message("5").turn->startedAt == minute(1));
    CHECK(shop.faults() == "");
}

TEST_CASE(
    "a parent that arrives late unites what belongs together, and ids that people have seen stay valid") {
    Shop shop;
    shop.take({says("3", "mira", 3, "2"), says("5", "mira", 5, "4")});
    CHECK(places(shop, {"3", "5"}) == "3=top:3 5=top:5");
    CHECK(shop.wanted() == std::set<std::string>{"3", "5"});
    const base::ConversationId seen = shop.message("3").conversation;
    const base::ConversationId other = shop.message("5").conversation;
    shop.write([&](store::WriteTx& tx) {
        test::need(tx.saveDraft(seen, "half a"));
        test::need(tx.saveDraft(other, "reply"));
    });
    shop.take({weSay("4", 4, "3")});
    CHECK(places(shop, {"3", "4", "5"}) == "3=top:3 4=top:3 5=top:3");
    CHECK(shop.message("5").conversation == seen);
    CHECK(test::need(shop.store->read().draft(seen)) == "half a\n\nreply");
    CHECK(shop.wanted() == std::set<std::string>{"3"});
    CHECK(shop.message("3").turn->endedAt == minute(4));
    CHECK(shop.message("5").turn->outcome == model::TurnOutcome::Open);
    // The real top is another one: the conversation stays, under its own id.
    shop.take({says("2", "mira", 2)});
    CHECK(places(shop, {"2", "3", "4", "5"}) == "2=top:2 3=top:2 4=top:2 5=top:2");
    CHECK(shop.message("2").conversation == seen);
    CHECK(shop.wanted().empty());
    CHECK(shop.number("SELECT count(*) FROM conversation") == 1);
    CHECK(shop.faults() == "");
}

TEST_CASE("a customer's comment does not get lost when it turns out to stand below another's") {
    Shop shop;
    shop.take({says("3", "mira", 3, "2"), weSay("4", 4, "3"), says("5", "juri", 5, "4")});
    CHECK(places(shop, {"3", "4", "5"}) == "3=top:3 4=top:3 5=top:3");
    // It carried our mention over from ada's, whose conversation it is.
    shop.take({says("2", "ada", 2)});
    CHECK(places(shop, {"2", "3", "4", "5"}) == "2=top:2 3=top:2 4=top:2 5=top:2");
    CHECK(shop.conversationOf("3").customerName == "ada");
    CHECK_FALSE(shop.message("3").turn);
    CHECK(shop.message("5").turn);
    CHECK(shop.faults() == "");
}

TEST_CASE("a reply of ours queued in a conversation that is united goes on from there") {
    Shop shop;
    shop.take({says("1", "mira", 1), says("5", "mira", 5, "4")});
    const model::Message late = shop.message("5");
    base::ReplyId reply;
    shop.write([&](store::WriteTx& tx) {
        const auto draft =
            test::need(shop.store->read().draftOf(late.conversation, late.id, false, "direct", "yes"));
        reply = test::need(store::Outbox(tx).queue(draft, late.id, base::Duration{0}));
    });
    shop.take({weSay("4", 4, "1")});
    CHECK(test::need(shop.store->read().reply(reply)).conversation == shop.message("1").conversation);
    CHECK(shop.conversationOf("1").messageCount == 4);
    CHECK(shop.faults() == "");
}

TEST_CASE("private messages with one person are one conversation, whatever thread they are in") {
    Shop shop;
    shop.take({whispers("1", "mira", 1), whispers("2", "mira", 2), weWhisper("3", "mira", 3),
               whispers("4", "juri", 4), weWhisper("5", "ada", 5)});
    CHECK(places(shop, {"1", "2", "3", "4", "5"}) ==
          "1=private:u-mira 2=private:u-mira 3=private:u-mira 4=private:u-juri 5=private:u-ada");
    // In private any reply ends every turn, whatever it answers.
    CHECK(shop.stateOf("1") == "answered");
    CHECK(shop.stateOf("5") == "answered");
    CHECK(shop.conversationOf("5").customerName == "ada");
    CHECK(shop.faults() == "");
}

TEST_CASE("a private message to several is a group of its own, named by its root") {
    Shop shop;
    model::IncomingMessage group = whispers("2", "mira", 2);
    group.otherReaders = {"u-juri"};
    model::IncomingMessage ours = weWhisper("4", "mira", 4);
    ours.addressees.push_back(test::person("ada"));
    shop.take(
        {whispers("1", "mira", 1), group, whispers("3", "juri", 3, "2"), ours, whispers("5", "ada", 5, "4")});
    CHECK(places(shop, {"1", "2", "3", "4", "5"}) ==
          "1=private:u-mira 2=group:2 3=group:2 4=group:4 5=group:4");
    CHECK(shop.conversationOf("2").customerName == "mira");
    CHECK(shop.conversationOf("4").customerName == "mira");
    CHECK(shop.faults() == "");
}

TEST_CASE("whom a private message of ours went to is found by handle, with and without domain and port, or "
          "address") {
    Shop shop("https://shop.example:8443");
    model::IncomingMessage known = whispers("1", "mira", 1);
    known.author.handle = "mira@shop.example:8443";
    shop.take({known});
    const auto to = [](const std::string& id, const model::IncomingContact& whom) {
        model::IncomingMessage message = weSay(id, 10);
        message.visibility = model::Visibility::Private;
        message.addressees = {whom};
        return message;
    };
    shop.take({to("2", {.remoteId = "another-id", .handle = "@mira"}),
               to("3", {.handle = "Mira@shop.example"}), to("4", {.handle = "mira@shop.example:8443"}),
               to("5", {.profileUrl = "https://else.example/@mira"}),
               to("6", {.handle = "mira@else.example"})});
    CHECK(places(shop, {"2", "3", "4", "5"}) ==
          "2=private:u-mira 3=private:u-mira 4=private:u-mira 5=private:u-mira");
    CHECK(shop.keyOf("6") == "private:handle:mira@else.example");
    CHECK(shop.faults() == "");
}

TEST_CASE("a person who was only guessed keeps the conversation when they write") {
    Shop shop;
    model::IncomingMessage ours = weSay("1", 1);
    ours.visibility = model::Visibility::Private;
    ours.addressees = {{.handle = "mira@else.example"}};
    shop.take({ours});
    const base::ConversationId guessed = shop.message("1").conversation;
    shop.take({whispers("2", "mira", 2)});
    CHECK(shop.message("2").conversation == guessed);
    CHECK(shop.keyOf("1") == "private:u-mira");
    CHECK(shop.conversationOf("1").customerName == "mira");
    CHECK(shop.number("SELECT count(*) FROM contact") == 1);
    CHECK(shop.faults() == "");
}

TEST_CASE("a private message that answers a public one is in the private conversation and still answers it") {
    Shop shop;
    shop.take({says("1", "mira", 1), says("2", "juri", 2, "1", MentionOfUs::Written),
               weWhisper("3", "mira", 3, "1"), whispers("4", "mira", 4, "1")});
    CHECK(places(shop, {"1", "2", "3", "4"}) == "1=top:1 2=top:1 3=private:u-mira 4=private:u-mira");
    CHECK(shop.message("3").parent == shop.message("1").id);
    // It ended the comment's turn, and nobody else's.
    CHECK(shop.message("1").turn->endedAt == minute(3));
    CHECK(shop.message("3").turn->startedAt == minute(1));
    CHECK(shop.conversationOf("1").waitingSince == minute(2));
    CHECK(shop.conversationOf("4").waitingSince == minute(4));
    CHECK(shop.faults() == "");
}
