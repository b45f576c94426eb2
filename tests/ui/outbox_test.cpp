// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include "ui/models/outbox_model.h"

#include "support/catch.h"

#include <QLabel>
#include <QPushButton>

#include <algorithm>

using namespace uitest;

namespace {

/// The outbox of a shop in which one reply more is for tomorrow.
struct Outbox : Desk {
    static constexpr base::ReplyId kQueued{2};
    static constexpr base::ReplyId kLater{1'000};
    static constexpr base::ReplyId kBehind{1'001};

    Outbox() {
        const base::UtcTime now = world.clock.utcNow();
        const base::UtcTime opening = now + std::chrono::hours{18};
        world.source.replies.push_back({.id = kLater,
                                        .account = ShopWorld::kAccount,
                                        .conversation = ShopWorld::kMira,
                                        .state = model::Delivery::Queued,
                                        .text = "Good morning!",
                                        .queuedAt = now,
                                        .notBefore = opening,
                                        .sendAt = opening});
        world.source.replies.push_back({.id = kBehind,
                                        .account = ShopWorld::kAccount,
                                        .conversation = ShopWorld::kMira,
                                        .state = model::Delivery::Queued,
                                        .text = "And one at once.",
                                        .queuedAt = now});
        window.findChild<QAction*>(QStringLiteral("goTo6"))->trigger();
        ShopWorld::settle();
    }
    [[nodiscard]] std::string badgeOf(base::ReplyId reply) const {
        const auto& model = static_cast<const ui::OutboxModel&>(*child<ui::RowList>("outboxList").model());
        const ui::OutboxItem* item = model.itemAt(model.indexOf(reply));
        REQUIRE(item != nullptr);
        return item->badge.text;
    }
    void choose(base::ReplyId reply) const {
        auto& rows = child<ui::RowList>("outboxList");
        rows.setCurrentIndex(static_cast<const ui::OutboxModel&>(*rows.model()).indexOf(reply));
        ShopWorld::settle();
    }
};

}  // namespace

TEST_CASE("sending all that waits leaves alone what is for later and what may have arrived") {
    Outbox outbox;
    outbox.child<QPushButton>("outboxSendWaiting").click();
    ShopWorld::settle();
    std::vector<base::ReplyId> sent;
    for (const model::RetryReply& retry : outbox.world.posted<model::RetryReply>()) {
        sent.push_back(retry.reply);
    }
    CHECK(sent == std::vector<base::ReplyId>{Outbox::kQueued, Outbox::kBehind});
}

TEST_CASE("a reply for later says when it goes, and the one behind it does not wait for it") {
    Outbox outbox;
    CHECK(outbox.badgeOf(Outbox::kLater) == "goes out Wed 08:20");
    CHECK(outbox.badgeOf(Outbox::kBehind) == "waiting for network");
    outbox.choose(Outbox::kLater);
    CHECK(outbox.child<QLabel>("outboxFacts")
              .text()
              .startsWith(QStringLiteral("You chose to send it Wed 08:20.")));
    // What is for later can be sent at once all the same, one by one.
    outbox.child<QPushButton>("outboxSendNow").click();
    ShopWorld::settle();
    const auto sent = outbox.world.posted<model::RetryReply>();
    REQUIRE(sent.size() == 1);
    CHECK(sent.front().reply == Outbox::kLater);
}

TEST_CASE("a reply whose customer wrote again asks its author, who reads first or sends it anyway") {
    Outbox outbox;
    const base::UtcTime now = outbox.world.clock.utcNow();
    model::OutboxRow& asking = outbox.world.source.replies.back();
    asking.ifWroteAgain = model::IfWroteAgain::AskFirst;
    asking.queuedAt = now - std::chrono::minutes{20};
    asking.wroteAgainAt = now - std::chrono::minutes{5};
    outbox.world.changes.announce({.outbox = true});
    ShopWorld::settle();
    CHECK(outbox.badgeOf(Outbox::kBehind) == "waits for you");
    outbox.choose(Outbox::kBehind);
    CHECK(outbox.child<QLabel>("outboxFacts").text().contains(QStringLiteral("wrote again")));
    const auto& anyway = outbox.child<QPushButton>("outboxSendNow");
    CHECK(anyway.text() == QStringLiteral("Send anyway"));
    SECTION("sending all that waits does not send it") {
        outbox.child<QPushButton>("outboxSendWaiting").click();
        ShopWorld::settle();
        for (const model::RetryReply& retry : outbox.world.posted<model::RetryReply>()) {
            CHECK(retry.reply != Outbox::kBehind);
        }
    }
    SECTION("its author sends it") {
        outbox.child<QPushButton>("outboxSendNow").click();
        ShopWorld::settle();
        REQUIRE(outbox.world.posted<model::RetryReply>().size() == 1);
        CHECK(outbox.world.posted<model::RetryReply>().front().reply == Outbox::kBehind);
    }
    SECTION("its author reads") {
        CHECK(outbox.child<QPushButton>("outboxReadFirst").isVisible());
        outbox.child<QPushButton>("outboxReadFirst").click();
        ShopWorld::settle();
        CHECK(outbox.child<QWidget>("threadList").isVisible());
        CHECK(outbox.world.posted<model::RetryReply>().empty());
    }
}

TEST_CASE("a reply changes places with another of its conversation by key and by button, where it can") {
    Outbox outbox;
    outbox.choose(Outbox::kBehind);
    CHECK(outbox.child<QPushButton>("outboxEarlier").isVisible());
    CHECK_FALSE(outbox.child<QPushButton>("outboxLater").isVisible());
    outbox.child<QPushButton>("outboxEarlier").click();
    outbox.window.findChild<QAction*>(QStringLiteral("replyEarlier"))->trigger();
    outbox.window.findChild<QAction*>(QStringLiteral("replyLater"))->trigger();
    ShopWorld::settle();
    const auto moved = outbox.world.posted<model::MoveReply>();
    REQUIRE(moved.size() == 2);
    for (const model::MoveReply& one : moved) {
        CHECK(one.reply == Outbox::kBehind);
        CHECK(one.way == model::MoveReply::Way::Earlier);
    }
}

TEST_CASE("a paid connection is told to the core, and remembered") {
    Outbox outbox;
    outbox.window.findChild<QAction*>(QStringLiteral("metered"))->setChecked(true);
    const auto told = outbox.world.posted<model::UseNetwork>();
    REQUIRE(told.size() == 1);
    CHECK(told.front().cost == model::UseNetwork::Cost::Metered);
}
