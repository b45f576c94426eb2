// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/private_answer.h"

#include "base/error.h"

#include <optional>
#include <vector>

/// Private replies of ours to public messages, asked for from either end. What was refused or given up does
/// not count.
namespace store {

/// The latest to this public message.
[[nodiscard]] base::Result<std::optional<model::PrivateAnswer>>
privateAnswerTo(sqlite::Connection& connection, base::MessageId message);
/// The latest in this private conversation.
[[nodiscard]] base::Result<std::optional<model::PrivateAnswer>>
privateAnswerIn(sqlite::Connection& connection, base::ConversationId conversation);
/// Of a public conversation those to its messages, of a private one those that stand in it; of messages since
/// then, the latest first.
[[nodiscard]] base::Result<std::vector<model::PrivateAnswer>>
privateAnswersOf(sqlite::Connection& connection, base::ConversationId conversation, base::UtcTime since,
                 int limit);

}  // namespace store
