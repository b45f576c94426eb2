// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/unreadable_table.h"

#include "store/sqlite/query.h"

namespace store {

base::Status UnreadableTable::add(base::MessageId message, const std::string& rawJson) {
    return sqlite::run(m_connection, "INSERT INTO unreadable_item (message_id, raw_json) VALUES (?, ?)",
                       message, rawJson);
}

base::Status UnreadableTable::remove(base::MessageId message) {
    return sqlite::run(m_connection, "DELETE FROM unreadable_item WHERE message_id = ?", message);
}

}  // namespace store
