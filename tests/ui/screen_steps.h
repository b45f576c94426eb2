// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shop_world.h"

#include "support/catch.h"

#include <QAbstractButton>
#include <QAction>

/// How a screen is reached.
namespace uitest {

/// The part of the window with this name, or the test ends.
template <class Widget>
Widget& part(ShopWorld& world, const char* name) {
    auto* found = world.window().findChild<Widget*>(QLatin1String(name));
    CAPTURE(name);
    REQUIRE(found != nullptr);
    return *found;
}

inline void trigger(ShopWorld& world, const char* action) {
    auto& found = part<QAction>(world, action);
    CAPTURE(action);
    REQUIRE(found.isEnabled());
    found.trigger();
    ShopWorld::settle();
}

inline void click(ShopWorld& world, const char* button) {
    part<QAbstractButton>(world, button).click();
    ShopWorld::settle();
}

inline void asItIs(ShopWorld&) {}

}  // namespace uitest
