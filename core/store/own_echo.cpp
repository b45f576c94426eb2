// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/own_echo.h"

#include "store/attachment_table.h"
#include "store/former_text_table.h"
#include "store/mention_table.h"
#include "store/outbox_table.h"
#include "store/search_index.h"
#include "store/sqlite/query.h"
#include "store/unreadable_table.h"

#include "base/text.h"

#include <algorithm>

namespace store {
namespace {

/// The platform's clock and ours differ by this much at most.
constexpr base::Duration kClockSlack{60'000};

std::string_view withoutLeadingMentions(std::string_view text) {
    text = base::trim(text);
    while (text.starts_with('@')) {
        const std::size_t space = text.find_first_of(" \n\t");
        text = space == std::string_view::npos ? std::string_view{} : base::trim(text.substr(space));
    }
    return text;
}

SearchableText searchable(const MessageRow& row) {
    return {.subject = row.subject, .text = row.text, .described = row.described};
}

}  // namespace

bool saysTheSame(std::string_view written, std::string_view shown) {
    const std::string ours = base::normalizeForCompare(written);
    if (ours == base::normalizeForCompare(shown)) {
        return true;
    }
    const std::string bare = base::normalizeForCompare(withoutLeadingMentions(shown));
    return !bare.empty() &&
           (bare == ours || bare == base::normalizeForCompare(withoutLeadingMentions(written)));
}

base::Result<bool> OwnEcho::isReply(base::MessageId message) {
    const auto found = sqlite::first(
        m_tx.connection(), "SELECT 1 FROM outbox WHERE message_id = ?",
        [](const sqlite::Statement&) { return true; }, message);
    if (!found) {
        return base::fail(found.error());
    }
    return found->has_value();
}

base::Result<std::optional<MessageRow>> OwnEcho::foreseenReply(const std::string& remoteId) {
    const auto message = sqlite::first(
        m_tx.connection(),
        "SELECT message_id FROM outbox INDEXED BY outbox_open WHERE conversation_id > 0 AND state NOT IN "
        "('sent', 'discarded') AND account_id = ? AND foreseen_id = ? AND foreseen_id <> ''",
        [](const sqlite::Statement& row) { return row.id<base::MessageId>(0); }, m_account, remoteId);
    if (!message) {
        return base::fail(message.error());
    }
    return *message ? m_messages.find(**message) : base::Result<std::optional<MessageRow>>{};
}

base::Result<std::optional<MessageRow>> OwnEcho::unnamedReply(const model::IncomingMessage& message,
                                                              base::MessageId parent) {
    if (!m_unnamed) {
        auto found = sqlite::all(
            m_tx.connection(),
            "SELECT message.id, message.parent_id, message.text, outbox.first_attempt_at, "
            "conversation.remote_id FROM message "
            "JOIN outbox ON outbox.message_id = message.id "
            "JOIN conversation ON conversation.id = message.conversation_id WHERE message.account_id = ? AND "
            "message.remote_id IS '' "
            "AND message.delivery <> '' AND message.delivery IN ('sent', 'failed') AND (outbox.state = "
            "'sent' "
            "OR (outbox.state = 'discarded' AND outbox.may_have_arrived = 1)) ORDER BY outbox.id",
            [](const sqlite::Statement& row) {
                return Unnamed{.message = row.id<base::MessageId>(0),
                               .parent = row.id<base::MessageId>(1),
                               .text = row.text(2),
                               .firstAttemptAt = row.time(3),
                               .threadId = row.text(4)};
            },
            m_account);
        if (!found) {
            return base::fail(found.error());
        }
        m_unnamed = std::move(*found);
    }
    const auto match = std::ranges::find_if(*m_unnamed, [&](const Unnamed& reply) {
        // Where messages stand in threads of the platform's own, they need not say what they answer.
        const bool sameThread =
            !message.threadId.empty() && message.parentRemoteId.empty() && reply.threadId == message.threadId;
        return (sameThread || reply.parent == parent) && message.at >= reply.firstAttemptAt - kClockSlack &&
               saysTheSame(reply.text, message.text);
    });
    if (match == m_unnamed->end()) {
        return std::optional<MessageRow>{};
    }
    const base::MessageId reply = match->message;
    m_unnamed->erase(match);
    return m_messages.find(reply);
}

base::Status OwnEcho::erase(const MessageRow& row) {
    sqlite::Connection& connection = m_tx.connection();
    base::Status done = removeFromSearch(connection, row.facts.id, searchable(row));
    if (done) {
        done = MentionTable(connection).removeAll(row.facts.id);
    }
    if (done) {
        done = AttachmentTable(connection).removeAll(row.facts.id);
    }
    if (done) {
        done = FormerTextTable(connection).removeAll(row.facts.id);
    }
    if (done) {
        done = UnreadableTable(connection).remove(row.facts.id);
    }
    if (done) {
        done = m_messages.remove(row.facts.id);
    }
    return done;
}

/// What hangs on the row that a poll stored now hangs on the reply.
base::Status OwnEcho::moveBelongings(base::MessageId echo, base::MessageId reply) {
    sqlite::Connection& connection = m_tx.connection();
    const auto children = m_messages.children(echo);
    if (!children) {
        return base::fail(children.error());
    }
    for (const MessageFacts& child : *children) {
        m_regroup.later(child.id);
    }
    const auto mentions = MentionTable(connection).of(echo);
    if (!mentions) {
        return base::fail(mentions.error());
    }
    for (const auto& mention : *mentions) {
        if (const base::Result<bool> added = MentionTable(connection).add(reply, mention); !added) {
            return base::fail(added.error());
        }
    }
    base::Status done = m_messages.adoptChildren(echo, reply);
    if (done) {
        done = sqlite::run(connection, "UPDATE outbox SET to_message_id = ? WHERE to_message_id = ?", reply,
                           echo);
    }
    if (done) {
        done = FormerTextTable(connection).move(echo, reply);
    }
    if (done) {
        done =
            sqlite::run(connection, "UPDATE attachment SET message_id = ? WHERE message_id = ?", reply, echo);
    }
    return done;
}

/// What happened to the reply on the platform before anybody knew that it was this one.
base::Status OwnEcho::takeOverChanges(const MessageRow& echo, MessageRow& reply) {
    reply.described = echo.described;
    if (echo.deletedAt) {
        reply.deletedAt = echo.deletedAt;
    }
    if (!echo.editedAt) {
        return {};
    }
    reply.editedAt = echo.editedAt;
    if (saysTheSame(reply.text, echo.text)) {
        return {};
    }
    const base::Result<bool> kept =
        FormerTextTable(m_tx.connection()).add(reply.facts.id, reply.text, m_tx.now());
    if (!kept) {
        return base::fail(kept.error());
    }
    reply.text = echo.text;
    return {};
}

/// Removes the row that a poll stored, and its conversation if it stood there alone.
base::Status OwnEcho::removeEcho(const MessageRow& echo, base::ConversationId replys) {
    const base::ConversationId left = echo.facts.conversation;
    if (const base::Result<ConversationRecord*> record = m_book.record(left); !record) {
        return base::fail(record.error());
    }
    m_book.changed(left, echo.facts.at);
    base::Status done = erase(echo);
    if (!done || left == replys) {
        return done;
    }
    const base::Result<int> rest = m_messages.count(left);
    if (!rest) {
        return base::fail(rest.error());
    }
    if (*rest > 0) {
        return {};
    }
    done = ConversationTable(m_tx.connection()).moveBelongings(left, replys);
    return done ? m_book.remove(left) : done;
}

base::Status OwnEcho::takeIn(const MessageRow& echo, MessageRow& reply) {
    base::Status done = moveBelongings(echo.facts.id, reply.facts.id);
    if (done) {
        done = takeOverChanges(echo, reply);
    }
    return done ? removeEcho(echo, reply.facts.conversation) : done;
}

/// Writes a confirmed reply, and has everything recomputed that depends on it.
base::Status OwnEcho::store(const MessageRow& before, const MessageRow& reply) {
    if (const base::Result<ConversationRecord*> own = m_book.record(reply.facts.conversation); !own) {
        return base::fail(own.error());
    }
    m_book.changed(reply.facts.conversation, std::min(before.facts.at, reply.facts.at));
    m_book.shownAnew(reply.facts.conversation);
    sqlite::Connection& connection = m_tx.connection();
    base::Status done;
    if (searchable(before) != searchable(reply)) {
        done = removeFromSearch(connection, reply.facts.id, searchable(before));
        if (done) {
            done = addToSearch(connection, reply.facts.id, searchable(reply));
        }
    }
    if (done) {
        done = m_messages.update(reply);
    }
    if (!done) {
        return done;
    }
    if (reply.facts.parent) {
        const auto parent = m_messages.facts(reply.facts.parent);
        if (!parent) {
            return base::fail(parent.error());
        }
        if (*parent && answersFromPrivate(reply.facts, **parent)) {
            if (done = m_book.changedWhole((*parent)->conversation); !done) {
                return done;
            }
        }
    }
    return reply.facts.remoteId.empty() ? base::Status{} : m_regroup.linkOrphans(reply.facts);
}

base::Status OwnEcho::confirm(MessageRow reply, const model::SentReply& sent) {
    if (base::Status done = m_book.storePending(); !done) {
        return done;
    }
    const MessageRow before = reply;
    if (!sent.remoteId.empty()) {
        const auto echo = m_messages.find(m_account, sent.remoteId);
        if (!echo) {
            return base::fail(echo.error());
        }
        if (*echo && (*echo)->facts.id != reply.facts.id) {
            if (base::Status done = takeIn(**echo, reply); !done) {
                return done;
            }
        }
        reply.facts.remoteId = sent.remoteId;
    }
    reply.facts.at = sent.at;
    if (!sent.url.empty()) {
        reply.url = sent.url;
    }
    if (!sent.audience.empty()) {
        reply.audience = sent.audience;
    }
    reply.delivery = model::Delivery::Sent;
    return store(before, reply);
}

base::Status OwnEcho::confirmUnnamed(MessageRow reply, const model::SentReply& sent) {
    OutboxTable table(m_tx.connection());
    auto entry = table.ofMessage(reply.facts.id);
    if (!entry) {
        return base::fail(entry.error());
    }
    if (*entry && (*entry)->state != OutboxState::Sent) {
        (*entry)->state = OutboxState::Sent;
        (*entry)->error.clear();
        (*entry)->errorKind.clear();
        if (base::Status done = table.update(**entry); !done) {
            return done;
        }
    }
    m_tx.change().outbox = true;
    return confirm(std::move(reply), sent);
}

base::Status OwnEcho::confirmUnseen(MessageRow reply, base::UtcTime firstAttemptAt) {
    // Own messages beside it that a poll brought and that say the same.
    const auto siblings = sqlite::all(
        m_tx.connection(),
        "SELECT id, text, at, url, audience, remote_id FROM message WHERE conversation_id = ? AND at >= ? "
        "AND direction = 'outbound' AND remote_id <> '' AND parent_id = ? ORDER BY at, id",
        [](const sqlite::Statement& row) {
            return std::tuple(
                row.id<base::MessageId>(0), row.text(1),
                model::SentReply{
                    .remoteId = row.text(5), .at = row.time(2), .url = row.text(3), .audience = row.text(4)});
        },
        reply.facts.conversation, firstAttemptAt - kClockSlack, reply.facts.parent);
    if (!siblings) {
        return base::fail(siblings.error());
    }
    for (const auto& [id, text, sent] : *siblings) {
        const base::Result<bool> another = isReply(id);
        if (!another) {
            return base::fail(another.error());
        }
        if (!*another && saysTheSame(reply.text, text)) {
            return confirm(std::move(reply), sent);
        }
    }
    return confirm(reply, {.at = reply.facts.at});
}

}  // namespace store
