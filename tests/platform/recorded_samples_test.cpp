// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogue.h"
#include "platform/mastodon/lists.h"
#include "platform/mastodon/message.h"
#include "platform/registry.h"
#include "samples.h"
#include "support/catch.h"
#include "support/paths.h"

#include <string>
#include <vector>

/// Answers that real servers gave, word for word.
namespace {

using namespace platform::mastodon;

std::string sample(const std::string& name) {
    return support::readFile(support::fixture(name));
}

model::Account bob() {
    model::Account account;
    account.server = "http://127.0.0.1:8801";
    account.remoteId = "da4a2d60c2f18c0b82a8e50619d9aedd";
    account.handle = "@bob@127.0.0.1:8801";
    account.profileUrl = "http://127.0.0.1:8801/bob";
    return account;
}
model::Account alice() {
    model::Account account = bob();
    account.remoteId = "17bb57d86f49edd151b23a9e64c65564";
    account.handle = "@alice@127.0.0.1:8801";
    account.profileUrl = "http://127.0.0.1:8801/alice";
    return account;
}
model::Account testAccount() {
    model::Account account;
    account.server = "http://localhost:3000";
    account.remoteId = "117020565966271181";
    account.handle = "@mastodonpy_test@localhost:3000";
    account.profileUrl = "http://localhost:3000/@mastodonpy_test";
    return account;
}

template <class Read>
auto read(Read function, const model::Account& account, const std::string& body) {
    const Server server(account.server, {});
    const Self self(account);
    auto result = function(ListReader{server, self, dialogue::kNow}, dialogue::json(body).response());
    REQUIRE(result);
    return *std::move(result);
}

}  // namespace

TEST_CASE("snac2: mentions are told from boosts, and its rough spelling of us is understood") {
    const auto items = read(readNotifications, bob(), sample("mastodon-snac2/notifications_bob.json"));
    REQUIRE(items.size() == 3);
    CHECK(items[0].id == "1795311611575829");
    CHECK_FALSE(items[0].message);

    REQUIRE(items[1].message);
    const auto& direct = *items[1].message;
    CHECK(direct.unreadable.empty());
    CHECK(direct.remoteId == "1795311602032deada75b922fe37a1480787ac8e0e");
    CHECK(direct.text == "@bob@127.0.0.1:8801 secret hello");
    CHECK(direct.audience == "private");
    CHECK(direct.visibility == model::Visibility::Private);
    CHECK(direct.mentionOfUs == model::MentionOfUs::Written);
    CHECK(direct.author.handle == "alice@127.0.0.1:8801");
    CHECK(direct.notificationId == "1795311611574536");

    REQUIRE(items[2].message);
    const auto& reply = *items[2].message;
    CHECK(reply.parentRemoteId == "17953115500f11fd994a84ad7f9741fc7be37d82b7");
    CHECK(reply.mentionOfUs == model::MentionOfUs::Leading);
    CHECK(reply.visibility == model::Visibility::Public);
}

TEST_CASE("snac2: a post that somebody boosted is read through the boost") {
    const auto message = read(readOneStatus, bob(), sample("mastodon-snac2/get_status.json"));
    CHECK(message.remoteId == "17953115500f11fd994a84ad7f9741fc7be37d82b7");
    CHECK(message.own);
    CHECK(message.text == "hello from bob");
}

TEST_CASE("snac2: a thread") {
    const auto messages = read(readThreadAround, bob(), sample("mastodon-snac2/context.json"));
    REQUIRE(messages.size() == 1);
    CHECK(messages[0].author.remoteId == alice().remoteId);
    CHECK(messages[0].text == "@bob@127.0.0.1:8801 hi bob");
}

TEST_CASE("snac2: what we sent privately names its reader") {
    const auto message = read(readOneStatus, alice(), sample("mastodon-snac2/post_dm_alice.json"));
    CHECK(message.own);
    REQUIRE(message.addressees.size() == 1);
    CHECK(message.addressees[0].handle == "bob@127.0.0.1:8801");
    CHECK(message.addressees[0].remoteId.empty());
}

