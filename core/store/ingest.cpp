// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ingest.h"

#include "store/batch_order.h"
#include "store/gap_table.h"
#include "store/ingest_session.h"
#include "store/mention_table.h"
#include "store/message_deeds.h"
#include "store/sqlite/query.h"
#include "store/stream_cursor_table.h"
#include "store/wanted_thread_table.h"

#include "base/digest.h"

#include <algorithm>

namespace store {
namespace {

using model::Direction;
using model::Visibility;

/// An item that could not even be named: the same bytes give the same name, so that it comes once.
std::string nameFor(const model::IncomingMessage& message) {
    const base::Sha256 digest = base::sha256(message.rawJson + '\n' + message.author.remoteId + '\n' +
                                             message.text + '\n' + std::to_string(base::toMs(message.at)));
    return "unnamed:" + base::hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace

IngestSession::IngestSession(WriteTx& tx, base::AccountId account, const model::IncomingBatch& batch)
    : m_tx(tx), m_account(account), m_batch(batch), m_now(tx.now()), m_contacts(tx.connection(), account),
      m_messages(tx.connection()), m_attachments(tx.connection()), m_book(tx), m_regroup(tx, account, m_book),
      m_echo(tx, account, m_book, m_regroup),
      m_deleted(batch.deletedRemoteIds.begin(), batch.deletedRemoteIds.end()) {}

base::Result<Ingested> IngestSession::run() {
    base::Status done;
    for (const std::size_t index : parentsFirst(m_batch.messages)) {
        const Incoming& message = m_batch.messages[index];
        if (message.remoteId.empty()) {
            m_named.push_back(message);
            m_named.back().remoteId = nameFor(message);
            done = take(m_named.back());
        } else {
            done = take(message);
        }
        if (!done) {
            return base::fail(done.error().within(message.remoteId));
        }
    }
    if (!m_deleted.empty()) {
        done = m_book.storePending();
    }
    for (const std::string& remoteId : m_deleted) {
        if (!done) {
            return base::fail(done.error());
        }
        if (done = remove(remoteId); !done) {
            return base::fail(done.error());
        }
    }
    done = keepHits();
    if (done) {
        done = countNew();
    }
    if (done) {
        done = m_book.settle();
    }
    if (done) {
        done = rest();
    }
    if (!done) {
        return base::fail(done.error());
    }
    if (m_contacts.changed()) {
        m_tx.change().accounts.insert(m_account);
    }
    return m_done;
}

base::Status IngestSession::take(const Incoming& message) {
    const base::Result<bool> gone = isErased(message);
    if (!gone || *gone) {
        return gone ? base::Status{} : base::fail(gone.error());
    }
    const base::Result<base::ContactId> from = author(message);
    if (!from) {
        return base::fail(from.error());
    }
    if (!message.foundBy.empty()) {
        m_found.emplace_back(message.remoteId, message.foundBy);
    }
    if (const Incoming* pending = m_book.pending(message.remoteId)) {
        // Every look at the newest page repeats some of what the same batch brought already.
        if (*pending == message) {
            return {};
        }
        if (base::Status done = m_book.storePending(); !done) {
            return done;
        }
    }
    const auto stored = m_messages.find(m_account, message.remoteId);
    if (!stored) {
        return base::fail(stored.error());
    }
    if (!*stored || (*stored)->deletedAt) {
        const base::Result<bool> erased = isErasedReply(message);
        if (!erased || *erased) {
            return erased ? base::Status{} : base::fail(erased.error());
        }
    }
    if (!*stored) {
        return insert(message, *from);
    }
    noteDeeds((*stored)->facts, message);
    base::Status done = update(**stored, message, *from);
    return done ? regroup() : done;
}

/// From a customer whom the owner erased since.
base::Result<bool> IngestSession::isErased(const Incoming& message) {
    const base::UtcTime at = base::toMs(message.at) == 0 ? m_now : message.at;
    return message.own ? base::Result<bool>(false) : m_contacts.isErased(message.author.remoteId, at);
}

/// One of ours, to such a customer.
base::Result<bool> IngestSession::isErasedReply(const Incoming& message) {
    if (!message.own) {
        return false;
    }
    const auto found = sqlite::first(
        m_tx.connection(), "SELECT 1 FROM erased_reply WHERE account_id = ? AND remote_id = ?",
        [](const sqlite::Statement&) { return true; }, m_account, message.remoteId);
    return found ? base::Result<bool>(found->has_value()) : base::fail(found.error());
}

/// 0 = us. Whoever can't be read is the contact "".
base::Result<base::ContactId> IngestSession::author(const Incoming& message) {
    if (message.own) {
        return base::ContactId{};
    }
    const base::Result<base::ContactId> id = m_contacts.keep(message.author);
    if (!id) {
        return id;
    }
    if (base::Status done = recognise(); !done) {
        return base::fail(done.error());
    }
    return id;
}

/// Whom only messages of ours had named became known: the conversations that were made for a guess are
/// theirs.
base::Status IngestSession::recognise() {
    for (const ContactTable::Recognised& person : m_contacts.takeRecognised()) {
        if (base::Status done = m_regroup.recognise(person); !done) {
            return done;
        }
        m_facts.clear();
    }
    return {};
}

base::Result<std::optional<MessageFacts>> IngestSession::parentOf(const Incoming& message) {
    if (message.parentRemoteId.empty() || message.parentRemoteId == message.remoteId) {
        return std::optional<MessageFacts>{};
    }
    if (const auto known = m_facts.find(message.parentRemoteId); known != m_facts.end()) {
        return std::optional<MessageFacts>{known->second};
    }
    auto found = m_messages.facts(m_account, message.parentRemoteId);
    if (found && *found) {
        m_facts.emplace(message.parentRemoteId, **found);
    }
    return found;
}

/// With one person by their remote id, with several by the thread or its root.
base::Result<Place> IngestSession::privately(const Incoming& message, const MessageFacts& facts,
                                             const std::optional<MessageFacts>& parent) {
    const std::string& root = message.threadId.empty() ? message.remoteId : message.threadId;
    if (!message.own) {
        return message.otherReaders.empty() ? privatePlace(message.author.remoteId, facts.author)
                                            : groupPlace(root, facts.author);
    }
    std::vector<model::IncomingContact> readers = message.addressees;
    if (readers.empty()) {
        for (const std::string& reader : message.otherReaders) {
            readers.push_back({.remoteId = reader});
        }
    }
    for (const model::IncomingContact& reader : readers) {
        const base::Result<std::optional<ContactTable::Known>> known = m_contacts.addressee(reader);
        if (!known) {
            return base::fail(known.error());
        }
        if (base::Status done = recognise(); !done) {
            return base::fail(done.error());
        }
        if (*known) {
            return readers.size() > 1 ? groupPlace(root, (*known)->id)
                                      : privatePlace((*known)->remoteId, (*known)->id);
        }
    }
    if (parent && parent->direction == Direction::Inbound) {
        const base::Result<std::string> remoteId = m_contacts.remoteId(parent->author);
        if (!remoteId) {
            return base::fail(remoteId.error());
        }
        // Whoever could not be read may turn out to be anybody.
        if (!remoteId->empty()) {
            return privatePlace(*remoteId, parent->author);
        }
    }
    return unaddressedPlace(message.remoteId);
}

/// Where the message belongs if not with its parent.
base::Result<Place> IngestSession::alone(const Incoming& message, const MessageFacts& facts,
                                         const std::optional<MessageFacts>& parent) {
    if (facts.visibility == Visibility::Private) {
        return privately(message, facts, parent);
    }
    return publicPlace(facts, parent ? &*parent : nullptr);
}

/// A reply of ours whose id nobody knew: the message is its row.
base::Result<bool> IngestSession::takeAsReply(const Incoming& message,
                                              const std::optional<MessageFacts>& parent) {
    if (!message.own || !message.unreadable.empty() || message.sight != model::Sight::Shown) {
        return false;
    }
    auto reply = m_echo.foreseenReply(message.remoteId);
    if (reply && !*reply) {
        reply = m_echo.unnamedReply(message, parent ? parent->id : base::MessageId{});
    }
    if (!reply) {
        return base::fail(reply.error());
    }
    if (!*reply) {
        return false;
    }
    const base::MessageId id = (*reply)->facts.id;
    base::Status done = m_echo.confirmUnnamed(
        std::move(**reply),
        {.remoteId = message.remoteId, .at = message.at, .url = message.url, .audience = message.audience});
    if (!done) {
        return base::fail(done.error());
    }
    if (const base::Result<bool> mentions = addMentions(message, id); !mentions) {
        return base::fail(mentions.error());
    }
    if (done = regroup(); !done) {
        return base::fail(done.error());
    }
    return true;
}

/// Only a mention of ours answers somebody.
base::Result<std::vector<base::ContactId>> IngestSession::mentionedBy(const Incoming& message) {
    std::vector<base::ContactId> mentioned;
    if (!message.own) {
        return mentioned;
    }
    for (const std::string& remoteId : message.writtenMentions) {
        const base::Result<base::ContactId> contact = m_contacts.mentioned(remoteId);
        if (!contact) {
            return base::fail(contact.error());
        }
        if (std::ranges::find(mentioned, *contact) == mentioned.end()) {
            mentioned.push_back(*contact);
        }
    }
    return mentioned;
}

/// To a stored message; true when one is new.
base::Result<bool> IngestSession::addMentions(const Incoming& message, base::MessageId id) {
    const base::Result<std::vector<base::ContactId>> mentioned = mentionedBy(message);
    if (!mentioned) {
        return base::fail(mentioned.error());
    }
    bool any = false;
    for (const base::ContactId contact : *mentioned) {
        const base::Result<bool> added = MentionTable(m_tx.connection()).add(id, contact);
        if (!added) {
            return added;
        }
        any = any || *added;
    }
    return any;
}

/// That of its parent, or its own.
base::Result<ConversationRecord*> IngestSession::conversationOf(const Incoming& message,
                                                                const MessageFacts& facts,
                                                                const std::optional<MessageFacts>& parent) {
    base::Result<ConversationRecord*> found = nullptr;
    if (parent) {
        found = m_book.record(parent->conversation);
        if (found && groupingOf(facts, &*parent, (*found)->place.listed) != Grouping::WithParent) {
            found = nullptr;
        }
    }
    if (found && *found == nullptr) {
        const base::Result<Place> place = alone(message, facts, parent);
        found = place ? m_book.at(m_account, *place) : base::fail(place.error());
    }
    if (found && !message.threadId.empty() && (*found)->place.visibility == Visibility::Private) {
        (*found)->remoteId = message.threadId;
    }
    return found;
}

base::Status IngestSession::insert(const Incoming& message, base::ContactId author) {
    const base::Result<std::optional<MessageFacts>> parent = parentOf(message);
    if (!parent) {
        return base::fail(parent.error());
    }
    const base::Result<bool> ours = takeAsReply(message, *parent);
    if (!ours || *ours) {
        return ours ? base::Status{} : base::fail(ours.error());
    }
    MessageRow row{.facts = {.remoteId = message.remoteId,
                             .parent = *parent ? (*parent)->id : base::MessageId{},
                             .reply = !message.parentRemoteId.empty(),
                             .author = author,
                             .direction = message.own ? Direction::Outbound : Direction::Inbound,
                             .visibility = message.visibility,
                             .mention = message.mentionOfUs,
                             .unreadable = !message.unreadable.empty(),
                             .at = base::toMs(message.at) == 0 ? m_now : message.at},
                   .parentRemoteId = message.parentRemoteId,
                   .automatic = message.automatic,
                   .audience = message.audience,
                   .subject = message.subject,
                   .text = message.text,
                   .described = describedBy(message.attachments),
                   .url = message.url,
                   .seenAt = m_now,
                   .editedAt = message.editedAt,
                   .delivery = message.own ? model::Delivery::Sent : model::Delivery::None,
                   .notificationId = message.notificationId,
                   .unreadable = message.unreadable,
                   .sight = message.sight,
                   .privateReply = message.privateReply};
    const MessageFacts* above = *parent ? &**parent : nullptr;
    const base::Result<ConversationRecord*> found = conversationOf(message, row.facts, *parent);
    if (!found) {
        return base::fail(found.error());
    }
    ConversationRecord* const conversation = *found;
    row.facts.conversation = conversation->id;
    row.facts.opensTurn =
        opensTurn(row.facts, above, conversation->place.listed, conversation->place.customer);
    row.facts.addressee = addresseeOf(row.facts, above, conversation->place);
    return put(message, std::move(row), *parent);
}

base::Status IngestSession::put(const Incoming& message, MessageRow row,
                                const std::optional<MessageFacts>& parent) {
    base::Result<std::vector<base::ContactId>> mentions = mentionedBy(message);
    if (!mentions) {
        return base::fail(mentions.error());
    }
    MessageFacts facts = row.facts;
    // What a platform keeps in private threads of its own is not read by the messages around it.
    const bool answersUnknown =
        !parent && facts.reply && row.parentRemoteId != facts.remoteId && message.threadId.empty();
    const base::Result<base::MessageId> id = m_book.add(std::move(row), message, std::move(*mentions));
    if (!id) {
        return base::fail(id.error());
    }
    facts.id = *id;
    if (parent && answersFromPrivate(facts, *parent)) {
        if (base::Status done = m_book.changedWhole(parent->conversation); !done) {
            return done;
        }
    }
    const base::Result<bool> wanted = wantsThread(message, facts);
    if (!wanted) {
        return base::fail(wanted.error());
    }
    if (answersUnknown && *wanted) {
        base::Status done = WantedThreadTable(m_tx.connection()).add(m_account, facts.remoteId, facts.at);
        if (!done) {
            return done;
        }
    }
    if (facts.direction == Direction::Inbound) {
        m_newInbound.emplace_back(facts.id, facts.conversation);
        noteDeeds(facts, message);
    } else {
        ++m_done.newOwn;
        if (facts.parent) {
            m_answered.push_back(facts.parent);
        }
    }
    return remember(facts);
}

/// For the messages of this batch that answer it, and for those that have long waited for it.
base::Status IngestSession::remember(const MessageFacts& facts) {
    m_facts.insert_or_assign(facts.remoteId, facts);
    if (base::Status done = m_regroup.linkOrphans(facts); !done) {
        return done;
    }
    return regroup();
}

/// At once, so that whatever comes next in the batch finds everything at its place.
base::Status IngestSession::regroup() {
    if (!m_regroup.waits()) {
        return {};
    }
    m_facts.clear();
    return m_regroup.run();
}

/// The text is kept: the owner must be able to say what was asked.
base::Status IngestSession::remove(const std::string& remoteId) {
    const auto stored = m_messages.find(m_account, remoteId);
    if (!stored) {
        return base::fail(stored.error());
    }
    if (!*stored || (*stored)->deletedAt) {
        return {};
    }
    MessageRow row = **stored;
    row.deletedAt = m_now;
    ++m_done.changed;
    m_tx.change().lessons = true;
    if (base::Status done = m_messages.update(row); !done) {
        return done;
    }
    return m_book.changedWhole(row.facts.conversation);
}

base::Status IngestSession::countNew() {
    for (auto [message, conversation] : m_newInbound) {
        if (m_regroup.moved()) {
            const auto facts = m_messages.facts(message);
            if (!facts) {
                return base::fail(facts.error());
            }
            conversation = *facts ? (*facts)->conversation : conversation;
            if (*facts && (*facts)->takenUp && !(*facts)->opensTurn) {
                continue;  // we wrote to them
            }
        }
        const base::Result<ConversationRecord*> record = m_book.record(conversation);
        if (!record) {
            return base::fail(record.error());
        }
        m_done.newMessages += *record != nullptr && (*record)->place.listed ? 1 : 0;
    }
    return {};
}

/// What the account keeps beside its messages.
base::Status IngestSession::rest() {
    for (const auto& [message, seen] : m_deeds) {
        if (base::Status done = MessageDeeds(m_tx).seen(m_account, message, seen); !done) {
            return done;
        }
    }
    for (const std::string& remoteId : m_batch.threadsRead) {
        if (base::Status done = WantedThreadTable(m_tx.connection()).remove(m_account, remoteId); !done) {
            return done;
        }
    }
    for (const model::IncomingGap& gap : m_batch.gaps) {
        const base::Result<bool> added = GapTable(m_tx.connection()).add(m_account, gap, m_now);
        if (!added) {
            return base::fail(added.error());
        }
        if (*added) {
            m_tx.change().accounts.insert(m_account);
        }
    }
    for (const auto& [stream, cursor] : m_batch.cursors) {
        if (base::Status done = StreamCursorTable(m_tx.connection()).set(m_account, stream, cursor); !done) {
            return done;
        }
    }
    return {};
}

base::Result<Ingested> ingest(WriteTx& tx, base::AccountId account, const model::IncomingBatch& batch) {
    return IngestSession(tx, account, batch).run();
}

base::Result<Ingested> WriteTx::ingest(base::AccountId account, const model::IncomingBatch& batch) {
    return store::ingest(*this, account, batch);
}

}  // namespace store
