// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/suggestion.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <vector>

namespace store {

/// Which canned reply answered which message, in the order in which that was learnt, and how often what was
/// suggested was sent. What was deleted on the platform, and replies that were discarded, teach nothing.
class LessonTable {
public:
    explicit LessonTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// A queued reply is this canned one. It answers the message that it replies to, or the customer's latest
    /// one; where there is none, nothing is learnt.
    [[nodiscard]] base::Status add(base::ReplyId reply, base::CannedReplyId canned, base::UtcTime now);
    /// The same of a message that was sent before, from here or from another app.
    [[nodiscard]] base::Status addSent(base::MessageId answer, base::CannedReplyId canned, base::UtcTime now);
    /// What was suggested for what a queued reply answers, and whether it was sent.
    [[nodiscard]] base::Status addOutcome(base::ReplyId reply, const model::SuggestionOutcome& outcome);

    /// The latest `limit`, the oldest of them first.
    [[nodiscard]] base::Result<std::vector<model::Lesson>> list(int limit) const;
    [[nodiscard]] base::Result<std::vector<model::SuggestionOutcome>> outcomes(int limit) const;
    /// Replies behind `after` up to `until` that a person sent and that no lesson knows, by id.
    [[nodiscard]] base::Result<std::vector<model::TypedReply>> typed(base::MessageId after,
                                                                     base::MessageId until) const;

private:
    sqlite::Connection& m_connection;
};

}  // namespace store
