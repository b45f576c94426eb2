// SPDX-License-Identifier: GPL-3.0-or-later
#include "shop.h"

#include "support/catch.h"

using model::MentionOfUs;
using test::minute;
using test::says;
using test::Shop;
using test::weSay;
using test::weWhisper;
using test::whispers;

TEST_CASE("a first mention becomes a conversation that needs a reply") {
    Shop shop;
    const store::Ingested done = shop.take({says("1", "mira", 5)});
    CHECK(done.newMessages == 1);
    CHECK(shop.keyOf("1") == "top:1");
    const model::ConversationRow row = shop.conversationOf("1");
    CHECK(row.state == model::ConversationState::NeedsReply);
    CHECK(row.unread == 1);
    CHECK(row.messageCount == 1);
    CHECK(row.snippet == "text of 1");
    CHECK(row.customerName == "mira");
    CHECK(row.waitingSince == minute(5));
    CHECK(row.dueAt == minute(65));
    CHECK(shop.faults() == "");
}
