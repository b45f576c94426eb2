// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qt_picture_week.h"
#include "app/qt_studio.h"

#include "base/error.h"

namespace app {

/// The library of canned replies after a week of use, and how they get into a reply.
[[nodiscard]] base::Status drawLibrary(Studio& studio, const PictureWeek& week);

}  // namespace app
