// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace oracle {

/// An instant in UTC ms since 1970, or a length in ms.
using Ms = std::int64_t;

/// Local minutes of a day, [from, to). `to` is at most 1440; one before `from` runs past midnight; equal is
/// empty.
struct Interval {
    int from = 0;
    int to = 0;
};

/// An interval of every week; `day` is 1 (Monday) to 7.
struct WeekInterval {
    int day = 1;
    int from = 0;
    int to = 0;
};

/// What holds on one local date ("YYYY-MM-DD") instead of its week day; no interval = closed.
struct DatedHours {
    std::string date;
    std::vector<Interval> open;
};

enum class Rule { ByWeek, AlwaysOpen };

/// The hours from `validFrom` on, until the next version. `zone` is an IANA name.
struct HoursVersion {
    Ms validFrom = 0;
    Rule rule = Rule::ByWeek;
    std::string zone = "UTC";
    std::vector<WeekInterval> week;
    std::vector<DatedHours> exceptions;
};

/// Counts open time by looking at the wall clock of every minute. Slow, and not thread-safe: it turns the
/// process's TZ. Throws std::invalid_argument for a zone that this machine doesn't know and for a date that
/// is none.
class OpeningMinutes {
public:
    /// Versions in any order. Before the first, and without any, it is always open.
    explicit OpeningMinutes(std::vector<HoursVersion> versions);

    /// True while the wall clock of the version valid at `instant` stands in one of its intervals.
    bool isOpen(Ms instant);

    /// Open ms in [from, to); 0 when `to` is not after `from`.
    Ms businessMs(Ms from, Ms to);

    /// The first instant at which `length` open ms have passed since `from`; nothing if that never comes.
    std::optional<Ms> usedUp(Ms from, Ms length);

private:
    struct Version {
        HoursVersion hours;
        std::unordered_map<std::int64_t, std::vector<Interval>> dated;  // by local day since 1970
        std::unordered_map<std::int64_t, std::bitset<1440>> days;       // what was asked for so far
    };

    Version* versionAt(Ms instant);
    Ms endOfPiece(Ms instant, Ms limit) const;
    Ms countPieces(Ms from, Ms to);
    Ms countHour(std::int64_t hour);
    bool neverAfter(Ms instant) const;

    std::vector<Version> m_versions;
    std::unordered_map<std::int64_t, Ms> m_hours;  // open ms of a UTC hour, counted once
};

}  // namespace oracle
