// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outbox_work.h"

#include "store/stream_hit_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace store {

OutboxWork::OutboxWork(WriteTx& tx, base::AccountId account)
    : m_tx(tx), m_account(account), m_book(tx), m_regroup(tx, account, m_book),
      m_echo(tx, account, m_book, m_regroup), m_messages(tx.connection()), m_table(tx.connection()) {}

base::Result<bool> OutboxWork::takeUp(base::MessageId hit) {
    const base::Result<bool> taken = store::takeUp(m_tx, m_account, hit, m_book, m_regroup);
    if (!taken || !*taken) {
        return taken;
    }
    const base::Status done = m_regroup.run();
    return done ? taken : base::fail(done.error());
}

base::Result<MessageRow> OutboxWork::message(const OutboxEntry& entry) {
    auto row = m_messages.find(entry.message);
    if (!row) {
        return base::fail(row.error());
    }
    if (!*row) {
        return base::fail(base::ErrorKind::Internal, fmt::format("reply {} has no message", entry.id.value));
    }
    return std::move(**row);
}

/// After the clock was put back nobody knows how long ago the first attempt was: only a clock that shows no
/// time before one that is already on record can vouch for a guarantee that ends.
base::Result<bool> OutboxWork::insideGuarantee(const OutboxEntry& entry) {
    if (!entry.safeUntil) {
        return false;
    }
    if (*entry.safeUntil == kAlwaysSafe) {
        return true;
    }
    if (m_tx.latest().now() >= *entry.safeUntil) {
        return false;
    }
    const base::UtcTime now = m_tx.now();
    const base::Result<base::UtcTime> latest = m_table.latestKnownTime();
    if (!latest) {
        return base::fail(latest.error());
    }
    return now >= *latest && now >= entry.firstAttemptAt.value_or(now);
}

base::Result<bool> OutboxWork::isAnothers(const OutboxEntry& entry, const std::string& remoteId) {
    if (remoteId.empty()) {
        return false;
    }
    const auto known = m_messages.facts(entry.account, remoteId);
    if (!known) {
        return base::fail(known.error());
    }
    if (!*known || (*known)->id == entry.message) {
        return false;
    }
    return m_echo.isReply((*known)->id);
}

base::Status OutboxWork::put(const OutboxEntry& entry) {
    m_tx.change().outbox = true;
    m_tx.change().conversations.insert(entry.conversation);
    base::Status done = m_table.update(entry);
    return done ? m_messages.setDelivery(entry.message, deliveryOf(entry.state)) : done;
}

base::Status OutboxWork::note(base::ReplyId reply, model::ReplyEvent::Kind kind, const std::string& detail) {
    return m_table.record(reply, {.kind = kind, .at = m_tx.now(), .detail = detail});
}

base::Status OutboxWork::sent(OutboxEntry entry, model::SentReply reply) {
    const auto row = message(entry);
    if (!row) {
        return base::fail(row.error());
    }
    if (base::toMs(reply.at) == 0) {
        reply.at = m_tx.now();
    }
    base::Status done = m_echo.confirm(*row, reply);
    return done ? close(std::move(entry)) : done;
}

base::Status OutboxWork::sentUnseen(OutboxEntry entry) {
    const auto row = message(entry);
    if (!row) {
        return base::fail(row.error());
    }
    base::Status done = m_echo.confirmUnseen(*row, entry.firstAttemptAt.value_or(entry.queuedAt));
    return done ? close(std::move(entry)) : done;
}

base::Status OutboxWork::close(OutboxEntry entry) {
    entry.state = OutboxState::Sent;
    entry.error.clear();
    entry.errorKind.clear();
    entry.notBefore.reset();
    entry.ownPause = false;
    base::Status done = put(entry);
    return done ? settle() : done;
}

base::Status OutboxWork::erase(const OutboxEntry& entry) {
    const auto row = message(entry);
    if (!row) {
        return base::fail(row.error());
    }
    if (const base::Result<ConversationRecord*> record = m_book.record(row->facts.conversation); !record) {
        return base::fail(record.error());
    }
    base::Status done = m_table.remove(entry.id);
    if (done) {
        done = m_messages.adoptChildren(row->facts.id, row->facts.parent);
    }
    if (done) {
        done = m_echo.erase(*row);
    }
    if (!done) {
        return done;
    }
    m_tx.change().outbox = true;
    m_tx.change().lessons = true;
    const base::Result<int> rest = m_messages.count(row->facts.conversation);
    if (!rest) {
        return base::fail(rest.error());
    }
    if (*rest == 0) {
        done = m_book.remove(row->facts.conversation);
    } else {
        m_book.changed(row->facts.conversation, row->facts.at);
    }
    if (done && row->facts.parent) {
        done = letGo(m_tx, row->facts.parent, m_regroup);
    }
    return done ? settle() : done;
}

base::Status OutboxWork::arrange(std::span<const OutboxEntry> order) {
    std::vector<MessageRow> rows;
    std::vector<std::int64_t> places;
    std::vector<base::UtcTime> times;
    for (const OutboxEntry& entry : order) {
        auto row = message(entry);
        if (!row) {
            return base::fail(row.error());
        }
        places.push_back(entry.place);
        times.push_back(row->facts.at);
        rows.push_back(std::move(*row));
    }
    if (const base::Result<ConversationRecord*> record = m_book.record(order.front().conversation); !record) {
        return base::fail(record.error());
    }
    std::ranges::sort(places);
    std::ranges::sort(times);
    for (std::size_t i = 0; i < order.size(); ++i) {
        // Of one moment they would stand in the thread as they were written.
        times[i] = i == 0 ? times[i] : std::max(times[i], times[i - 1] + base::Duration{1});
        rows[i].facts.at = times[i];
        base::Status done = m_table.setPlace(order[i].id, places[i]);
        if (done) {
            done = m_messages.update(rows[i]);
        }
        if (!done) {
            return done;
        }
    }
    m_tx.change().outbox = true;
    m_tx.change().conversations.insert(order.front().conversation);
    m_book.changed(order.front().conversation, times.front());
    return settle();
}

base::Status OutboxWork::settle() {
    base::Status done = m_regroup.run();
    return done ? m_book.settle() : done;
}

base::Result<OutboxEntry> knownReply(WriteTx& tx, base::ReplyId reply) {
    auto found = OutboxTable(tx.connection()).find(reply);
    if (!found) {
        return base::fail(found.error());
    }
    if (!*found) {
        return base::fail(base::ErrorKind::NotFound,
                          fmt::format("there is no reply {} in the outbox", reply.value));
    }
    return std::move(**found);
}

std::unexpected<base::Error> refuse(const OutboxEntry& entry, std::string_view what) {
    return base::fail(base::ErrorKind::BadInput, fmt::format("reply {} is {} and can't be {}", entry.id.value,
                                                             outboxColumn(entry.state), what));
}

void becomeUncertain(OutboxEntry& entry) {
    entry.state = OutboxState::Uncertain;
    entry.notBefore.reset();
    entry.ownPause = false;
}

void explain(OutboxEntry& entry, const base::Error& why) {
    entry.error = why.message;
    entry.errorKind = base::name(why.kind);
}

}  // namespace store
