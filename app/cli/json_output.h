// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/result.h"

#include "model/account.h"
#include "model/canned_reply.h"
#include "model/conversation.h"
#include "model/message.h"
#include "model/reply.h"
#include "model/response_time.h"
#include "model/stream_hit.h"
#include "model/suggestion.h"
#include "store/reader.h"
#include "sync/account_line.h"
#include "view/composer_view.h"

#include <string>
#include <vector>

/// The documents of --json: product.md section 6. Fields may be added, none renamed.
namespace cli {

[[nodiscard]] Json toJson(const model::Account& account, const model::AccountPulse& pulse);
[[nodiscard]] Json toJson(const model::ConversationRow& row);
[[nodiscard]] Json toJson(const model::Message& message, const model::Badge& badge);
[[nodiscard]] Json toJson(const model::Gap& gap);
[[nodiscard]] Json toJson(const model::PrivateAnswer& answer);
/// "Can I reply here?"; `until`: when this way to reply closes.
[[nodiscard]] Json toJson(const view::ComposerBanner& banner, std::optional<base::UtcTime> until);
[[nodiscard]] Json toJson(const model::OutboxRow& row);
[[nodiscard]] Json toJson(const store::SearchHit& hit, const std::string& snippet);
[[nodiscard]] Json toJson(const model::StreamHit& hit);
[[nodiscard]] Json toJson(const model::Suggestion& suggestion, const std::string& text);
[[nodiscard]] Json toJson(const model::CannedReply& reply);
[[nodiscard]] Json toJson(const syncing::RoundReport& report);

/// The badge of a message at `now`.
[[nodiscard]] model::Badge badgeOf(const model::Message& message, const model::ResponseRule& rule,
                                   base::UtcTime now);

}  // namespace cli
