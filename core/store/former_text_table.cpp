// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/former_text_table.h"

#include "store/sqlite/query.h"

namespace store {

base::Result<bool> FormerTextTable::has(base::MessageId message, const std::string& text) {
    const auto found = sqlite::first(
        m_connection, "SELECT 1 FROM former_text WHERE message_id = ? AND text = ? LIMIT 1",
        [](const sqlite::Statement&) { return true; }, message, text);
    if (!found) {
        return base::fail(found.error());
    }
    return found->has_value();
}

base::Result<bool> FormerTextTable::add(base::MessageId message, const std::string& text,
                                        base::UtcTime seenAt) {
    const base::Result<bool> known = has(message, text);
    if (!known) {
        return base::fail(known.error());
    }
    if (*known) {
        return false;
    }
    const base::Status done =
        sqlite::run(m_connection, "INSERT INTO former_text (message_id, text, seen_at) VALUES (?, ?, ?)",
                    message, text, seenAt);
    if (!done) {
        return base::fail(done.error());
    }
    return true;
}

base::Status FormerTextTable::move(base::MessageId from, base::MessageId to) {
    return sqlite::run(m_connection, "UPDATE former_text SET message_id = ? WHERE message_id = ?", to, from);
}

base::Status FormerTextTable::removeAll(base::MessageId message) {
    return sqlite::run(m_connection, "DELETE FROM former_text WHERE message_id = ?", message);
}

}  // namespace store
