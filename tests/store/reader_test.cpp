// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_store.h"

#include "support/catch.h"

#include <algorithm>

using test::need;
using test::needError;
using test::OpenStore;
using test::Rows;

namespace {

std::vector<std::int64_t> idsOf(const std::vector<model::ConversationRow>& rows) {
    std::vector<std::int64_t> ids;
    for (const model::ConversationRow& row : rows) {
        ids.push_back(row.id.value);
    }
    return ids;
}

std::vector<std::string> textsOf(const std::vector<model::Message>& messages) {
    std::vector<std::string> texts;
    for (const model::Message& message : messages) {
        texts.push_back(message.text);
    }
    return texts;
}

}  // namespace

TEST_CASE("the inbox pages through every listed conversation once, newest first, ties included") {
    OpenStore open;
    std::vector<std::pair<std::int64_t, std::int64_t>> expected;  // last_at, id
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        const auto account = rows.account();
        for (int i = 0; i < 57; ++i) {
            const std::int64_t at = 1000 + (i * 7) % 13;  // many share a time
            const std::string state = i % 5 == 0 ? "spam" : i % 2 == 0 ? "needs_reply" : "answered";
            const bool listed = i % 11 != 3;
            const auto id = rows.conversation(
                account, {.key = "top:" + std::to_string(i), .state = state, .lastAt = at, .listed = listed});
            if (listed && state != "spam") {
                expected.emplace_back(at, id.value);
            }
        }
    });
    std::ranges::sort(expected, std::greater<>());
    std::vector<std::int64_t> wanted;
    for (const auto& [at, id] : expected) {
        wanted.push_back(id);
    }
    std::vector<std::int64_t> seen;
    std::optional<store::InboxPosition> after;
    while (true) {
        const auto page = need(open.store->read().inbox({}, 4, after));
        if (page.empty()) {
            break;
        }
        for (const std::int64_t id : idsOf(page)) {
            seen.push_back(id);
        }
        after = store::positionOf(page.back(), model::InboxOrder::Newest);
    }
    CHECK(seen == wanted);
    const auto answered = need(open.store->read().inbox(model::ConversationState::Answered, 100));
    CHECK(answered.size() > 3);
    CHECK(std::ranges::all_of(
        answered, [](const auto& row) { return row.state == model::ConversationState::Answered; }));
    CHECK(need(open.store->read().inbox(model::ConversationState::Spam, 100)).size() > 3);
}

TEST_CASE("an inbox row names its customer, by the handle when there is no name") {
    OpenStore open;
    base::ConversationId named;
    base::ConversationId nameless;
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        const auto account = rows.account();
        named = rows.conversation(
            account, {.key = "top:1", .customer = rows.contact(account, "1", "mira@a.example", "Mira")});
        nameless = rows.conversation(
            account, {.key = "top:2", .customer = rows.contact(account, "2", "ben@a.example")});
    });
    CHECK(need(open.store->read().conversation(named)).customerName == "Mira");
    CHECK(need(open.store->read().conversation(named)).customerHandle == "mira@a.example");
    CHECK(need(open.store->read().conversation(named)).platform == "mastodon");
    CHECK(need(open.store->read().conversation(nameless)).customerName == "ben@a.example");
    CHECK(needError(open.store->read().conversation(base::ConversationId{77})).what() ==
          "there is no conversation 77");
}

TEST_CASE("a thread gives its tail first and the rest on demand, each message once") {
    OpenStore open;
    base::ConversationId conversation;
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        const auto account = rows.account();
        conversation = rows.conversation(account, {.key = "top:1"});
        for (int i = 0; i < 23; ++i) {
            rows.message(account, conversation,
                         {.remoteId = std::to_string(i), .text = std::to_string(i), .at = 100 + i / 3});
        }
    });
    std::vector<std::string> seen;
    std::optional<store::ThreadPosition> before;
    while (true) {
        const auto page = need(open.store->read().thread(conversation, 5, before));
        if (page.empty()) {
            break;
        }
        const auto texts = textsOf(page);
        seen.insert(seen.begin(), texts.begin(), texts.end());
        before = store::ThreadPosition{.at = page.front().at, .id = page.front().id};
    }
    std::vector<std::string> wanted;
    for (int i = 0; i < 23; ++i) {
        wanted.push_back(std::to_string(i));
    }
    CHECK(seen == wanted);
}

