// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/hours_form.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace ui {
namespace {

using model::kMinutesOfDay;

constexpr int kMorning = 9 * 60;
constexpr int kHour = 60;

/// The quarter of an hour before or after.
int stepped(int minute, int by) {
    const int step = HoursForm::kStep;
    return by > 0 ? (minute / step + by) * step : ((minute + step - 1) / step + by) * step;
}

/// Where it ends, in minutes since the midnight before it begins.
int endOf(const model::OpenInterval& open) {
    return open.from + model::lengthOf(open);
}

/// From the beginning to this end, which may lie past midnight.
model::OpenInterval reaching(int from, int end) {
    return {.from = from, .to = end <= kMinutesOfDay ? end : end - kMinutesOfDay};
}

/// The most that an interval can last: a day, but for what would end where it begins.
int longestFrom(int from) {
    return from == 0 ? kMinutesOfDay : kMinutesOfDay - HoursForm::kStep;
}

}  // namespace

void HoursForm::fill(const model::HoursVersion& version) {
    m_hours = version;
    std::ranges::sort(m_hours.week);
    std::ranges::sort(m_hours.exceptions, {}, &model::HoursException::date);
    m_filled = m_hours;
    m_followed = m_hours;
    m_askedForMore = false;
    m_day = m_hours.week.empty() ? 1 : m_hours.week.front().day;
    m_chosen = m_hours.week.empty() ? std::nullopt : std::optional<std::size_t>(0);
}

void HoursForm::follow(const model::HoursVersion& shop) {
    const model::HoursVersion before = m_filled;
    model::HoursVersion same = shop;
    same.kind = model::HoursKind::AsShop;
    fill(same);
    m_filled = before.kind == model::HoursKind::AsShop ? m_hours : before;
}

void HoursForm::settleKind() {
    if (m_hours.kind == model::HoursKind::AsShop && m_hours != m_followed) {
        makeOwn();
    }
}

model::HoursVersion HoursForm::versionFrom(base::UtcTime time) const {
    if (m_hours.kind == model::HoursKind::AsShop) {
        return {.validFrom = time, .kind = m_hours.kind};
    }
    model::HoursVersion version = m_hours;
    version.validFrom = time;
    return version;
}

bool HoursForm::isChanged() const {
    return m_hours != m_filled;
}

std::optional<HoursFault> HoursForm::fault() const {
    using Kind = HoursFault::Kind;
    if (m_askedForMore || m_hours.week.size() > model::kMostIntervals) {
        return HoursFault{.kind = Kind::TooMany};
    }
    if (const auto overlap = model::overlapIn(m_hours.week)) {
        return HoursFault{.kind = Kind::Overlap, .overlap = overlap};
    }
    if (!model::isTimeZone(m_hours.timeZone)) {
        return HoursFault{.kind = Kind::NoZone};
    }
    return std::nullopt;
}

std::optional<model::WeekInterval> HoursForm::chosenInterval() const {
    return m_chosen ? std::optional(m_hours.week.at(*m_chosen)) : std::nullopt;
}

std::vector<std::size_t> HoursForm::ofDay(int day) const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < m_hours.week.size(); ++i) {
        if (m_hours.week[i].day == day) {
            places.push_back(i);
        }
    }
    return places;
}

void HoursForm::choose(std::size_t index) {
    if (index < m_hours.week.size()) {
        m_chosen = index;
        m_day = m_hours.week[index].day;
    }
}

void HoursForm::chooseDay(int day) {
    m_day = std::clamp(day, 1, 7);
    const auto places = ofDay(m_day);
    m_chosen = places.empty() ? std::nullopt : std::optional(places.front());
}

void HoursForm::stepDay(int by) {
    const auto before = chosenInterval();
    chooseDay(m_day + by);
    if (!before || !m_chosen) {
        return;
    }
    const auto distance = [&](std::size_t place) {
        return std::abs(m_hours.week[place].open.from - before->open.from);
    };
    m_chosen = std::ranges::min(ofDay(m_day), {}, distance);
}

void HoursForm::stepInterval(int by) {
    const auto places = ofDay(m_day);
    const auto at = std::ranges::find(places, m_chosen.value_or(m_hours.week.size()));
    if (at == places.end()) {
        return;
    }
    const auto last = static_cast<int>(places.size()) - 1;
    const int wanted = std::clamp(static_cast<int>(at - places.begin()) + by, 0, last);
    m_chosen = places[static_cast<std::size_t>(wanted)];
}

void HoursForm::sortAround(model::WeekInterval chosen) {
    std::ranges::sort(m_hours.week);
    m_day = chosen.day;
    const auto at = std::ranges::find(m_hours.week, chosen);
    m_chosen = static_cast<std::size_t>(at - m_hours.week.begin());
}

HoursForm::Moved HoursForm::put(const model::OpenInterval& open) {
    m_askedForMore = false;
    const model::WeekInterval now{.day = m_day, .open = open};
    if (m_hours.week[*m_chosen] == now) {
        return Moved::No;
    }
    m_hours.week[*m_chosen] = now;
    sortAround(now);
    return Moved::Yes;
}

HoursForm::Moved HoursForm::step(Edge edge, int by) {
    const auto interval = chosenInterval();
    if (!interval) {
        return Moved::No;
    }
    const int now = edge == Edge::From ? interval->open.from : endOf(interval->open);
    return drag(edge, stepped(now, by));
}

