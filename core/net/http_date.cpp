// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http_date.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace net {
namespace {

std::optional<int> numberOf(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool all = error == std::errc{} && end == text.data() + text.size();
    return all && !text.empty() && value >= 0 ? std::optional(value) : std::nullopt;
}

std::optional<unsigned> monthOf(std::string_view text) {
    constexpr auto kMonths = std::to_array<std::string_view>(
        {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});
    const auto* const found = std::ranges::find(kMonths, base::asciiLower(text));
    return found == kMonths.end() ? std::nullopt
                                  : std::optional(static_cast<unsigned>(found - kMonths.begin()) + 1);
}

std::optional<base::Duration> timeOfDay(std::string_view text) {
    if (text.size() != 8 || text[2] != ':' || text[5] != ':') {
        return std::nullopt;
    }
    const auto hour = numberOf(text.substr(0, 2));
    const auto minute = numberOf(text.substr(3, 2));
    const auto second = numberOf(text.substr(6, 2));
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) {
        return std::nullopt;
    }
    return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
}

/// Two digits mean the years 1970 to 2069.
int fullYear(std::string_view text, int year) {
    if (text.size() > 2) {
        return year;
    }
    return year < 70 ? 2000 + year : 1900 + year;
}

}  // namespace

std::optional<base::UtcTime> parseHttpDate(std::string_view text) {
    std::optional<int> day;
    std::optional<int> year;
    std::optional<unsigned> month;
    std::optional<base::Duration> time;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(" ,-"), rest.size());
        const std::string_view word = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        // The day stands before the year in all three forms; names of days and "GMT" say nothing new.
        if (const auto number = numberOf(word); number && !day) {
            day = number;
        } else if (number && !year) {
            year = fullYear(word, *number);
        } else if (const auto clock = timeOfDay(word)) {
            time = clock;
        } else if (const auto named = monthOf(word)) {
            month = named;
        }
    }
    if (!day || !year || !month || !time) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*month},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional(base::UtcTime{std::chrono::sys_days{date}} + *time) : std::nullopt;
}

}  // namespace net