TEST_CASE("a message comes with its author, attachments, turn and former texts") {
    OpenStore open;
    base::MessageId theirs;
    base::MessageId ours;
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        const auto account = rows.account();
        const auto mira = rows.contact(account, "7", "mira@a.example", "Mira");
        const auto conversation = rows.conversation(account, {.key = "top:1", .customer = mira});
        theirs =
            rows.message(account, conversation, {.remoteId = "1", .text = "hi", .at = 10, .author = mira});
        ours = rows.message(
            account, conversation,
            {.text = "hello", .at = 11, .direction = "outbound", .parent = theirs, .delivery = "in_flight"});
        auto& connection = tx.connection();
        need(
            store::sqlite::run(connection,
                               "INSERT INTO turn (conversation_id, contact_id, first_message_id, started_at, "
                               "outcome, ended_at, ended_by) VALUES (?, ?, ?, 10, 'answered', 11, ?)",
                               conversation, mira, theirs, ours));
        need(connection.execute("UPDATE message SET turn_id = last_insert_rowid()"));
        need(store::sqlite::run(connection,
                                "INSERT INTO attachment (message_id, kind, url, description) VALUES (?1, "
                                "'video', 'https://v', 'a dog'), (?1, 'image', 'https://i', '')",
                                theirs));
        need(store::sqlite::run(
            connection,
            "INSERT INTO former_text (message_id, text, seen_at) VALUES (?1, 'first', 1), (?1, 'second', 2)",
            theirs));
    });
    const model::Message message = need(open.store->read().message(theirs));
    CHECK(message.authorName == "Mira");
    CHECK(message.delivery == model::Delivery::None);
    REQUIRE(message.attachments.size() == 2);
    CHECK(message.attachments[0] == model::Attachment{.kind = model::Attachment::Kind::Video,
                                                      .url = "https://v",
                                                      .description = "a dog"});
    CHECK(message.attachments[1].kind == model::Attachment::Kind::Image);
    REQUIRE(message.turn);
    CHECK(message.turn->outcome == model::TurnOutcome::Answered);
    CHECK(message.turn->startedAt == base::fromMs(10));
    CHECK(message.turn->endedAt == base::fromMs(11));
    const auto former = need(open.store->read().formerTexts(theirs));
    REQUIRE(former.size() == 2);
    CHECK(former[0].text == "first");
    CHECK(former[1].seenAt == base::fromMs(2));

    const model::Message own = need(open.store->read().message(ours));
    CHECK(own.authorName == "The Shop");
    CHECK(own.authorHandle == "@shop@shop.example");
    CHECK(own.delivery == model::Delivery::InFlight);
    CHECK(own.direction == model::Direction::Outbound);
    CHECK(own.parent == theirs);
}

