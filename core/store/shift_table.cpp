// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/shift_table.h"

#include "store/sqlite/query.h"

#include <utility>

namespace store {

base::Result<std::vector<model::Shift>> ShiftTable::latest(int limit) const {
    return sqlite::all(
        m_connection,
        "SELECT id, agent, started_at, ended_at, note FROM shift WHERE started_at > 0 "
        "ORDER BY started_at DESC, id DESC LIMIT ?",
        [](const sqlite::Statement& row) {
            return model::Shift{.id = row.id<base::ShiftId>(0),
                                .agent = row.text(1),
                                .startedAt = row.time(2),
                                .endedAt = row.optionalTime(3),
                                .note = row.text(4)};
        },
        limit);
}

/// 0 = none.
base::Result<base::ShiftId> ShiftTable::running() const {
    const auto last = latest(1);
    if (!last) {
        return base::fail(last.error());
    }
    const bool runs = !last->empty() && !last->front().endedAt;
    return runs ? last->front().id : base::ShiftId{};
}

base::Status ShiftTable::start(const std::string& agent, base::UtcTime at, model::Change& change) {
    base::Status done = sqlite::run(
        m_connection, "UPDATE shift SET ended_at = max(started_at + 1, ?) WHERE ended_at = 0", at);
    change.shifts = true;
    return done ? sqlite::run(m_connection, "INSERT INTO shift (agent, started_at) VALUES (?, ?)", agent, at)
                : done;
}

base::Status ShiftTable::end(base::UtcTime at, const std::string& note, model::Change& change) {
    const base::Result<base::ShiftId> shift = running();
    if (!shift) {
        return base::fail(shift.error());
    }
    if (!*shift) {
        return base::fail(base::ErrorKind::BadInput, "no shift is running");
    }
    change.shifts = true;
    return sqlite::run(m_connection,
                       "UPDATE shift SET ended_at = max(started_at + 1, ?), note = ? WHERE id = ?", at, note,
                       *shift);
}

base::Status ShiftTable::saveNote(const std::string& note, model::Change& change) {
    const base::Result<base::ShiftId> shift = running();
    if (!shift) {
        return base::fail(shift.error());
    }
    if (!*shift) {
        return base::fail(base::ErrorKind::BadInput, "no shift is running");
    }
    change.shifts = true;
    return sqlite::run(m_connection, "UPDATE shift SET note = ? WHERE id = ?", note, *shift);
}

}  // namespace store
