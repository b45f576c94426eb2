// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "support/catch.h"

using model::Delivery;
using model::PrivateReply;
using test::Desk;
using test::failed;
using test::kMinute;
using test::need;

namespace {

model::ReplyDraft draftOf(Desk& desk, const std::string& to, bool privately) {
    const model::Message message = desk.message(to);
    return need(desk.store->read().draftOf(message.conversation, message.id, privately, "direct", "x"));
}

base::ReplyId privately(Desk& desk, const std::string& text) {
    return desk.queue(text, "1", base::Duration{0}, true);
}

}  // namespace

TEST_CASE("a private reply to a public message is found from both ends") {
    Desk desk;
    CHECK_FALSE(draftOf(desk, "1", true).privateAnswer);
    CHECK(draftOf(desk, "1", true).parentAt == desk.message("1").at);
    const base::ReplyId reply = privately(desk, "Write to us");
    const model::Message sent = desk.messageOf(reply);
    const model::Message comment = desk.message("1");
    REQUIRE(sent.conversation != comment.conversation);

    const auto ours = draftOf(desk, "1", true).privateAnswer;
    REQUIRE(ours);
    CHECK(ours->id == sent.id);
    CHECK(ours->conversation == sent.conversation);
    CHECK(ours->to == comment.id);
    CHECK(ours->delivery == Delivery::Queued);
    // In public nothing is used up, and another's comment has its own.
    CHECK_FALSE(draftOf(desk, "1", false).privateAnswer);
    CHECK_FALSE(draftOf(desk, "2", true).privateAnswer);
    for (const base::ConversationId end : {comment.conversation, sent.conversation}) {
        const auto answers = need(desk.store->read().privateAnswers(end, base::UtcTime{}, 10));
        REQUIRE(answers.size() == 1);
        CHECK(answers.front().id == sent.id);
        CHECK(answers.front().toText == comment.text);
        CHECK(answers.front().toConversation == comment.conversation);
    }
    CHECK(need(desk.store->read().privateAnswers(comment.conversation, comment.at + base::Duration{1}, 10))
              .empty());
    CHECK(need(desk.store->read().reply(reply)).answersPublicOf == comment.at);
}

TEST_CASE("a private reply that was refused or taken back uses nothing up") {
    Desk desk;
    const base::ReplyId reply = privately(desk, "Write to us");
    REQUIRE(desk.claim());
    need(desk.settle(reply, failed()));
    if (GENERATE(false, true)) {
        desk.cancel(reply);
    }
    CHECK_FALSE(draftOf(desk, "1", true).privateAnswer);
    CHECK(
        need(desk.store->read().privateAnswers(desk.message("1").conversation, base::UtcTime{}, 10)).empty());
}

TEST_CASE("until they have written back in private, our private reply counts there") {
    Desk desk;
    const base::ReplyId reply = privately(desk, "Write to us");
    REQUIRE(desk.claim());
    need(desk.settle(reply, store::SettledSent{{.remoteId = "77", .at = test::minute(20)}}));
    const model::ReplyDraft before = draftOf(desk, "77", false);
    REQUIRE(before.privateAnswer);
    CHECK(before.privateAnswer->delivery == Delivery::Sent);
    CHECK_FALSE(before.fromPublic);

    // What they wrote before is no answer to it.
    desk.take(std::vector{test::whispers("76", "mira", 10)});
    REQUIRE(desk.message("76").conversation == desk.message("77").conversation);
    CHECK(draftOf(desk, "77", false).privateAnswer);
    const auto theirs = test::whispers("78", "mira", 40);
    desk.take(std::vector{theirs});
    REQUIRE(desk.message("78").conversation == desk.message("77").conversation);
    CHECK_FALSE(draftOf(desk, "78", false).privateAnswer);
    CHECK_FALSE(draftOf(desk, "77", false).privateAnswer);
    CHECK_FALSE(need(desk.store->read().reply(desk.queue("In private", "78"))).answersPublicOf);
}

TEST_CASE("what the platform says of a private reply is kept, and silence changes nothing") {
    Desk desk;
    CHECK(draftOf(desk, "1", true).parentTakes == PrivateReply::NotSaid);
    auto comment = test::says("1", "mira", 5);
    comment.privateReply = PrivateReply::Taken;
    desk.take(std::vector{comment});
    CHECK(draftOf(desk, "1", true).parentTakes == PrivateReply::Taken);
    comment.privateReply = PrivateReply::NotSaid;
    desk.take(std::vector{comment});
    CHECK(draftOf(desk, "1", true).parentTakes == PrivateReply::Taken);
    comment.privateReply = PrivateReply::NotTaken;
    desk.take(std::vector{comment});
    CHECK(draftOf(desk, "1", true).parentTakes == PrivateReply::NotTaken);
    // And with a message that is new.
    auto another = test::says("9", "juri", 9);
    another.privateReply = PrivateReply::NotTaken;
    desk.take(std::vector{another});
    CHECK(draftOf(desk, "9", true).parentTakes == PrivateReply::NotTaken);
}

TEST_CASE("what a sign-in lacks, and the one private reply, are kept with the account") {
    test::Shop shop;
    model::Account account = need(shop.store->read().account(shop.account));
    account.facts.lacks = {"pages_messaging", "pages_manage_engagement"};
    account.capabilities.replies = {
        {.visibility = model::Visibility::Public, .missingPermission = "pages_manage_engagement"},
        {.visibility = model::Visibility::Private, .onePrivateReplyWithin = 7 * 24 * 60 * kMinute}};
    shop.write([&](store::WriteTx& tx) { need(tx.updateAccount(account)); });
    const model::Account kept = need(shop.store->read().account(shop.account));
    CHECK(kept.facts.lacks == account.facts.lacks);
    CHECK(*kept.capabilities.find(model::Visibility::Public) == account.capabilities.replies[0]);
    CHECK(*kept.capabilities.find(model::Visibility::Private) == account.capabilities.replies[1]);
}
