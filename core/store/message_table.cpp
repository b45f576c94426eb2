// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/message_table.h"

#include "store/sqlite/query.h"

#include "model/names.h"

namespace store {
namespace {

using model::MentionOfUs;

std::string_view mentionColumn(MentionOfUs mention) {
    switch (mention) {
    case MentionOfUs::Leading:
        return "leading";
    case MentionOfUs::Written:
        return "written";
    case MentionOfUs::None:
        break;
    }
    return "none";
}

MentionOfUs mentionNamed(std::string_view word) {
    if (word == "leading") {
        return MentionOfUs::Leading;
    }
    return word == "written" ? MentionOfUs::Written : MentionOfUs::None;
}

/// '' in nearly every row: it need not take space.
std::string_view sightColumn(model::Sight sight) {
    return sight == model::Sight::Shown ? std::string_view{} : model::name(sight);
}

model::Visibility visibilityOf(std::string_view word) {
    return model::visibilityNamed(word).value_or(model::Visibility::Private);
}

const std::string kFacts = "SELECT id, conversation_id, remote_id, parent_id, parent_remote_id <> '', "
                           "author_id, addressee_id, direction, "
                           "visibility, mention_of_us, unreadable <> '', opens_turn, at, taken_up";
constexpr int kFactsColumns = 14;

MessageFacts factsOf(const sqlite::Statement& row) {
    return {.id = row.id<base::MessageId>(0),
            .conversation = row.id<base::ConversationId>(1),
            .remoteId = row.text(2),
            .parent = row.id<base::MessageId>(3),
            .reply = row.boolean(4),
            .author = row.id<base::ContactId>(5),
            .addressee = row.id<base::ContactId>(6),
            .direction = model::directionNamed(row.view(7)).value_or(model::Direction::Note),
            .visibility = visibilityOf(row.view(8)),
            .mention = mentionNamed(row.view(9)),
            .unreadable = row.boolean(10),
            .opensTurn = row.boolean(11),
            .takenUp = row.boolean(13),
            .at = row.time(12)};
}

const std::string kRow = kFacts +
                         ", parent_remote_id, automatic, audience, subject, text, described, url, seen_at, "
                         "edited_at, deleted_at, delivery, notification_id, unreadable, sight, private_reply";

MessageRow rowOf(const sqlite::Statement& row) {
    constexpr int kBase = kFactsColumns;
    return {.facts = factsOf(row),
            .parentRemoteId = row.text(kBase),
            .automatic = row.boolean(kBase + 1),
            .audience = row.text(kBase + 2),
            .subject = row.text(kBase + 3),
            .text = row.text(kBase + 4),
            .described = row.text(kBase + 5),
            .url = row.text(kBase + 6),
            .seenAt = row.time(kBase + 7),
            .editedAt = row.optionalTime(kBase + 8),
            .deletedAt = row.optionalTime(kBase + 9),
            .delivery = model::deliveryNamed(row.view(kBase + 10)).value_or(model::Delivery::None),
            .notificationId = row.text(kBase + 11),
            .unreadable = row.text(kBase + 12),
            .sight = model::sightNamed(row.view(kBase + 13)).value_or(model::Sight::Shown),
            .privateReply =
                static_cast<model::PrivateReply>(std::clamp<std::int64_t>(row.integer(kBase + 14), 0, 2))};
}

const std::string kByRemoteId = " FROM message WHERE account_id = ? AND remote_id = ? AND remote_id <> ''";
const std::string kById = " FROM message WHERE id = ?";
const std::string kFindByRemoteId = kRow + kByRemoteId;
const std::string kFindById = kRow + kById;
const std::string kFactsByRemoteId = kFacts + kByRemoteId;
const std::string kFactsById = kFacts + kById;
const std::string kChildren = kFacts + " FROM message WHERE parent_id = ? AND parent_id <> 0";
const std::string kOrphans = kFacts +
                             " FROM message WHERE account_id = ? AND parent_remote_id = ? AND parent_id IS 0 "
                             "AND parent_remote_id <> ''";

constexpr std::string_view kTurnMembers =
    "SELECT id, at, author_id, addressee_id, direction, opens_turn, automatic, delivery, deleted_at, "
    "turn_id, "
    "outcome, closed_at, phone_call FROM message LEFT JOIN turn_closing ON turn_closing.message_id = "
    "message.id "
    "WHERE conversation_id = ? AND at >= ? ORDER BY at, id";
constexpr std::string_view kPrivateAnswers =
    "SELECT answer.id, answer.at, 0, answer.addressee_id, answer.direction, 0, answer.automatic, "
    "answer.delivery, "
    "answer.deleted_at, answer.turn_id, NULL, NULL, 0 FROM message JOIN message AS answer "
    "ON answer.parent_id = message.id AND answer.parent_id <> 0 WHERE message.conversation_id = ? "
    "AND answer.conversation_id <> message.conversation_id AND answer.visibility = 'private' "
    "AND answer.direction = 'outbound'";

MessageTable::TurnMember memberOf(const sqlite::Statement& row) {
    MessageTable::TurnMember member;
    member.input.id = row.id<base::MessageId>(0);
    member.input.at = row.time(1);
    member.input.direction = model::directionNamed(row.view(4)).value_or(model::Direction::Note);
    const bool inbound = member.input.direction == model::Direction::Inbound;
    member.input.contact = row.id<base::ContactId>(inbound ? 2 : 3);
    member.input.opensTurn = row.boolean(5);
    member.input.endsTurns =
        row.boolean(12) || (member.input.direction == model::Direction::Outbound && !row.boolean(6) &&
                            row.view(7) == model::name(model::Delivery::Sent));
    member.input.deletedAt = row.optionalTime(8);
    member.turn = row.integer(9);
    if (const auto outcome = model::turnOutcomeNamed(row.view(10))) {
        member.input.closing = {.outcome = *outcome, .at = row.time(11)};
    }
    return member;
}

template <class... Values>
base::Result<int> number(sqlite::Connection& connection, std::string_view sql, const Values&... values) {
    const auto found = sqlite::first(
        connection, sql, [](const sqlite::Statement& row) { return static_cast<int>(row.integer(0)); },
        values...);
    if (!found) {
        return base::fail(found.error());
    }
    return found->value_or(0);
}

}  // namespace

std::string_view deliveryColumn(model::Delivery delivery) {
    return delivery == model::Delivery::None ? std::string_view{} : model::name(delivery);
}

base::Result<std::optional<MessageRow>> MessageTable::find(base::AccountId account,
                                                           const std::string& remoteId) {
    return sqlite::first(m_connection, kFindByRemoteId, rowOf, account, remoteId);
}

base::Result<std::optional<MessageRow>> MessageTable::find(base::MessageId id) {
    return sqlite::first(m_connection, kFindById, rowOf, id);
}

base::Result<std::optional<MessageFacts>> MessageTable::facts(base::AccountId account,
                                                              const std::string& remoteId) {
    return sqlite::first(m_connection, kFactsByRemoteId, factsOf, account, remoteId);
}

base::Result<std::optional<MessageFacts>> MessageTable::facts(base::MessageId id) {
    return sqlite::first(m_connection, kFactsById, factsOf, id);
}

base::Result<std::vector<MessageFacts>> MessageTable::children(base::MessageId parent) {
    return sqlite::all(m_connection, kChildren, factsOf, parent);
}

base::Result<std::vector<MessageFacts>> MessageTable::orphans(base::AccountId account,
                                                              const std::string& parentRemoteId) {
    return sqlite::all(m_connection, kOrphans, factsOf, account, parentRemoteId);
}

base::Result<bool> MessageTable::standsAbove(base::MessageId ancestor, base::MessageId message) {
    while (message) {
        if (message == ancestor) {
            return true;
        }
        const auto parent = sqlite::first(
            m_connection, "SELECT parent_id FROM message WHERE id = ?",
            [](const sqlite::Statement& row) { return row.id<base::MessageId>(0); }, message);
        if (!parent) {
            return base::fail(parent.error());
        }
        message = parent->value_or(base::MessageId{});
    }
    return false;
}

base::Result<base::MessageId> MessageTable::insert(base::AccountId account, const MessageRow& row) {
    const MessageFacts& facts = row.facts;
    const base::Status done = sqlite::run(
        m_connection,
        "INSERT INTO message (id, account_id, conversation_id, remote_id, parent_id, parent_remote_id, "
        "author_id, "
        "direction, automatic, audience, visibility, mention_of_us, opens_turn, addressee_id, subject, text, "
        "described, "
        "url, at, seen_at, edited_at, deleted_at, delivery, notification_id, unreadable, sight, turn_id, "
        "phone_call, private_reply) VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?)",
        facts.id, account, facts.conversation, facts.remoteId, facts.parent, row.parentRemoteId, facts.author,
        model::name(facts.direction), row.automatic, row.audience, model::name(facts.visibility),
        mentionColumn(facts.mention), facts.opensTurn, facts.addressee, row.subject, row.text, row.described,
        row.url, facts.at, row.seenAt, row.editedAt, row.deletedAt, deliveryColumn(row.delivery),
        row.notificationId, row.unreadable, sightColumn(row.sight), row.turn, row.phoneCall,
        static_cast<int>(row.privateReply));
    if (!done) {
        return base::fail(done.error());
    }
    return base::MessageId{m_connection.lastInsertId()};
}

base::Result<std::int64_t> MessageTable::latestId() {
    const auto found = sqlite::first(m_connection, "SELECT seq FROM sqlite_sequence WHERE name = 'message'",
                                     [](const sqlite::Statement& row) { return row.integer(0); });
    if (!found) {
        return base::fail(found.error());
    }
    return found->value_or(0);
}

base::Status MessageTable::update(const MessageRow& row) {
    const MessageFacts& facts = row.facts;
    return sqlite::run(m_connection,
                       "UPDATE message SET remote_id = ?, parent_id = ?, parent_remote_id = ?, author_id = "
                       "?, direction = ?, "
                       "automatic = ?, audience = ?, visibility = ?, mention_of_us = ?, subject = ?, text = "
                       "?, described = ?, url = ?, "
                       "at = ?, edited_at = ?, deleted_at = ?, delivery = ?, notification_id = ?, unreadable "
                       "= ?, sight = ?, private_reply = ? WHERE id = ?",
                       facts.remoteId, facts.parent, row.parentRemoteId, facts.author,
                       model::name(facts.direction), row.automatic, row.audience,
                       model::name(facts.visibility), mentionColumn(facts.mention), row.subject, row.text,
                       row.described, row.url, facts.at, row.editedAt, row.deletedAt,
                       deliveryColumn(row.delivery), row.notificationId, row.unreadable,
                       sightColumn(row.sight), static_cast<int>(row.privateReply), facts.id);
}

base::Status MessageTable::setParent(base::MessageId message, base::MessageId parent) {
    return sqlite::run(m_connection, "UPDATE message SET parent_id = ? WHERE id = ?", parent, message);
}

base::Status MessageTable::adoptChildren(base::MessageId from, base::MessageId to) {
    return sqlite::run(m_connection,
                       "UPDATE message SET parent_id = ? WHERE parent_id = ? AND parent_id <> 0", to, from);
}

base::Status MessageTable::setPlace(const MessageFacts& facts) {
    return sqlite::run(
        m_connection, "UPDATE message SET conversation_id = ?, opens_turn = ?, addressee_id = ? WHERE id = ?",
        facts.conversation, facts.opensTurn, facts.addressee, facts.id);
}

base::Status MessageTable::setTakenUp(base::MessageId message, bool takenUp) {
    return sqlite::run(m_connection, "UPDATE message SET taken_up = ? WHERE id = ?", takenUp, message);
}

base::Status MessageTable::setDelivery(base::MessageId message, model::Delivery delivery) {
    return sqlite::run(m_connection, "UPDATE message SET delivery = ? WHERE id = ?", deliveryColumn(delivery),
                       message);
}

base::Status MessageTable::remove(base::MessageId message) {
    if (base::Status done =
            sqlite::run(m_connection, "DELETE FROM turn_closing WHERE message_id = ?", message);
        !done) {
        return done;
    }
    return sqlite::run(m_connection, "DELETE FROM message WHERE id = ?", message);
}

base::Status MessageTable::moveAll(base::ConversationId from, base::ConversationId to) {
    return sqlite::run(m_connection, "UPDATE message SET conversation_id = ? WHERE conversation_id = ?", to,
                       from);
}

base::Result<std::optional<MessageTable::Latest>> MessageTable::latest(base::ConversationId conversation) {
    return sqlite::first(
        m_connection,
        "SELECT id, at, direction FROM message WHERE conversation_id = ? ORDER BY at DESC, id DESC LIMIT 1",
        [](const sqlite::Statement& row) {
            return Latest{.id = row.id<base::MessageId>(0),
                          .at = row.time(1),
                          .direction = model::directionNamed(row.view(2)).value_or(model::Direction::Note)};
        },
        conversation);
}

base::Result<std::optional<base::UtcTime>> MessageTable::latestOf(base::ConversationId conversation,
                                                                  base::ContactId author) {
    return sqlite::first(
        m_connection,
        "SELECT at FROM message WHERE conversation_id = ? AND author_id = ? AND direction = 'inbound' "
        "AND deleted_at = 0 ORDER BY at DESC, id DESC LIMIT 1",
        [](const sqlite::Statement& row) { return row.time(0); }, conversation, author);
}

base::Result<int> MessageTable::count(base::ConversationId conversation) {
    return number(m_connection, "SELECT count(*) FROM message WHERE conversation_id = ?", conversation);
}

base::Result<int> MessageTable::countNamed(base::ConversationId conversation) {
    return number(m_connection, "SELECT count(*) FROM message WHERE conversation_id = ? AND remote_id <> ''",
                  conversation);
}

base::Result<std::optional<MessageTable::Shown>> MessageTable::shown(base::MessageId message) {
    return sqlite::first(
        m_connection, "SELECT text, subject, unreadable FROM message WHERE id = ?",
        [](const sqlite::Statement& row) {
            return Shown{.text = row.text(0), .subject = row.text(1), .unreadable = row.text(2)};
        },
        message);
}

base::Result<std::vector<MessageTable::TurnMember>>
MessageTable::turnMembers(base::ConversationId conversation, base::UtcTime since) {
    return sqlite::all(m_connection, kTurnMembers, memberOf, conversation, since);
}

base::Result<std::vector<MessageTable::TurnMember>>
MessageTable::privateAnswers(base::ConversationId conversation) {
    return sqlite::all(m_connection, kPrivateAnswers, memberOf, conversation);
}

base::Status MessageTable::setTurn(base::MessageId message, std::int64_t turn) {
    return sqlite::run(m_connection, "UPDATE message SET turn_id = ? WHERE id = ?", turn, message);
}

base::Result<int> MessageTable::countUnread(base::ConversationId conversation, base::UtcTime since,
                                            base::MessageId readUntil) {
    return number(m_connection,
                  "SELECT count(*) FROM message JOIN turn ON turn.id = message.turn_id "
                  "WHERE message.conversation_id = ? AND message.at >= ? AND message.id > ? "
                  "AND message.direction = 'inbound' AND turn.outcome = 'open'",
                  conversation, since, readUntil);
}

}  // namespace store
