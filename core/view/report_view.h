// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/words.h"

#include "model/report_series.h"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// A report, in words and figures ready to be drawn.
namespace view {

/// Something in a report that can be chosen, and opens the turns behind it.
struct ReportMark {
    std::string label;   ///< what it stands for, short: "5–10"
    std::string figure;  ///< "31"
    std::string spoken;  ///< "5 to 10 minutes: 31 turns"
    model::TurnList turns{};
};

struct FigureView {
    ReportMark mark;   ///< label "median", figure "12 m"
    std::string note;  ///< "half the answers are faster"
};

struct BarView {
    ReportMark mark;
    int turns = 0;
    int beyond = 0;  ///< of them, those later than their target
};
struct HistogramView {
    std::string caption;
    std::vector<BarView> bars{};
    int barsInTarget = 0;    ///< the target's line stands behind so many
    std::string targetLine;  ///< empty = the accounts have different targets
    std::string axis;
};

struct DayView {
    ReportMark mark;
    bool closed = false;
    std::optional<double> first{};  ///< in the axis' unit
    std::optional<double> second{};
};
/// Two lines by day: median and p90 of the times, or complaints and praise.
struct DaysView {
    std::string caption;
    std::vector<DayView> days{};
    std::string axis;
    std::string closed;  ///< the word in closed days
    std::string firstWord;
    std::string secondWord;
};

struct CellView {
    ReportMark mark;  ///< figure "–" where there is none
    int level = -1;   ///< 0 … 4, the longer the higher; −1 = empty
};
struct HeatView {
    std::string caption;
    std::vector<std::string> weekdays{};  ///< of the rows
    std::vector<std::string> hours{};     ///< of the columns
    std::vector<CellView> cells{};        ///< row by row
    std::string axis;
};

struct PlatformView {
    ReportMark mark;  ///< label "Mastodon", figure "42 · 34 %"
    std::string tag;
    std::optional<base::Duration> median{};
    std::optional<base::Duration> p90{};
    base::Duration target{0};
    std::string medianText;
    std::string p90Text;
    std::string withinTarget;
    std::string responseRate;
};
struct PlatformsView {
    std::string caption;
    std::string medianWord;
    std::string p90Word;
    std::string targetWord;
    std::vector<PlatformView> rows{};
    /// The axis: times with their names, as many as are of use.
    std::vector<std::pair<base::Duration, std::string>> ticks{};
};

struct ExpectationView {
    ReportMark mark;
    std::optional<double> share{};  ///< 0 … 1
};

struct ReportView {
    std::vector<FigureView> figures{};
    HistogramView histogram;
    DaysView days;
    DaysView mood;
    HeatView heat;
    PlatformsView platforms;
    std::string expectationCaption;
    std::vector<ExpectationView> expectations{};
    std::string leftOut;  ///< a sentence
    model::TurnList leftOutTurns{};
};

/// Whose turns are reported.
struct ReportedAccounts {
    std::vector<std::string> platforms{};  ///< in order
    std::vector<model::SharedRule> rules{};
};

/// The clock of the machine, for accounts without hours.
[[nodiscard]] model::LocalClock machineClock(const Words& words);

[[nodiscard]] ReportView reportView(std::span<const model::TimedTurn> turns, const model::ReportScope& scope,
                                    const ReportedAccounts& accounts, model::TimeUnit unit,
                                    const Words& words);

/// "92 %"; 100 only when it is all of them, 0 only when it is none.
[[nodiscard]] std::string percentText(const std::optional<double>& share, const Words& words);
/// A day of the calendar, for Words::date().
[[nodiscard]] LocalTime localDay(std::chrono::year_month_day date);

}  // namespace view
