// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/canned_reply_table.h"

#include "store/sqlite/query.h"

#include "model/canned_library.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace store {
namespace {

std::string linesOf(const std::vector<std::string>& tags) {
    std::string lines;
    for (const std::string& tag : tags) {
        lines += lines.empty() ? tag : '\n' + tag;
    }
    return lines;
}

std::vector<std::string> tagsOf(std::string_view lines) {
    std::vector<std::string> tags;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        tags.emplace_back(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return tags;
}

model::CannedReply readReply(const sqlite::Statement& row) {
    return {.id = row.id<base::CannedReplyId>(0),
            .title = row.text(1),
            .text = row.text(2),
            .tags = tagsOf(row.text(3))};
}

}  // namespace

base::Result<std::vector<model::CannedReply>> CannedReplyTable::list() const {
    auto replies =
        sqlite::all(m_connection, "SELECT id, title, text, tags FROM canned_reply ORDER BY id", readReply);
    if (!replies) {
        return replies;
    }
    // Both lists go by the same id: one walk puts each variant to its reply.
    auto reply = replies->begin();
    base::Status done =
        sqlite::each(m_connection,
                     "SELECT canned_reply_id, text, platform, language FROM canned_variant "
                     "WHERE canned_reply_id > 0 ORDER BY canned_reply_id, place",
                     [&](const sqlite::Statement& row) {
                         const auto of = row.id<base::CannedReplyId>(0);
                         reply = std::find_if(reply, replies->end(),
                                              [of](const model::CannedReply& one) { return one.id >= of; });
                         if (reply != replies->end() && reply->id == of) {
                             reply->variants.push_back(
                                 {.text = row.text(1), .platform = row.text(2), .language = row.text(3)});
                         }
                     });
    if (!done) {
        return base::fail(done.error());
    }
    return replies;
}

base::Result<std::optional<model::CannedReply>>
CannedReplyTable::same(const model::CannedReply& reply) const {
    auto found = sqlite::first(m_connection,
                               "SELECT id, title, text, tags FROM canned_reply WHERE title = ? AND text = ?",
                               readReply, reply.title, reply.text);
    if (!found || !*found) {
        return found;
    }
    auto variants = variantsOf((*found)->id);
    if (!variants) {
        return base::fail(variants.error());
    }
    (*found)->variants = std::move(*variants);
    return found;
}

base::Result<std::vector<model::CannedVariant>>
CannedReplyTable::variantsOf(base::CannedReplyId reply) const {
    return sqlite::all(
        m_connection,
        "SELECT text, platform, language FROM canned_variant WHERE canned_reply_id = ? ORDER BY place",
        [](const sqlite::Statement& row) {
            return model::CannedVariant{
                .text = row.text(0), .platform = row.text(1), .language = row.text(2)};
        },
        reply);
}

base::Status CannedReplyTable::putVariants(base::CannedReplyId reply,
                                           const std::vector<model::CannedVariant>& variants,
                                           model::Change& change) {
    const auto before = variantsOf(reply);
    if (!before) {
        return base::fail(before.error());
    }
    if (*before == variants) {
        return {};
    }
    base::Status done =
        sqlite::run(m_connection, "DELETE FROM canned_variant WHERE canned_reply_id = ?", reply);
    for (std::size_t place = 0; done && place < variants.size(); ++place) {
        const model::CannedVariant& variant = variants[place];
        done = sqlite::run(m_connection,
                           "INSERT INTO canned_variant (canned_reply_id, place, platform, language, text) "
                           "VALUES (?, ?, ?, ?, ?)",
                           reply, static_cast<std::int64_t>(place), variant.platform, variant.language,
                           variant.text);
    }
    change.cannedReplies = change.cannedReplies || done;
    return done;
}

base::Result<base::CannedReplyId> CannedReplyTable::add(const model::CannedReply& reply, base::UtcTime now,
                                                        model::Change& change) {
    const auto there = same(reply);
    if (!there) {
        return base::fail(there.error());
    }
    if (*there) {
        const base::Status kept = update(model::joined(**there, reply), change);
        return kept ? base::Result<base::CannedReplyId>((*there)->id) : base::fail(kept.error());
    }
    base::Status done = sqlite::run(
        m_connection, "INSERT INTO canned_reply (title, text, tags, created_at) VALUES (?, ?, ?, ?)",
        reply.title, reply.text, linesOf(reply.tags), now);
    const base::CannedReplyId id{m_connection.lastInsertId()};
    if (done) {
        change.cannedReplies = true;
        done = putVariants(id, reply.variants, change);
    }
    return done ? base::Result<base::CannedReplyId>(id) : base::fail(done.error());
}

base::Status CannedReplyTable::require(base::CannedReplyId reply) const {
    const auto there = sqlite::first(
        m_connection, "SELECT 1 FROM canned_reply WHERE id = ?",
        [](const sqlite::Statement&) { return true; }, reply);
    if (!there) {
        return base::fail(there.error());
    }
    if (!*there) {
        return base::fail(base::ErrorKind::NotFound, fmt::format("there is no canned reply {}", reply.value));
    }
    return {};
}

base::Status CannedReplyTable::update(const model::CannedReply& reply, model::Change& change) {
    if (base::Status known = require(reply.id); !known) {
        return known;
    }
    base::Status done = sqlite::run(m_connection,
                                    "UPDATE canned_reply SET title = ?1, text = ?2, tags = ?3 WHERE id = ?4 "
                                    "AND (title IS NOT ?1 OR text IS NOT ?2 OR tags IS NOT ?3)",
                                    reply.title, reply.text, linesOf(reply.tags), reply.id);
    if (!done) {
        return done;
    }
    change.cannedReplies = change.cannedReplies || m_connection.changes() > 0;
    return putVariants(reply.id, reply.variants, change);
}

base::Status CannedReplyTable::remove(base::CannedReplyId reply, model::Change& change) {
    if (base::Status known = require(reply); !known) {
        return known;
    }
    base::Status done = sqlite::run(m_connection, "DELETE FROM canned_reply WHERE id = ?", reply);
    change.cannedReplies = change.cannedReplies || done;
    return done;
}

base::Status CannedReplyTable::putBack(const model::CannedReply& reply, base::UtcTime now,
                                       model::Change& change) {
    base::Status done = sqlite::run(m_connection,
                                    "INSERT INTO canned_reply (id, title, text, tags, created_at) "
                                    "VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                                    reply.id, reply.title, reply.text, linesOf(reply.tags), now);
    if (!done || m_connection.changes() == 0) {
        return done;
    }
    change.cannedReplies = true;
    return putVariants(reply.id, reply.variants, change);
}

base::Result<std::vector<model::CannedUse>> CannedReplyTable::uses() const {
    return sqlite::all(
        m_connection,
        "SELECT canned_reply_id, count(*), max(learnt_at) FROM lesson WHERE canned_reply_id > 0 "
        "AND NOT EXISTS (SELECT 1 FROM outbox "
        "WHERE outbox.message_id = lesson.answer_id AND outbox.state = 'discarded') "
        "GROUP BY canned_reply_id",
        [](const sqlite::Statement& row) {
            return model::CannedUse{.reply = row.id<base::CannedReplyId>(0),
                                    .times = static_cast<int>(row.integer(1)),
                                    .lastAt = row.time(2)};
        });
}

}  // namespace store
