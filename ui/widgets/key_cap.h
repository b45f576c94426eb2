// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QRect>
#include <QString>

class QPainter;

namespace ui {

/// A key as it looks on the keyboard.
void paintKeyCap(QPainter& painter, const QRect& where, const QString& key, const Theme& theme,
                 const QColor& ink);
[[nodiscard]] QSize keyCapSize(const QString& key, const Theme& theme);

}  // namespace ui
