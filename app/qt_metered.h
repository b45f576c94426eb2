// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QObject;

namespace app {

/// Tells, now and at each change while `owner` lives, on its thread, whether the system holds the connection
/// to be paid by what goes through it. Where the system can't say, `tell` is never called.
void watchMetered(QObject& owner, std::function<void(bool metered)> tell);

}  // namespace app
