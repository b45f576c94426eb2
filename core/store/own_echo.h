// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/conversation_book.h"
#include "store/message_table.h"
#include "store/regroup.h"
#include "store/write_tx.h"

#include "model/incoming.h"
#include "model/reply.h"

#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

/// Do a reply as the agent wrote it and the platform's rendering of it say the same? The platform may have
/// joined white space and put the mentions in front that the adapter added.
[[nodiscard]] bool saysTheSame(std::string_view written, std::string_view shown);

/// Our own replies as the platform shows them: one row per reply, whichever came first, the answer to sending
/// it or the poll that read it back.
class OwnEcho {
public:
    OwnEcho(WriteTx& tx, base::AccountId account, ConversationBook& book, Regroup& regroup)
        : m_tx(tx), m_account(account), m_book(book), m_regroup(regroup), m_messages(tx.connection()) {}

    /// Did this message leave through the outbox?
    [[nodiscard]] base::Result<bool> isReply(base::MessageId message);

    /// The reply whose id was chosen before it was sent, if it still waits for the platform's word.
    [[nodiscard]] base::Result<std::optional<MessageRow>> foreseenReply(const std::string& remoteId);
    /// A reply that arrived without anybody knowing its id, if `message` is it.
    [[nodiscard]] base::Result<std::optional<MessageRow>> unnamedReply(const model::IncomingMessage& message,
                                                                       base::MessageId parent);
    /// The platform's own word on a reply: id, time, address. A row that a poll stored for it is taken in,
    /// with what hangs on it.
    [[nodiscard]] base::Status confirm(MessageRow reply, const model::SentReply& sent);
    /// An unnamed reply was recognised: also one that the agent gave up has been sent then.
    [[nodiscard]] base::Status confirmUnnamed(MessageRow reply, const model::SentReply& sent);
    /// The agent says that it arrived. If a poll has brought it already, that is its id.
    [[nodiscard]] base::Status confirmUnseen(MessageRow reply, base::UtcTime firstAttemptAt);

    /// Removes a message with what hangs on it. Its conversation is left to be recomputed, even when it is
    /// empty.
    [[nodiscard]] base::Status erase(const MessageRow& row);

private:
    struct Unnamed {
        base::MessageId message;
        base::MessageId parent;
        std::string text;
        base::UtcTime firstAttemptAt;
        std::string threadId;
    };
    [[nodiscard]] base::Status moveBelongings(base::MessageId echo, base::MessageId reply);
    [[nodiscard]] base::Status takeOverChanges(const MessageRow& echo, MessageRow& reply);
    [[nodiscard]] base::Status removeEcho(const MessageRow& echo, base::ConversationId replys);
    /// The row that a poll stored goes into the reply's.
    [[nodiscard]] base::Status takeIn(const MessageRow& echo, MessageRow& reply);
    [[nodiscard]] base::Status store(const MessageRow& before, const MessageRow& reply);

    WriteTx& m_tx;
    base::AccountId m_account;
    ConversationBook& m_book;
    Regroup& m_regroup;
    MessageTable m_messages;
    std::optional<std::vector<Unnamed>> m_unnamed{};
};

}  // namespace store
