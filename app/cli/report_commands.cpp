// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/report_commands.h"

#include "view/platform_names.h"
#include "view/report_csv.h"
#include "view/words.h"

#include "model/report_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <ctime>
#include <map>
#include <span>

namespace cli {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr days kBackFromToday{6};
constexpr auto kFurthestAhead = std::chrono::hours{16};
constexpr auto kZoneStep = std::chrono::minutes{15};

/// The first moment of the date by this machine's clock.
base::UtcTime startOfDay(year_month_day date) {
    base::UtcTime time = std::chrono::sys_days(date) - kFurthestAhead;
    while (machineMoment(time).date < date) {
        time += kZoneStep;
    }
    return time;
}

Json milliseconds(const std::optional<base::Duration>& time) {
    return time ? Json(time->count()) : Json();
}

Json share(const std::optional<double>& value) {
    return value ? Json(*value) : Json();
}

Json figuresJson(const model::ReportFigures& figures, model::ReportDefinition definition) {
    Json json{{"turns", figures.turns},
              {"answered", figures.answered},
              {"no_reply_needed", figures.noReplyNeeded},
              {"response_rate", share(figures.responseRate)},
              {"median_ms", milliseconds(figures.median)},
              {"p90_ms", milliseconds(figures.p90)},
              {"within_target", share(figures.withinTarget)}};
    if (definition == model::ReportDefinition::Facebook) {
        json["fastest_90_mean_ms"] = milliseconds(figures.fastestMean);
    }
    return json;
}

/// Whole per cent; 100 only when it is all of them, 0 only when it is none.
std::string percent(const std::optional<double>& value) {
    if (!value) {
        return "-";
    }
    const long rounded = std::lround(*value * 100);
    return fmt::format("{} %", *value <= 0 || *value >= 1 ? rounded : std::clamp(rounded, 1L, 99L));
}

std::string spanText(const std::optional<base::Duration>& time) {
    return time ? view::Words().span(*time) : "-";
}

struct PlatformRows {
    std::string platform;
    model::ReportFigures business;
    model::ReportFigures calendar;
};

std::string tableOf(const std::vector<PlatformRows>& rows, const model::ReportScope& scope) {
    std::string text =
        fmt::format("Response times from {} to {}, definition: {}\n\n", model::isoDate(scope.from),
                    model::isoDate(scope.to), model::name(scope.definition));
    constexpr auto kLine = "{:<15}{:>6}{:>10}{:>16}{:>15}  {:<9}{:>10}{:>10}{:>15}{}\n";
    const bool facebook = scope.definition == model::ReportDefinition::Facebook;
    text += fmt::format(kLine, "platform", "turns", "answered", "no reply needed", "response rate", "time",
                        "median", "p90", "within target", facebook ? "  mean of fastest 90 %" : "");
    for (const PlatformRows& row : rows) {
        const auto mean = [facebook](const model::ReportFigures& figures) {
            return facebook ? fmt::format("{:>22}", spanText(figures.fastestMean)) : std::string();
        };
        text +=
            fmt::format(kLine, view::platformName(row.platform), row.business.turns, row.business.answered,
                        row.business.noReplyNeeded, percent(row.business.responseRate), "business",
                        spanText(row.business.median), spanText(row.business.p90),
                        percent(row.business.withinTarget), mean(row.business));
        text +=
            fmt::format(kLine, "", "", "", "", "", "calendar", spanText(row.calendar.median),
                        spanText(row.calendar.p90), percent(row.calendar.withinTarget), mean(row.calendar));
    }
    return text;
}

/// Those of the accounts, in their order; then those of removed accounts that have turns.
base::Result<std::vector<std::string>> platformsOf(const ReadContext& context, const Arguments& arguments,
                                                   std::span<const model::TimedTurn> turns) {
    const auto accounts = context.reader.accounts();
    if (!accounts) {
        return base::fail(accounts.error());
    }
    std::vector<std::string> platforms;
    const auto add = [&platforms](const std::string& platform) {
        if (std::ranges::find(platforms, platform) == platforms.end()) {
            platforms.push_back(platform);
        }
    };
    for (const model::Account& account : *accounts) {
        if (arguments.id == 0 || account.id.value == arguments.id) {
            add(account.platform);
        }
    }
    for (const model::TimedTurn& turn : turns) {
        add(turn.fact.platform);
    }
    return platforms;
}

base::Result<std::vector<model::TimedTurn>> turnsOf(const Arguments& arguments, const ReadContext& context,
                                                    const model::ReportScope& scope) {
    if (arguments.id != 0) {
        if (const auto account = context.reader.account({arguments.id}); !account) {
            return base::fail(account.error());
        }
    }
    const auto [from, to] = model::readingSpan(scope.from, scope.to);
    auto facts = context.reader.turnFacts(from, to);
    if (!facts) {
        return base::fail(facts.error());
    }
    if (arguments.id != 0) {
        std::erase_if(*facts,
                      [&](const model::TurnFact& fact) { return fact.account.value != arguments.id; });
    }
    return model::timedTurns(std::move(*facts), scope, machineMoment);
}

/// What customers wrote, by the day on which they did.
Json triageByDay(std::span<const model::TimedTurn> turns) {
    std::map<std::string, std::array<int, model::kTriageKinds.size()>> byDate;
    for (const model::TimedTurn& turn : turns) {
        ++byDate[model::isoDate(turn.start.date)].at(model::placeOf(turn.fact.kind));
    }
    Json list = Json::array();
    for (const auto& [date, counts] : byDate) {
        Json day{{"date", date}};
        for (const model::TriageKind kind : model::kTriageKinds) {
            day[std::string(model::name(kind))] = counts.at(model::placeOf(kind));
        }
        list.push_back(std::move(day));
    }
    return list;
}

}  // namespace

