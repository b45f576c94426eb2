// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <string>

namespace uitest {

// What is wrong with a window or dialog as it is shown, one line each; empty = nothing.

/// A visible widget that lies over a sibling or is not within its parent.
[[nodiscard]] std::string misplaced(const QWidget& window);
/// Words for which there is no room, and that no tooltip says in full.
[[nodiscard]] std::string clipped(const QWidget& window);
/// What takes input or shows text, and has no name for screen readers or none for tests, or shares it.
[[nodiscard]] std::string nameless(const QWidget& window);
/// A label or tooltip that may read somebody's words as markup, or a button that takes a key out of them.
[[nodiscard]] std::string notPlain(const QWidget& window);

/// What a screen reader calls it.
[[nodiscard]] std::string spokenName(QWidget& widget);

}  // namespace uitest
