// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qt_scenes.h"
#include "app/qt_studio.h"

#include "base/error.h"

#include <string>

namespace app {

/// The library of canned replies, and how they get into a reply. What it adds to the library stays there; one
/// wording is for `platform`.
[[nodiscard]] base::Status drawLibrary(Studio& studio, const std::string& platform,
                                       scenes::Conversation inPublic, scenes::Conversation inPrivate);

}  // namespace app
