// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/badge.h"

#include <QRect>

class QPainter;

namespace ui {

class Theme;

enum class BadgeLength {
    Full,     ///< "overdue by 4 h 48 m"
    Compact,  ///< "4 h": the glyph and the form say the rest
};

/// Silhouette, words and colour. What needs the agent has a box; all that is settled is plain text with a
/// glyph. Ticking figures are measured with the font's widest digit, so that nothing beside them moves.
[[nodiscard]] QSize badgeSize(const view::BadgeText& badge, BadgeLength length, const Theme& theme);
/// Draws at the leading edge of `where`; what does not fit is cut.
void paintBadge(QPainter& painter, const QRect& where, const view::BadgeText& badge, BadgeLength length,
                const Theme& theme, Qt::LayoutDirection layout);

}  // namespace ui
