// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/conversation_table.h"
#include "store/sqlite/connection.h"

#include "model/triage/triage_kind.h"

#include "base/error.h"

#include <optional>
#include <vector>

namespace store {

/// Probabilities are stored as whole numbers.
inline constexpr int kCertain = 10'000;

/// An inbound message of the turn that is open, or was the last one, as it was told or corrected.
struct ToldMessage {
    base::MessageId message;
    std::optional<model::TriageKind> kind{};  ///< nothing = other, or not looked at
    double probability = 0;
    bool hereNow = false;
    bool corrected = false;
    bool asksForNothing = false;
};
/// The latest first, some dozen at most.
[[nodiscard]] base::Result<std::vector<ToldMessage>> toldMessages(sqlite::Connection& connection,
                                                                  const ConversationRecord& conversation);

/// What a conversation is taken for, and how urgent that makes it: of the turn's messages the one that weighs
/// most; what the agent said of one stands over those before it.
[[nodiscard]] base::Status keepTriage(sqlite::Connection& connection, ConversationRecord& conversation);

}  // namespace store