TEST_CASE("what stands above a public conversation is read upwards from its top, and a ring ends") {
    OpenStore open;
    base::ConversationId conversation;
    base::ConversationId ring;
    base::ConversationId direct;
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        const auto account = rows.account();
        const auto hidden = rows.conversation(account, {.key = "context:1", .listed = false});
        const auto root = rows.message(account, hidden, {.remoteId = "1", .text = "root", .at = 1});
        const auto middle =
            rows.message(account, hidden, {.remoteId = "2", .text = "middle", .at = 2, .parent = root});
        conversation = rows.conversation(account, {.key = "top:3"});
        const auto top =
            rows.message(account, conversation, {.remoteId = "3", .text = "top", .at = 3, .parent = middle});
        rows.message(account, conversation, {.remoteId = "4", .text = "below", .at = 4, .parent = top});
        ring = rows.conversation(account, {.key = "top:5"});
        const auto self = rows.message(account, ring, {.remoteId = "5", .text = "self", .at = 5});
        need(store::sqlite::run(tx.connection(), "UPDATE message SET parent_id = ?1 WHERE id = ?1", self));
        direct = rows.conversation(account, {.key = "private:7", .visibility = "private"});
        rows.message(account, direct,
                     {.remoteId = "6", .text = "psst", .at = 6, .visibility = "private", .parent = top});
    });
    CHECK(textsOf(need(open.store->read().context(conversation))) ==
          std::vector<std::string>{"root", "middle"});
    CHECK(need(open.store->read().context(ring)).size() == 50);
    CHECK(need(open.store->read().context(direct)).empty());
}

TEST_CASE("a gap of the whole account shows in each of its conversations") {
    OpenStore open;
    base::AccountId account;
    base::ConversationId one;
    base::ConversationId two;
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        account = rows.account();
        one = rows.conversation(account, {.key = "top:1"});
        two = rows.conversation(account, {.key = "top:2"});
        need(store::sqlite::run(tx.connection(),
                                "INSERT INTO gap (account_id, conversation_id, after_at, reason, found_at) "
                                "VALUES (?1, ?2, 0, 'one', 1), (?1, 0, 7, 'all', 1)",
                                account, one));
    });
    const auto ofOne = need(open.store->read().gaps(account, one));
    REQUIRE(ofOne.size() == 2);
    CHECK(ofOne[0].reason == "one");
    CHECK_FALSE(ofOne[0].after);
    CHECK(ofOne[1].after == base::fromMs(7));
    CHECK(need(open.store->read().gaps(account, two)).size() == 1);
    CHECK(need(open.store->read().gaps(account, {})).size() == 1);
}

TEST_CASE("a reply to a conversation answers the customer's latest message, in its audience") {
    OpenStore open;
    base::ConversationId conversation;
    base::MessageId bystanders;
    base::MessageId ours;
    base::MessageId unsent;
    base::MessageId deleted;
    base::MessageId elsewhere;
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        const auto account = rows.account();
        const auto mira = rows.contact(account, "7", "mira@a.example", "Mira");
        const auto ben = rows.contact(account, "8", "ben@b.example", "Ben");
        conversation = rows.conversation(account, {.key = "top:1", .customer = mira});
        rows.message(account, conversation,
                     {.remoteId = "1", .text = "a", .at = 1, .author = mira, .subject = "Food"});
        const auto latest = rows.message(account, conversation,
                                         {.remoteId = "2",
                                          .text = "b",
                                          .at = 2,
                                          .author = mira,
                                          .audience = "unlisted",
                                          .subject = "Bread"});
        ours = rows.message(account, conversation,
                            {.remoteId = "3",
                             .text = "c",
                             .at = 3,
                             .direction = "outbound",
                             .audience = "unlisted",
                             .parent = latest});
        bystanders =
            rows.message(account, conversation,
                         {.remoteId = "4", .text = "d", .at = 4, .author = ben, .audience = "public"});
        unsent = rows.message(account, conversation, {.text = "e", .at = 5, .direction = "outbound"});
        deleted = rows.message(account, conversation,
                               {.remoteId = "6", .text = "f", .at = 6, .author = mira, .deletedAt = 7});
        const auto other = rows.conversation(account, {.key = "top:9", .customer = ben});
        elsewhere = rows.message(account, other, {.remoteId = "9", .text = "g", .at = 9, .author = ben});
    });
    const store::Reader& read = open.store->read();
    const model::ReplyDraft draft = need(read.draftOf(conversation, {}, false, "direct", "hello"));
    CHECK(draft.parentRemoteId == "2");
    CHECK(draft.audience == "unlisted");
    CHECK(draft.visibility == model::Visibility::Public);
    CHECK(draft.parentSubject == "Bread");
    CHECK(draft.addresseeRemoteId == "7");
    CHECK(draft.addresseeHandle == "mira@a.example");
    CHECK(draft.text == "hello");
    CHECK(draft.readers.empty());

    const model::ReplyDraft toBystander = need(read.draftOf(conversation, bystanders, false, "direct", "x"));
    CHECK(toBystander.addresseeRemoteId == "8");
    CHECK(toBystander.audience == "public");
    // Our own message answered: it is still the customer who is spoken to.
    CHECK(need(read.draftOf(conversation, ours, false, "direct", "x")).addresseeRemoteId == "7");

    const model::ReplyDraft whispered = need(read.draftOf(conversation, bystanders, true, "direct", "x"));
    CHECK(whispered.visibility == model::Visibility::Private);
    CHECK(whispered.audience == "direct");
    CHECK(whispered.readers == std::vector<std::string>{"ben@b.example"});

    CHECK(needError(read.draftOf(conversation, unsent, false, "direct", "x")).kind ==
          base::ErrorKind::BadInput);
    CHECK(needError(read.draftOf(conversation, elsewhere, false, "direct", "x")).kind ==
          base::ErrorKind::BadInput);
    CHECK(needError(read.draftOf(conversation, deleted, false, "direct", "x")).kind == base::ErrorKind::Gone);
    CHECK(needError(read.draftOf(base::ConversationId{99}, {}, false, "direct", "x")).kind ==
          base::ErrorKind::NotFound);
}

