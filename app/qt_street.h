// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qt_console.h"

#include "practice/street.h"

namespace app {

/// Connects the shop on every platform of the street, each in the platform's own way. Waits, with events
/// running.
[[nodiscard]] base::Status connectShop(Console& console, const practice::Street& street);

/// Starts this program once more, on the practice street. It goes on when this one ends.
[[nodiscard]] base::Status openPracticeStreet(const QString& program);

}  // namespace app
