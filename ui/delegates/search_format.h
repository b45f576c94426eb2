// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/hit_model.h"

#include <QList>
#include <QTextLayout>

#include <span>

namespace ui {

class Theme;

/// How the places that a search found are painted.
[[nodiscard]] QList<QTextLayout::FormatRange> searchFormat(std::span<const TextRange> places,
                                                           const Theme& theme);

}  // namespace ui