HoursForm::Moved HoursForm::drag(Edge edge, int minute) {
    const auto interval = chosenInterval();
    if (!interval) {
        return Moved::No;
    }
    const auto [from, to] = interval->open;
    const int end = endOf(interval->open);
    if (edge == Edge::To) {
        return put(reaching(from, std::clamp(minute, from + kStep, from + longestFrom(from))));
    }
    // What ends past midnight may begin a day before its end at most.
    const int earliest = end > kMinutesOfDay ? end - kMinutesOfDay + kStep : 0;
    const int latest = std::min(end, kMinutesOfDay) - kStep;
    return put(reaching(std::clamp(minute, std::min(earliest, latest), latest), end));
}

HoursForm::Moved HoursForm::set(Edge edge, int minute) {
    auto interval = chosenInterval();
    if (!interval) {
        return Moved::No;
    }
    (edge == Edge::From ? interval->open.from : interval->open.to) = minute;
    if (interval->open.from == interval->open.to || interval->open.from >= kMinutesOfDay) {
        return Moved::No;
    }
    return put(interval->open);
}

HoursForm::Moved HoursForm::move(int day, int from) {
    const auto interval = chosenInterval();
    if (!interval) {
        return Moved::No;
    }
    const int length = model::lengthOf(interval->open);
    // By moving alone nothing runs past midnight that did not before.
    const bool passesMidnight = endOf(interval->open) > kMinutesOfDay;
    const int latest = passesMidnight ? kMinutesOfDay - kStep : kMinutesOfDay - length;
    m_hours.week[*m_chosen].day = std::clamp(day, 1, 7);
    const bool otherDay = std::exchange(m_day, std::clamp(day, 1, 7)) != interval->day;
    const int begins = std::clamp(from, 0, latest);
    const Moved moved = put(reaching(begins, begins + length));
    if (otherDay) {
        sortAround({.day = m_day, .open = reaching(begins, begins + length)});
    }
    return otherDay ? Moved::Yes : moved;
}

HoursForm::Moved HoursForm::refuseMore() {
    m_askedForMore = true;
    return Moved::No;
}

HoursForm::Moved HoursForm::add(const model::WeekInterval& interval) {
    if (m_hours.week.size() >= model::kMostIntervals) {
        return refuseMore();
    }
    m_askedForMore = false;
    m_hours.week.push_back(interval);
    sortAround(interval);
    return Moved::Yes;
}

HoursForm::Moved HoursForm::addHere() {
    const auto places = ofDay(m_day);
    if (places.empty()) {
        return add({.day = m_day, .open = {.from = kMorning, .to = kMorning + 8 * kHour}});
    }
    // Behind the chosen one first, then from the beginning of the day on.
    std::vector<int> beginnings{m_chosen ? endOf(m_hours.week[*m_chosen].open) : 0};
    for (const std::size_t place : places) {
        beginnings.push_back(endOf(m_hours.week[place].open));
    }
    beginnings.push_back(0);
    for (const int room : {2 * kHour, kHour, kHour / 2, int{kStep}}) {
        const int length = std::min(room, kHour);
        for (const int end : beginnings) {
            const int from = end + room - length;
            std::vector<model::WeekInterval> wanted = m_hours.week;
            const model::WeekInterval fresh{.day = m_day, .open = {.from = from, .to = from + length}};
            wanted.push_back(fresh);
            if (from + length <= kMinutesOfDay && !model::overlapIn(wanted)) {
                return add(fresh);
            }
        }
    }
    return Moved::No;
}

void HoursForm::remove() {
    if (!m_chosen) {
        return;
    }
    m_askedForMore = false;
    const std::size_t at = *m_chosen;
    m_hours.week.erase(m_hours.week.begin() + static_cast<std::ptrdiff_t>(at));
    const auto places = ofDay(m_day);
    m_chosen = places.empty() ? std::nullopt : std::optional(std::min(at, places.back()));
}

HoursForm::Moved HoursForm::copyToWeekdays() {
    const auto before = chosenInterval();
    std::vector<model::WeekInterval> week;
    std::ranges::copy_if(m_hours.week, std::back_inserter(week),
                         [](const model::WeekInterval& interval) { return interval.day > 5; });
    for (const std::size_t place : ofDay(m_day)) {
        for (int day = 1; day <= 5; ++day) {
            week.push_back({.day = day, .open = m_hours.week[place].open});
        }
    }
    if (week.size() > model::kMostIntervals) {
        return refuseMore();
    }
    m_askedForMore = false;
    std::ranges::sort(week);
    if (week == m_hours.week) {
        return Moved::No;
    }
    m_hours.week = std::move(week);
    if (before) {
        sortAround(*before);
    } else {
        chooseDay(m_day);
    }
    return Moved::Yes;
}

void HoursForm::fillUsual() {
    m_askedForMore = false;
    m_hours.week = model::usualWeek();
    chooseDay(1);
}

void HoursForm::setTimeZone(const std::string& zone) {
    m_hours.timeZone = zone;
}

void HoursForm::setException(const model::HoursException& exception,
                             std::optional<std::chrono::year_month_day> former) {
    removeException(former.value_or(exception.date));
    removeException(exception.date);
    m_hours.exceptions.push_back(exception);
    std::ranges::sort(m_hours.exceptions, {}, &model::HoursException::date);
}

void HoursForm::removeException(std::chrono::year_month_day date) {
    std::erase_if(m_hours.exceptions,
                  [date](const model::HoursException& exception) { return exception.date == date; });
}

}  // namespace ui
