// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qt_console.h"
#include "app/qt_scenes.h"

#include "practice/street.h"

#include "base/error.h"

#include <string>

namespace app {

/// A week in a shop that looks after its canned replies: what it answered with them has been learnt, other
/// sentences it typed again and again, and some customers wait. All of it is said on a quiet practice street
/// and goes through the console like anything else.
struct PictureWeek {
    scenes::Conversation undecided;  ///< asks what was asked often, and something else
    scenes::Conversation again;      ///< asks what they asked before
    std::string answeredBefore;      ///< what they were answered then
    scenes::Conversation fifth;      ///< asks what four others asked today
    std::string answeredToday;       ///< what those four were answered
    scenes::Conversation upset;
    scenes::Conversation inPrivate;
    scenes::Conversation spam;
};

/// Lives through it; the street has to be quiet and to begin kWeekBefore the time of the pictures.
inline constexpr std::chrono::days kWeekBefore{8};
[[nodiscard]] base::Result<PictureWeek> liveThroughWeek(Console& console, practice::Street& street);

}  // namespace app
