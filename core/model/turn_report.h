// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/names.h"
#include "model/response_rule.h"
#include "model/triage/triage_kind.h"

#include "base/clock.h"
#include "base/ids.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the turns of some days say about response times; product.md section 2. Pure.
namespace model {

/// By whose rule response times are read.
enum class ReportDefinition {
    Turns,          ///< ours
    FirstReply,     ///< the first turn of each conversation alone
    LatestMessage,  ///< from the customer's latest message of the turn on
    Facebook,       ///< turns after 24 h of silence, by calendar time
};
/// "turns", "first_reply", "latest_message", "facebook".
[[nodiscard]] std::string_view name(ReportDefinition value);
[[nodiscard]] std::optional<ReportDefinition> reportDefinitionNamed(std::string_view word);

/// One turn as it is stored.
struct TurnFact {
    std::int64_t turn = 0;
    base::ConversationId conversation;
    base::AccountId account;
    std::string platform;
    base::ContactId contact;
    std::string customerName;  ///< display name, else handle; show it through base::cleanName
    base::MessageId firstMessage;
    base::MessageId endedBy;  ///< 0 = no message
    base::UtcTime startedAt;
    std::optional<base::UtcTime> endedAt{};
    base::UtcTime latestAt;  ///< of the turn's latest inbound message
    TurnOutcome outcome = TurnOutcome::Open;
    bool afterWindow = false;
    bool firstOfConversation = false;
    TriageKind kind = TriageKind::Other;  ///< of its messages the one that weighs most
    /// Since the message before it in the conversation; nothing = it is the first.
    std::optional<base::Duration> silenceBefore{};
    SharedRule rule;  ///< of its account
};

/// What a wall clock and a calendar show.
struct LocalMoment {
    std::chrono::year_month_day date{};
    int hour = 0;
    bool operator==(const LocalMoment&) const = default;
};
/// The machine's own clock.
using LocalClock = std::function<LocalMoment(base::UtcTime)>;
/// In the zone of the hours that are valid then; where none are kept, the machine's.
[[nodiscard]] LocalMoment localMoment(base::UtcTime time, const BusinessHours& hours,
                                      const LocalClock& machine);

/// Which turns, and how they are read.
struct ReportScope {
    std::chrono::year_month_day from{};
    std::chrono::year_month_day to{};  ///< included
    ReportDefinition definition = ReportDefinition::Turns;
    base::UtcTime now;  ///< to which open turns run
};

/// The stored times that may lie in these days in any zone: from the first until before the second.
[[nodiscard]] std::pair<base::UtcTime, base::UtcTime> readingSpan(std::chrono::year_month_day from,
                                                                  std::chrono::year_month_day to);

/// A turn under a definition.
struct TimedTurn {
    TurnFact fact;
    LocalMoment start;   ///< of the turn, in its account's zone
    base::UtcTime from;  ///< where its figure starts
    base::UtcTime to;    ///< where it ends; of an open turn, now
    BadgeState state = BadgeState::None;
    base::Duration calendar{0};
    base::Duration business{0};

    [[nodiscard]] bool isAnswered() const { return fact.outcome == TurnOutcome::Answered; }
    [[nodiscard]] base::Duration time(TimeUnit unit) const {
        return unit == TimeUnit::Business ? business : calendar;
    }
    /// Answered, and not left out of the averages of this unit.
    [[nodiscard]] bool counts(TimeUnit unit) const {
        return isAnswered() && !(unit == TimeUnit::Business && state == BadgeState::BeforeOpening);
    }
    /// Of a turn that counts.
    [[nodiscard]] bool isWithinTarget(TimeUnit unit) const {
        return time(unit) <= ruleOf(fact.rule).target.length;
    }
};

/// The turns of the scope, by start. A turn belongs to the day on which it starts in its account's zone.
[[nodiscard]] std::vector<TimedTurn> timedTurns(std::vector<TurnFact> facts, const ReportScope& scope,
                                                const LocalClock& machine);

/// Indices into the turns of a report: what stands behind a figure.
using TurnList = std::vector<std::size_t>;

struct ReportFigures {
    int turns = 0;
    int answered = 0;
    int noReplyNeeded = 0;
    int open = 0;
    int missed = 0;         ///< set to done, unanswered
    int beforeOpening = 0;  ///< answered, but left out of the figures below
    int counted = 0;        ///< of which the figures below are
    int within = 0;         ///< of them, those within target
    /// Answered of those that need a reply, 0 … 1; nothing = there are none.
    std::optional<double> responseRate{};
    std::optional<base::Duration> median{};  ///< nearest rank
    std::optional<base::Duration> p90{};     ///< nearest rank
    std::optional<double> withinTarget{};    ///< 0 … 1, each turn against its own target's length
    /// Mean of the fastest 90 %, for Facebook's definition; never to be shown alone.
    std::optional<base::Duration> fastestMean{};
};
[[nodiscard]] ReportFigures figuresOf(std::span<const TimedTurn> turns, const TurnList& which, TimeUnit unit);
[[nodiscard]] ReportFigures figuresOf(std::span<const TimedTurn> turns, TimeUnit unit);

/// Nearest rank: the smallest value that `percent` of all do not exceed. `percent` 1 … 100; nothing for none.
[[nodiscard]] std::optional<base::Duration> percentile(std::vector<base::Duration> values, int percent);
[[nodiscard]] std::optional<base::Duration> meanOfFastest(std::vector<base::Duration> values, int percent);

/// The closed times in [from, to), in order.
[[nodiscard]] std::vector<std::pair<base::UtcTime, base::UtcTime>>
pausesBetween(base::UtcTime from, base::UtcTime to, const BusinessHours& hours);

/// "2026-03-17".
[[nodiscard]] std::string isoDate(std::chrono::year_month_day date);
/// Nothing for what is not a day of the calendar, written like that.
[[nodiscard]] std::optional<std::chrono::year_month_day> parseIsoDate(std::string_view text);

}  // namespace model
