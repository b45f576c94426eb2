// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/business_hours.h"
#include "model/hours_text.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ui {

/// Why hours can't be saved as they are.
struct HoursFault {
    enum class Kind { NoZone, TooMany, Overlap };
    Kind kind = Kind::NoZone;
    std::optional<model::Overlap> overlap{};
    bool operator==(const HoursFault&) const = default;
};

/// Opening hours while somebody edits them: on which interval they stand, and what a key or the pointer does
/// to it. Times are minutes since midnight. Pure.
class HoursForm {
public:
    /// Of keys and pointer; fields take every minute.
    static constexpr int kStep = 15;
    enum class Edge { From, To };
    enum class Moved { Yes, No };

    /// Forgets what was edited.
    void fill(const model::HoursVersion& version);
    [[nodiscard]] const model::HoursVersion& hours() const { return m_hours; }
    [[nodiscard]] const std::vector<model::WeekInterval>& week() const { return m_hours.week; }
    [[nodiscard]] bool isChanged() const;
    /// Neither week nor dates, the account's own or the shop's that it follows.
    [[nodiscard]] bool alwaysOpen() const { return m_hours.week.empty() && m_hours.exceptions.empty(); }
    /// To be saved, valid from then on.
    [[nodiscard]] model::HoursVersion versionFrom(base::UtcTime time) const;
    [[nodiscard]] std::optional<HoursFault> fault() const;

    /// The day on which somebody stands, Monday 1; it may be closed.
    [[nodiscard]] int day() const { return m_day; }
    /// The place of the chosen interval in week(); nothing on a closed day.
    [[nodiscard]] std::optional<std::size_t> chosen() const { return m_chosen; }
    [[nodiscard]] std::optional<model::WeekInterval> chosenInterval() const;
    void choose(std::size_t index);
    /// Its first interval.
    void chooseDay(int day);
    /// To a neighbouring day, where possible to the interval at the same time of day.
    void stepDay(int by);
    /// Within the day.
    void stepInterval(int by);

    /// An edge of the chosen one to the next quarter of an hour before or after. At least one is left of it.
    Moved step(Edge edge, int by);
    /// An edge to this minute. The end may lie past midnight, up to a day after the beginning.
    Moved drag(Edge edge, int minute);
    /// As a field says: an end before the beginning runs past midnight.
    Moved set(Edge edge, int minute);
    /// The whole interval.
    Moved move(int day, int from);
    /// Joins the week and is chosen; not when there are as many as a week has.
    Moved add(const model::WeekInterval& interval);
    /// On the day where somebody stands: nine to five, or an hour in the first room behind the chosen one.
    Moved addHere();
    void remove();
    /// Monday to Friday are as the day where somebody stands.
    Moved copyToWeekdays();
    void fillUsual();

    /// As the shop's, until anything is changed; of an account alone.
    void follow(const model::HoursVersion& shop);
    /// The account keeps hours of its own, which begin as they are.
    void makeOwn() { m_hours.kind = model::HoursKind::Own; }
    /// What differs from the shop's is the account's own.
    void settleKind();

    void setTimeZone(const std::string& zone);
    /// In place of `former`, and of another one with its date.
    void setException(const model::HoursException& exception,
                      std::optional<std::chrono::year_month_day> former = {});
    void removeException(std::chrono::year_month_day date);

private:
    Moved put(const model::OpenInterval& open);
    Moved refuseMore();
    /// In order, with this one chosen.
    void sortAround(model::WeekInterval chosen);
    [[nodiscard]] std::vector<std::size_t> ofDay(int day) const;

    model::HoursVersion m_hours;
    model::HoursVersion m_filled;
    model::HoursVersion m_followed;  ///< what was filled in or followed last
    int m_day = 1;
    std::optional<std::size_t> m_chosen;
    bool m_askedForMore = false;  ///< the last wish was one interval too many
};

}  // namespace ui
