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
