// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

class QPainter;
class QStyleOptionViewItem;

namespace ui {

class Theme;

/// What lies below a row's content: selection as a tinted fill with a bar at its leading edge, hover, the
/// ring of focus. `box` is the row without the margin beside it.
void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option, const QRect& box,
                    const Theme& theme);

}  // namespace ui
