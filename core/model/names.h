// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

/// The fixed words of the domain and their spelling in SQL and JSON. One list, so that none is spelled twice.
namespace model {

enum class Direction { Inbound, Outbound, Note };
enum class Visibility { Public, Private };
enum class ConversationState { NeedsReply, Answered, Snoozed, Done, Spam };
/// Of our own messages; an inbound message has none.
enum class Delivery { None, Queued, InFlight, Uncertain, Failed, Sent };
enum class AccountState { Ok, NeedsLogin, Limited, Offline, Paused };
enum class BadgeState {
    None,
    Waiting,
    DueSoon,
    Overdue,
    Missed,
    Answered,
    AnsweredLate,
    BeforeOpening,
    NoReplyNeeded,
};
/// Whether the platform shows us a post that it names: deleted or never there for us, or there is a
/// block between its author and us.
enum class Sight { Shown, Gone, Blocked };
/// How a turn ended; Open = it has not.
enum class TurnOutcome { Open, Answered, NoReplyNeeded, Missed };

[[nodiscard]] std::string_view name(Direction value);
[[nodiscard]] std::string_view name(Visibility value);
[[nodiscard]] std::string_view name(ConversationState value);
[[nodiscard]] std::string_view name(Delivery value);
[[nodiscard]] std::string_view name(AccountState value);
[[nodiscard]] std::string_view name(BadgeState value);
[[nodiscard]] std::string_view name(TurnOutcome value);
[[nodiscard]] std::string_view name(Sight value);

[[nodiscard]] std::optional<Direction> directionNamed(std::string_view word);
[[nodiscard]] std::optional<Visibility> visibilityNamed(std::string_view word);
[[nodiscard]] std::optional<ConversationState> conversationStateNamed(std::string_view word);
[[nodiscard]] std::optional<Delivery> deliveryNamed(std::string_view word);
[[nodiscard]] std::optional<AccountState> accountStateNamed(std::string_view word);
[[nodiscard]] std::optional<TurnOutcome> turnOutcomeNamed(std::string_view word);
[[nodiscard]] std::optional<Sight> sightNamed(std::string_view word);

/// What becomes of a reply that waits when the customer writes again meanwhile.
enum class IfWroteAgain {
    SendAnyway,
    AskFirst,  ///< it waits until its author has looked
};

}  // namespace model
