// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/pending_messages.h"

#include "store/attachment_table.h"
#include "store/mention_table.h"
#include "store/search_index.h"
#include "store/unreadable_table.h"

#include <algorithm>
#include <utility>

namespace store {

base::Result<base::MessageId> PendingMessages::add(base::AccountId account, MessageRow row,
                                                   const model::IncomingMessage& source,
                                                   std::vector<base::ContactId> mentions) {
    if (m_pending.empty()) {
        const base::Result<std::int64_t> latest = m_messages.latestId();
        if (!latest) {
            return base::fail(latest.error());
        }
        m_latestId = *latest;
    }
    row.facts.id = base::MessageId{++m_latestId};
    m_byRemoteId.emplace(row.facts.remoteId, m_pending.size());
    m_pending.push_back(
        {.account = account, .row = std::move(row), .source = &source, .mentions = std::move(mentions)});
    return m_pending.back().row.facts.id;
}

bool PendingMessages::nameTurn(base::MessageId message, std::int64_t turn) {
    const auto found = std::ranges::lower_bound(m_pending, message, {},
                                                [](const Pending& pending) { return pending.row.facts.id; });
    if (found == m_pending.end() || found->row.facts.id != message) {
        return false;
    }
    found->row.turn = turn;
    return true;
}

base::Status PendingMessages::store(const Pending& message) {
    const MessageRow& row = message.row;
    if (const base::Result<base::MessageId> id = m_messages.insert(message.account, row); !id) {
        return base::fail(id.error());
    }
    base::Status done = addToSearch(m_connection, row.facts.id,
                                    {.subject = row.subject, .text = row.text, .described = row.described});
    if (done) {
        done = AttachmentTable(m_connection).add(row.facts.id, message.source->attachments);
    }
    if (done && row.facts.unreadable) {
        done = UnreadableTable(m_connection).add(row.facts.id, message.source->rawJson);
    }
    for (const base::ContactId contact : message.mentions) {
        if (!done) {
            return done;
        }
        const base::Result<bool> added = MentionTable(m_connection).add(row.facts.id, contact);
        done = added ? base::Status{} : base::fail(added.error());
    }
    return done;
}

base::Status PendingMessages::store() {
    m_byRemoteId.clear();
    for (const Pending& message : std::exchange(m_pending, {})) {
        if (base::Status done = store(message); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace store
