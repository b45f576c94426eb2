// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen_steps.h"
#include "screens.h"

#include "ui/widgets/row_list.h"

namespace uitest {
namespace {

void furnishSent(ShopWorld& world) {
    model::OutboxRow sent = world.source.replies.front();
    sent.id = base::ReplyId{40};
    sent.state = model::Delivery::Sent;
    sent.queuedAt = ShopWorld::at(17, 14, 2);
    sent.lastAttemptAt = ShopWorld::at(17, 14, 3);
    world.source.sentReplies = {sent};
    model::OutboxRow flying = world.source.replies.front();
    flying.id = base::ReplyId{41};
    flying.state = model::Delivery::InFlight;
    world.source.replies.push_back(flying);
    using Kind = model::ReplyEvent::Kind;
    world.source.events[base::ReplyId{1}] = {{.kind = Kind::Written, .at = ShopWorld::at(17, 14, 15)},
                                             {.kind = Kind::Left, .at = ShopWorld::at(17, 14, 16)},
                                             {.kind = Kind::CutOff, .at = ShopWorld::at(17, 14, 16)},
                                             {.kind = Kind::NotFound, .at = ShopWorld::at(17, 14, 17)}};
}

QWidget* outboxRow(ShopWorld& world, int row) {
    world.window().showOutbox();
    ShopWorld::settle();
    auto& list = part<ui::RowList>(world, "outboxList");
    REQUIRE(row < list.model()->rowCount());
    list.setCurrentIndex(list.model()->index(row, 0));
    ShopWorld::settle();
    return &world.window();
}

/// What waits stands behind something that its author has not read.
void wroteAgain(ShopWorld& world) {
    const base::UtcTime now = world.clock.utcNow();
    for (model::OutboxRow& reply : world.source.replies) {
        if (reply.state == model::Delivery::Queued) {
            reply.ifWroteAgain = model::IfWroteAgain::AskFirst;
            reply.queuedAt = now - std::chrono::minutes{20};
            reply.wroteAgainAt = now - std::chrono::minutes{5};
        }
    }
}

/// No network, and every reply window closes within two hours.
void windowCloses(ShopWorld& world) {
    for (model::ConversationRow& row : world.source.conversations) {
        row.windowClosesAt = world.clock.utcNow() + std::chrono::minutes{100};
    }
    for (model::Account& account : world.source.accountList) {
        account.state = model::AccountState::Offline;
        account.problem = "there is no network";
        account.problemKind = base::ErrorKind::Network;
    }
}

}  // namespace

std::vector<Screen> outboxScreens() {
    std::vector<Screen> screens;
    // Four names of groups and five replies, whichever comes where.
    for (int row = 0; row < 9; ++row) {
        screens.push_back({"outbox, row " + std::to_string(row), furnishSent,
                           [row](ShopWorld& world) { return outboxRow(world, row); }});
    }
    for (int row = 0; row < 5; ++row) {
        screens.push_back({"outbox, customers wrote again, row " + std::to_string(row), wroteAgain,
                           [row](ShopWorld& world) { return outboxRow(world, row); }});
    }
    for (int row = 0; row < 5; ++row) {
        screens.push_back({"outbox, offline while a window closes, row " + std::to_string(row), windowCloses,
                           [row](ShopWorld& world) { return outboxRow(world, row); }});
    }
    screens.push_back({"outbox, everything confirmed", [](ShopWorld& world) { world.source.replies.clear(); },
                       [](ShopWorld& world) -> QWidget* {
                           world.window().showOutbox();
                           return &world.window();
                       }});
    screens.push_back({"outbox, the question before sending again", asItIs, [](ShopWorld& world) -> QWidget* {
                           world.window().showOutbox();
                           ShopWorld::settle();
                           click(world, "outboxSendAgain");
                           return &part<QWidget>(world, "questionDialog");
                       }});
    return screens;
}

}  // namespace uitest
