// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/former_text_table.h"
#include "store/ingest_session.h"
#include "store/search_index.h"
#include "store/triage_keeper.h"
#include "store/unreadable_table.h"
#include "store/wanted_thread_table.h"

#include <algorithm>

/// What ingest does with a message that is stored already.
namespace store {
namespace {

using model::Direction;

SearchableText searchable(const MessageRow& row) {
    return {.subject = row.subject, .text = row.text, .described = row.described};
}

/// A message without the platform's word on it has not been edited.
base::UtcTime editedAt(const std::optional<base::UtcTime>& time) {
    return time.value_or(base::UtcTime{});
}

bool brings(const std::string& stored, const std::string& fresh) {
    return !fresh.empty() && fresh != stored;
}

bool brings(model::PrivateReply stored, model::PrivateReply fresh) {
    return fresh != model::PrivateReply::NotSaid && fresh != stored;
}

/// The same row with everything that has become readable.
MessageRow nowReadable(const MessageRow& stored, const model::IncomingMessage& message,
                       base::ContactId author, const std::optional<MessageFacts>& parent) {
    MessageRow fresh = stored;
    fresh.facts.parent = parent ? parent->id : base::MessageId{};
    fresh.facts.reply = !message.parentRemoteId.empty();
    fresh.facts.author = author;
    fresh.facts.direction = message.own ? Direction::Outbound : Direction::Inbound;
    fresh.facts.visibility = message.visibility;
    fresh.facts.mention = message.mentionOfUs;
    fresh.facts.unreadable = false;
    fresh.facts.at = message.at;
    fresh.parentRemoteId = message.parentRemoteId;
    fresh.automatic = message.automatic;
    fresh.audience = message.audience;
    fresh.subject = message.subject;
    fresh.text = message.text;
    fresh.described = describedBy(message.attachments);
    fresh.url = message.url;
    fresh.editedAt = message.editedAt;
    fresh.delivery = message.own ? model::Delivery::Sent : model::Delivery::None;
    fresh.notificationId = message.notificationId.empty() ? stored.notificationId : message.notificationId;
    fresh.unreadable.clear();
    fresh.sight = message.sight;
    fresh.privateReply = message.privateReply;
    return fresh;
}

}  // namespace

/// What the platform says of hides and likes is kept when the messages are there.
void IngestSession::noteDeeds(const MessageFacts& facts, const Incoming& message) {
    if (message.deeds != model::DeedsSeen{} && facts.direction == Direction::Inbound) {
        m_deeds.emplace_back(facts.id, message.deeds);
    }
}

base::Result<bool> IngestSession::attachmentsDiffer(const MessageRow& stored, const Incoming& message) {
    // Those that vanish without an edit are not noticed; looking for them would cost every known message a
    // query.
    if (message.attachments.empty() && stored.described.empty()) {
        return false;
    }
    const auto known = m_attachments.of(stored.facts.id);
    if (!known) {
        return base::fail(known.error());
    }
    return *known != message.attachments;
}

/// The usual case of a poll, without writing and nearly without asking.
base::Result<bool> IngestSession::nothingNew(const MessageRow& stored, const Incoming& message) {
    const bool same = stored.facts.at == message.at && stored.editedAt == message.editedAt &&
                      !stored.deletedAt && stored.text == message.text && stored.subject == message.subject &&
                      !brings(stored.url, message.url) && !brings(stored.audience, message.audience) &&
                      !brings(stored.privateReply, message.privateReply) &&
                      message.mentionOfUs <= stored.facts.mention &&
                      (message.notificationId.empty() || !stored.notificationId.empty()) &&
                      (message.parentRemoteId.empty() || !stored.parentRemoteId.empty());
    if (!same) {
        return false;
    }
    const base::Result<bool> differ = attachmentsDiffer(stored, message);
    if (!differ) {
        return differ;
    }
    return !*differ;
}

/// Which of two versions is the later one. Without a word from the platform a text that is not known yet is:
/// so that two ways of showing one text (some servers have them) don't take turns for ever.
base::Result<IngestSession::Content> IngestSession::compareContent(const MessageRow& stored,
                                                                   const Incoming& message) {
    const base::UtcTime ours = editedAt(stored.editedAt);
    const base::UtcTime theirs = editedAt(message.editedAt);
    const base::Result<bool> attachments = attachmentsDiffer(stored, message);
    if (!attachments) {
        return base::fail(attachments.error());
    }
    const bool textDiffers = stored.text != message.text;
    if (stored.facts.direction == Direction::Outbound && textDiffers) {
        const base::Result<bool> reply = m_echo.isReply(stored.facts.id);
        if (!reply) {
            return base::fail(reply.error());
        }
        if (*reply) {
            // The agent's own words stay, unless somebody edited the reply on the platform.
            return theirs > ours ? Content::Newer : Content::Same;
        }
    }
    if (!textDiffers && stored.subject == message.subject && !*attachments) {
        return theirs > ours ? Content::Newer : Content::Same;
    }
    if (theirs != ours) {
        return theirs > ours ? Content::Newer : Content::Older;
    }
    if (!textDiffers) {
        return Content::Newer;
    }
    const base::Result<bool> former = FormerTextTable(m_tx.connection()).has(stored.facts.id, message.text);
    if (!former) {
        return base::fail(former.error());
    }
    return *former ? Content::Same : Content::Newer;
}

base::Status IngestSession::takeContent(const MessageRow& stored, MessageRow& fresh,
                                        const Incoming& message) {
    const base::Result<Content> content = compareContent(stored, message);
    if (!content) {
        return base::fail(content.error());
    }
    if (*content == Content::Same) {
        return {};
    }
    bool replyUnchanged = false;
    if (stored.facts.direction == Direction::Outbound && stored.text != message.text) {
        const base::Result<bool> reply = m_echo.isReply(stored.facts.id);
        if (!reply) {
            return base::fail(reply.error());
        }
        replyUnchanged = *reply && saysTheSame(stored.text, message.text);
    }
    FormerTextTable former(m_tx.connection());
    const bool textDiffers = stored.text != message.text && !replyUnchanged;
    if (textDiffers) {
        const base::Result<bool> kept =
            former.add(fresh.facts.id, *content == Content::Newer ? stored.text : message.text, m_now);
        if (!kept) {
            return base::fail(kept.error());
        }
        if (*kept) {
            ++m_done.changed;
            m_book.shownAnew(fresh.facts.conversation);
        }
    }
    const base::Result<bool> mentions = addMentions(message, fresh.facts.id);
    if (!mentions) {
        return base::fail(mentions.error());
    }
    if (*mentions) {
        m_book.changed(fresh.facts.conversation, fresh.facts.at);
    }
    if (*content == Content::Older) {
        return {};
    }
    fresh.editedAt = message.editedAt ? message.editedAt : stored.editedAt;
    if (replyUnchanged) {
        return {};
    }
    fresh.text = message.text;
    fresh.subject = message.subject;
    fresh.described = describedBy(message.attachments);
    m_book.shownAnew(fresh.facts.conversation);
    const base::Result<bool> differ = attachmentsDiffer(stored, message);
    if (!differ) {
        return base::fail(differ.error());
    }
    if (!*differ) {
        return {};
    }
    base::Status done = m_attachments.removeAll(fresh.facts.id);
    return done ? m_attachments.add(fresh.facts.id, message.attachments) : done;
}

/// Some ways to a message do not tell what it answers; another way does.
base::Status IngestSession::takeParent(MessageRow& fresh, const Incoming& message) {
    if (message.parentRemoteId.empty() || !fresh.parentRemoteId.empty()) {
        return {};
    }
    fresh.parentRemoteId = message.parentRemoteId;
    fresh.facts.reply = true;
    const base::Result<std::optional<MessageFacts>> parent = parentOf(message);
    if (!parent) {
        return base::fail(parent.error());
    }
    if (*parent) {
        const base::Result<bool> circle = m_messages.standsAbove(fresh.facts.id, (*parent)->id);
        if (!circle) {
            return base::fail(circle.error());
        }
        if (*circle) {
            return {};
        }
        fresh.facts.parent = (*parent)->id;
        if (message.own) {
            m_answered.push_back((*parent)->id);
        }
    } else if (message.parentRemoteId != message.remoteId) {
        if (base::Status done =
                WantedThreadTable(m_tx.connection()).add(m_account, message.remoteId, fresh.facts.at);
            !done) {
            return done;
        }
    }
    m_regroup.later(fresh.facts.id);
    return {};
}

base::Status IngestSession::takeTime(const MessageRow& stored, MessageRow& fresh, const Incoming& message) {
    if (stored.facts.at == message.at || base::toMs(message.at) == 0) {
        return {};
    }
    fresh.facts.at = message.at;
    m_book.changed(fresh.facts.conversation, std::min(stored.facts.at, message.at));
    if (!fresh.facts.parent) {
        return {};
    }
    const auto parent = m_messages.facts(fresh.facts.parent);
    if (!parent) {
        return base::fail(parent.error());
    }
    if (*parent && answersFromPrivate(fresh.facts, **parent)) {
        return m_book.changedWhole((*parent)->conversation);
    }
    return {};
}

base::Status IngestSession::takeMention(MessageRow& fresh, const Incoming& message) {
    // An edit that takes the mention back does not take the conversation away that people have seen.
    if (message.mentionOfUs <= fresh.facts.mention) {
        return {};
    }
    fresh.facts.mention = message.mentionOfUs;
    m_regroup.later(fresh.facts.id);
    return wantThreadOfHit(fresh);
}

base::Status IngestSession::write(const MessageRow& stored, const MessageRow& fresh) {
    if (fresh == stored) {
        return {};
    }
    if (searchable(stored) != searchable(fresh)) {
        base::Status done = removeFromSearch(m_tx.connection(), stored.facts.id, searchable(stored));
        if (done) {
            done = addToSearch(m_tx.connection(), fresh.facts.id, searchable(fresh));
        }
        if (done) {
            done = wantTriage(m_tx.connection(), fresh.facts.id);
        }
        if (!done) {
            return done;
        }
    }
    m_tx.change().conversations.insert(fresh.facts.conversation);
    m_facts.erase(fresh.facts.remoteId);
    return m_messages.update(fresh);
}

base::Status IngestSession::update(const MessageRow& stored, const Incoming& message,
                                   base::ContactId author) {
    if (message.sight != model::Sight::Shown) {
        // What was seen once stays; that it is gone now is a deletion.
        return stored.sight == model::Sight::Shown && message.sight == model::Sight::Gone
                   ? remove(message.remoteId)
                   : base::Status{};
    }
    if (!stored.unreadable.empty() || stored.sight != model::Sight::Shown) {
        return message.unreadable.empty() ? replaceUnreadable(stored, message, author) : base::Status{};
    }
    // What was readable once is worth more than the same item unread.
    if (!message.unreadable.empty()) {
        return {};
    }
    const base::Result<bool> same = nothingNew(stored, message);
    if (!same || *same) {
        return same ? base::Status{} : base::fail(same.error());
    }
    if (const base::Result<ConversationRecord*> record = m_book.record(stored.facts.conversation); !record) {
        return base::fail(record.error());
    }
    MessageRow fresh = stored;
    base::Status done = m_book.storePending();
    if (done) {
        done = takeContent(stored, fresh, message);
    }
    if (done) {
        done = takeParent(fresh, message);
    }
    if (done) {
        done = takeTime(stored, fresh, message);
    }
    if (!done) {
        return done;
    }
    if (brings(fresh.url, message.url)) {
        fresh.url = message.url;
    }
    if (brings(fresh.audience, message.audience)) {
        fresh.audience = message.audience;
    }
    if (brings(fresh.privateReply, message.privateReply)) {
        fresh.privateReply = message.privateReply;
    }
    if (fresh.notificationId.empty()) {
        fresh.notificationId = message.notificationId;
    }
    if (done = takeMention(fresh, message); !done) {
        return done;
    }
    if (fresh.deletedAt && !m_deleted.contains(message.remoteId)) {
        // The platform shows it again: it was not deleted after all.
        fresh.deletedAt.reset();
        ++m_done.changed;
        if (done = m_book.changedWhole(fresh.facts.conversation); !done) {
            return done;
        }
    }
    return write(stored, fresh);
}

/// An item that could not be read has become readable: the same row, everything else new.
base::Status IngestSession::replaceUnreadable(const MessageRow& stored, const Incoming& message,
                                              base::ContactId author) {
    if (const base::Result<ConversationRecord*> record = m_book.record(stored.facts.conversation); !record) {
        return base::fail(record.error());
    }
    if (base::Status done = m_book.storePending(); !done) {
        return done;
    }
    base::Result<std::optional<MessageFacts>> parent = parentOf(message);
    if (parent && *parent) {
        const base::Result<bool> circle = m_messages.standsAbove(stored.facts.id, (*parent)->id);
        if (!circle) {
            return base::fail(circle.error());
        }
        if (*circle) {
            parent = std::optional<MessageFacts>{};
        }
    }
    if (!parent) {
        return base::fail(parent.error());
    }
    MessageRow fresh = nowReadable(stored, message, author, *parent);
    ++m_done.changed;
    m_book.changed(stored.facts.conversation, std::min(stored.facts.at, message.at));
    m_book.shownAnew(stored.facts.conversation);
    std::optional<Place> place;
    if (message.visibility == model::Visibility::Private) {
        const base::Result<Place> own = privately(message, fresh.facts, *parent);
        if (!own) {
            return base::fail(own.error());
        }
        place = *own;
    }
    m_regroup.later(stored.facts.id, std::move(place));
    base::Status done = UnreadableTable(m_tx.connection()).remove(stored.facts.id);
    if (done) {
        done = m_attachments.add(fresh.facts.id, message.attachments);
    }
    if (done && !*parent && fresh.facts.reply && message.parentRemoteId != message.remoteId &&
        message.threadId.empty()) {
        done = WantedThreadTable(m_tx.connection()).add(m_account, message.remoteId, message.at);
    }
    const base::Result<bool> mentions = addMentions(message, fresh.facts.id);
    if (done && !mentions) {
        done = base::fail(mentions.error());
    }
    return done ? write(stored, fresh) : done;
}

}  // namespace store
