// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/open_week.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace model {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::minutes;

constexpr base::UtcTime kEndOfTime = base::fromMs(std::numeric_limits<std::int64_t>::max());

/// In order, those that overlap or touch made one.
void tidy(std::vector<OpenInterval>& pieces) {
    std::ranges::sort(pieces);
    std::vector<OpenInterval> apart;
    for (const OpenInterval& piece : pieces) {
        if (!apart.empty() && piece.from <= apart.back().to) {
            apart.back().to = std::max(apart.back().to, piece.to);
        } else {
            apart.push_back(piece);
        }
    }
    pieces = std::move(apart);
}

/// What of an interval that begins `shift` minutes before this day's midnight falls on this day.
void addPiece(OpenInterval open, int shift, std::vector<OpenInterval>& pieces) {
    const int length = open.to > open.from ? open.to - open.from : open.to + kMinutesOfDay - open.from;
    const int from = std::max(0, open.from - shift);
    const int to = std::min(kMinutesOfDay, open.from - shift + length);
    if (from < to) {
        pieces.push_back({.from = from, .to = to});
    }
}

std::size_t weekdayOf(OpenWeek::LocalDay day) {
    return std::chrono::weekday(day).iso_encoding() - 1;
}

}  // namespace

const date::time_zone* zoneNamed(const std::string& name) {
    try {
        return date::locate_zone(name);
    } catch (const std::runtime_error&) {
        return nullptr;
    }
}

OpenWeek::OpenWeek(const HoursVersion& version) : m_closedForGoodFrom(kEndOfTime) {
    if (version.kind == HoursKind::AsShop || version.alwaysOpen() || problemOf(version)) {
        return;
    }
    m_zone = zoneNamed(version.timeZone);
    m_exceptions = version.exceptions;
    std::ranges::sort(m_exceptions, {}, &HoursException::date);
    for (const WeekInterval& interval : version.week) {
        const auto day = static_cast<std::size_t>(interval.day - 1);
        m_week[day].push_back(interval.open);
        addPiece(interval.open, 0, m_ordinary[day]);
        addPiece(interval.open, kMinutesOfDay, m_ordinary[(day + 1) % m_ordinary.size()]);
    }
    std::ranges::for_each(m_ordinary, tidy);
    if (version.week.empty()) {
        // Wherever on earth: two days past the last date it is over, with what runs past its midnight.
        m_closedForGoodFrom = std::chrono::sys_days(m_exceptions.back().date) + days{4};
    }
}

const HoursException* OpenWeek::exceptionOf(LocalDay day) const {
    const std::chrono::year_month_day date(day);
    const auto found = std::ranges::lower_bound(m_exceptions, date, {}, &HoursException::date);
    return found != m_exceptions.end() && found->date == date ? &*found : nullptr;
}

void OpenWeek::addOf(LocalDay day, int shift, Pieces& pieces) const {
    const HoursException* exception = exceptionOf(day);
    for (const OpenInterval& open : exception != nullptr ? exception->open : m_week[weekdayOf(day)]) {
        addPiece(open, shift, pieces);
    }
}

OpenWeek::Pieces OpenWeek::piecesOf(LocalDay day) const {
    Pieces pieces;
    addOf(day, 0, pieces);
    addOf(day - days{1}, kMinutesOfDay, pieces);
    tidy(pieces);
    return pieces;
}

bool OpenWeek::walkStretch(base::UtcTime from, base::UtcTime to, std::chrono::seconds offset,
                           const Visit& visit) const {
    const auto local = [offset](base::UtcTime time) {
        return std::chrono::local_time<base::Duration>((time + offset).time_since_epoch());
    };
    const LocalDay last = floor<days>(local(to - base::Duration{1}));
    for (LocalDay day = floor<days>(local(from)); day <= last; day += days{1}) {
        const bool ordinary =
            m_exceptions.empty() || (exceptionOf(day) == nullptr && exceptionOf(day - days{1}) == nullptr);
        const Pieces own = ordinary ? Pieces{} : piecesOf(day);
        const base::UtcTime midnight = base::UtcTime(day.time_since_epoch()) - offset;
        for (const OpenInterval& piece : ordinary ? m_ordinary[weekdayOf(day)] : own) {
            const base::UtcTime opens = std::max(from, midnight + minutes{piece.from});
            const base::UtcTime closes = std::min(to, midnight + minutes{piece.to});
            if (opens < closes && !visit(opens, closes)) {
                return false;
            }
        }
    }
    return true;
}

bool OpenWeek::walk(base::UtcTime from, base::UtcTime to, const Visit& visit) const {
    if (m_zone == nullptr) {
        return from >= to || visit(from, to);
    }
    to = std::min(to, m_closedForGoodFrom);
    while (from < to) {
        const date::sys_info stretch = m_zone->get_info(floor<std::chrono::seconds>(from));
        const base::UtcTime end = std::min<base::UtcTime>(to, stretch.end);
        if (!walkStretch(from, end, stretch.offset, visit)) {
            return false;
        }
        from = end;
    }
    return true;
}

}  // namespace model
