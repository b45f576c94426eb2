// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/names.h"

#include <array>
#include <cstddef>

namespace model {
namespace {

// The order of each list is that of its enum; the words are those of SQL and JSON and never change.
constexpr std::array<std::string_view, 3> kDirections{"inbound", "outbound", "note"};
constexpr std::array<std::string_view, 2> kVisibilities{"public", "private"};
constexpr std::array<std::string_view, 5> kConversationStates{"needs_reply", "answered", "snoozed", "done",
                                                              "spam"};
constexpr std::array<std::string_view, 6> kDeliveries{"none",      "queued", "in_flight",
                                                      "uncertain", "failed", "sent"};
constexpr std::array<std::string_view, 5> kAccountStates{"ok", "needs_login", "limited", "offline", "paused"};
constexpr std::array<std::string_view, 9> kBadgeStates{"none",          "waiting",        "due_soon",
                                                       "overdue",       "missed",         "answered",
                                                       "answered_late", "before_opening", "no_reply_needed"};
constexpr std::array<std::string_view, 4> kTurnOutcomes{"open", "answered", "no_reply_needed", "missed"};
constexpr std::array<std::string_view, 3> kSights{"shown", "gone", "blocked"};

template <class Enum, std::size_t size>
std::string_view wordOf(const std::array<std::string_view, size>& words, Enum value) {
    const auto index = static_cast<std::size_t>(value);
    return index < size ? words[index] : std::string_view{};
}

template <class Enum, std::size_t size>
std::optional<Enum> valueOf(const std::array<std::string_view, size>& words, std::string_view word) {
    for (std::size_t index = 0; index < size; ++index) {
        if (words[index] == word) {
            return static_cast<Enum>(index);
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view name(Direction value) {
    return wordOf(kDirections, value);
}
std::string_view name(Visibility value) {
    return wordOf(kVisibilities, value);
}
std::string_view name(ConversationState value) {
    return wordOf(kConversationStates, value);
}
std::string_view name(Delivery value) {
    return wordOf(kDeliveries, value);
}
std::string_view name(AccountState value) {
    return wordOf(kAccountStates, value);
}
std::string_view name(BadgeState value) {
    return wordOf(kBadgeStates, value);
}
std::string_view name(TurnOutcome value) {
    return wordOf(kTurnOutcomes, value);
}
std::string_view name(Sight value) {
    return wordOf(kSights, value);
}

std::optional<Direction> directionNamed(std::string_view word) {
    return valueOf<Direction>(kDirections, word);
}
std::optional<Visibility> visibilityNamed(std::string_view word) {
    return valueOf<Visibility>(kVisibilities, word);
}
std::optional<ConversationState> conversationStateNamed(std::string_view word) {
    return valueOf<ConversationState>(kConversationStates, word);
}
std::optional<Delivery> deliveryNamed(std::string_view word) {
    return valueOf<Delivery>(kDeliveries, word);
}
std::optional<AccountState> accountStateNamed(std::string_view word) {
    return valueOf<AccountState>(kAccountStates, word);
}
std::optional<TurnOutcome> turnOutcomeNamed(std::string_view word) {
    return valueOf<TurnOutcome>(kTurnOutcomes, word);
}
std::optional<Sight> sightNamed(std::string_view word) {
    return valueOf<Sight>(kSights, word);
}

}  // namespace model
