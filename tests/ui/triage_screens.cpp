// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen_steps.h"
#include "screens.h"

namespace uitest {
namespace {

using model::TriageKind;

void take(ShopWorld& world, std::int64_t conversation, TriageKind kind, const std::string& because,
          model::TriageMark::Source source = model::TriageMark::Source::Told) {
    world.source.row(base::ConversationId{conversation})->triage = model::TriageMark{
        .kind = kind, .probability = 0.9, .because = because, .message = {}, .source = source};
}

void furnishKinds(ShopWorld& world) {
    take(world, 1, TriageKind::Complaint, "nobody knew");
    take(world, 2, TriageKind::Complaint, "down\nthird day");
    take(world, 3, TriageKind::Question, "?");
    take(world, 4, TriageKind::Question, "Can I", model::TriageMark::Source::Corrected);
    take(world, 5, TriageKind::Praise, "got me through");
    take(world, 7, TriageKind::Question, "Do you have");
    take(world, 8, TriageKind::Question, "هل");
    for (const std::int64_t closing : {1, 4}) {
        world.source.row(base::ConversationId{closing})->windowClosesAt =
            ShopWorld::at(17, 17, 32) + std::chrono::hours(20 * (closing - 1));
    }
}

void furnishSpam(ShopWorld& world) {
    furnishKinds(world);
    for (const std::int64_t spam : {5, 6}) {
        model::ConversationRow& row = *world.source.row(base::ConversationId{spam});
        row.state = model::ConversationState::Spam;
        row.unread = 0;
        take(world, spam, TriageKind::Spam, "click here\nfollowers");
    }
}

}  // namespace

std::vector<Screen> triageScreens() {
    std::vector<Screen> screens;
    screens.push_back({"conversations told apart", furnishKinds, [](ShopWorld& world) -> QWidget* {
                           world.window().openConversation(base::ConversationId{1});
                           ShopWorld::settle();
                           return &world.window();
                       }});
    screens.push_back({"kind of message", furnishKinds, [](ShopWorld& world) {
                           world.window().openConversation(ShopWorld::kSalma);
                           ShopWorld::settle();
                           trigger(world, "kindOfMessage");
                           return &part<QWidget>(world, "triageMenu");
                       }});
    screens.push_back({"more for a conversation", furnishKinds, [](ShopWorld& world) {
                           world.window().openConversation(ShopWorld::kSalma);
                           ShopWorld::settle();
                           click(world, "threadMore");
                           return &part<QWidget>(world, "threadMoreMenu");
                       }});
    screens.push_back({"spam", furnishSpam, [](ShopWorld& world) -> QWidget* {
                           trigger(world, "goTo7");
                           world.window().openConversation(base::ConversationId{5});
                           ShopWorld::settle();
                           return &world.window();
                       }});
    screens.push_back({"spam, none", furnishKinds, [](ShopWorld& world) -> QWidget* {
                           trigger(world, "goTo7");
                           return &world.window();
                       }});
    screens.push_back({"set aside by itself", furnishSpam, [](ShopWorld& world) -> QWidget* {
                           world.changes.announce({.conversations = {base::ConversationId{5}},
                                                   .setAside = {base::ConversationId{5}}});
                           ShopWorld::settle();
                           return &world.window();
                       }});
    return screens;
}

}  // namespace uitest