TEST_CASE("a private reply names everybody who reads the conversation already") {
    OpenStore open;
    base::ConversationId conversation;
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        const auto account = rows.account();
        const auto mira = rows.contact(account, "7", "mira@a.example");
        const auto ben = rows.contact(account, "8", "ben@b.example");
        const auto zoe = rows.contact(account, "9", "zoe@z.example");
        conversation =
            rows.conversation(account, {.key = "group:1", .visibility = "private", .customer = mira});
        const auto first = rows.message(account, conversation,
                                        {.remoteId = "1",
                                         .text = "a",
                                         .at = 1,
                                         .author = mira,
                                         .visibility = "private",
                                         .audience = "direct"});
        need(store::sqlite::run(tx.connection(), "INSERT INTO message_mention VALUES (?, ?)", first, zoe));
        rows.message(account, conversation,
                     {.remoteId = "2",
                      .text = "b",
                      .at = 2,
                      .author = ben,
                      .visibility = "private",
                      .audience = "direct"});
        rows.message(account, conversation,
                     {.remoteId = "3",
                      .text = "c",
                      .at = 3,
                      .direction = "outbound",
                      .visibility = "private",
                      .audience = "direct"});
    });
    const model::ReplyDraft draft = need(open.store->read().draftOf(conversation, {}, false, "direct", "x"));
    CHECK(draft.visibility == model::Visibility::Private);
    CHECK(draft.audience == "direct");
    std::vector<std::string> readers = draft.readers;
    CHECK(readers.front() == "mira@a.example");
    std::ranges::sort(readers);
    CHECK(readers == std::vector<std::string>{"ben@b.example", "mira@a.example", "zoe@z.example"});
}

