// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lesson_table.h"

#include "store/sqlite/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace store {
namespace {

/// The customer's message that a queued reply answers.
constexpr std::string_view kQuestionOfQueued =
    "FROM outbox AS answer CROSS JOIN message AS asked ON asked.id = ifnull("
    "(SELECT id FROM message WHERE id = answer.to_message_id AND direction = 'inbound' AND deleted_at = 0), "
    "(SELECT id FROM message INDEXED BY message_by_conversation "
    "WHERE conversation_id = answer.conversation_id AND direction = 'inbound' AND deleted_at = 0 "
    "ORDER BY at DESC, id DESC LIMIT 1)) WHERE answer.id = ?1";

/// Of a lesson or an outcome, as `one`, with its question, as `asked`.
constexpr std::string_view kStillTeaches =
    "asked.deleted_at = 0 AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.message_id = one.answer_id "
    "AND outbox.state = 'discarded')";

template <class Row>
base::Result<std::vector<Row>> oldestFirst(base::Result<std::vector<Row>> latest) {
    if (latest) {
        std::ranges::reverse(*latest);
    }
    return latest;
}

}  // namespace

base::Status LessonTable::add(base::ReplyId reply, base::CannedReplyId canned, base::UtcTime now) {
    return sqlite::run(m_connection,
                       fmt::format("INSERT INTO lesson (canned_reply_id, question_id, answer_id, learnt_at) "
                                   "SELECT ?2, asked.id, answer.message_id, ?3 {}",
                                   kQuestionOfQueued),
                       reply, canned, now);
}

base::Status LessonTable::addSent(base::MessageId answer, base::CannedReplyId canned, base::UtcTime now) {
    return sqlite::run(
        m_connection,
        "INSERT INTO lesson (canned_reply_id, question_id, answer_id, learnt_at) "
        "SELECT ?2, asked.id, answer.id, ?3 FROM message AS answer CROSS JOIN message AS asked "
        "ON asked.id = ifnull("
        "(SELECT id FROM message WHERE id = answer.parent_id AND direction = 'inbound' AND deleted_at = 0), "
        "(SELECT id FROM message INDEXED BY message_by_conversation "
        "WHERE conversation_id = answer.conversation_id AND direction = 'inbound' AND deleted_at = 0 "
        "AND (at, id) < (answer.at, answer.id) ORDER BY at DESC, id DESC LIMIT 1)) WHERE answer.id = ?1",
        answer, canned, now);
}

base::Status LessonTable::addOutcome(base::ReplyId reply, const model::SuggestionOutcome& outcome) {
    const model::Certainty& sure = outcome.certainty;
    return sqlite::run(
        m_connection,
        fmt::format("INSERT INTO suggestion_outcome (question_id, answer_id, used, top, over_second, "
                    "over_third, over_fourth, examples) "
                    "SELECT asked.id, answer.message_id, ?2, ?3, ?4, ?5, ?6, ?7 {}",
                    kQuestionOfQueued),
        reply, outcome.used, sure.top, sure.overSecond, sure.overThird, sure.overFourth,
        static_cast<std::int64_t>(sure.examples));
}

base::Result<std::vector<model::Lesson>> LessonTable::list(int limit) const {
    return oldestFirst(sqlite::all(
        m_connection,
        fmt::format("SELECT one.canned_reply_id, asked.subject, asked.text FROM lesson AS one "
                    "CROSS JOIN message AS asked ON asked.id = one.question_id "
                    "WHERE one.id > 0 AND {} ORDER BY one.id DESC LIMIT ?",
                    kStillTeaches),
        [](const sqlite::Statement& row) {
            return model::Lesson{.reply = row.id<base::CannedReplyId>(0),
                                 .message = model::wordsToAnswer(row.text(1), row.text(2))};
        },
        limit));
}

base::Result<std::vector<model::SuggestionOutcome>> LessonTable::outcomes(int limit) const {
    return oldestFirst(sqlite::all(
        m_connection,
        fmt::format("SELECT one.used, one.top, one.over_second, one.over_third, one.over_fourth, "
                    "one.examples FROM suggestion_outcome AS one "
                    "CROSS JOIN message AS asked ON asked.id = one.question_id "
                    "WHERE one.id > 0 AND {} ORDER BY one.id DESC LIMIT ?",
                    kStillTeaches),
        [](const sqlite::Statement& row) {
            return model::SuggestionOutcome{
                .certainty = {.top = row.real(1),
                              .overSecond = row.real(2),
                              .overThird = row.real(3),
                              .overFourth = row.real(4),
                              .examples = static_cast<std::size_t>(row.integer(5))},
                .used = row.boolean(0)};
        },
        limit));
}

base::Result<std::vector<model::TypedReply>> LessonTable::typed(base::MessageId after,
                                                                base::MessageId until) const {
    return sqlite::all(
        m_connection,
        "SELECT answer.id, answer.text, customer.name, customer.handle FROM message AS answer "
        "CROSS JOIN conversation ON conversation.id = answer.conversation_id "
        "LEFT JOIN contact AS customer ON customer.id = conversation.customer_id "
        "WHERE answer.id > ? AND answer.id <= ? AND answer.direction = 'outbound' AND answer.automatic = 0 "
        "AND answer.delivery = 'sent' AND answer.deleted_at = 0 "
        "AND NOT EXISTS (SELECT 1 FROM lesson WHERE lesson.answer_id = answer.id) ORDER BY answer.id",
        [](const sqlite::Statement& row) {
            return model::TypedReply{.message = row.id<base::MessageId>(0),
                                     .text = row.text(1),
                                     .customerName = row.text(2),
                                     .customerHandle = row.text(3)};
        },
        after, until);
}

}  // namespace store
