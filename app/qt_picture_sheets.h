// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

/// Pictures of parts, without a window.
namespace app {

/// The icon of the program in its sizes, and the one of the tray in its states, in both themes.
[[nodiscard]] base::Status drawIcons(const QString& folder);
/// Every badge in the themes, side by side.
[[nodiscard]] base::Status drawBadges(const QString& folder);

}  // namespace app
