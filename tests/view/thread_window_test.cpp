// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/thread_window.h"

#include "fake_source.h"
#include "moments.h"
#include "support/catch.h"

using namespace moments;
using view::ThreadRow;
using view::ThreadWindow;

namespace {

FakeSource sourceWith(int count) {
    FakeSource source;
    source.known.push_back({.id = {5}, .platform = "mastodon", .name = "Brambleby"});
    model::ConversationRow conversation;
    conversation.id = {1};
    conversation.account = {5};
    conversation.platform = "mastodon";
    source.conversations.push_back(conversation);
    for (int id = 1; id <= count; ++id) {
        model::Message message;
        message.id = {id};
        message.author = {70};
        message.at = kNow - base::Duration{(count - id) / 2};  // two share each moment
        message.text = std::to_string(id);
        source.stored.push_back(message);
    }
    model::Message above;
    above.id = {10'000};
    above.at = kNow - 1h;
    above.text = "above";
    source.above.push_back(above);
    return source;
}

std::vector<std::string> texts(const ThreadWindow& window) {
    std::vector<std::string> texts;
    for (const ThreadRow& row : window.rows(words(), kNow)) {
        if (row.kind == ThreadRow::Kind::Message) {
            texts.push_back(row.text);
        }
    }
    return texts;
}

}  // namespace

TEST_CASE("a thread opens at its end and grows upwards without a gap or a double") {
    const FakeSource source = sourceWith(250);
    ThreadWindow window(source);
    CHECK_FALSE(window.isOpen());
    REQUIRE(window.open({1}));
    CHECK(window.isOpen());
    CHECK(window.messages().size() == 100);
    CHECK(window.messages().front().id == base::MessageId{151});
    CHECK_FALSE(window.complete());
    REQUIRE(window.loadEarlier());
    REQUIRE(window.loadEarlier());
    REQUIRE(window.messages().size() == 250);
    for (int id = 1; id <= 250; ++id) {
        CHECK(window.messages()[static_cast<std::size_t>(id - 1)].id == base::MessageId{id});
    }
    CHECK(window.complete());
    CHECK(source.mostAsked <= 200);
}

TEST_CASE("what stands above a conversation is shown once its beginning is loaded") {
    const FakeSource source = sourceWith(150);
    ThreadWindow window(source);
    REQUIRE(window.open({1}));
    CHECK(texts(window).front() == "51");
    REQUIRE(window.loadEarlier());
    CHECK(texts(window).front() == "above");
}

TEST_CASE("a refresh keeps what was loaded and shown in full, and brings what is new") {
    FakeSource source = sourceWith(3);
    source.stored[0].text = std::string(5'000, 'x');
    ThreadWindow window(source);
    REQUIRE(window.open({1}));
    CHECK(texts(window)[1].size() == 4'000);
    window.showAll({1});
    source.stored.push_back(source.stored.back());
    source.stored.back().id = {4};
    source.stored.back().text = "new";
    REQUIRE(window.refresh());
    CHECK(texts(window)[1].size() == 5'000);
    CHECK(texts(window).back() == "new");
    REQUIRE(window.open({1}));
    CHECK(texts(window)[1].size() == 4'000);
}

TEST_CASE("a conversation that is gone or unreadable leaves the one on screen") {
    FakeSource source = sourceWith(3);
    ThreadWindow window(source);
    REQUIRE(window.open({1}));
    const auto gone = window.open({2});
    REQUIRE_FALSE(gone);
    CHECK(gone.error().kind == base::ErrorKind::NotFound);
    source.broken = true;
    CHECK_FALSE(window.refresh());
    CHECK(window.conversation().id == base::ConversationId{1});
    CHECK(texts(window).size() == 4);
}

TEST_CASE("replies of other conversations are none of this thread's business") {
    FakeSource source = sourceWith(1);
    source.stored[0].direction = model::Direction::Outbound;
    source.stored[0].delivery = model::Delivery::Queued;
    source.unconfirmed = {
        {.id = {1}, .conversation = {9}, .message = {77}, .state = model::Delivery::Uncertain},
        {.id = {2}, .conversation = {1}, .message = {1}, .state = model::Delivery::Queued}};
    ThreadWindow window(source);
    REQUIRE(window.open({1}));
    const auto rows = window.rows(words(), kNow);
    CHECK(rows.back().reply == base::ReplyId{2});
    CHECK(rows.back().deliveryReason.empty());
}

TEST_CASE("the history of a removed account still opens") {
    FakeSource source = sourceWith(1);
    source.known.clear();
    ThreadWindow window(source);
    REQUIRE(window.open({1}));
    CHECK(window.account().platform == "mastodon");
}
