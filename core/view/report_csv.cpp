// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/report_csv.h"

#include "base/iso8601.h"
#include "base/text.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace view {
namespace {

constexpr std::string_view kNames =
    "definition,day,turn,account,platform,conversation,customer,first_message,started_at,counted_from,ended_"
    "at,"
    "ended_by,outcome,state,calendar_ms,business_ms,paused_ms,pauses,target_ms,target_unit,within_target,"
    "left_out,kind\r\n";

std::string field(std::string text) {
    constexpr std::string_view kFormula = "=+-@";
    if (!text.empty() && kFormula.find(text.front()) != kFormula.npos) {
        text.insert(text.begin(), '\'');
    }
    if (text.find_first_of("\",\r\n") == text.npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char letter : text) {
        quoted += letter == '"' ? "\"\"" : std::string(1, letter);
    }
    return quoted + "\"";
}

std::string_view leftOutOf(const model::TimedTurn& turn) {
    if (turn.fact.outcome == model::TurnOutcome::NoReplyNeeded) {
        return "no_reply_needed";
    }
    if (!turn.isAnswered()) {
        return "unanswered";
    }
    // By business time alone.
    return turn.counts(model::TimeUnit::Business) ? "" : "before_opening";
}

/// "2026-03-17T12:00:00.000Z/2026-03-17T14:00:00.000Z", one after the other.
std::string pausesOf(const model::TimedTurn& turn) {
    std::string text;
    for (const auto& [from, to] :
         model::pausesBetween(turn.from, turn.to, model::ruleOf(turn.fact.rule).hours)) {
        text += (text.empty() ? "" : " ") + base::toIso8601(from) + "/" + base::toIso8601(to);
    }
    return text;
}

}  // namespace

std::string reportCsv(std::span<const model::TimedTurn> turns, model::ReportDefinition definition) {
    std::string csv(kNames);
    for (const model::TimedTurn& turn : turns) {
        const model::TurnFact& fact = turn.fact;
        const model::ResponseTarget& target = model::ruleOf(fact.rule).target;
        const std::string_view within = !turn.counts(target.unit)          ? ""
                                        : turn.isWithinTarget(target.unit) ? "yes"
                                                                           : "no";
        csv += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n",
            model::name(definition), model::isoDate(turn.start.date), fact.turn, fact.account.value,
            field(fact.platform), fact.conversation.value, field(base::cleanName(fact.customerName)),
            fact.firstMessage.value, base::toIso8601(fact.startedAt), base::toIso8601(turn.from),
            fact.endedAt ? base::toIso8601(*fact.endedAt) : "", fact.endedBy.value, model::name(fact.outcome),
            model::name(turn.state), turn.calendar.count(), turn.business.count(),
            (turn.calendar - turn.business).count(), pausesOf(turn), target.length.count(),
            target.unit == model::TimeUnit::Business ? "business" : "calendar", within, leftOutOf(turn),
            model::name(fact.kind));
    }
    return csv;
}

}  // namespace view
