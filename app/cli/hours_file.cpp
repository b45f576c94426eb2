// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/hours_file.h"

#include "model/hours_text.h"

#include "base/iso8601.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace cli {
namespace {

/// The end of the year 9999.
constexpr std::int64_t kLastMoment = 253'402'300'799'999;
constexpr std::array kDays = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

/// Reads value by value, and keeps the first thing that is wrong, with its place.
class Reading {
public:
    [[nodiscard]] const std::optional<std::string>& problem() const { return m_problem; }

    void wrong(const std::string& place, const std::string& why) {
        if (!m_problem) {
            m_problem = place.empty() ? why : place + ": " + why;
        }
    }

    /// An object with these keys alone.
    bool object(const Json& value, const std::string& place, std::initializer_list<std::string_view> keys) {
        if (!value.is_object()) {
            wrong(place, "expected an object, {…}");
            return false;
        }
        for (const auto& [key, ignored] : value.items()) {
            if (std::ranges::find(keys, key) == keys.end()) {
                wrong(place, fmt::format("there is no key \"{}\" here", shown(key)));
                return false;
            }
        }
        return true;
    }

    /// A list under this key.
    const Json* list(const Json& object, const std::string& place, const char* key) {
        const std::string where = below(place, key);
        if (!object.contains(key)) {
            wrong(where, "it is missing");
            return nullptr;
        }
        if (!object[key].is_array()) {
            wrong(where, "expected a list, […]");
            return nullptr;
        }
        return &object[key];
    }

    std::string text(const Json& object, const std::string& place, const char* key) {
        const std::string where = below(place, key);
        if (!object.contains(key)) {
            wrong(where, "it is missing");
        } else if (!object[key].is_string()) {
            wrong(where, "expected a text in quotes");
        } else {
            return object[key].get<std::string>();
        }
        return {};
    }

    int clock(const Json& object, const std::string& place, const char* key) {
        const std::string value = text(object, place, key);
        const auto minute = model::minuteOf(value);
        if (!minute) {
            wrong(below(place, key),
                  fmt::format("\"{}\" is no time of day, which is written as \"09:30\", up to \"24:00\"",
                              shown(value)));
        }
        return minute.value_or(0);
    }

    model::OpenInterval interval(const Json& object, const std::string& place) {
        const model::OpenInterval open{.from = clock(object, place, "from"),
                                       .to = clock(object, place, "to")};
        if (open.from == model::kMinutesOfDay) {
            wrong(below(place, "from"), "nothing begins at 24:00; the next day begins at 00:00");
        } else if (open.from == open.to) {
            wrong(place, fmt::format("{} to {} is no time at all; a whole day is 00:00 to 24:00",
                                     model::clockText(open.from), model::clockText(open.to)));
        }
        return open;
    }

