// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/conversation_book.h"
#include "store/message_table.h"
#include "store/outbox_table.h"
#include "store/own_echo.h"
#include "store/regroup.h"
#include "store/write_tx.h"

#include "model/reply.h"

#include "base/error.h"

#include <expected>
#include <span>
#include <string>
#include <string_view>

namespace store {

/// One change of the outbox with all that follows from it in the thread, in the caller's transaction.
class OutboxWork {
public:
    OutboxWork(WriteTx& tx, base::AccountId account);

    [[nodiscard]] ConversationBook& book() { return m_book; }
    [[nodiscard]] MessageTable& messages() { return m_messages; }
    [[nodiscard]] OutboxTable& table() { return m_table; }

    /// A hit that is answered stands in a conversation of its own when this returns: see
    /// store/stream_hit_table.h.
    [[nodiscard]] base::Result<bool> takeUp(base::MessageId hit);
    /// The reply's own row in the thread.
    [[nodiscard]] base::Result<MessageRow> message(const OutboxEntry& entry);
    /// Is a repeat of this reply still known not to double?
    [[nodiscard]] base::Result<bool> insideGuarantee(const OutboxEntry& entry);
    /// Is this id that of another reply of ours?
    [[nodiscard]] base::Result<bool> isAnothers(const OutboxEntry& entry, const std::string& remoteId);

    /// For whoever has to decide on it.
    [[nodiscard]] base::Status note(base::ReplyId reply, model::ReplyEvent::Kind kind,
                                    const std::string& detail = {});
    /// Stores the state, and shows it in the thread.
    [[nodiscard]] base::Status put(const OutboxEntry& entry);
    /// The platform has the reply, under this id if it is not empty.
    [[nodiscard]] base::Status sent(OutboxEntry entry, model::SentReply reply);
    /// The agent saw it there.
    [[nodiscard]] base::Status sentUnseen(OutboxEntry entry);
    /// The reply was never sent: both of its rows go.
    [[nodiscard]] base::Status erase(const OutboxEntry& entry);
    /// These replies of one conversation, of which nothing has left, stand in this order from now on: in the
    /// outbox and in the thread, in the places and at the times that they had among them.
    [[nodiscard]] base::Status arrange(std::span<const OutboxEntry> order);
    /// Brings threads, inbox rows and counters up to date.
    [[nodiscard]] base::Status settle();

private:
    [[nodiscard]] base::Status close(OutboxEntry entry);

    WriteTx& m_tx;
    base::AccountId m_account;
    ConversationBook m_book;
    Regroup m_regroup;
    OwnEcho m_echo;
    MessageTable m_messages;
    OutboxTable m_table;
};

/// The row of this reply, or NotFound.
[[nodiscard]] base::Result<OutboxEntry> knownReply(WriteTx& tx, base::ReplyId reply);
/// "reply 3 is sent and can't be …"
[[nodiscard]] std::unexpected<base::Error> refuse(const OutboxEntry& entry, std::string_view what);
void becomeUncertain(OutboxEntry& entry);
/// Why it is not sent, to be shown.
void explain(OutboxEntry& entry, const base::Error& why);

}  // namespace store
