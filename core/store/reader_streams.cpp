// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reader.h"
#include "store/sqlite/query.h"

#include <algorithm>
#include <limits>

namespace store {
namespace {

constexpr int kMostHits = 200;

model::StreamHit readHit(const sqlite::Statement& row) {
    return {.message = row.id<base::MessageId>(0),
            .conversation = row.id<base::ConversationId>(1),
            .account = row.id<base::AccountId>(2),
            .platform = row.text(3),
            .authorName = row.view(4).empty() ? row.text(5) : row.text(4),
            .authorHandle = row.text(5),
            .text = row.text(6),
            .url = row.text(7),
            .foundBy = row.text(8),
            .at = row.time(9)};
}

/// The hits in their order first, then what is known of each; those that are conversations by now, were
/// deleted, or belong to an account that was removed are passed over.
constexpr std::string_view kSelect =
    "SELECT h.message_id, m.conversation_id, h.account_id, a.platform, ct.name, ct.handle, m.text, m.url, "
    "h.found_by, h.at FROM stream_hit AS h ";
constexpr std::string_view kJoins =
    "CROSS JOIN message AS m ON m.id = h.message_id "
    "CROSS JOIN conversation AS c ON c.id = m.conversation_id "
    "CROSS JOIN account AS a ON a.id = h.account_id LEFT JOIN contact AS ct ON ct.id = m.author_id "
    "WHERE h.dismissed = 0 AND (h.at, h.message_id) < (?1, ?2) AND c.listed = 0 AND m.deleted_at = 0 "
    "AND a.removed_at = 0 ";
constexpr std::string_view kOrder = "ORDER BY h.at DESC, h.message_id DESC LIMIT ?3";

const std::string kOfAll =
    std::string(kSelect) + "INDEXED BY stream_hit_open " + std::string(kJoins) + std::string(kOrder);
const std::string kOfOne = std::string(kSelect) + "INDEXED BY stream_hit_of_account " + std::string(kJoins) +
                           "AND h.account_id = ?4 " + std::string(kOrder);

}  // namespace

base::Result<std::vector<model::StreamHit>>
Reader::streamHits(base::AccountId account, int limit, std::optional<model::StreamPlace> after) const {
    const model::StreamPlace from =
        after.value_or(model::StreamPlace{.at = base::fromMs(std::numeric_limits<std::int64_t>::max()),
                                          .message = {std::numeric_limits<std::int64_t>::max()}});
    const int most = std::clamp(limit, 0, kMostHits);
    return account ? sqlite::all(m_connection, kOfOne, readHit, from.at, from.message, most, account)
                   : sqlite::all(m_connection, kOfAll, readHit, from.at, from.message, most);
}

}  // namespace store