    [[nodiscard]] static std::string below(const std::string& place, const std::string& key) {
        return place.empty() ? key : place + "." + key;
    }
    [[nodiscard]] static std::string item(const std::string& list, std::size_t index) {
        return fmt::format("{}[{}]", list, index);
    }
    /// Of somebody's words, as much as fits into a sentence on one line.
    [[nodiscard]] static std::string shown(const std::string& words) {
        constexpr std::size_t kMost = 40;
        std::string clean = base::sanitizeUtf8(words.substr(0, kMost));
        std::ranges::replace_if(
            clean, [](char letter) { return static_cast<unsigned char>(letter) < ' '; }, ' ');
        return clean;
    }

private:
    std::optional<std::string> m_problem;
};

void readKind(Reading& reading, const Json& document, model::HoursVersion& version) {
    if (!document.contains("as_shop")) {
        return;
    }
    if (!document["as_shop"].is_boolean()) {
        reading.wrong("as_shop", "expected true or false");
    } else if (document["as_shop"].get<bool>()) {
        version.kind = model::HoursKind::AsShop;
    }
}

void readZone(Reading& reading, const Json& document, model::HoursVersion& version) {
    const bool needed = version.kind == model::HoursKind::Own || document.contains("time_zone");
    version.timeZone = needed ? reading.text(document, {}, "time_zone") : "UTC";
    if (!reading.problem() && !model::isTimeZone(version.timeZone)) {
        reading.wrong("time_zone",
                      fmt::format("\"{}\" is not a time zone that this machine knows; one is written as "
                                  "\"Europe/Stockholm\"",
                                  Reading::shown(version.timeZone)));
    }
}

base::UtcTime validFrom(Reading& reading, const Json& document, const std::string& zone, base::UtcTime now) {
    if (!document.contains("valid_from") || document["valid_from"].is_null()) {
        return now;
    }
    const Json& value = document["valid_from"];
    std::optional<base::UtcTime> time;
    if (value.is_number_unsigned()) {
        const auto number = value.get<std::uint64_t>();
        time = number <= kLastMoment ? std::optional(base::fromMs(static_cast<std::int64_t>(number)))
                                     : std::nullopt;
    } else if (value.is_string()) {
        const auto words = value.get<std::string>();
        const auto date = model::dateOf(words);
        time = date ? std::optional(model::beginningOf(zone, *date)) : base::parseIso8601(words);
    }
    if (!time) {
        reading.wrong("valid_from",
                      "expected milliseconds since 1970 (UTC), a date as \"2026-03-29\" or a time as "
                      "\"2026-03-29T06:00:00Z\"");
    }
    return time.value_or(now);
}

void readWeek(Reading& reading, const Json& document, model::HoursVersion& version) {
    const Json* week = reading.list(document, {}, "week");
    for (std::size_t i = 0; week != nullptr && i < week->size(); ++i) {
        const Json& entry = (*week)[i];
        const std::string place = Reading::item("week", i);
        if (!reading.object(entry, place, {"day", "from", "to"})) {
            return;
        }
        const bool isDay = entry.contains("day") && entry["day"].is_number_unsigned() &&
                           entry["day"].get<std::uint64_t>() >= 1 && entry["day"].get<std::uint64_t>() <= 7;
        if (!isDay) {
            reading.wrong(Reading::below(place, "day"),
                          "expected a day of the week: Monday is 1 and Sunday 7");
            return;
        }
        version.week.push_back({.day = entry["day"].get<int>(), .open = reading.interval(entry, place)});
    }
    if (version.week.size() > model::kMostIntervals) {
        reading.wrong("week", fmt::format("a week has {} intervals at most, this one has {}",
                                          model::kMostIntervals, version.week.size()));
    }
}

model::HoursException exceptionIn(Reading& reading, const Json& entry, const std::string& place) {
    model::HoursException exception;
    const std::string words = reading.text(entry, place, "date");
    const auto date = model::dateOf(words);
    if (!date) {
        reading.wrong(Reading::below(place, "date"),
                      fmt::format("\"{}\" is no date of the calendar, which is written as \"2026-12-24\"",
                                  Reading::shown(words)));
    }
    exception.date = date.value_or(std::chrono::year_month_day{});
    if (entry.contains("name")) {
        exception.name = base::cleanName(reading.text(entry, place, "name"));
    }
    const Json* open = reading.list(entry, place, "open");
    for (std::size_t i = 0; open != nullptr && i < open->size(); ++i) {
        const std::string below = Reading::item(Reading::below(place, "open"), i);
        if (!reading.object((*open)[i], below, {"from", "to"})) {
            break;
        }
        exception.open.push_back(reading.interval((*open)[i], below));
    }
    return exception;
}

void readExceptions(Reading& reading, const Json& document, model::HoursVersion& version) {
    if (!document.contains("exceptions")) {
        return;
    }
    const Json* exceptions = reading.list(document, {}, "exceptions");
    std::set<std::chrono::year_month_day> seen;
    for (std::size_t i = 0; exceptions != nullptr && i < exceptions->size(); ++i) {
        const Json& entry = (*exceptions)[i];
        const std::string place = Reading::item("exceptions", i);
        if (!reading.object(entry, place, {"date", "open", "name"})) {
            return;
        }
        version.exceptions.push_back(exceptionIn(reading, entry, place));
        if (!seen.insert(version.exceptions.back().date).second) {
            reading.wrong(Reading::below(place, "date"),
                          fmt::format("there are two exceptions for {}",
                                      model::dateText(version.exceptions.back().date)));
        }
    }
}

std::string intervalsText(std::vector<model::OpenInterval> open) {
    std::ranges::sort(open);
    std::string text;
    for (const model::OpenInterval& one : open) {
        text += fmt::format("{}{}-{}", text.empty() ? "" : ", ", model::clockText(one.from),
                            model::clockText(one.to));
    }
    return text.empty() ? "closed" : text;
}

Json intervalJson(const model::OpenInterval& open) {
    return {{"from", model::clockText(open.from)}, {"to", model::clockText(open.to)}};
}

}  // namespace

