// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/message_table.h"
#include "store/sqlite/connection.h"

#include "model/incoming.h"

#include "base/error.h"
#include "base/ids.h"

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

namespace store {

/// New messages that have their place and id but are not in the database yet. Each is written once, with its
/// turn, when its conversation is settled: writing the turn into a stored row makes the row grow, and a full
/// page split.
class PendingMessages {
public:
    explicit PendingMessages(sqlite::Connection& connection)
        : m_connection(connection), m_messages(connection) {}

    /// `source` must live until store(). The message's id is the one that it will have.
    [[nodiscard]] base::Result<base::MessageId> add(base::AccountId account, MessageRow row,
                                                    const model::IncomingMessage& source,
                                                    std::vector<base::ContactId> mentions);
    /// What is to be stored under this id; null: nothing.
    [[nodiscard]] const model::IncomingMessage* find(const std::string& remoteId) const {
        const auto found = m_byRemoteId.find(remoteId);
        return found == m_byRemoteId.end() ? nullptr : m_pending[found->second].source;
    }
    /// False: it is not among them.
    [[nodiscard]] bool nameTurn(base::MessageId message, std::int64_t turn);
    /// Writes all, in the order of their ids, with what belongs to them.
    [[nodiscard]] base::Status store();

private:
    struct Pending {
        base::AccountId account;
        MessageRow row;
        const model::IncomingMessage* source;
        std::vector<base::ContactId> mentions;
    };
    [[nodiscard]] base::Status store(const Pending& message);

    sqlite::Connection& m_connection;
    MessageTable m_messages;
    std::deque<Pending> m_pending;  ///< by id
    std::unordered_map<std::string, std::size_t> m_byRemoteId;
    std::int64_t m_latestId = 0;  ///< given away; 0 = not looked up yet
};

}  // namespace store
