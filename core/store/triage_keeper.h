// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/conversation_book.h"
#include "store/write_tx.h"

#include "model/intent.h"

#include "base/error.h"

#include <set>
#include <string>
#include <vector>

namespace store {

/// Keeps what messages are taken for, and what conversations are by it. Part of an open transaction.
class TriageKeeper {
public:
    explicit TriageKeeper(WriteTx& tx);

    /// Looks at some more messages that are new or wanted again; false = all have been looked at. Strangers
    /// whose every word is spam beyond doubt are set aside.
    [[nodiscard]] base::Result<bool> goOn(const TriageTeller& tell);
    /// The agent's word. Errors: NotFound, BadInput with one sentence.
    [[nodiscard]] base::Status correct(const model::SetTriage& correction);
    /// What waits for a reply is to be looked at again, since something else was learnt.
    [[nodiscard]] base::Status lookAgain();

private:
    struct Waiting {
        base::MessageId id;
        base::ConversationId conversation;
        std::string words;
        bool counts = false;  ///< somebody else's, and readable
    };
    enum class SetAside { Never, WhereSure };
    [[nodiscard]] base::Status take(const std::vector<Waiting>& messages, const TriageTeller& tell,
                                    SetAside setAside);
    [[nodiscard]] base::Status tellOne(const Waiting& message, const TriageTeller& tell);
    [[nodiscard]] base::Status keep(base::ConversationId conversation, SetAside setAside);
    [[nodiscard]] base::Result<bool> isSpamBeyondDoubt(const ConversationRecord& conversation);
    [[nodiscard]] base::Result<bool> isKnown(const ConversationRecord& conversation);
    [[nodiscard]] base::Result<base::MessageId> messageOf(const model::SetTriage& correction,
                                                          const ConversationRecord& conversation);

    WriteTx& m_tx;
    ConversationBook m_book;
};

/// It was edited.
[[nodiscard]] base::Status wantTriage(sqlite::Connection& connection, base::MessageId message);

}  // namespace store
