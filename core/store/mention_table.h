// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "base/error.h"
#include "base/ids.h"

#include <vector>

namespace store {

/// Whom our own messages mention in their own words: a mention answers them too.
class MentionTable {
public:
    explicit MentionTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// True: it was not known.
    [[nodiscard]] base::Result<bool> add(base::MessageId message, base::ContactId contact);
    [[nodiscard]] base::Result<std::vector<base::ContactId>> of(base::MessageId message);
    [[nodiscard]] base::Status removeAll(base::MessageId message);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
