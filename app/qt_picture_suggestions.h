// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qt_picture_week.h"
#include "app/qt_studio.h"

#include "practice/street.h"

#include "base/error.h"

namespace app {

/// What was learnt in the week: suggestions with their reasons, what is pointed out before a reply goes out
/// again, and messages told apart.
[[nodiscard]] base::Status drawSuggestions(Studio& studio, practice::Street& street, const PictureWeek& week);

}  // namespace app
