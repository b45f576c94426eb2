// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outbox.h"

#include "store/outbox_work.h"

#include <algorithm>
#include <iterator>
#include <utility>

/// What becomes of a reply: of an attempt, after a crash, by a look-up and by the agent's word.
namespace store {
namespace {

using Event = model::ReplyEvent::Kind;

constexpr base::Duration kFirstPause{5'000};
constexpr base::Duration kLongestPause{60'000};

/// Before the next repeat of a reply that may have arrived.
base::Duration pauseAfter(int attempts) {
    const int doublings = std::clamp(attempts - 1, 0, 10);
    return std::min(kFirstPause * (1 << doublings), kLongestPause);
}

/// Repeated while that can't double, else nobody's to decide but the agent's.
base::Status becomeUnknown(WriteTx& tx, OutboxWork& work, OutboxEntry& entry) {
    entry.mayHaveArrived = true;
    if (base::Status noted = work.note(entry.id, Event::CutOff, entry.error); !noted) {
        return noted;
    }
    const base::Result<bool> safe = work.insideGuarantee(entry);
    if (!safe) {
        return base::fail(safe.error());
    }
    if (*safe) {
        entry.state = OutboxState::Queued;
        entry.notBefore = tx.now() + pauseAfter(entry.attempts);
        entry.ownPause = true;
    } else {
        becomeUncertain(entry);
    }
    return work.put(entry);
}

/// Carries out what came of one attempt.
class Settling {
public:
    Settling(WriteTx& tx, OutboxWork& work, OutboxEntry entry)
        : m_tx(tx), m_work(work), m_entry(std::move(entry)) {}

    base::Status operator()(const SettledSent& sent) {
        model::SentReply reply = sent.reply;
        const base::Result<bool> anothers = m_work.isAnothers(m_entry, reply.remoteId);
        if (!anothers) {
            return base::fail(anothers.error());
        }
        if (*anothers) {
            // Sent it is; but one id can't name two replies.
            reply.remoteId.clear();
        }
        base::Status noted = m_work.note(m_entry.id, Event::Confirmed);
        return noted ? m_work.sent(std::move(m_entry), std::move(reply)) : noted;
    }
    base::Status operator()(const SettledRetry& retry) {
        m_entry.state = OutboxState::Queued;
        m_entry.notBefore = retry.notBefore;
        m_entry.ownPause = retry.why.cure != base::Cure::RetryAt;
        explain(m_entry, retry.why);
        nothingArrived();
        return noteAndPut(Event::NotNow);
    }
    base::Status operator()(const SettledFailed& failed) {
        explain(m_entry, failed.why);
        if (m_entry.mayHaveArrived) {
            // That the repeat was refused says nothing of the attempt before it.
            becomeUncertain(m_entry);
        } else {
            m_entry.state = OutboxState::Failed;
            nothingArrived();
        }
        return noteAndPut(Event::Refused);
    }
    base::Status operator()(const SettledUnknown& unknown) {
        explain(m_entry, unknown.why);
        return becomeUnknown(m_tx, m_work, m_entry);
    }

private:
    base::Status noteAndPut(Event event) {
        base::Status noted = m_work.note(m_entry.id, event, m_entry.error);
        return noted ? m_work.put(m_entry) : noted;
    }
    /// Unless an earlier attempt may have: the time in which a repeat is safe begins with the next one.
    void nothingArrived() {
        if (!m_entry.mayHaveArrived) {
            m_entry.safeUntil.reset();
        }
    }

    WriteTx& m_tx;
    OutboxWork& m_work;
    OutboxEntry m_entry;
};

/// Carries out what is known by looking, or what the agent says.
class Resolving {
public:
    Resolving(OutboxWork& work, OutboxEntry entry) : m_work(work), m_entry(std::move(entry)) {}

    base::Status operator()(const Found& found) {
        // Also one that waits to be repeated: what is there need not be sent once more.
        const bool waits = m_entry.state == OutboxState::Queued && m_entry.attempts > 0;
        if (m_entry.state != OutboxState::Uncertain && !waits) {
            return refuse(m_entry, "found on the platform");
        }
        const base::Result<bool> anothers = m_work.isAnothers(m_entry, found.reply.remoteId);
        if (!anothers) {
            return base::fail(anothers.error());
        }
        if (*anothers) {
            return base::fail(base::ErrorKind::BadInput, "what was found is another reply of ours");
        }
        base::Status noted = m_work.note(m_entry.id, Event::Found);
        return noted ? m_work.sent(std::move(m_entry), found.reply) : noted;
    }
    base::Status operator()(const NotFound&) {
        if (m_entry.state != OutboxState::Uncertain) {
            return refuse(m_entry, "looked for");
        }
        ++m_entry.lookUps;
        return noteAndPut(Event::NotFound);
    }
    base::Status operator()(const AgentArrived&) {
        if (m_entry.state != OutboxState::Uncertain) {
            return refuse(m_entry, "declared as arrived");
        }
        base::Status noted = m_work.note(m_entry.id, Event::SaidArrived);
        return noted ? m_work.sentUnseen(std::move(m_entry)) : noted;
    }
    base::Status operator()(const AgentResend&) {
        if (m_entry.state != OutboxState::Uncertain) {
            return refuse(m_entry, "sent again on somebody's decision");
        }
        // A new reply in all but its text. When it was first tried stays known: what is found on the platform
        // may still be that one.
        m_entry.state = OutboxState::Queued;
        m_entry.frozen = {};
        m_entry.safeUntil.reset();
        m_entry.mayHaveArrived = false;
        m_entry.lookUps = 0;
        m_entry.notBefore.reset();
        m_entry.ownPause = false;
        m_entry.error.clear();
        m_entry.errorKind.clear();
        return noteAndPut(Event::SentAgain);
    }
    base::Status operator()(const AgentDiscard&) {
        const bool waits = m_entry.state == OutboxState::Queued || m_entry.state == OutboxState::Failed;
        if (m_entry.state != OutboxState::Uncertain && !waits) {
            return refuse(m_entry, "discarded");
        }
        if (waits && !m_entry.mayHaveArrived) {
            // Nobody can have seen it: nothing is left that the thread would have to show.
            return m_work.erase(m_entry);
        }
        m_entry.state = OutboxState::Discarded;
        m_entry.error = "discarded by you; it may have arrived";
        m_entry.errorKind = base::name(base::ErrorKind::Cancelled);
        m_entry.notBefore.reset();
        m_entry.ownPause = false;
        return noteAndPut(Event::Discarded);
    }

private:
    base::Status noteAndPut(Event event) {
        base::Status noted = m_work.note(m_entry.id, event);
        return noted ? m_work.put(m_entry) : noted;
    }

    OutboxWork& m_work;
    OutboxEntry m_entry;
};

}  // namespace

base::Status Outbox::settle(base::ReplyId reply, const Settlement& settlement) {
    base::Result<OutboxEntry> entry = knownReply(m_tx, reply);
    if (!entry) {
        return base::fail(entry.error());
    }
    if (entry->state != OutboxState::InFlight) {
        return refuse(*entry, "settled, since it is not on its way");
    }
    OutboxWork work(m_tx, entry->account);
    return std::visit(Settling(m_tx, work, std::move(*entry)), settlement);
}

base::Result<int> Outbox::recover() {
    OutboxTable table(m_tx.connection());
    const base::Result<base::UtcTime> latest = table.latestKnownTime();
    if (!latest) {
        return base::fail(latest.error());
    }
    // A calendar that was put back while the program was not running is not waited for.
    m_tx.latest().reached(*latest);
    const base::Result<std::vector<OutboxEntry>> entries = table.inFlight();
    if (!entries) {
        return base::fail(entries.error());
    }
    for (OutboxEntry entry : *entries) {
        OutboxWork work(m_tx, entry.account);
        entry.error = "the program ended while the reply was on its way";
        entry.errorKind = base::name(base::ErrorKind::Unknown);
        if (base::Status done = becomeUnknown(m_tx, work, entry); !done) {
            return base::fail(done.error());
        }
    }
    return static_cast<int>(entries->size());
}

base::Status Outbox::resolve(base::ReplyId reply, const Resolution& resolution) {
    base::Result<OutboxEntry> entry = knownReply(m_tx, reply);
    if (!entry) {
        return base::fail(entry.error());
    }
    // Nothing is learnt from what is discarded.
    m_tx.change().lessons = m_tx.change().lessons || std::holds_alternative<AgentDiscard>(resolution);
    OutboxWork work(m_tx, entry->account);
    return std::visit(Resolving(work, std::move(*entry)), resolution);
}

base::Result<std::string> Outbox::cancel(base::ReplyId reply) {
    const base::Result<OutboxEntry> entry = knownReply(m_tx, reply);
    if (!entry) {
        return base::fail(entry.error());
    }
    const bool waits = entry->state == OutboxState::Queued || entry->state == OutboxState::Failed;
    if (!waits || entry->mayHaveArrived) {
        return refuse(*entry, entry->mayHaveArrived ? "taken back, since it may have arrived" : "taken back");
    }
    OutboxWork work(m_tx, entry->account);
    const auto message = work.message(*entry);
    if (!message) {
        return base::fail(message.error());
    }
    if (base::Status done = work.erase(*entry); !done) {
        return base::fail(done.error());
    }
    return message->text;
}

base::Status Outbox::move(base::ReplyId reply, model::MoveReply::Way way) {
    const base::Result<OutboxEntry> entry = knownReply(m_tx, reply);
    if (!entry) {
        return base::fail(entry.error());
    }
    OutboxWork work(m_tx, entry->account);
    auto open = work.table().openOf(entry->conversation);
    if (!open) {
        return base::fail(open.error());
    }
    // Failed ones have no place in the order.
    std::erase_if(*open, [](const OutboxEntry& one) { return one.state == OutboxState::Failed; });
    const auto mine = std::ranges::find(*open, reply, &OutboxEntry::id);
    const bool earlier = way == model::MoveReply::Way::Earlier;
    const auto untouched = [](const OutboxEntry& one) {
        return one.state == OutboxState::Queued && one.attempts == 0;
    };
    if (mine == open->end() || !untouched(*mine)) {
        return refuse(*entry, "moved");
    }
    if (mine == (earlier ? open->begin() : open->end() - 1)) {
        return base::fail(base::ErrorKind::BadInput,
                          earlier ? "this reply is the first of its conversation already"
                                  : "this reply is the last of its conversation already");
    }
    const auto other = earlier ? mine - 1 : mine + 1;
    if (!untouched(*other)) {
        return refuse(*other, "overtaken");
    }
    std::iter_swap(mine, other);
    std::erase_if(*open, [&](const OutboxEntry& one) { return !untouched(one); });
    return work.arrange(*open);
}

base::Status Outbox::retry(base::ReplyId reply) {
    base::Result<OutboxEntry> entry = knownReply(m_tx, reply);
    if (!entry) {
        return base::fail(entry.error());
    }
    if (entry->state != OutboxState::Queued && entry->state != OutboxState::Failed) {
        return refuse(*entry, "tried again");
    }
    entry->state = OutboxState::Queued;
    entry->notBefore.reset();
    entry->sendAt.reset();
    entry->asksFirst = false;
    entry->ownPause = false;
    entry->error.clear();
    entry->errorKind.clear();
    OutboxWork work(m_tx, entry->account);
    base::Status noted = work.note(entry->id, Event::TriedAgain);
    return noted ? work.put(*entry) : noted;
}

base::Status Outbox::hurry(base::AccountId account) {
    return OutboxTable(m_tx.connection()).endOwnPauses(account);
}

}  // namespace store
