// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/mention_table.h"

#include "store/sqlite/query.h"

namespace store {

base::Result<bool> MentionTable::add(base::MessageId message, base::ContactId contact) {
    // INSERT OR IGNORE writes nothing for a known pair, but changes() would still tell of the statement
    // before.
    const auto known = sqlite::first(
        m_connection, "SELECT 1 FROM message_mention WHERE message_id = ? AND contact_id = ?",
        [](const sqlite::Statement&) { return true; }, message, contact);
    if (!known) {
        return base::fail(known.error());
    }
    if (*known) {
        return false;
    }
    const base::Status done = sqlite::run(
        m_connection, "INSERT INTO message_mention (message_id, contact_id) VALUES (?, ?)", message, contact);
    if (!done) {
        return base::fail(done.error());
    }
    return true;
}

base::Result<std::vector<base::ContactId>> MentionTable::of(base::MessageId message) {
    std::vector<base::ContactId> contacts;
    const base::Status done = sqlite::each(
        m_connection, "SELECT contact_id FROM message_mention WHERE message_id = ? ORDER BY contact_id",
        [&](const sqlite::Statement& row) { contacts.push_back(row.id<base::ContactId>(0)); }, message);
    if (!done) {
        return base::fail(done.error());
    }
    return contacts;
}

base::Status MentionTable::removeAll(base::MessageId message) {
    return sqlite::run(m_connection, "DELETE FROM message_mention WHERE message_id = ?", message);
}

}  // namespace store
