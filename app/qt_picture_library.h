// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qt_scenes.h"
#include "app/qt_studio.h"

#include "base/error.h"

namespace app {

/// The library of canned replies, and how they get into a reply. What it adds to the library stays there.
[[nodiscard]] base::Status drawLibrary(Studio& studio, scenes::Conversation inPublic,
                                       scenes::Conversation inPrivate);

}  // namespace app
