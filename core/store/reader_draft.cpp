// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reader.h"

#include "store/private_answers.h"
#include "store/sqlite/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace store {

namespace {

/// People are looked for in about this many of the newest messages of a private conversation.
constexpr int kMostMessages = 400;

struct Person {
    std::string remoteId;
    std::string handle;
};

struct Addressee : Person {
    std::optional<base::UtcTime> wroteAt{};  ///< in this conversation
};

/// The message that is answered, as far as the reply's wording needs it.
struct Answered {
    base::MessageId id;
    base::ConversationId conversation;
    std::string remoteId;
    std::string subject;
    std::string audience;
    model::Visibility visibility = model::Visibility::Public;
    base::ContactId author;
    std::optional<base::UtcTime> deletedAt{};
    bool addressesUs = false;
    base::UtcTime at;
    model::PrivateReply takesPrivately = model::PrivateReply::NotSaid;
};

Answered readAnswered(const sqlite::Statement& row) {
    return Answered{.id = row.id<base::MessageId>(0),
                    .conversation = row.id<base::ConversationId>(1),
                    .remoteId = row.text(2),
                    .subject = row.text(3),
                    .audience = row.text(4),
                    .visibility = model::visibilityNamed(row.view(5)).value_or(model::Visibility::Private),
                    .author = row.id<base::ContactId>(6),
                    .deletedAt = row.optionalTime(7),
                    .addressesUs = row.boolean(8),
                    .at = row.time(9),
                    .takesPrivately =
                        static_cast<model::PrivateReply>(std::clamp<std::int64_t>(row.integer(10), 0, 2))};
}

constexpr std::string_view kAnsweredRow =
    "SELECT id, conversation_id, remote_id, subject, audience, visibility, author_id, "
    "deleted_at, mention_of_us <> 'none' OR author_id = 0, at, private_reply FROM message ";
const std::string kMessage = std::string(kAnsweredRow) + "WHERE id = ?";
/// Without a message named: what the customer wrote last, else the last of all that the platform knows.
const std::string kLatestOf =
    std::string(kAnsweredRow) +
    "WHERE conversation_id = ?1 AND author_id = ?2 AND remote_id <> '' AND deleted_at = 0 "
    "ORDER BY at DESC, id DESC LIMIT 1";
const std::string kLatest = std::string(kAnsweredRow) +
                            "WHERE conversation_id = ? AND remote_id <> '' AND deleted_at = 0 "
                            "ORDER BY at DESC, id DESC LIMIT 1";

/// In what no view lists: what a search found.
const std::string kLatestHit =
    std::string(kAnsweredRow) +
    "WHERE conversation_id = ? AND deleted_at = 0 AND EXISTS (SELECT 1 FROM stream_hit "
    "WHERE message_id = message.id AND dismissed = 0) ORDER BY at DESC, id DESC LIMIT 1";

/// How many known messages stand above one, counted to 2.
constexpr std::string_view kDepth = "SELECT (p.id IS NOT NULL) + (g.id IS NOT NULL) FROM message AS m "
                                    "LEFT JOIN message AS p ON p.id = m.parent_id LEFT JOIN message AS g ON "
                                    "g.id = p.parent_id WHERE m.id = ?";

/// Everybody who wrote in a private conversation or is named in it, the newest first.
constexpr std::string_view kReaders =
    "SELECT ct.handle, mc.handle FROM message AS m LEFT JOIN contact AS ct ON ct.id = m.author_id "
    "LEFT JOIN message_mention AS mm ON mm.message_id = m.id LEFT JOIN contact AS mc ON mc.id = "
    "mm.contact_id "
    "WHERE m.conversation_id = ? ORDER BY m.at DESC, m.id DESC LIMIT ?";

base::Result<Person> personOf(sqlite::Connection& connection, base::ContactId id) {
    auto person = sqlite::first(
        connection, "SELECT remote_id, handle FROM contact WHERE id = ?",
        [](const sqlite::Statement& row) { return Person{.remoteId = row.text(0), .handle = row.text(1)}; },
        id);
    if (!person) {
        return base::fail(std::move(person.error()));
    }
    return std::move(*person).value_or(Person{});
}

base::Result<Answered> answeredBy(sqlite::Connection& connection, const model::ConversationRow& conversation,
                                  base::MessageId to) {
    if (!to) {
        auto latest =
            conversation.customer
                ? sqlite::first(connection, kLatestOf, readAnswered, conversation.id, conversation.customer)
                : sqlite::first(connection, kLatestHit, readAnswered, conversation.id);
        if (latest && !*latest) {
            latest = sqlite::first(connection, kLatest, readAnswered, conversation.id);
        }
        if (!latest) {
            return base::fail(std::move(latest.error()));
        }
        if (!*latest) {
            return base::fail(base::ErrorKind::NotFound,
                              fmt::format("conversation {} has no message left that could be answered",
                                          conversation.id.value));
        }
        return std::move(**latest);
    }
    auto message = sqlite::first(connection, kMessage, readAnswered, to);
    if (!message) {
        return base::fail(std::move(message.error()));
    }
    if (!*message || (*message)->conversation != conversation.id) {
        return base::fail(base::ErrorKind::BadInput, fmt::format("message {} is not in conversation {}",
                                                                 to.value, conversation.id.value));
    }
    if ((*message)->remoteId.empty()) {
        return base::fail(
            base::ErrorKind::BadInput,
            fmt::format("message {} has not reached the platform yet and can't be answered", to.value));
    }
    if ((*message)->deletedAt) {
        return base::fail(base::ErrorKind::Gone,
                          fmt::format("message {} was deleted and can't be answered", to.value));
    }
    return std::move(**message);
}

/// When the person wrote last in this conversation.
base::Result<std::optional<base::UtcTime>> latestOf(sqlite::Connection& connection, base::ConversationId id,
                                                    base::ContactId who) {
    auto latest = sqlite::first(
        connection,
        "SELECT at FROM message WHERE conversation_id = ? AND author_id = ? AND remote_id <> '' "
        "ORDER BY at DESC, id DESC LIMIT 1",
        [](const sqlite::Statement& row) { return row.time(0); }, id, who);
    return latest;
}

base::Result<int> depthOf(sqlite::Connection& connection, base::MessageId message) {
    const auto depth = sqlite::first(
        connection, kDepth, [](const sqlite::Statement& row) { return static_cast<int>(row.integer(0)); },
        message);
    return depth ? base::Result<int>(depth->value_or(0)) : base::fail(depth.error());
}

/// See model::ReplyDraft::privateAnswer.
base::Result<std::optional<model::PrivateAnswer>>
onlyPrivateAnswer(sqlite::Connection& connection, const Answered& answered, bool narrowed,
                  std::optional<base::UtcTime> theyWroteAt) {
    if (narrowed || answered.visibility == model::Visibility::Public) {
        return narrowed ? privateAnswerTo(connection, answered.id)
                        : base::Result<std::optional<model::PrivateAnswer>>{};
    }
    auto ours = privateAnswerIn(connection, answered.conversation);
    if (ours && *ours && theyWroteAt && *theyWroteAt > (*ours)->at) {
        ours->reset();
    }
    return ours;
}

/// Who is answered: the author, or the conversation's customer when we wrote it.
base::Result<Addressee> addresseeOf(sqlite::Connection& connection,
                                    const model::ConversationRow& conversation, const Answered& answered) {
    const base::ContactId who = answered.author ? answered.author : conversation.customer;
    const base::Result<Person> person = personOf(connection, who);
    if (!person) {
        return base::fail(person.error());
    }
    const auto wroteAt = latestOf(connection, conversation.id, who);
    if (!wroteAt) {
        return base::fail(wroteAt.error());
    }
    return Addressee{{*person}, *wroteAt};
}

base::Result<std::vector<std::string>> readersOf(sqlite::Connection& connection, base::ConversationId id,
                                                 const std::string& addressee) {
    std::vector<std::string> handles;
    const auto add = [&](std::string handle) {
        if (!handle.empty() && std::ranges::find(handles, handle) == handles.end()) {
            handles.push_back(std::move(handle));
        }
    };
    add(addressee);
    base::Status done = sqlite::each(
        connection, kReaders,
        [&](const sqlite::Statement& row) {
            add(row.text(0));
            add(row.text(1));
        },
        id, kMostMessages);
    if (!done) {
        return base::fail(std::move(done.error()));
    }
    return handles;
}

}  // namespace

