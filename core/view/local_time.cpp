// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/local_time.h"

namespace view {

ToLocal fixedOffset(std::chrono::minutes ahead) {
    return [ahead](base::UtcTime time) {
        const auto shown = std::chrono::floor<std::chrono::seconds>(time + ahead);
        const auto midnight = std::chrono::floor<std::chrono::days>(shown);
        const std::chrono::year_month_day date(midnight);
        const std::chrono::hh_mm_ss clock(shown - midnight);
        return LocalTime{.year = static_cast<int>(date.year()),
                         .month = static_cast<int>(static_cast<unsigned>(date.month())),
                         .day = static_cast<int>(static_cast<unsigned>(date.day())),
                         .weekday = static_cast<int>(std::chrono::weekday(midnight).iso_encoding()),
                         .hour = static_cast<int>(clock.hours().count()),
                         .minute = static_cast<int>(clock.minutes().count()),
                         .second = static_cast<int>(clock.seconds().count())};
    };
}

}  // namespace view
