// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/turn_report.h"

#include "base/clock.h"
#include "base/error.h"

#include <functional>
#include <vector>

namespace ui {

/// Where a report gets its turns from. To read them takes longer than the window may stand still.
class ReportSource {
public:
    using Done = std::function<void(base::Result<std::vector<model::TurnFact>>)>;

    virtual ~ReportSource() = default;
    /// The turns that started from `from` until before `to`. Returns at once; `done` is called on the UI
    /// thread, and not at all when another request came after this one.
    virtual void request(base::UtcTime from, base::UtcTime to, Done done) = 0;
};

}  // namespace ui
