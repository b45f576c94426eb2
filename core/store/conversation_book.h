// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/attachment_table.h"
#include "store/conversation_table.h"
#include "store/counter_table.h"
#include "store/message_table.h"
#include "store/pending_messages.h"
#include "store/response_rules.h"
#include "store/turn_keeper.h"
#include "store/write_tx.h"

#include "model/response_time.h"

#include "base/error.h"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace store {

/// The conversations that one transaction changes. What happens to their messages is noted as it happens;
/// settle() then brings turns, inbox row and counters up to date, once for each conversation.
class ConversationBook {
public:
    explicit ConversationBook(WriteTx& tx);

    /// The record as it will be stored; nullptr = there is none. Valid until settle() or remove().
    [[nodiscard]] base::Result<ConversationRecord*> record(base::ConversationId id);
    [[nodiscard]] base::Result<ConversationRecord*> record(base::AccountId account, const std::string& key);
    /// That of this place, made when there is none.
    [[nodiscard]] base::Result<ConversationRecord*> at(base::AccountId account, const Place& place);
    /// Nobody can have seen it: it was made in this transaction.
    [[nodiscard]] bool isFresh(base::ConversationId id) const;
    /// Another top was found: ids that people have seen stay valid.
    [[nodiscard]] base::Status rekey(base::ConversationId id, const Place& place);
    /// Two contacts are one person.
    [[nodiscard]] base::Status replaceCustomer(base::ContactId former, base::ContactId person);
    /// An emptied one.
    [[nodiscard]] base::Status remove(base::ConversationId id);

    /// A message was stored in this transaction.
    void added(base::ConversationId conversation, const model::TurnInput& message);
    /// A message is to be stored by settle(), or by storePending(). `source` must live until then; returns
    /// its id.
    [[nodiscard]] base::Result<base::MessageId> add(MessageRow row, const model::IncomingMessage& source,
                                                    std::vector<base::ContactId> mentions);
    [[nodiscard]] const model::IncomingMessage* pending(const std::string& remoteId) const {
        return m_pending.find(remoteId);
    }
    /// Now, since something else is about to look for it in the database.
    [[nodiscard]] base::Status storePending();
    /// Messages went away, came from elsewhere, or were changed: everything that depends on those from `from`
    /// on.
    void changed(base::ConversationId conversation, base::UtcTime from);
    /// Its turns can no longer be continued at the end; they are computed anew.
    [[nodiscard]] base::Status changedWhole(base::ConversationId conversation);
    /// Only the text of a message, which may be the one that the list shows.
    void shownAnew(base::ConversationId conversation);
    /// What was done or snoozed is in need of a reply again, if a turn is open.
    void wakes(base::ConversationId conversation);

    [[nodiscard]] base::Status settle();

private:
    struct Added {
        model::TurnInput input;
        const model::IncomingMessage* source = nullptr;
    };
    struct Entry {
        ConversationRecord was;  ///< as stored
        ConversationRecord now;
        std::vector<Added> added;
        std::optional<base::UtcTime> changedFrom{};
        bool shownAnew = false;
        bool wakes = false;
        bool touched = false;
        bool takenAnew = false;  ///< what it is taken for may have gone elsewhere
        bool fresh = false;      ///< made in this transaction
        bool stored = true;      ///< its row is in the database
        bool final = false;      ///< and all that will be in it
        std::optional<Continuation> continuation{};
        TurnKeeper::Standing standing;
    };
    enum class Sign { Leaves, Comes };

    [[nodiscard]] Entry& keep(ConversationRecord record);
    [[nodiscard]] Entry& entry(base::ConversationId id);
    [[nodiscard]] bool goesOnAtTheEnd(Entry& entry) const;
    [[nodiscard]] base::Status storeRow(Entry& entry);
    [[nodiscard]] base::Status goOn(Entry& entry);
    [[nodiscard]] base::Status computeAnew(Entry& entry);
    [[nodiscard]] base::Status finish(Entry& entry);
    [[nodiscard]] base::Status keepRow(Entry& entry);
    [[nodiscard]] base::Status keepLast(Entry& entry);
    [[nodiscard]] base::Status keepUnread(Entry& entry);
    [[nodiscard]] base::Status showLast(Entry& entry);
    // conversation_book_times.cpp
    [[nodiscard]] base::Status keepTimes(Entry& entry);
    [[nodiscard]] base::Status keepUrgency(Entry& entry, const model::ResponseRule& rule);
    [[nodiscard]] base::Status keepCustomerAt(Entry& entry);
    void count(const ConversationRecord& record, Sign sign);
    [[nodiscard]] base::Status writeCounters();

    WriteTx& m_tx;
    ConversationTable m_conversations;
    MessageTable m_messages;
    ResponseRules m_rules;
    TurnKeeper m_turns;
    CounterTable m_counters;
    PendingMessages m_pending;
    std::int64_t m_latestId = 0;  ///< of a conversation; 0 = not looked up yet
    std::map<base::ConversationId, Entry> m_entries;
    std::map<std::pair<base::AccountId, std::string>, base::ConversationId> m_byKey;
    std::map<model::ConversationState, int> m_inState;  ///< differences to the stored counters
    int m_unread = 0;
};

}  // namespace store
