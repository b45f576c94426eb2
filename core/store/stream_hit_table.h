// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/conversation_book.h"
#include "store/message_table.h"
#include "store/regroup.h"
#include "store/sqlite/connection.h"
#include "store/write_tx.h"

#include "base/error.h"
#include "base/ids.h"

#include <string>

namespace store {

/// Posts that an account's search found. Their messages stand in conversations that no view lists, as all
/// that surrounds others' conversations does, until we answer one: then it tops a listed conversation.
class StreamHitTable {
public:
    explicit StreamHitTable(sqlite::Connection& connection) : m_connection(connection) {}

    /// True when it was not known as a hit.
    [[nodiscard]] base::Result<bool> add(base::AccountId account, const MessageFacts& message,
                                         const std::string& foundBy);
    [[nodiscard]] base::Result<bool> contains(base::MessageId message);
    /// NotFound when no search found this message.
    [[nodiscard]] base::Status setDismissed(base::MessageId message, bool dismissed);
    /// Is a message of ours an answer to it?
    [[nodiscard]] base::Result<bool> isAnswered(base::MessageId message);

private:
    sqlite::Connection& m_connection;
};

/// We answer `message`, or answered it elsewhere: if it is a hit that no view lists, it tops a listed
/// conversation from the next run() of `regroup` on. True when that is new.
[[nodiscard]] base::Result<bool> takeUp(WriteTx& tx, base::AccountId account, base::MessageId message,
                                        ConversationBook& book, Regroup& regroup);
/// A reply to `message` was taken back: when no other is left, it is a hit again.
[[nodiscard]] base::Status letGo(WriteTx& tx, base::MessageId message, Regroup& regroup);

}  // namespace store