TEST_CASE("snac2: a reply's confirmation, and finding it again by its source text") {
    const platform::Registry registry;
    const auto& adapter = *registry.adapter("mastodon");
    base::SeededRandom random(1);
    const model::ReplyDraft draft{.text = "hi bob",
                                  .audience = "public",
                                  .parentRemoteId = "17953115500f11fd994a84ad7f9741fc7be37d82b7",
                                  .addresseeHandle = "bob@127.0.0.1:8801"};
    const auto frozen = adapter.freeze(alice(), draft, {}, dialogue::kNow, random);
    const auto body = sample("mastodon-snac2/post_reply_alice.json");
    const auto sent =
        dialogue::run(adapter.send(alice(), {}, frozen), {{"POST /api/v1/statuses", dialogue::json(body)}})
            .only();
    CHECK(sent.remoteId == "179531155085693eeea8b56dd1142872b417a97650");

    const auto account = alice();
    const platform::Secrets secrets;
    const auto seen =
        dialogue::run(
            adapter.lookUp({.account = account, .secrets = secrets, .draft = draft, .frozen = frozen}),
            {{"GET /api/v1/accounts/17bb57d86f49edd151b23a9e64c65564/statuses?limit=40&exclude_reblogs=true",
              dialogue::json("[]")},
             {"GET /api/v1/statuses/17953115500f11fd994a84ad7f9741fc7be37d82b7/context",
              dialogue::json(sample("mastodon-snac2/context.json"))}})
            .only();
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].sent.remoteId == sent.remoteId);
    CHECK(seen[0].text == adapter.comparableText(frozen));
}

TEST_CASE("snac2: who we are, without version 2 of its description") {
    const platform::Registry registry;
    const auto identity =
        dialogue::run(registry.adapter("mastodon")->identify(samples::accountAt("http://127.0.0.1:8801"), {}),
                      {{"GET /api/v1/accounts/verify_credentials",
                        dialogue::json(sample("mastodon-snac2/verify_credentials.json"))},
                       {"GET /api/v2/instance", dialogue::page(404)},
                       {"GET /api/v1/instance", dialogue::json(sample("mastodon-snac2/instance_v1.json"))},
                       {"GET /.well-known/nodeinfo", dialogue::page(404)}})
            .only();
    CHECK(identity.handle == "@alice@127.0.0.1:8801");
    CHECK(identity.facts.largestReply == 100'000);
    CHECK(identity.facts.urlLength == 32);
    CHECK(identity.facts.software.empty());
}

TEST_CASE("Mastodon 4.6: a mention, a private conversation and the server's limits") {
    const auto items = read(readNotifications, testAccount(), sample("mastodon-4.6/notifications.json"));
    REQUIRE(items.size() == 1);
    REQUIRE(items[0].message);
    CHECK(items[0].message->text == "@mastodonpy_test hello!");
    CHECK(items[0].message->author.handle == "admin");
    CHECK(items[0].message->mentionOfUs == model::MentionOfUs::Written);

    const auto conversations =
        read(readConversations, testAccount(), sample("mastodon-4.6/conversations.json"));
    REQUIRE(conversations.size() == 2);
    for (const auto& item : conversations) {
        REQUIRE(item.message);
        CHECK(item.message->audience == "direct");
    }
    CHECK(conversations[0].message->text == "@admin ilu bby ;3");
    CHECK(conversations[1].message->text == "@mastodonpy_test pssssst!");

    const platform::Registry registry;
    const auto identity =
        dialogue::run(registry.adapter("mastodon")->identify(samples::accountAt("http://localhost:3000"), {}),
                      {{"GET /api/v1/accounts/verify_credentials",
                        dialogue::json(R"({"id":"117020565966271181","username":"mastodonpy_test"})")},
                       {"GET /api/v2/instance", dialogue::json(sample("mastodon-4.6/instance_v2.json"))},
                       {"GET /.well-known/nodeinfo", dialogue::page(404)}})
            .only();
    CHECK(identity.facts.version == "4.6.4");
    CHECK(identity.facts.largestReply == 500);
    CHECK(identity.facts.urlLength == 23);
}
