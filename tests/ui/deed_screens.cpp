// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen_steps.h"
#include "screens.h"

#include "ui/models/thread_model.h"
#include "ui/widgets/thread_list.h"

namespace uitest {
namespace {

/// One comment is hidden and liked, one could not be hidden.
void furnishDeeds(ShopWorld& world) {
    int number = 0;
    for (model::Message& message : world.source.threads[ShopWorld::kMira]) {
        if (message.direction != model::Direction::Inbound) {
            continue;
        }
        message.hide.possible = true;
        message.like.possible = true;
        message.url = "https://stadtfunk.example/@mira/1";
        if (number == 0) {
            message.hide.done = true;
            message.like.done = true;
        } else if (number == 1) {
            message.hide.refusal = "This sign-in lacks a permission that the platform wants for this.";
        }
        ++number;
    }
}

QWidget* deeds(ShopWorld& world) {
    world.window().openConversation(ShopWorld::kMira);
    ShopWorld::settle();
    // The strip stands where the focus is.
    auto& list = part<ui::ThreadList>(world, "threadList");
    list.setFocus();
    for (int row = 0; row < list.model()->rowCount(); ++row) {
        const auto& item = static_cast<ui::ThreadModel*>(list.model())->item(row);
        if (item.row.deeds.hidden) {
            const QModelIndex index = list.model()->index(row, 0);
            list.setCurrentIndex(index);
            list.scrollTo(index);
            break;
        }
    }
    ShopWorld::settle();
    return &world.window();
}

}  // namespace

std::vector<Screen> deedScreens() {
    return {{"a hidden and liked message, and one that could not be hidden", furnishDeeds, deeds}};
}

}  // namespace uitest
