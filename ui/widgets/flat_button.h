// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractButton;
class QPainter;

namespace ui {

class Theme;

/// How a button without a frame shows the pointer and the focus: what is drawn before its own, and behind.
void paintPointed(QPainter& painter, const QAbstractButton& button, const Theme& theme);
void paintFocused(QPainter& painter, const QAbstractButton& button, const Theme& theme);

}  // namespace ui