TEST_CASE("the outbox shows what is not confirmed, oldest first, and counts it") {
    OpenStore open;
    base::MessageId sent;
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        const auto account = rows.account();
        const auto late = rows.conversation(account, {.key = "top:2"});
        const auto early = rows.conversation(account, {.key = "top:1"});
        int at = 0;
        for (const auto& [conversation, state] :
             std::vector<std::pair<base::ConversationId, std::string>>{{early, "queued"},
                                                                       {late, "sent"},
                                                                       {late, "uncertain"},
                                                                       {early, "discarded"},
                                                                       {early, "failed"}}) {
            const auto message =
                rows.message(account, conversation, {.text = state, .at = ++at, .direction = "outbound"});
            need(store::sqlite::run(tx.connection(),
                                    "INSERT INTO outbox (account_id, conversation_id, message_id, state, "
                                    "queued_at, place, frozen_body, "
                                    "repeat_key) VALUES (?, ?, ?, ?, ?, ?, 'body', 'key')",
                                    account, conversation, message, state, at, at));
            sent = state == "sent" ? message : sent;
        }
    });
    std::vector<std::string> texts;
    for (const model::OutboxRow& row : need(open.store->read().outbox())) {
        texts.push_back(row.text);
    }
    CHECK(texts == std::vector<std::string>{"queued", "uncertain", "failed"});
    CHECK(need(open.store->read().counts()).outbox == 3);
    const auto row = need(open.store->read().replyOfMessage(sent));
    REQUIRE(row);
    CHECK(row->state == model::Delivery::Sent);
    CHECK(row->frozen.body == "body");
    CHECK(row->frozen.repeatKey == "key");
    CHECK(need(open.store->read().reply(row->id)).message == sent);
    CHECK_FALSE(need(open.store->read().replyOfMessage(base::MessageId{99})));
    CHECK(needError(open.store->read().reply(base::ReplyId{99})).kind == base::ErrorKind::NotFound);
}

TEST_CASE("sync finds its cursors, the latest notified and the public messages of a conversation") {
    OpenStore open;
    base::AccountId account;
    base::ConversationId conversation;
    open.write([&](store::WriteTx& tx) {
        Rows rows(tx);
        account = rows.account();
        conversation = rows.conversation(account, {.key = "top:1"});
        need(store::sqlite::run(
            tx.connection(),
            "INSERT INTO stream_cursor VALUES (?1, 'notifications', '42'), (?1, 'direct', '7')", account));
        rows.message(account, conversation, {.remoteId = "1", .text = "a", .at = 1, .notification = "n1"});
        rows.message(account, conversation, {.remoteId = "2", .text = "b", .at = 2});
        rows.message(account, conversation, {.remoteId = "3", .text = "c", .at = 3, .notification = "n3"});
        rows.message(account, conversation, {.remoteId = "4", .text = "d", .at = 4, .deletedAt = 5});
        rows.message(account, conversation, {.remoteId = "5", .text = "e", .at = 5, .visibility = "private"});
        rows.message(account, conversation, {.remoteId = "", .text = "f", .at = 6, .direction = "outbound"});
    });
    const store::Reader& read = open.store->read();
    CHECK(need(read.cursors(account)) ==
          std::map<std::string, std::string>{{"direct", "7"}, {"notifications", "42"}});
    const auto notified = need(read.recentNotified(account, 10));
    REQUIRE(notified.size() == 2);
    CHECK(notified[0].remoteId == "3");
    CHECK(notified[0].notificationId == "n3");
    CHECK(need(read.remoteIds(conversation, 10)) == std::vector<std::string>{"3", "2", "1"});
    CHECK(need(read.remoteIds(conversation, 1)) == std::vector<std::string>{"3"});
}

TEST_CASE("canned replies and settings are read back, and the same canned reply is kept once") {
    OpenStore open;
    open.write([](store::WriteTx& tx) {
        const auto first = need(tx.addCannedReply({.id = {}, .title = "Hello", .text = "Hi"}));
        CHECK(need(tx.addCannedReply({.id = {}, .title = "Hello", .text = "Hi"})) == first);
        CHECK(need(tx.addCannedReply({.id = {}, .title = "Hello", .text = "Hi there"})) != first);
        need(tx.setSetting("a", "1"));
        need(tx.setSetting("a", "2"));
    });
    const auto replies = need(open.store->read().cannedReplies());
    REQUIRE(replies.size() == 2);
    CHECK(replies[1].text == "Hi there");
    CHECK(need(open.store->read().setting("a")) == "2");
    CHECK(need(open.store->read().setting("b")).empty());
}
