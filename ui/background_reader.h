// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ranking/reply_suggester.h"
#include "model/shift_figures.h"
#include "model/standing.h"
#include "model/turn_report.h"

#include "base/clock.h"
#include "base/error.h"

#include <functional>
#include <memory>
#include <vector>

namespace ui {

/// What takes longer to read than the window may stand still: there may be tens of thousands of turns. Each
/// call returns at once; `done` is called on the UI thread, later, and not at all when the same call was made
/// again meanwhile.
class BackgroundReader {
public:
    template <class Answer>
    using Done = std::function<void(base::Result<Answer>)>;
    using Turns = std::vector<model::TurnFact>;
    using SharedSuggester = std::shared_ptr<const model::ReplySuggester>;

    virtual ~BackgroundReader() = default;
    /// The turns that started from `from` until before `to`, for a report.
    virtual void turns(base::UtcTime from, base::UtcTime to, Done<Turns> done) = 0;
    /// The same, for what is promised to customers. Several ask for it: each is told.
    virtual void promisedTurns(base::UtcTime from, base::UtcTime to, Done<Turns> done) = 0;
    virtual void shift(const model::ShiftQuestion& question, Done<model::ShiftCounts> done) = 0;
    virtual void standing(const model::StandingRule& rule, base::UtcTime now, Done<model::Standing> done) = 0;
    /// Learns all that the log of suggestions teaches.
    virtual void suggester(Done<SharedSuggester> done) = 0;
};

}  // namespace ui
