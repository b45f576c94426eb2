// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/canned_reply.h"
#include "model/change.h"

#include "base/clock.h"
#include "base/error.h"

#include <vector>

namespace store {

class CannedReplyTable {
public:
    explicit CannedReplyTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// By id, the oldest first.
    [[nodiscard]] base::Result<std::vector<model::CannedReply>> list() const;
    /// The same title and text are not stored twice: the id is then that of the one that is there.
    [[nodiscard]] base::Result<base::CannedReplyId> add(const model::CannedReply& reply, base::UtcTime now,
                                                        model::Change& change);

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
