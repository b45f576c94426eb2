// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"
#include "store/sqlite/statement.h"

#include "model/message.h"

#include "base/error.h"

#include <string_view>
#include <vector>

namespace store {

/// What a query selects to be read by readMessage(), up to its WHERE; the message is "m".
inline constexpr std::string_view kMessageRow =
    "SELECT m.id, m.conversation_id, m.account_id, m.remote_id, m.parent_id, m.parent_remote_id, "
    "m.author_id, iif(m.author_id = 0, a.name, ct.name), iif(m.author_id = 0, a.handle, ct.handle), "
    "m.direction, m.automatic, m.visibility, m.audience, m.subject, m.text, m.url, m.at, m.seen_at, "
    "m.edited_at, m.deleted_at, m.delivery, m.unreadable, m.turn_id, t.started_at, t.ended_at, t.outcome, "
    "m.sight, m.phone_call, t.after_window, c.answerable_until "
    "FROM message AS m CROSS JOIN account AS a ON a.id = m.account_id "
    "LEFT JOIN contact AS ct ON ct.id = m.author_id LEFT JOIN turn AS t ON t.id = m.turn_id "
    "LEFT JOIN conversation AS c ON c.id = t.conversation_id ";

/// The attachments are still missing.
[[nodiscard]] model::Message readMessage(const sqlite::Statement& row);

[[nodiscard]] base::Status readAttachments(sqlite::Connection& connection,
                                           std::vector<model::Message>& messages);

}  // namespace store
