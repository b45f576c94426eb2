// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/tokens.h"

#include <QColor>

namespace ui {

/// Colours that colour-blind eyes tell apart; each always comes with its shape: circle, square with dashes,
/// triangle with dots, diamond. `series` 0 … 3.
[[nodiscard]] QColor seriesColor(ThemeKind theme, int series);

/// From little to much, `level` 0 … 4, with the ink of a figure on it.
struct LevelColors {
    QColor ground;
    QColor ink;
};
[[nodiscard]] LevelColors levelColors(ThemeKind theme, int level);
inline constexpr int kLevelCount = 5;

}  // namespace ui
