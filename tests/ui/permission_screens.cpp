// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen_steps.h"
#include "screens.h"

#include <algorithm>

/// "Can I reply here?" in each of its answers.
namespace uitest {
namespace {

using model::ReplyCapability;

constexpr base::Duration kDay = std::chrono::hours{24};

ReplyCapability& capability(ShopWorld& world, model::Visibility visibility) {
    auto& replies = world.source.accountList.front().capabilities.replies;
    return *std::ranges::find(replies, visibility, &ReplyCapability::visibility);
}

/// A comment of Mira's that takes one private reply.
void oneReply(ShopWorld& world) {
    world.source.accountList.front().platform = "facebook";
    for (model::ConversationRow& row : world.source.conversations) {
        row.platform = "facebook";
    }
    capability(world, model::Visibility::Private).onePrivateReplyWithin = 7 * kDay;
}

/// It has been written: to Mira's last message, and stands in Salma's conversation.
void moved(ShopWorld& world, model::Delivery delivery) {
    oneReply(world);
    const model::Message& asked = world.source.threads[ShopWorld::kMira].back();
    const model::Message& first = world.source.threads[ShopWorld::kSalma].front();
    world.source.privateReplies = {{.id = first.id,
                                    .conversation = ShopWorld::kSalma,
                                    .at = world.clock.utcNow() - std::chrono::minutes{18},
                                    .delivery = delivery,
                                    .to = asked.id,
                                    .toConversation = ShopWorld::kMira,
                                    .toText = asked.text}};
}

QWidget* open(ShopWorld& world, base::ConversationId conversation) {
    world.window().openConversation(conversation);
    ShopWorld::settle();
    return &world.window();
}

QWidget* privately(ShopWorld& world) {
    open(world, ShopWorld::kMira);
    click(world, "replySwitch");
    return &world.window();
}

/// Salma's window, this long open or closed.
void window(ShopWorld& world, base::Duration left, std::optional<base::Duration> person) {
    oneReply(world);
    model::ConversationRow& row = *world.source.row(ShopWorld::kSalma);
    row.windowClosesAt = world.clock.utcNow() + left;
    if (person) {
        row.answerableUntil = world.clock.utcNow() + *person;
    }
}

}  // namespace

std::vector<Screen> permissionScreens() {
    using std::chrono::hours;
    const auto mira = [](ShopWorld& world) { return open(world, ShopWorld::kMira); };
    const auto salma = [](ShopWorld& world) { return open(world, ShopWorld::kSalma); };
    const auto account = [](model::AccountState state) {
        return [state](ShopWorld& world) { world.source.accountList.front().state = state; };
    };
    return {
        {"one private reply left", oneReply, privately},
        {"private reply used", [](ShopWorld& world) { moved(world, model::Delivery::Sent); }, privately},
        {"moved to private", [](ShopWorld& world) { moved(world, model::Delivery::Sent); }, mira},
        {"moves to private, waits", [](ShopWorld& world) { moved(world, model::Delivery::Queued); }, mira},
        {"in answer to a public message", [](ShopWorld& world) { moved(world, model::Delivery::Sent); },
         salma},
        {"waits for their answer",
         [](ShopWorld& world) {
             moved(world, model::Delivery::Sent);
             auto& thread = world.source.threads[ShopWorld::kSalma];
             std::erase_if(thread, [](const model::Message& message) {
                 return message.direction == model::Direction::Inbound;
             });
             world.source.privateReplies.front().id = thread.front().id;
         },
         salma},
        {"no private reply taken",
         [](ShopWorld& world) {
             oneReply(world);
             world.source.takesPrivately[ShopWorld::kMira] = model::PrivateReply::NotTaken;
         },
         privately},
        {"private reply too late",
         [](ShopWorld& world) {
             oneReply(world);
             capability(world, model::Visibility::Private).onePrivateReplyWithin = base::Duration{60'000};
         },
         privately},
        {"permission missing",
         [](ShopWorld& world) {
             oneReply(world);
             capability(world, model::Visibility::Public).missingPermission = "pages_manage_engagement";
         },
         mira},
        {"window closes soon", [](ShopWorld& world) { window(world, hours{3}, {}); }, salma},
        {"window closed", [](ShopWorld& world) { window(world, hours{-2}, {}); }, salma},
        {"window closed, a person may answer", [](ShopWorld& world) { window(world, hours{-2}, 6 * kDay); },
         salma},
        {"goes out when online", account(model::AccountState::Offline), mira},
        {"goes out when logged in", account(model::AccountState::NeedsLogin), mira},
        {"goes out after the pause", account(model::AccountState::Paused), mira},
        {"goes out when the limit ends",
         [](ShopWorld& world) {
             world.pulses = {{.id = ShopWorld::kAccount,
                              .limitedUntil = world.clock.utcNow() + std::chrono::minutes{11}}};
         },
         mira},
    };
}

}  // namespace uitest
