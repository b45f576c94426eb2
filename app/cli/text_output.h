// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/account.h"
#include "model/conversation.h"
#include "model/message.h"
#include "model/reply.h"
#include "model/response_time.h"
#include "model/stream_hit.h"
#include "model/suggestion.h"

#include "base/clock.h"

#include <string>
#include <string_view>

/// The words for people, when --json is not given. Foreign names are cleaned; lines end with a line end.
namespace cli {

[[nodiscard]] std::string accountLine(const model::Account& account, const model::AccountPulse& pulse,
                                      base::UtcTime now);
[[nodiscard]] std::string conversationLine(const model::ConversationRow& row, base::UtcTime now);
[[nodiscard]] std::string messageLine(const model::Message& message, const model::Badge& badge);
[[nodiscard]] std::string outboxLine(const model::OutboxRow& row);
[[nodiscard]] std::string streamLine(const model::StreamHit& hit);
[[nodiscard]] std::string suggestionLine(const model::Suggestion& suggestion, const std::string& text);

/// One line of at most `graphemes` around the first word of `query` found in `text`.
[[nodiscard]] std::string snippetAround(std::string_view text, std::string_view query, std::size_t graphemes);

}  // namespace cli
