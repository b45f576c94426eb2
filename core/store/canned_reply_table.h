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
    /// NotFound when there is none with this id.
    [[nodiscard]] base::Status update(const model::CannedReply& reply, model::Change& change);
    [[nodiscard]] base::Status remove(base::CannedReplyId reply, model::Change& change);
    /// A removed one under the id that it had; nothing happens when it is there already.
    [[nodiscard]] base::Status putBack(const model::CannedReply& reply, base::UtcTime now,
                                       model::Change& change);

private:
    [[nodiscard]] base::Status require(base::CannedReplyId reply) const;

    sqlite::Connection& m_connection;
};

}  // namespace store