base::Result<model::HoursVersion> parseHoursFile(const std::string& name, const std::string& content,
                                                 base::UtcTime now) {
    const auto refuse = [&name](const std::string& why) {
        return base::fail(base::ErrorKind::BadInput, name + ": " + why + "; nothing was changed");
    };
    Json document;
    try {
        document = Json::parse(content);
    } catch (const Json::parse_error& error) {
        return refuse(fmt::format("this is not JSON, from byte {} on", error.byte));
    }
    Reading reading;
    model::HoursVersion version;
    // "account", "always_open" and "versions" stand in what "show" prints, and so does the shop's week for an
    // account that has it.
    if (reading.object(document, {},
                       {"time_zone", "valid_from", "week", "exceptions", "as_shop", "account", "always_open",
                        "versions"})) {
        readKind(reading, document, version);
        readZone(reading, document, version);
        version.validFrom = validFrom(reading, document, version.timeZone, now);
        if (version.kind == model::HoursKind::Own) {
            readWeek(reading, document, version);
            readExceptions(reading, document, version);
        }
    }
    if (!reading.problem()) {
        if (const auto problem = model::problemOf(version)) {
            reading.wrong({}, *problem);
        }
    }
    if (reading.problem()) {
        return refuse(*reading.problem());
    }
    return version;
}

Json hoursJson(const model::HoursVersion& version) {
    Json week = Json::array();
    for (const model::WeekInterval& interval : version.week) {
        Json entry = intervalJson(interval.open);
        week.push_back({{"day", interval.day}, {"from", entry["from"]}, {"to", entry["to"]}});
    }
    Json exceptions = Json::array();
    for (const model::HoursException& exception : version.exceptions) {
        Json open = Json::array();
        for (const model::OpenInterval& interval : exception.open) {
            open.push_back(intervalJson(interval));
        }
        Json entry = {{"date", model::dateText(exception.date)}, {"open", open}};
        if (!exception.name.empty()) {
            entry["name"] = exception.name;
        }
        exceptions.push_back(std::move(entry));
    }
    return {{"as_shop", version.kind == model::HoursKind::AsShop},
            {"always_open", version.alwaysOpen()},
            {"time_zone", version.timeZone},
            {"valid_from", base::toMs(version.validFrom)},
            {"week", week},
            {"exceptions", exceptions}};
}

std::string hoursText(const model::HoursVersion& version) {
    std::string text =
        fmt::format("Time zone {}, valid from {}\n", version.timeZone, base::toIso8601(version.validFrom));
    if (version.kind == model::HoursKind::AsShop) {
        return text + "As the shop\n";
    }
    if (version.alwaysOpen()) {
        return text + "Open all the time\n";
    }
    for (int day = 1; day <= 7; ++day) {
        std::vector<model::OpenInterval> open;
        for (const model::WeekInterval& interval : version.week) {
            if (interval.day == day) {
                open.push_back(interval.open);
            }
        }
        text += fmt::format("{:<10} {}\n", kDays.at(static_cast<std::size_t>(day - 1)),
                            intervalsText(std::move(open)));
    }
    for (const model::HoursException& exception : version.exceptions) {
        text += fmt::format("{} {}{}\n", model::dateText(exception.date), intervalsText(exception.open),
                            exception.name.empty() ? std::string() : " (" + exception.name + ")");
    }
    return text;
}

}  // namespace cli
