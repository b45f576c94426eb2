// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/chart_colors.h"

#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr std::array<QRgb, 4> kSeriesLight{0xFF1C5DB5, 0xFFB35C00, 0xFF00795F, 0xFF8A3F9C};
constexpr std::array<QRgb, 4> kSeriesDark{0xFF8AB6F9, 0xFFF0A35A, 0xFF5CCBB0, 0xFFD69CE6};
constexpr std::array<QRgb, kLevelCount> kLevelsLight{0xFFEAF1FB, 0xFFC9DCF4, 0xFF9DBFE9, 0xFF6F9EDA,
                                                     0xFF1C5DB5};
constexpr std::array<QRgb, kLevelCount> kLevelsDark{0xFF22374F, 0xFF2E5482, 0xFF4275B5, 0xFF6F9EDA,
                                                    0xFFC9DCF4};
constexpr QRgb kDarkInk = 0xFF0B1A2E;

}  // namespace

QColor seriesColor(ThemeKind theme, int series) {
    const auto& colors = theme == ThemeKind::Light ? kSeriesLight : kSeriesDark;
    return {colors.at(static_cast<std::size_t>(std::clamp(series, 0, 3)))};
}

LevelColors levelColors(ThemeKind theme, int level) {
    const auto& colors = theme == ThemeKind::Light ? kLevelsLight : kLevelsDark;
    const QColor ground(colors.at(static_cast<std::size_t>(std::clamp(level, 0, kLevelCount - 1))));
    const QColor dark(kDarkInk);
    const QColor light(Qt::white);
    return {.ground = ground, .ink = contrast(light, ground) > contrast(dark, ground) ? light : dark};
}

}  // namespace ui