model::LocalMoment machineMoment(base::UtcTime time) {
    const std::time_t seconds =
        std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(time));
    std::tm shown{};
#ifdef _WIN32
    localtime_s(&shown, &seconds);
#else
    localtime_r(&seconds, &shown);
#endif
    return {.date = year_month_day{std::chrono::year{shown.tm_year + 1900},
                                   std::chrono::month{static_cast<unsigned>(shown.tm_mon + 1)},
                                   std::chrono::day{static_cast<unsigned>(shown.tm_mday)}},
            .hour = shown.tm_hour};
}

CommandResult runReport(const Arguments& arguments, const ReadContext& context) {
    model::ReportScope scope{
        .definition =
            model::reportDefinitionNamed(arguments.definition).value_or(model::ReportDefinition::Turns),
        .now = context.clock.utcNow()};
    scope.to = model::parseIsoDate(arguments.toDate).value_or(machineMoment(scope.now).date);
    scope.from = model::parseIsoDate(arguments.fromDate)
                     .value_or(year_month_day(std::chrono::sys_days(scope.to) - kBackFromToday));
    if (scope.from > scope.to) {
        return {.exit = Exit::Usage,
                .out = {},
                .err = fmt::format("--from {} is after --to {}", model::isoDate(scope.from),
                                   model::isoDate(scope.to))};
    }
    const auto turns = turnsOf(arguments, context, scope);
    if (!turns) {
        return refused(turns.error());
    }
    if (arguments.csv) {
        return {.exit = Exit::Done, .out = view::reportCsv(*turns, scope.definition), .err = {}};
    }
    const auto platforms = platformsOf(context, arguments, *turns);
    if (!platforms) {
        return refused(platforms.error());
    }
    Json list = Json::array();
    std::vector<PlatformRows> rows;
    const auto business = model::perPlatform(*turns, *platforms, model::TimeUnit::Business);
    const auto calendar = model::perPlatform(*turns, *platforms, model::TimeUnit::Calendar);
    for (std::size_t index = 0; index < business.size(); ++index) {
        rows.push_back({.platform = business[index].platform,
                        .business = business[index].figures,
                        .calendar = calendar[index].figures});
        list.push_back({{"platform", rows.back().platform},
                        {"business", figuresJson(rows.back().business, scope.definition)},
                        {"calendar", figuresJson(rows.back().calendar, scope.definition)}});
    }
    return answer(arguments.json,
                  {{"definition", model::name(scope.definition)},
                   {"from", model::isoDate(scope.from)},
                   {"to", model::isoDate(scope.to)},
                   {"from_at", base::toMs(startOfDay(scope.from))},
                   {"to_at", base::toMs(startOfDay(std::chrono::sys_days(scope.to) + days{1}))},
                   {"platforms", list},
                   {"triage_by_day", triageByDay(*turns)}},
                  rows.empty() ? "No account is connected.\n" : tableOf(rows, scope));
}

}  // namespace cli
