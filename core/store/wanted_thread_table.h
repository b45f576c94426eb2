// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <string>

namespace store {

/// Messages whose surrounding thread is still to be read: a parent is not known here.
class WantedThreadTable {
public:
    explicit WantedThreadTable(sqlite::Connection& connection) : m_connection(connection) {}

    [[nodiscard]] base::Status add(base::AccountId account, const std::string& remoteId,
                                   base::UtcTime wantedAt);
    [[nodiscard]] base::Status remove(base::AccountId account, const std::string& remoteId);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
