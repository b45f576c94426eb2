// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/stream_hit_table.h"

#include "store/sqlite/query.h"
#include "store/wanted_thread_table.h"

#include <fmt/format.h>

namespace store {
namespace {

base::Result<bool> any(sqlite::Connection& connection, std::string_view sql, base::MessageId message) {
    const auto found = sqlite::first(connection, sql, [](const sqlite::Statement&) { return true; }, message);
    return found ? base::Result<bool>(found->has_value()) : base::fail(found.error());
}

}  // namespace

base::Result<bool> StreamHitTable::add(base::AccountId account, const MessageFacts& message,
                                       const std::string& foundBy) {
    const base::Result<bool> known = contains(message.id);
    if (!known || *known) {
        return known ? base::Result<bool>(false) : known;
    }
    const base::Status done = sqlite::run(
        m_connection, "INSERT INTO stream_hit (message_id, account_id, found_by, at) VALUES (?, ?, ?, ?)",
        message.id, account, foundBy, message.at);
    return done ? base::Result<bool>(true) : base::fail(done.error());
}

base::Result<bool> StreamHitTable::contains(base::MessageId message) {
    return any(m_connection, "SELECT 1 FROM stream_hit WHERE message_id = ?", message);
}

base::Status StreamHitTable::setDismissed(base::MessageId message, bool dismissed) {
    base::Status done = sqlite::run(m_connection, "UPDATE stream_hit SET dismissed = ? WHERE message_id = ?",
                                    dismissed, message);
    if (done && m_connection.changes() == 0) {
        return base::fail(base::ErrorKind::NotFound,
                          fmt::format("no search found a message {}", message.value));
    }
    return done;
}

base::Result<bool> StreamHitTable::isAnswered(base::MessageId message) {
    return any(m_connection,
               "SELECT 1 FROM message WHERE parent_id = ? AND parent_id <> 0 AND direction = 'outbound' "
               "LIMIT 1",
               message);
}

base::Result<bool> takeUp(WriteTx& tx, base::AccountId account, base::MessageId message,
                          ConversationBook& book, Regroup& regroup) {
    MessageTable messages(tx.connection());
    const base::Result<bool> hit = StreamHitTable(tx.connection()).contains(message);
    if (!hit || !*hit) {
        return hit;
    }
    const auto facts = messages.facts(message);
    if (!facts) {
        return base::fail(facts.error());
    }
    if (!*facts || (*facts)->takenUp) {
        return false;
    }
    const base::Result<ConversationRecord*> record = book.record((*facts)->conversation);
    if (!record) {
        return base::fail(record.error());
    }
    if (*record == nullptr || (*record)->place.listed) {
        return false;
    }
    base::Status done = messages.setTakenUp(message, true);
    if (done && (*facts)->reply && !(*facts)->parent) {
        // What it answers was not worth reading as long as nobody cared.
        done = WantedThreadTable(tx.connection()).add(account, (*facts)->remoteId, (*facts)->at);
    }
    if (!done) {
        return base::fail(done.error());
    }
    regroup.later(message);
    return true;
}

base::Status letGo(WriteTx& tx, base::MessageId message, Regroup& regroup) {
    MessageTable messages(tx.connection());
    const auto facts = messages.facts(message);
    if (!facts) {
        return base::fail(facts.error());
    }
    if (!*facts || !(*facts)->takenUp) {
        return {};
    }
    const base::Result<bool> answered = StreamHitTable(tx.connection()).isAnswered(message);
    if (!answered || *answered) {
        return answered ? base::Status{} : base::fail(answered.error());
    }
    regroup.later(message);
    return messages.setTakenUp(message, false);
}

base::Status WriteTx::judgeHit(const model::JudgeHit& judgement) {
    const auto facts = MessageTable(m_connection).facts(judgement.message);
    if (!facts) {
        return base::fail(facts.error());
    }
    if (*facts) {
        m_change.conversations.insert((*facts)->conversation);
    }
    return StreamHitTable(m_connection)
        .setDismissed(judgement.message, judgement.verdict == model::JudgeHit::Verdict::NotForUs);
}

}  // namespace store
