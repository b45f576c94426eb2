// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen_steps.h"
#include "screens.h"

namespace uitest {
namespace {

void furnishStreams(ShopWorld& world) {
    world.addHit(60, "Nadja Okoro", "Does anybody know whether the bakery at the corner has spelt loaves?");
    world.addHit(61, "Ruben", "The bakery at the corner again. I only went for one roll.");
}

QWidget* streams(ShopWorld& world) {
    trigger(world, "goTo8");
    return &world.window();
}

}  // namespace

std::vector<Screen> streamScreens() {
    std::vector<Screen> screens;
    screens.push_back({"streams", furnishStreams, streams});
    screens.push_back({"a post that a search found", furnishStreams, [](ShopWorld& world) {
                           QWidget* window = streams(world);
                           trigger(world, "nextConversation");
                           return window;
                       }});
    screens.push_back({"a post that can't be answered from here",
                       [](ShopWorld& world) {
                           furnishStreams(world);
                           for (auto& reply : world.source.accountList.front().capabilities.replies) {
                               reply.onlyIfAddressed = true;
                           }
                       },
                       [](ShopWorld& world) {
                           QWidget* window = streams(world);
                           trigger(world, "nextConversation");
                           return window;
                       }});
    screens.push_back(
        {"streams, nobody talks",
         [](ShopWorld& world) { world.source.accountList.front().settings["brand_search"] = "bakery"; },
         streams});
    return screens;
}

}  // namespace uitest
