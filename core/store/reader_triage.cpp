// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reader.h"

#include "store/sqlite/query.h"

#include <algorithm>

namespace store {

base::Result<std::vector<model::TriageLesson>> Reader::triageLessons(int limit) const {
    auto latest = sqlite::all(
        m_connection,
        "SELECT gc.kind, m.subject, m.text FROM triage_correction AS gc "
        "CROSS JOIN message AS m ON m.id = gc.message_id WHERE gc.id > 0 AND m.deleted_at = 0 "
        "ORDER BY gc.id DESC LIMIT ?",
        [](const sqlite::Statement& row) {
            return model::TriageLesson{
                .kind = model::triageKindNamed(row.view(0)).value_or(model::TriageKind::Other),
                .message = model::wordsToAnswer(row.text(1), row.text(2))};
        },
        limit);
    if (latest) {
        std::ranges::reverse(*latest);
    }
    return latest;
}

base::Result<std::string> Reader::triageLessonsMark() const {
    // Ids are never given twice: with the same latest one and as many of them, they are the same. An edited
    // lesson is another one.
    const auto mark = sqlite::first(
        m_connection,
        "SELECT count(*) || ' ' || ifnull(max(gc.id), 0) || ' ' || ifnull(sum(m.edited_at), 0) "
        "FROM triage_correction AS gc "
        "CROSS JOIN message AS m ON m.id = gc.message_id WHERE gc.id > 0 AND m.deleted_at = 0",
        [](const sqlite::Statement& row) { return row.text(0); });
    if (!mark) {
        return base::fail(mark.error());
    }
    return mark->value_or(std::string());
}

}  // namespace store
