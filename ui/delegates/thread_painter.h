// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/delegates/thread_cell.h"

class QPainter;

namespace ui {

/// How a row stands in its list.
struct ThreadRowState {
    bool focused = false;
    bool hovered = false;
    bool strip = false;  ///< its buttons are shown
    Qt::LayoutDirection layout = Qt::LeftToRight;
};

/// Draws a laid out row with its top left at `place`.
void paintThreadCell(QPainter& painter, const QPoint& place, const ThreadCell& cell, const ThreadItem& item,
                     const ThreadRowState& state, const Theme& theme);

}  // namespace ui
