// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/lesson_table.h"

#include "store/sqlite/query.h"

#include <algorithm>

namespace store {

base::Status LessonTable::add(base::ReplyId reply, base::CannedReplyId canned, base::UtcTime now) {
    return sqlite::run(
        m_connection,
        "INSERT INTO lesson (canned_reply_id, question_id, answer_id, learnt_at) "
        "SELECT ?2, asked.id, answer.message_id, ?3 FROM outbox AS answer "
        "CROSS JOIN message AS asked ON asked.id = ifnull("
        "(SELECT id FROM message WHERE id = answer.to_message_id AND direction = 'inbound' AND deleted_at = "
        "0), "
        "(SELECT id FROM message INDEXED BY message_by_conversation "
        "WHERE conversation_id = answer.conversation_id AND direction = 'inbound' AND deleted_at = 0 "
        "ORDER BY at DESC, id DESC LIMIT 1)) WHERE answer.id = ?1",
        reply, canned, now);
}

base::Result<std::vector<model::Lesson>> LessonTable::list(int limit) const {
    auto latest = sqlite::all(
        m_connection,
        "SELECT lesson.canned_reply_id, asked.subject, asked.text FROM lesson "
        "CROSS JOIN message AS asked ON asked.id = lesson.question_id "
        "WHERE lesson.id > 0 AND asked.deleted_at = 0 AND NOT EXISTS (SELECT 1 FROM outbox "
        "WHERE outbox.message_id = lesson.answer_id AND outbox.state = 'discarded') "
        "ORDER BY lesson.id DESC LIMIT ?",
        [](const sqlite::Statement& row) {
            return model::Lesson{.reply = row.id<base::CannedReplyId>(0),
                                 .message = model::wordsToAnswer(row.text(1), row.text(2))};
        },
        limit);
    if (latest) {
        std::ranges::reverse(*latest);
    }
    return latest;
}

}  // namespace store
