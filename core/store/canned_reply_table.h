// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/canned_reply.h"
#include "model/canned_use.h"
#include "model/change.h"

#include "base/clock.h"
#include "base/error.h"

#include <optional>
#include <vector>

namespace store {

class CannedReplyTable {
public:
    explicit CannedReplyTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// By id, the oldest first.
    [[nodiscard]] base::Result<std::vector<model::CannedReply>> list() const;
    /// The same title and text are not stored twice: the one that is there gets the tags and variants beside
    /// its own, and the id is its.
    [[nodiscard]] base::Result<base::CannedReplyId> add(const model::CannedReply& reply, base::UtcTime now,
                                                        model::Change& change);
    /// NotFound when there is none with this id.
    [[nodiscard]] base::Status update(const model::CannedReply& reply, model::Change& change);
    [[nodiscard]] base::Status remove(base::CannedReplyId reply, model::Change& change);
    /// A removed one under the id that it had; nothing happens when it is there already.
    [[nodiscard]] base::Status putBack(const model::CannedReply& reply, base::UtcTime now,
                                       model::Change& change);
    /// Of those that were used. Counts them all.
    [[nodiscard]] base::Result<std::vector<model::CannedUse>> uses() const;

private:
    [[nodiscard]] base::Status require(base::CannedReplyId reply) const;
    /// The one with this title and text.
    [[nodiscard]] base::Result<std::optional<model::CannedReply>> same(const model::CannedReply& reply) const;
    [[nodiscard]] base::Result<std::vector<model::CannedVariant>> variantsOf(base::CannedReplyId reply) const;
    [[nodiscard]] base::Status putVariants(base::CannedReplyId reply,
                                           const std::vector<model::CannedVariant>& variants,
                                           model::Change& change);

    sqlite::Connection& m_connection;
};

}  // namespace store
