// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/thread_model.h"

#include <QString>

#include <vector>

namespace ui {

/// What can be asked for in the thread itself, by a click on its words or from the row's menu.
enum class ThreadAction {
    ShowAll,
    OpenInBrowser,
    ItArrived,
    SendAgain,
    Edit,
    SendNow,
    Discard,
    ReopenTurn,   ///< it was closed by hand and needs a reply after all
    GoElsewhere,  ///< to the other end of a private reply
    Reply,        ///< the next one answers this message
    Like,         ///< or takes the like back
    Hide,         ///< from others, or shows it to them again
};

[[nodiscard]] QString threadActionText(ThreadAction action, const ThreadItem& item);
/// What this row offers, the safest first.
[[nodiscard]] std::vector<ThreadAction> threadActions(const ThreadItem& item);

}  // namespace ui
