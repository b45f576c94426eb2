// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/message_deeds.h"
#include "store/message_rows.h"
#include "store/reader.h"
#include "store/sqlite/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace store {

namespace {

constexpr ThreadPosition kEnd{.at = base::fromMs(std::numeric_limits<std::int64_t>::max()),
                              .id = {std::numeric_limits<std::int64_t>::max()}};

/// How far up the posts above a conversation are followed.
constexpr int kMostContext = 50;

const std::string kThread = std::string(kMessageRow) +
                            "WHERE m.conversation_id = ? AND (m.at, m.id) < (?, ?) "
                            "ORDER BY m.at DESC, m.id DESC LIMIT ?";
const std::string kMessage = std::string(kMessageRow) + "WHERE m.id = ?";

/// The post that the top message of a public conversation answers.
constexpr std::string_view kAboveTop =
    "SELECT m.parent_id FROM conversation AS c CROSS JOIN message AS m "
    "ON m.account_id = c.account_id AND m.remote_id = substr(c.thread_key, 5) AND m.remote_id <> '' "
    "WHERE c.id = ? AND c.thread_key LIKE 'top:%'";

}  // namespace

base::Result<std::vector<model::Message>> Reader::thread(base::ConversationId id, int limit,
                                                         std::optional<ThreadPosition> before) const {
    const ThreadPosition end = before.value_or(kEnd);
    base::Result<std::vector<model::Message>> messages =
        sqlite::all(m_connection, kThread, readMessage, id, end.at, end.id, limit);
    if (!messages) {
        return messages;
    }
    std::ranges::reverse(*messages);
    if (base::Status done = readAttachments(m_connection, *messages); !done) {
        return base::fail(std::move(done.error()));
    }
    if (base::Status done = readDeeds(m_connection, *messages); !done) {
        return base::fail(std::move(done.error()));
    }
    return messages;
}

base::Result<std::vector<model::Message>> Reader::context(base::ConversationId id) const {
    const auto top = sqlite::first(
        m_connection, kAboveTop, [](const sqlite::Statement& row) { return row.id<base::MessageId>(0); }, id);
    if (!top) {
        return base::fail(top.error());
    }
    std::vector<model::Message> chain;
    base::MessageId next = top->value_or(base::MessageId{});
    while (next && chain.size() < static_cast<std::size_t>(kMostContext)) {
        base::Result<std::optional<model::Message>> post =
            sqlite::first(m_connection, kMessage, readMessage, next);
        if (!post) {
            return base::fail(std::move(post.error()));
        }
        if (!*post) {
            break;
        }
        next = (*post)->parent;
        chain.push_back(std::move(**post));
    }
    std::ranges::reverse(chain);
    if (base::Status done = readAttachments(m_connection, chain); !done) {
        return base::fail(std::move(done.error()));
    }
    return chain;
}

base::Result<model::Message> Reader::message(base::MessageId id) const {
    base::Result<std::vector<model::Message>> found = sqlite::all(m_connection, kMessage, readMessage, id);
    if (!found) {
        return base::fail(std::move(found.error()));
    }
    if (found->empty()) {
        return base::fail(base::ErrorKind::NotFound, fmt::format("there is no message {}", id.value));
    }
    if (base::Status done = readAttachments(m_connection, *found); !done) {
        return base::fail(std::move(done.error()));
    }
    if (base::Status done = readDeeds(m_connection, *found); !done) {
        return base::fail(std::move(done.error()));
    }
    return std::move(found->front());
}

base::Result<std::vector<FormerText>> Reader::formerTexts(base::MessageId id) const {
    return sqlite::all(
        m_connection, "SELECT text, seen_at FROM former_text WHERE message_id = ? ORDER BY id",
        [](const sqlite::Statement& row) { return FormerText{.text = row.text(0), .seenAt = row.time(1)}; },
        id);
}

base::Result<std::vector<model::Gap>> Reader::gaps(base::AccountId account,
                                                   base::ConversationId conversation) const {
    base::Result<std::vector<model::Gap>> gaps = sqlite::all(
        m_connection,
        "SELECT id, account_id, conversation_id, after_at, before_at, reason FROM gap "
        "WHERE account_id = ? AND conversation_id IN (0, ?)",
        [](const sqlite::Statement& row) {
            return model::Gap{.id = row.id<base::GapId>(0),
                              .account = row.id<base::AccountId>(1),
                              .conversation = row.id<base::ConversationId>(2),
                              .after = row.optionalTime(3),
                              .before = row.optionalTime(4),
                              .reason = row.text(5)};
        },
        account, conversation);
    if (gaps) {
        std::ranges::sort(*gaps, {}, &model::Gap::id);
    }
    return gaps;
}

}  // namespace store
