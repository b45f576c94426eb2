// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outbox.h"

#include "store/contact_table.h"
#include "store/outbox_work.h"
#include "store/search_index.h"
#include "store/stream_hit_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

/// The way in and the way out: queue() and claim().
namespace store {
namespace {

using base::ErrorKind;
using model::Delivery;

bool isOurTrouble(ErrorKind kind) {
    return kind == ErrorKind::Database || kind == ErrorKind::DatabaseCorrupt || kind == ErrorKind::DiskFull ||
           kind == ErrorKind::Internal;
}

std::optional<base::UtcTime> safeUntil(const model::RepeatGuarantee& guarantee, base::UtcTime attempt) {
    switch (guarantee.kind) {
    case model::RepeatGuarantee::Kind::ForTime:
        return attempt + guarantee.lasts;
    case model::RepeatGuarantee::Kind::Always:
        return kAlwaysSafe;
    case model::RepeatGuarantee::Kind::None:
        break;
    }
    return std::nullopt;
}

model::OutboxRow rowOf(const OutboxEntry& entry, const MessageRow& message) {
    return {.id = entry.id,
            .account = entry.account,
            .conversation = entry.conversation,
            .message = entry.message,
            .to = entry.to,
            .state = deliveryOf(entry.state),
            .attempts = entry.attempts,
            .text = message.text,
            .queuedAt = entry.queuedAt,
            .firstAttemptAt = entry.firstAttemptAt,
            .lastAttemptAt = entry.lastAttemptAt,
            .notBefore = entry.notBefore,
            .sendAt = entry.sendAt,
            .safeUntil = entry.safeUntil,
            .lookUps = entry.lookUps,
            .error = entry.error,
            .errorKind = entry.errorKind,
            .remoteId = message.facts.remoteId,
            .frozen = entry.frozen};
}

/// The conversation that a reply belongs to: a private answer to a public comment stands with the person's
/// others.
base::Result<ConversationRecord*> conversationFor(WriteTx& tx, OutboxWork& work,
                                                  const model::ReplyDraft& draft) {
    base::Result<ConversationRecord*> asked = work.book().record(draft.conversation);
    if (!asked) {
        return asked;
    }
    if (*asked == nullptr || (*asked)->account != draft.account) {
        return base::fail(ErrorKind::NotFound,
                          fmt::format("there is no conversation {}", draft.conversation.value));
    }
    if ((*asked)->place.visibility == draft.visibility) {
        return asked;
    }
    if (draft.visibility == model::Visibility::Public) {
        return base::fail(ErrorKind::BadInput, "a private conversation is not answered in public");
    }
    const auto person =
        ContactTable(tx.connection(), draft.account)
            .addressee({.remoteId = draft.addresseeRemoteId, .handle = draft.addresseeHandle});
    if (!person) {
        return base::fail(person.error());
    }
    if (!*person) {
        return base::fail(ErrorKind::BadInput, "nobody is named whom a private reply could go to");
    }
    return work.book().at(draft.account, privatePlace((*person)->remoteId, (*person)->id));
}

/// Nothing when the answered message is not known by any name.
base::Result<std::optional<MessageFacts>> answered(OutboxWork& work, const model::ReplyDraft& draft,
                                                   base::MessageId to) {
    if (to) {
        return work.messages().facts(to);
    }
    if (draft.parentRemoteId.empty()) {
        return std::optional<MessageFacts>{};
    }
    return work.messages().facts(draft.account, draft.parentRemoteId);
}

/// A post that a search found becomes the top of a conversation, in which its answer stands then.
base::Status beginConversation(OutboxWork& work, model::ReplyDraft& draft,
                               std::optional<MessageFacts>& parent) {
    if (!parent) {
        return {};
    }
    const base::Result<bool> begun = work.takeUp(parent->id);
    if (!begun || !*begun) {
        return begun ? base::Status{} : base::fail(begun.error());
    }
    auto placed = work.messages().facts(parent->id);
    if (!placed) {
        return base::fail(placed.error());
    }
    parent = std::move(*placed);
    if (parent) {
        draft.conversation = parent->conversation;
    }
    return {};
}

/// The reply's row in the thread, still without an id.
MessageRow replyRow(const model::ReplyDraft& draft, const ConversationRecord& conversation,
                    const std::optional<MessageFacts>& parent, base::UtcTime now) {
    const MessageFacts* above = parent ? &*parent : nullptr;
    MessageRow row{.facts = {.conversation = conversation.id,
                             .parent = above != nullptr ? above->id : base::MessageId{},
                             .reply = !draft.parentRemoteId.empty(),
                             .direction = model::Direction::Outbound,
                             .visibility = draft.visibility,
                             .at = now},
                   .parentRemoteId = draft.parentRemoteId,
                   .audience = draft.audience,
                   .text = draft.text,
                   .seenAt = now,
                   .delivery = Delivery::Queued};
    row.facts.addressee = addresseeOf(row.facts, above, conversation.place);
    return row;
}

/// Puts the row into its thread, where it gets its id, and into the search.
base::Status show(WriteTx& tx, OutboxWork& work, base::AccountId account, MessageRow& row) {
    if (base::Status stored = work.book().storePending(); !stored) {
        return stored;
    }
    const base::Result<base::MessageId> message = work.messages().insert(account, row);
    if (!message) {
        return base::fail(message.error());
    }
    row.facts.id = *message;
    work.book().added(row.facts.conversation, {.id = *message,
                                               .at = row.facts.at,
                                               .contact = row.facts.addressee,
                                               .direction = model::Direction::Outbound,
                                               .opensTurn = false,
                                               .endsTurns = false});
    return addToSearch(tx.connection(), *message, {.subject = {}, .text = row.text, .described = {}});
}

/// Makes an attempt of a queued reply, or what keeps it from being one.
base::Status attempt(WriteTx& tx, OutboxWork& work, OutboxEntry& entry, const MessageRow& message,
                     const Outbox::Guarantee& guarantee, const Outbox::Freeze& freeze) {
    if (entry.mayHaveArrived) {
        const base::Result<bool> safe = work.insideGuarantee(entry);
        if (!safe) {
            return base::fail(safe.error());
        }
        if (!*safe) {
            becomeUncertain(entry);
            return work.note(entry.id, model::ReplyEvent::Kind::CutOff);
        }
    }
    if (entry.frozen.body.empty()) {
        auto frozen = freeze(rowOf(entry, message));
        if (!frozen && isOurTrouble(frozen.error().kind)) {
            return base::fail(frozen.error());
        }
        if (!frozen) {
            // It can't be worded for the platform; the others must not wait for that.
            entry.state = OutboxState::Failed;
            explain(entry, frozen.error());
            return work.note(entry.id, model::ReplyEvent::Kind::Refused, entry.error);
        }
        entry.frozen = std::move(*frozen);
    }
    const base::UtcTime now = tx.now();
    // As the calendar shows it, which may have been put back since: nothing of ours on the platform is older.
    entry.firstAttemptAt = std::min(entry.firstAttemptAt.value_or(now), now);
    if (!entry.mayHaveArrived) {
        // The server's memory begins with the first attempt that reached it. None has yet: this may be the
        // one.
        entry.safeUntil = safeUntil(guarantee(message.facts.visibility), now);
    }
    entry.lastAttemptAt = now;
    ++entry.attempts;
    entry.state = OutboxState::InFlight;
    entry.notBefore.reset();
    entry.ownPause = false;
    return work.note(entry.id, model::ReplyEvent::Kind::Left);
}

}  // namespace

base::Result<base::ReplyId> Outbox::queue(const model::ReplyDraft& draft, base::MessageId to,
                                          base::Duration holdBack, std::optional<base::UtcTime> sendAt,
                                          model::IfWroteAgain ifWroteAgain) {
    if (draft.text.empty()) {
        return base::fail(ErrorKind::BadInput, "the reply is empty");
    }
    OutboxWork work(m_tx, draft.account);
    auto parent = answered(work, draft, to);
    if (!parent) {
        return base::fail(parent.error());
    }
    if (to && !*parent) {
        return base::fail(ErrorKind::NotFound, fmt::format("there is no message {}", to.value));
    }
    model::ReplyDraft placed = draft;
    if (base::Status done = beginConversation(work, placed, *parent); !done) {
        return base::fail(done.error());
    }
    const base::Result<ConversationRecord*> conversation = conversationFor(m_tx, work, placed);
    if (!conversation) {
        return base::fail(conversation.error());
    }
    const base::UtcTime now = m_tx.now();
    MessageRow row = replyRow(draft, **conversation, *parent, now);
    if (base::Status shown = show(m_tx, work, draft.account, row); !shown) {
        return base::fail(shown.error());
    }
    if (*parent && answersFromPrivate(row.facts, **parent)) {
        m_tx.change().conversations.insert((*parent)->conversation);  // it says where it goes on
    }
    const base::UtcTime earliest = std::max(now + holdBack, sendAt.value_or(now));
    const auto notBefore = earliest > now ? std::optional(earliest) : std::nullopt;
    const base::Result<base::ReplyId> reply =
        work.table().insert({.account = draft.account,
                             .conversation = row.facts.conversation,
                             .message = row.facts.id,
                             .to = row.facts.parent,
                             .queuedAt = now,
                             .notBefore = notBefore,
                             .sendAt = sendAt,
                             .asksFirst = ifWroteAgain == model::IfWroteAgain::AskFirst});
    if (!reply) {
        return reply;
    }
    m_tx.change().outbox = true;
    base::Status done = work.note(*reply, model::ReplyEvent::Kind::Written);
    if (done) {
        done = work.settle();
    }
    if (!done) {
        return base::fail(done.error());
    }
    return reply;
}

base::Result<std::optional<model::OutboxRow>> Outbox::claim(base::AccountId account,
                                                            const Guarantee& guarantee, const Freeze& freeze,
                                                            std::optional<base::ReplyId> only) {
    OutboxWork work(m_tx, account);
    while (true) {
        auto next = work.table().next(account, m_tx.now());
        if (!next) {
            return base::fail(next.error());
        }
        if (!*next || (only && (*next)->id != *only)) {
            return std::optional<model::OutboxRow>{};
        }
        OutboxEntry& entry = **next;
        const auto message = work.message(entry);
        if (!message) {
            return base::fail(message.error());
        }
        base::Status done = attempt(m_tx, work, entry, *message, guarantee, freeze);
        if (done) {
            done = work.put(entry);
        }
        if (!done) {
            return base::fail(done.error());
        }
        if (entry.state == OutboxState::InFlight) {
            return std::optional{rowOf(entry, *message)};
        }
    }
}

}  // namespace store
