// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/business_hours.h"

#include "base/clock.h"

#include <date/tz.h>

#include <array>
#include <chrono>
#include <functional>
#include <vector>

namespace model {

/// One version of opening hours, made ready to be walked through.
class OpenWeek {
public:
    using LocalDay = std::chrono::local_days;
    /// Open from the first until before the second instant; false = that is enough.
    using Visit = std::function<bool(base::UtcTime, base::UtcTime)>;

    /// A version with a problem counts as always open.
    explicit OpenWeek(const HoursVersion& version);

    /// The open times in [from, to), in order; they never overlap, but may touch. Each local day is cut out
    /// of the stretches in which the zone's clock is not moved: an hour that is shown twice counts twice, one
    /// that is left out never. False = it was enough.
    [[nodiscard]] bool walk(base::UtcTime from, base::UtcTime to, const Visit& visit) const;
    /// Nothing opens from this instant on; the end of time when the week opens at all.
    [[nodiscard]] base::UtcTime closedForGoodFrom() const { return m_closedForGoodFrom; }

private:
    /// Of one local day, in minutes since its midnight; in order, apart from each other.
    using Pieces = std::vector<OpenInterval>;

    [[nodiscard]] const HoursException* exceptionOf(LocalDay day) const;
    void addOf(LocalDay day, int shift, Pieces& pieces) const;
    [[nodiscard]] Pieces piecesOf(LocalDay day) const;
    [[nodiscard]] bool walkStretch(base::UtcTime from, base::UtcTime to, std::chrono::seconds offset,
                                   const Visit& visit) const;

    const date::time_zone* m_zone = nullptr;   ///< nullptr = always open
    std::array<Pieces, 7> m_ordinary;          ///< by days since Monday, with what the day before leaves over
    std::array<Pieces, 7> m_week;              ///< as given
    std::vector<HoursException> m_exceptions;  ///< by date
    base::UtcTime m_closedForGoodFrom;
};

/// The zone of this name; nullptr = this machine doesn't know it.
[[nodiscard]] const date::time_zone* zoneNamed(const std::string& name);

}  // namespace model
