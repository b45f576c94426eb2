// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/conversation_book.h"
#include "store/turn_table.h"
#include "store/write_tx.h"

#include "model/intent.h"

#include "base/error.h"

#include <optional>
#include <vector>

namespace store {

/// What the owner decides about a conversation without replying: done, later, no reply needed, and all of it
/// back. Part of an open transaction. Errors: NotFound, BadInput with one sentence.
class Decisions {
public:
    explicit Decisions(WriteTx& tx);

    /// Refused where nobody waits.
    [[nodiscard]] base::Status noReplyNeeded(const model::NoReplyNeeded& decision);
    [[nodiscard]] base::Status setDone(const model::SetDone& decision);
    /// Refused where nobody waits, and for a time that has passed.
    [[nodiscard]] base::Status snooze(const model::Snooze& decision);
    [[nodiscard]] base::Status reopen(const model::Reopen& decision);
    /// A note that answers the person who was called. Refused for a time to come.
    [[nodiscard]] base::Status logPhoneCall(const model::LogPhoneCall& call);
    [[nodiscard]] base::Status forgetPhoneCall(const model::ForgetPhoneCall& call);
    /// Those whose time has come need a reply again.
    [[nodiscard]] base::Status wakeSnoozed();

private:
    [[nodiscard]] base::UtcTime given(base::UtcTime decidedAt) const;
    [[nodiscard]] base::Result<ConversationRecord*> record(base::ConversationId id);
    [[nodiscard]] base::Result<std::vector<TurnRow>> openTurns(const ConversationRecord& conversation);
    [[nodiscard]] base::Status close(const ConversationRecord& conversation, const TurnRow& turn,
                                     const model::TurnClosing& closing);
    [[nodiscard]] base::Status forget(const ConversationRecord& conversation, const model::Reopen& decision);

    WriteTx& m_tx;
    ConversationBook m_book;
    TurnTable m_turns;
};

}  // namespace store
