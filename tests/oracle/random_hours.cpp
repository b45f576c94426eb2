// SPDX-License-Identifier: GPL-3.0-or-later
#include "histories.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <set>
#include <string_view>

namespace oracle {
namespace {

constexpr Ms kMinute = 60'000;
constexpr Ms kDay = 1440 * kMinute;

struct Place {
    std::string_view zone;
    std::vector<std::string_view> changes;  // local dates, of 2026 and 2027
};

const std::vector<Place>& places() {
    static const std::vector<Place> all = {
        {"Europe/Berlin", {"2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31"}},
        {"Europe/Dublin", {"2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31"}},
        {"America/New_York", {"2026-03-08", "2026-11-01", "2027-03-14", "2027-11-07"}},
        {"America/St_Johns", {"2026-03-08", "2026-11-01", "2027-03-14", "2027-11-07"}},
        {"America/Santiago", {"2026-04-05", "2026-09-06", "2027-04-04", "2027-09-05"}},
        {"Africa/Cairo", {"2026-04-24", "2026-10-30", "2027-04-30", "2027-10-29"}},
        {"Africa/Casablanca", {"2026-02-15", "2026-03-22", "2027-02-07", "2027-03-14"}},
        {"Australia/Sydney", {"2026-04-05", "2026-10-04", "2027-04-04", "2027-10-03"}},
        {"Australia/Lord_Howe", {"2026-04-05", "2026-10-04", "2027-04-04", "2027-10-03"}},
        {"Pacific/Chatham", {"2026-04-05", "2026-09-27", "2027-04-04", "2027-09-26"}},
        {"Pacific/Auckland", {"2026-04-05", "2026-09-27", "2027-04-04", "2027-09-26"}},
        {"Asia/Kolkata", {"2026-02-28", "2026-08-15"}},
        {"Asia/Kathmandu", {"2026-05-01", "2027-01-31"}},
        {"Asia/Tokyo", {"2026-06-30"}},
        {"UTC", {"2026-07-04", "2027-02-28"}},
    };
    return all;
}

int number(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

Ms midnightOf(std::string_view date) {
    const std::chrono::sys_days day{std::chrono::year{number(date.substr(0, 4))} / number(date.substr(5, 2)) /
                                    number(date.substr(8, 2))};
    return Ms{day.time_since_epoch().count()} * kDay;
}

std::string dateOf(Ms instant) {
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{instant / kDay}}};
    const auto digits = [](int value, std::size_t width) {
        std::string text = std::to_string(value);
        return std::string(width - std::min(width, text.size()), '0') + text;
    };
    return digits(int{day.year()}, 4) + "-" + digits(static_cast<int>(unsigned{day.month()}), 2) + "-" +
           digits(static_cast<int>(unsigned{day.day()}), 2);
}

// Any minutes: straight, past midnight, to 24:00, over the hour in which clocks change.
Interval randomInterval(Dice& dice) {
    switch (dice.below(6)) {
    case 0:
        return {dice.between(0, 47) * 30, 1440};
    case 1:  // past midnight
        return {dice.between(19 * 60, 1439), dice.between(1, 9 * 60)};
    case 2:  // the small hours
        return {dice.between(0, 120), dice.between(121, 300)};
    default:
        break;
    }
    const int from = dice.between(0, 1380);
    return {from, dice.between(from + 1, 1440)};
}

void addDays(std::vector<WeekInterval>& week, int lastDay, const std::vector<Interval>& intervals) {
    for (int day = 1; day <= lastDay; ++day) {
        for (const Interval& each : intervals) {
            week.push_back({day, each.from, each.to});
        }
    }
}

std::vector<WeekInterval> randomWeek(Dice& dice) {
    std::vector<WeekInterval> week;
    switch (dice.below(12)) {
    case 0:
    case 1:
        addDays(week, 5, {{540, 1020}});
        break;
    case 2:
        addDays(week, 5, {{540, 720}, {840, 1080}});
        week.push_back({6, 600, 840});
        break;
    case 3:  // a bar
        addDays(week, 7, {{1200, 120}});
        break;
    case 4:
        addDays(week, 6, {{480, 750}, {810, 1110}});
        break;
    case 5:  // round the clock, but never at week-ends
        addDays(week, 5, {{0, 1440}});
        break;
    case 6:  // a night shift that runs through the hour in which clocks change
        addDays(week, 7, {{1320, 360}});
        break;
    case 7:  // open in that very hour, and little else
        addDays(week, 7, {{dice.between(0, 150), dice.between(151, 240)}, {600, 660}});
        break;
    case 8:  // never open
        break;
    case 9:  // overlapping
        addDays(week, 5, {{540, 780}, {720, 1020}, {1380, 60}});
        break;
    default:
        for (int count = dice.between(1, 28); count > 0; --count) {
            const Interval each = randomInterval(dice);
            week.push_back({dice.between(1, 7), each.from, each.to});
        }
    }
    return week;
}

std::vector<DatedHours> randomExceptions(Dice& dice, Ms from, Ms to) {
    std::vector<DatedHours> exceptions;
    std::set<std::string> used;
    const Ms days = (to - from) / kDay + 3;
    for (int count = dice.chance(50) ? dice.between(1, 4) : 0; count > 0; --count) {
        DatedHours each;
        each.date = dateOf(from + (dice.below(days) - 1) * kDay);
        if (!used.insert(each.date).second) {
            continue;
        }
        if (dice.chance(50)) {
            for (int intervals = dice.between(1, 3); intervals > 0; --intervals) {
                each.open.push_back(randomInterval(dice));
            }
        }
        exceptions.push_back(std::move(each));
    }
    return exceptions;
}

}  // namespace

PlaceAndTime randomPlaceAndTime(Dice& dice) {
    const Place& place = dice.pick(places());
    const std::string_view date = dice.chance(20) ? std::string_view("2026-12-31") : dice.pick(place.changes);
    return {std::string(place.zone), midnightOf(date)};
}

std::vector<HoursVersion> randomHours(Dice& dice, const std::string& zone, Ms from, Ms to) {
    std::vector<HoursVersion> versions;
    const int count = dice.pick(std::array<int, 8>{0, 1, 1, 1, 1, 2, 2, 3});
    std::set<Ms> used;
    for (int index = 0; index < count; ++index) {
        HoursVersion each;
        // Most first versions are old; the others come half-way, some at a ms that is no minute's.
        if (index == 0 && dice.chance(70)) {
            each.validFrom = from - 30 * kDay;
        } else {
            each.validFrom = from + dice.below(to - from + 1);
            if (dice.chance(60)) {
                each.validFrom -= each.validFrom % kMinute;
            }
        }
        if (!used.insert(each.validFrom).second) {
            continue;
        }
        each.rule = dice.chance(8) ? Rule::AlwaysOpen : Rule::ByWeek;
        each.zone = dice.chance(12) ? std::string(dice.pick(places()).zone) : zone;
        if (each.rule == Rule::ByWeek) {
            each.week = randomWeek(dice);
            each.exceptions = randomExceptions(dice, from, to);
        }
        versions.push_back(std::move(each));
    }
    std::sort(versions.begin(), versions.end(),
              [](const HoursVersion& a, const HoursVersion& b) { return a.validFrom < b.validFrom; });
    return versions;
}

}  // namespace oracle
