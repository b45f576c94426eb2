// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shop_world.h"

#include <functional>
#include <string>
#include <vector>

namespace uitest {

/// A state of the console that somebody can look at.
struct Screen {
    std::string name;
    /// Before the window is there.
    std::function<void(ShopWorld&)> furnish;
    /// Brings the open window there; what is looked at: the window or one of its dialogs and menus.
    std::function<QWidget*(ShopWorld&)> arrange;
};

/// Every view, dialog and menu, in every state that looks different.
[[nodiscard]] std::vector<Screen> allScreens();
/// Those of opening hours and targets, which are among them.
[[nodiscard]] std::vector<Screen> hoursScreens();
/// Those of canned replies, which are among them.
[[nodiscard]] std::vector<Screen> libraryScreens();
/// Those of the outbox, which are among them.
[[nodiscard]] std::vector<Screen> outboxScreens();
/// Those of the report, which are among them.
[[nodiscard]] std::vector<Screen> reportScreens();
/// Those of what messages are taken for, which are among them.
[[nodiscard]] std::vector<Screen> triageScreens();
/// Those of what searches found, which are among them.
[[nodiscard]] std::vector<Screen> streamScreens();
/// Those of "can I reply here?", which are among them.
[[nodiscard]] std::vector<Screen> permissionScreens();
[[nodiscard]] std::vector<Screen> deedScreens();
/// A week of answers: every hour one, the longer the later in the day.
[[nodiscard]] std::vector<model::TurnFact> reportWeek();

/// Puts these words wherever a customer, a server or an account can write.
void writeEverywhere(ShopWorld& world, const std::string& words);

/// How the window is looked at.
struct Sight {
    std::string name;
    QSize size;  ///< at a text of 100 %
    const char* theme;
    bool compact;
};

/// Both sizes, densities and themes.
[[nodiscard]] std::vector<Sight> allSights();

/// Opens each screen in turn, with everything around it fresh, and shows it to `look`. The text of the
/// program is `percent` as big as the system's.
void visitScreens(int percent, const std::vector<Sight>& sights,
                  const std::function<void(ShopWorld&)>& furnish,
                  const std::function<void(const Screen&, const Sight&, QWidget&)>& look);

}  // namespace uitest
