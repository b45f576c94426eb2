// SPDX-License-Identifier: GPL-3.0-or-later
#include "screen_steps.h"
#include "screens.h"

#include <QComboBox>

namespace uitest {
namespace {

/// Thursday with a lunch, Friday into the night, holidays.
void furnishHours(ShopWorld& world) {
    using namespace std::chrono_literals;
    const auto on = [](int day, int from, int to) {
        return model::WeekInterval{.day = day, .open = {.from = from, .to = to}};
    };
    world.source.hoursKept[{}] = {
        {.validFrom = base::fromMs(0),
         .timeZone = "Europe/Stockholm",
         .week = {on(1, 540, 1080), on(4, 540, 750), on(4, 810, 1200), on(5, 1260, 120), on(7, 600, 615)},
         .exceptions = {{.date = 2026y / 4 / 3, .open = {}, .name = "Good Friday"},
                        {.date = 2026y / 4 / 4, .open = {{.from = 420, .to = 720}, {.from = 780, .to = 960}}},
                        {.date = 2026y / 4 / 6, .open = {}},
                        {.date = 2027y / 4 / 22, .open = {{.from = 720, .to = 1440}}},
                        {.date = 2027y / 5 / 1, .open = {}}}}};
}

QWidget* hours(ShopWorld& world) {
    trigger(world, "openingHours");
    return &part<QWidget>(world, "hoursDialog");
}

}  // namespace

std::vector<Screen> hoursScreens() {
    std::vector<Screen> screens;
    screens.push_back({"opening hours", furnishHours, hours});
    screens.push_back({"opening hours of an account", furnishHours, [](ShopWorld& world) {
                           QWidget* dialog = hours(world);
                           part<QComboBox>(world, "hoursAccounts").setCurrentIndex(1);
                           ShopWorld::settle();
                           return dialog;
                       }});
    screens.push_back({"opening hours, open all the time", asItIs, hours});
    screens.push_back({"opening hours, a date is written", furnishHours, [](ShopWorld& world) {
                           QWidget* dialog = hours(world);
                           click(world, "exceptionAdd");
                           part<QComboBox>(world, "exceptionKind").setCurrentIndex(1);
                           click(world, "exceptionMore");
                           return dialog;
                       }});
    screens.push_back({"opening hours, two that overlap", furnishHours, [](ShopWorld& world) {
                           world.source.hoursKept[{}].front().week.push_back(
                               {.day = 4, .open = {.from = 720, .to = 820}});
                           return hours(world);
                       }});
    screens.push_back({"response targets", asItIs, [](ShopWorld& world) {
                           trigger(world, "targets");
                           return &part<QWidget>(world, "targetsDialog");
                       }});
    return screens;
}

}  // namespace uitest
