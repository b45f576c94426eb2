// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/conversation.h"

#include "base/error.h"
#include "base/ids.h"

#include <vector>

namespace store {

/// The SQL of table read_mark: what the owner has read and the platform is still to be told.
class ReadMarkTable {
public:
    explicit ReadMarkTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// Only where the platform takes our word on it.
    [[nodiscard]] base::Status add(base::ConversationId conversation);
    [[nodiscard]] base::Status remove(base::ConversationId conversation);
    /// At most `limit`, each with the newest message that the customer's side has written there.
    [[nodiscard]] base::Result<std::vector<model::ReadMark>> of(base::AccountId account, int limit);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
