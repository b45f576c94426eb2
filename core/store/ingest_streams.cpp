// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ingest_session.h"
#include "store/stream_hit_table.h"
#include "store/wanted_thread_table.h"

/// What ingest does with posts that a search found, once everything of the batch is at its place.
namespace store {

/// What surrounds a hit is read when somebody cares for it: each post of it may have to be paid for.
base::Result<bool> IngestSession::wantsThread(const Incoming& message, const MessageFacts& facts) {
    if (message.foundBy.empty()) {
        return true;
    }
    const base::Result<ConversationRecord*> record = m_book.record(facts.conversation);
    if (!record) {
        return base::fail(record.error());
    }
    return *record != nullptr && (*record)->place.listed;
}

/// It mentions us by now.
base::Status IngestSession::wantThreadOfHit(const MessageRow& hit) {
    if (!hit.facts.reply || hit.facts.parent) {
        return {};
    }
    const base::Result<bool> known = StreamHitTable(m_tx.connection()).contains(hit.facts.id);
    if (!known || !*known) {
        return known ? base::Status{} : base::fail(known.error());
    }
    return WantedThreadTable(m_tx.connection()).add(m_account, hit.facts.remoteId, hit.facts.at);
}

/// In a backfill nearly nothing is: then all may wait for settle(), which writes each conversation once.
base::Result<bool> IngestSession::answersAHit() {
    for (const base::MessageId answered : m_answered) {
        const base::Result<bool> hit = StreamHitTable(m_tx.connection()).contains(answered);
        if (!hit || *hit) {
            return hit;
        }
    }
    return false;
}

base::Status IngestSession::keepHits() {
    const base::Result<bool> concerned = m_found.empty() ? answersAHit() : base::Result<bool>(true);
    if (!concerned || !*concerned) {
        return concerned ? base::Status{} : base::fail(concerned.error());
    }
    if (base::Status done = m_book.storePending(); !done) {
        return done;
    }
    for (const auto& [remoteId, foundBy] : m_found) {
        if (base::Status done = keepHit(remoteId, foundBy); !done) {
            return done;
        }
    }
    // Answered with another app.
    for (const base::MessageId answered : m_answered) {
        const base::Result<bool> taken = takeUp(m_tx, m_account, answered, m_book, m_regroup);
        if (!taken) {
            return base::fail(taken.error());
        }
    }
    return regroup();
}

base::Status IngestSession::keepHit(const std::string& remoteId, const std::string& foundBy) {
    const auto row = m_messages.find(m_account, remoteId);
    if (!row) {
        return base::fail(row.error());
    }
    const bool readable = *row && (*row)->unreadable.empty() && (*row)->sight == model::Sight::Shown;
    if (!readable || (*row)->deletedAt || (*row)->facts.direction != model::Direction::Inbound ||
        (*row)->facts.visibility != model::Visibility::Public) {
        return {};
    }
    const MessageFacts& facts = (*row)->facts;
    const base::Result<ConversationRecord*> record = m_book.record(facts.conversation);
    if (!record) {
        return base::fail(record.error());
    }
    // Whoever addresses us, or wrote in a conversation with us, is in sight already.
    if (*record == nullptr || (*record)->place.listed) {
        return {};
    }
    StreamHitTable hits(m_tx.connection());
    const base::Result<bool> added = hits.add(m_account, facts, foundBy);
    if (!added || !*added) {
        return added ? base::Status{} : base::fail(added.error());
    }
    m_tx.change().conversations.insert(facts.conversation);
    const base::Result<bool> answered = hits.isAnswered(facts.id);
    if (!answered) {
        return base::fail(answered.error());
    }
    if (*answered) {
        m_answered.push_back(facts.id);
    }
    return {};
}

}  // namespace store
