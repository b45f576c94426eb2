// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/notice.h"

#include <chrono>
#include <functional>

namespace ui {

/// What the desktop around the window can do. Empty: nothing, and nothing is missed.
struct DesktopSeam {
    /// Shows a notification; `open` is called on the UI thread, later, when it is clicked. False: this
    /// desktop shows none.
    std::function<bool(const view::Notice&, std::function<void()> open)> notify{};
    /// News wait so long: what a stranger writes may be spam, and is told apart a moment after it came in.
    std::chrono::milliseconds newsAfter{400};
    /// Tells, now and at each change, on the UI thread, whether the system holds the connection to be paid by
    /// what goes through it.
    std::function<void(std::function<void(bool metered)> tell)> watchMetered{};
    /// Whether an icon may be put into the tray, where there is one.
    enum class Tray { No, WhereThereIsOne };
    Tray tray = Tray::No;
};

}  // namespace ui
