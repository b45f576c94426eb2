// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace ui {

/// Says that what appears here is news. On Linux Qt passes no alert on to screen readers; they speak a
/// notification when it appears, and know it by its role. To be called before the widget gets a name.
void giveNotificationRole(QWidget& widget);

}  // namespace ui