base::Result<std::vector<model::PrivateAnswer>> Reader::privateAnswers(base::ConversationId id,
                                                                       base::UtcTime since, int limit) const {
    return privateAnswersOf(m_connection, id, since, limit);
}

base::Result<std::string> Reader::threadIdOf(base::ConversationId conversation) const {
    auto thread = sqlite::first(
        m_connection, "SELECT remote_id FROM conversation WHERE id = ?",
        [](const sqlite::Statement& row) { return row.text(0); }, conversation);
    if (!thread) {
        return base::fail(std::move(thread.error()));
    }
    return std::move(*thread).value_or(std::string());
}

base::Result<model::ReplyDraft> Reader::draftOf(base::ConversationId id, base::MessageId to, bool privately,
                                                const std::string& privateAudience,
                                                const std::string& text) const {
    const base::Result<model::ConversationRow> conversation = this->conversation(id);
    if (!conversation) {
        return base::fail(conversation.error());
    }
    const base::Result<Answered> answered = answeredBy(m_connection, *conversation, to);
    if (!answered) {
        return base::fail(answered.error());
    }
    const base::Result<Addressee> addressee = addresseeOf(m_connection, *conversation, *answered);
    if (!addressee) {
        return base::fail(addressee.error());
    }
    const auto depth = depthOf(m_connection, answered->id);
    if (!depth) {
        return base::fail(depth.error());
    }
    const bool narrowed = privately && answered->visibility == model::Visibility::Public;
    auto ours = onlyPrivateAnswer(m_connection, *answered, narrowed, addressee->wroteAt);
    if (!ours) {
        return base::fail(std::move(ours.error()));
    }
    model::ReplyDraft draft{
        .account = conversation->account,
        .conversation = id,
        .text = text,
        .visibility = narrowed ? model::Visibility::Private : answered->visibility,
        .audience = narrowed ? privateAudience : answered->audience,
        .parentRemoteId = answered->remoteId,
        .parentAddressesUs = answered->addressesUs,
        .threadId = {},
        .parentSubject = answered->subject,
        .parentAt = answered->at,
        .parentDepth = *depth,
        .fromPublic = narrowed,
        .parentTakes = answered->takesPrivately,
        .privateAnswer = std::move(*ours),
        .addresseeWroteAt = addressee->wroteAt,
        .addresseeRemoteId = addressee->remoteId,
        .addresseeHandle = addressee->handle,
        .readers = {},
    };
    // A private answer to a public message goes to its author alone.
    if (draft.visibility == model::Visibility::Private &&
        conversation->visibility == model::Visibility::Private) {
        base::Result<std::vector<std::string>> readers = readersOf(m_connection, id, addressee->handle);
        if (!readers) {
            return base::fail(std::move(readers.error()));
        }
        draft.readers = std::move(*readers);
        base::Result<std::string> thread = threadIdOf(id);
        if (!thread) {
            return base::fail(std::move(thread.error()));
        }
        draft.threadId = std::move(*thread);
    } else if (draft.visibility == model::Visibility::Private && !addressee->handle.empty()) {
        draft.readers.push_back(addressee->handle);
    }
    return draft;
}

}  // namespace store
