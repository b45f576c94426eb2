// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/services.h"

#include "model/intent.h"
#include "model/ranking/reply_matcher.h"
#include "store/write_tx.h"

#include "base/error.h"
#include "base/ids.h"

#include <optional>
#include <span>
#include <vector>

namespace syncing {

/// Notes which canned replies answered which messages: of what is queued here, and of what was sent before
/// the account was connected or from another app. Core thread.
class ReplyTeacher {
public:
    explicit ReplyTeacher(const Services& services) : m_services(services) {}

    /// The canned replies in a text that is about to be queued. None, and a line in the log, when the library
    /// can't be read: for that no reply is refused.
    [[nodiscard]] std::vector<base::CannedReplyId> repliesIn(const model::QueueReply& intent);
    /// In the transaction that queued it.
    [[nodiscard]] static base::Status teach(store::WriteTx& tx, base::ReplyId queued,
                                            const model::QueueReply& intent,
                                            std::span<const base::CannedReplyId> canned);
    /// Looks through some more of what was sent; false = all is.
    [[nodiscard]] base::Result<bool> learnSome();

private:
    [[nodiscard]] base::Result<const model::ReplyMatcher*> matcher();
    [[nodiscard]] base::Result<base::MessageId> storedUntil() const;

    const Services& m_services;
    std::vector<model::CannedReply> m_library;  ///< of the matcher
    std::optional<model::ReplyMatcher> m_matcher;
    base::MessageId m_readUntil;  ///< further than what is stored when there was nothing to learn
};

}  // namespace syncing
