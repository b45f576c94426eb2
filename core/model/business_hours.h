// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// When the shop is open, by the wall clock of its time zone; product.md section 2. Pure.
namespace model {

inline constexpr int kMinutesOfDay = 24 * 60;
/// Intervals of one week.
inline constexpr std::size_t kMostIntervals = 28;
/// Graphemes of an exception's name.
inline constexpr std::size_t kLongestHolidayName = 60;

/// From and to in minutes since midnight by the wall clock, `to` not included. `to` before `from` runs past
/// midnight; 24:00 is 1440.
struct OpenInterval {
    int from = 0;
    int to = 0;
    auto operator<=>(const OpenInterval&) const = default;
};

/// `day` is the one on which it begins; Monday is 1.
struct WeekInterval {
    int day = 1;
    OpenInterval open;
    auto operator<=>(const WeekInterval&) const = default;
};

/// A date with hours of its own, in place of all intervals that would begin on it: closed when there are
/// none.
struct HoursException {
    std::chrono::year_month_day date{};
    std::vector<OpenInterval> open;
    std::string name{};  ///< "Christmas"; mostly empty
    bool operator==(const HoursException&) const = default;
};

/// Whether a version says hours, or that its account has again those of the shop.
enum class HoursKind { Own, AsShop };

/// Opening hours as they are valid from a moment on, until the next version.
struct HoursVersion {
    base::UtcTime validFrom;
    std::string timeZone = "UTC";  ///< "Europe/Stockholm"
    std::vector<WeekInterval> week;
    std::vector<HoursException> exceptions;
    HoursKind kind = HoursKind::Own;  ///< AsShop: of an account, and the rest says nothing

    /// Neither week nor exceptions: no hours are kept, the shop counts as always open.
    [[nodiscard]] bool alwaysOpen() const {
        return kind == HoursKind::Own && week.empty() && exceptions.empty();
    }
    bool operator==(const HoursVersion&) const = default;
};

/// What is wrong with it, one sentence that says where; nothing = it can be used.
[[nodiscard]] std::optional<std::string> problemOf(const HoursVersion& version);
/// Whether this machine knows the zone.
[[nodiscard]] bool isTimeZone(const std::string& name);
/// The names of all zones that this machine knows, in order, without their former names.
[[nodiscard]] std::vector<std::string> timeZones();

class OpenWeek;

/// The hours of one account through all its versions. An instant is open when the wall clock of the version
/// that is valid then shows a time in one of its intervals; an interval that runs past midnight belongs to
/// the date on which it begins. Before the first version, and without any, the shop counts as always open.
/// Every call walks from `from` on: some microseconds for a month. Immutable; any thread.
class BusinessHours {
public:
    BusinessHours() = default;
    /// In any order; of two that are valid from the same moment the later in the list counts. Versions with a
    /// problem count as always open.
    explicit BusinessHours(std::vector<HoursVersion> versions);

    [[nodiscard]] const std::vector<HoursVersion>& versions() const { return m_versions; }
    /// That of the instant; nullptr = none, always open.
    [[nodiscard]] const HoursVersion* versionAt(base::UtcTime time) const;

    [[nodiscard]] bool isOpen(base::UtcTime time) const;
    /// How long the shop is open in [from, to); 0 when `to` is not after `from`.
    [[nodiscard]] base::Duration openBetween(base::UtcTime from, base::UtcTime to) const;
    /// The earliest instant by which the shop has been open for `time` since `from`; nothing = never.
    [[nodiscard]] std::optional<base::UtcTime> after(base::UtcTime from, base::Duration time) const;
    /// The instant itself when it is open then; nothing = it never opens again.
    [[nodiscard]] std::optional<base::UtcTime> nextOpening(base::UtcTime from) const;
    /// The first instant from `from` on that is closed; nothing = never within a year.
    [[nodiscard]] std::optional<base::UtcTime> nextClosing(base::UtcTime from) const;
    /// Closed at `from`, at `to` and at every instant between them.
    [[nodiscard]] bool closedThroughout(base::UtcTime from, base::UtcTime to) const;

private:
    /// Visits the open times in [from, to), in order, until one says that it is enough.
    template <class Visit>
    void walk(base::UtcTime from, base::UtcTime to, const Visit& visit) const;

    std::vector<HoursVersion> m_versions;                  ///< by validFrom, each once
    std::vector<std::shared_ptr<const OpenWeek>> m_weeks;  ///< of each of them
};

/// The versions of an account: those of the shop until its first own one, and from each on that says so. None
/// of them says AsShop.
[[nodiscard]] std::vector<HoursVersion> hoursOf(const std::vector<HoursVersion>& shop,
                                                const std::vector<HoursVersion>& own);
/// Whether an account with these versions of its own has the shop's hours then.
[[nodiscard]] bool followsShop(const std::vector<HoursVersion>& own, base::UtcTime time);

}  // namespace model
