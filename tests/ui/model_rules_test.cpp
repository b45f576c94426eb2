// SPDX-License-Identifier: GPL-3.0-or-later
// Qt's rules for item models, while what is shown changes. The lists of conversations, messages and canned
// replies are held to them where they are tested.
#include "support/catch.h"

#include "shop_world.h"

#include "ui/language.h"
#include "ui/models/hit_model.h"
#include "ui/models/inbox_model.h"
#include "ui/models/nav_model.h"
#include "ui/models/outbox_model.h"
#include "ui/models/thread_model.h"

#include <QAbstractItemModelTester>

using uitest::ShopWorld;

namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

struct Readers {
    ShopWorld world;
    view::Words words{ui::languageOf(QLocale(QStringLiteral("en_GB")), QTimeZone("Europe/Berlin"))};
};

model::OutboxRow again(const model::OutboxRow& reply, std::int64_t id, model::Delivery state) {
    model::OutboxRow copy = reply;
    copy.id = base::ReplyId{id};
    copy.state = state;
    return copy;
}

}  // namespace

TEST_CASE("the outbox keeps Qt's rules while replies come, change their state and go") {
    Readers shop;
    ui::OutboxModel model(
        shop.world.source, [] { return std::vector<model::AccountPulse>{}; }, shop.words, shop.world.clock);
    const QAbstractItemModelTester tester(&model, kFatal);
    auto& replies = shop.world.source.replies;
    model.refresh();
    const int before = model.rowCount();
    CHECK(model.replies() == 3);
    replies.push_back(again(replies.front(), 50, model::Delivery::InFlight));
    replies.push_back(again(replies.front(), 51, model::Delivery::Failed));
    model.refresh();
    CHECK(model.replies() == 5);
    CHECK(model.rowCount() > before);
    for (model::OutboxRow& reply : replies) {
        reply.state = model::Delivery::Queued;
        model.refresh();
    }
    CHECK(model.waiting() == 5);
    while (!replies.empty()) {
        model::OutboxRow sent = replies.back();
        sent.state = model::Delivery::Sent;
        sent.lastAttemptAt = shop.world.clock.utcNow();
        shop.world.source.sentReplies.push_back(sent);
        replies.pop_back();
        model.refresh();
    }
    CHECK(model.replies() == 0);
    CHECK(model.rowCount() == 6);
    shop.world.source.sentReplies.clear();
    model.refresh();
    CHECK(model.rowCount() == 0);
}

TEST_CASE("the views and accounts keep Qt's rules while counts change and accounts come and go") {
    Readers shop;
    ui::NavModel model(shop.words, shop.world.clock);
    const QAbstractItemModelTester tester(&model, kFatal);
    auto& accounts = shop.world.source.accountList;
    const auto show = [&] {
        model.show(shop.world.source.counts().value(), accounts, shop.world.pulses);
        return model.rowCount();
    };
    const int one = show();
    model::Account second = accounts.front();
    second.id = base::AccountId{2};
    second.state = model::AccountState::NeedsLogin;
    accounts.push_back(second);
    CHECK(show() == one + 1);
    shop.world.source.conversations.clear();
    shop.world.source.replies.clear();
    CHECK(show() == one + 1);
    accounts.erase(accounts.begin());
    CHECK(show() == one);
    CHECK(model.itemAt(model.index(one - 1)) != nullptr);
    accounts.clear();
    CHECK(show() < one);
    CHECK(model.indexOf(ui::Place::Outbox).isValid());
}

TEST_CASE("the hits keep Qt's rules while another word is typed") {
    Readers shop;
    ui::HitModel model(shop.world.source, shop.words, shop.world.clock);
    const QAbstractItemModelTester tester(&model, kFatal);
    model.search(QStringLiteral("rye"));
    CHECK(model.rowCount() > 1);
    model.search(QStringLiteral("rye l"));
    const int fewer = model.rowCount();
    CHECK(fewer >= 1);
    model.search(QStringLiteral("unicorn"));
    CHECK(model.rowCount() == 0);
    for (int i = 0; i < 3 * ui::HitModel::kMostHits; ++i) {
        shop.world.addMessage(ShopWorld::kMats, "a unicorn " + std::to_string(i), ShopWorld::at(17, 14, 19));
    }
    model.search(QStringLiteral("unicorn"));
    CHECK(model.rowCount() == ui::HitModel::kMostHits);
    model.search({});
    CHECK(model.rowCount() <= ui::HitModel::kMostHits);
}

TEST_CASE("the thread keeps Qt's rules while messages come, are edited and unsent, and earlier pages load") {
    Readers shop;
    for (int i = 0; i < 3 * ui::ThreadModel::kPage; ++i) {
        shop.world.addMessage(ShopWorld::kMats, "line " + std::to_string(i), ShopWorld::at(17, 12, 3));
    }
    ui::ThreadModel model(shop.world.source, shop.words, shop.world.clock);
    const QAbstractItemModelTester tester(&model, kFatal);
    model.open(ShopWorld::kMats);
    const int page = model.rowCount();
    REQUIRE(page >= ui::ThreadModel::kPage);
    model.loadEarlier();
    CHECK(model.rowCount() > page);
    model::Change change;
    change.conversations.insert(ShopWorld::kMats);
    auto& thread = shop.world.source.threads[ShopWorld::kMats];
    thread.back().editedAt = ShopWorld::at(17, 14, 0);
    thread[thread.size() - 2].deletedAt = ShopWorld::at(17, 14, 1);
    model.apply(change);
    shop.world.addMessage(ShopWorld::kMats, "and one more", ShopWorld::at(17, 14, 19));
    const int longer = model.rowCount();
    model.apply(change);
    CHECK(model.rowCount() >= longer + 1);
    std::erase_if(thread, [](const model::Message& message) { return message.deletedAt.has_value(); });
    model.apply(change);
    model.open(ShopWorld::kSalma);
    CHECK(model.rowCount() > 5);
    model.close();
    CHECK(model.rowCount() == 0);
}

TEST_CASE("the inbox keeps Qt's rules while the whole list changes under it") {
    Readers shop;
    ui::InboxModel model(shop.world.source, shop.words, shop.world.clock);
    QAbstractItemModelTester tester(&model, kFatal);
    // It would fetch while it is being told of a reset.
    tester.setUseFetchMore(false);
    model.show(model::ConversationState::NeedsReply);
    REQUIRE(model.rowCount() == 8);
    model::Change change;
    for (model::ConversationRow& row : shop.world.source.conversations) {
        row.lastAt = ShopWorld::at(17, 14, 0) + base::Duration{row.id.value * 1'000};
        change.conversations.insert(row.id);
    }
    model.apply(change);
    CHECK(model.rowCount() == 8);
    for (model::ConversationRow& row : shop.world.source.conversations) {
        row.state = row.id.value % 2 == 0 ? model::ConversationState::Done : row.state;
    }
    model.apply(change);
    CHECK(model.rowCount() == 4);
    shop.world.source.conversations.clear();
    model.apply(change);
    CHECK(model.rowCount() == 0);
}
