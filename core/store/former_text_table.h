// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <string>

namespace store {

/// The texts that edits replaced; each text of a message once.
class FormerTextTable {
public:
    explicit FormerTextTable(sqlite::Connection& connection) : m_connection(connection) {}

    [[nodiscard]] base::Result<bool> has(base::MessageId message, const std::string& text);
    /// True: it was not there.
    [[nodiscard]] base::Result<bool> add(base::MessageId message, const std::string& text,
                                         base::UtcTime seenAt);
    [[nodiscard]] base::Status move(base::MessageId from, base::MessageId to);
    [[nodiscard]] base::Status removeAll(base::MessageId message);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
