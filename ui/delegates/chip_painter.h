// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/triage_view.h"

#include <QRect>

class QPainter;

namespace ui {

class Theme;

/// What a conversation is taken for: a word in a thin frame, as labels have it. A complaint is amber and
/// stronger; nothing else stands out.
enum class ChipLength {
    Full,
    Glyph,  ///< where there is no room for a word; tooltip and screen reader say it
};
[[nodiscard]] QSize chipSize(const view::TriageChip& chip, ChipLength length, const Theme& theme);
/// Draws at the leading edge of `where`.
void paintChip(QPainter& painter, const QRect& where, const view::TriageChip& chip, ChipLength length,
               const Theme& theme, Qt::LayoutDirection layout);

}  // namespace ui
