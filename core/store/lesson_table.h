// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/suggestion.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <vector>

namespace store {

/// Which canned reply answered which message, in the order in which that was learnt.
class LessonTable {
public:
    explicit LessonTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// A queued reply is this canned one. It answers the message that it replies to, or the customer's latest
    /// one; where there is none, nothing is learnt.
    [[nodiscard]] base::Status add(base::ReplyId reply, base::CannedReplyId canned, base::UtcTime now);
    /// The latest `limit`, the oldest of them first. What was deleted on the platform teaches nothing.
    [[nodiscard]] base::Result<std::vector<model::Lesson>> list(int limit) const;

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
