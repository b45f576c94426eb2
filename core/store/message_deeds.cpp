// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/message_deeds.h"

#include "store/message_rows.h"
#include "store/sqlite/query.h"

#include <fmt/format.h>

#include <utility>

namespace store {
namespace {

using model::Deed;

/// Whom a customer's own words reach: nothing can be done to what is ours, private, gone or never seen.
bool takesDeeds(const model::Message& message) {
    return message.direction == model::Direction::Inbound &&
           message.visibility == model::Visibility::Public && !message.remoteId.empty() &&
           !message.deletedAt && message.unreadable.empty() && message.sight == model::Sight::Shown;
}

base::Result<model::Message> messageWithDeeds(sqlite::Connection& connection, base::MessageId id) {
    static const std::string sql = std::string(kMessageRow) + "WHERE m.id = ?";
    auto found = sqlite::all(connection, sql, readMessage, id);
    if (!found) {
        return base::fail(std::move(found.error()));
    }
    if (found->empty()) {
        return base::fail(base::ErrorKind::NotFound, fmt::format("there is no message {}", id.value));
    }
    if (base::Status done = readDeeds(connection, *found); !done) {
        return base::fail(std::move(done.error()));
    }
    return std::move(found->front());
}

}  // namespace

base::Status readDeeds(sqlite::Connection& connection, std::vector<model::Message>& messages) {
    if (messages.empty()) {
        return {};
    }
    struct Can {
        bool hide = false;
        bool like = false;
    };
    const auto found = sqlite::first(
        connection, "SELECT can_hide, can_like FROM account WHERE id = ?",
        [](const sqlite::Statement& row) { return Can{.hide = row.boolean(0), .like = row.boolean(1)}; },
        messages.front().account);
    if (!found) {
        return base::fail(found.error());
    }
    const Can can = found->value_or(Can{});
    if (!can.hide && !can.like) {
        return {};
    }
    for (model::Message& message : messages) {
        if (!takesDeeds(message)) {
            continue;
        }
        message.hide.possible = can.hide;
        message.like.possible = can.like;
        base::Status read = sqlite::each(
            connection,
            "SELECT kind, done, barred, wished IS NOT NULL, wished, refusal FROM message_deed WHERE "
            "message_id = ?",
            [&message](const sqlite::Statement& row) {
                const auto deed = model::deedNamed(row.view(0));
                if (!deed) {
                    return;
                }
                model::DeedState& state = *deed == Deed::Hide ? message.hide : message.like;
                state.done = row.boolean(1);
                state.possible = state.possible && !row.boolean(2);
                if (row.boolean(3)) {
                    state.wished = row.boolean(4);
                }
                state.refusal = row.text(5);
            },
            message.id);
        if (!read) {
            return read;
        }
    }
    return {};
}

base::Result<std::vector<model::DeedWish>> deedWishes(sqlite::Connection& connection, base::AccountId account,
                                                      int limit) {
    return sqlite::all(
        connection,
        "SELECT d.message_id, m.remote_id, m.at, d.kind, d.wished, d.attempts, d.not_before "
        "FROM message_deed AS d CROSS JOIN message AS m ON m.id = d.message_id "
        "WHERE d.account_id = ? AND d.wished IS NOT NULL ORDER BY d.not_before, d.message_id LIMIT ?",
        [](const sqlite::Statement& row) {
            return model::DeedWish{.message = row.id<base::MessageId>(0),
                                   .remoteId = row.text(1),
                                   .at = row.time(2),
                                   .deed = model::deedNamed(row.view(3)).value_or(Deed::Hide),
                                   .wanted = row.boolean(4),
                                   .attempts = static_cast<int>(row.integer(5)),
                                   .notBefore = row.time(6)};
        },
        account, limit);
}

base::Status MessageDeeds::wish(const model::WishDeed& wish) {
    const auto message = messageWithDeeds(m_tx.connection(), wish.message);
    if (!message) {
        return base::fail(message.error());
    }
    const bool hide = wish.deed == Deed::Hide;
    if (!(hide ? message->hide : message->like).possible) {
        return base::fail(base::ErrorKind::Unsupported, hide ? "this message can't be hidden from others"
                                                             : "this message can't be liked from here");
    }
    base::Status done =
        sqlite::run(m_tx.connection(),
                    "INSERT INTO message_deed (message_id, kind, account_id) VALUES (?, ?, ?) "
                    "ON CONFLICT (message_id, kind) DO NOTHING",
                    wish.message, model::name(wish.deed), message->account);
    if (!done) {
        return done;
    }
    // What never left need not be taken back at the platform.
    done = sqlite::run(m_tx.connection(),
                       "UPDATE message_deed SET wished = iif(done = ?3 AND attempts = 0, NULL, ?3), "
                       "not_before = 0, refusal = '' WHERE message_id = ?1 AND kind = ?2",
                       wish.message, model::name(wish.deed), wish.wanted);
    return done ? noteChange(wish.message) : done;
}

base::Status MessageDeeds::leaves(const model::DeedWish& wish) {
    return sqlite::run(m_tx.connection(),
                       "UPDATE message_deed SET attempts = attempts + 1 WHERE message_id = ? AND kind = ?",
                       wish.message, model::name(wish.deed));
}

base::Status MessageDeeds::done(const model::DeedWish& wish) {
    base::Status done =
        sqlite::run(m_tx.connection(),
                    "UPDATE message_deed SET done = ?3, attempts = iif(wished IS ?3, 0, attempts), "
                    "wished = nullif(wished, ?3), not_before = 0, refusal = '' "
                    "WHERE message_id = ?1 AND kind = ?2",
                    wish.message, model::name(wish.deed), wish.wanted);
    return done ? noteChange(wish.message) : done;
}

base::Status MessageDeeds::later(const model::DeedWish& wish, base::UtcTime notBefore) {
    return sqlite::run(m_tx.connection(),
                       "UPDATE message_deed SET not_before = ?4 "
                       "WHERE message_id = ?1 AND kind = ?2 AND wished IS ?3",
                       wish.message, model::name(wish.deed), wish.wanted, notBefore);
}

base::Status MessageDeeds::hurry(base::AccountId account) {
    return sqlite::run(m_tx.connection(),
                       "UPDATE message_deed SET not_before = 0 "
                       "WHERE account_id = ? AND wished IS NOT NULL AND not_before > 0",
                       account);
}

base::Status MessageDeeds::refused(const model::DeedWish& wish, const std::string& why) {
    base::Status done = sqlite::run(m_tx.connection(),
                                    "UPDATE message_deed SET wished = NULL, attempts = 0, refusal = ?4 "
                                    "WHERE message_id = ?1 AND kind = ?2 AND wished IS ?3",
                                    wish.message, model::name(wish.deed), wish.wanted, why);
    return done ? noteChange(wish.message) : done;
}

base::Status MessageDeeds::seen(base::AccountId account, base::MessageId message,
                                const model::DeedsSeen& said) {
    base::Status done = seen(account, message, Deed::Hide, said.hidden, said.canHide);
    return done ? seen(account, message, Deed::Like, said.liked, said.canLike) : done;
}

/// Only what differs is written: every poll says all of it again.
base::Status MessageDeeds::seen(base::AccountId account, base::MessageId message, Deed deed,
                                std::optional<bool> done, std::optional<bool> possible) {
    if (!done && !possible) {
        return {};
    }
    base::Status kept;
    if (done.value_or(false) || !possible.value_or(true)) {
        kept = sqlite::run(m_tx.connection(),
                           "INSERT INTO message_deed (message_id, kind, account_id) VALUES (?, ?, ?) "
                           "ON CONFLICT (message_id, kind) DO NOTHING",
                           message, model::name(deed), account);
    }
    if (kept) {
        constexpr int kUnsaid = -1;
        kept = sqlite::run(
            m_tx.connection(),
            "UPDATE message_deed SET done = iif(?3 < 0, done, ?3), barred = iif(?4 < 0, barred, ?4), "
            "refusal = iif(?3 IN (-1, done), refusal, '') WHERE message_id = ?1 AND kind = ?2 "
            "AND (?3 NOT IN (-1, done) OR ?4 NOT IN (-1, barred))",
            message, model::name(deed), done ? int{*done} : kUnsaid, possible ? int{!*possible} : kUnsaid);
    }
    return kept && m_tx.connection().changes() > 0 ? noteChange(message) : kept;
}

base::Status MessageDeeds::noteChange(base::MessageId message) {
    const auto conversation = sqlite::first(
        m_tx.connection(), "SELECT conversation_id FROM message WHERE id = ?",
        [](const sqlite::Statement& row) { return row.id<base::ConversationId>(0); }, message);
    if (!conversation) {
        return base::fail(conversation.error());
    }
    if (*conversation) {
        m_tx.change().conversations.insert(**conversation);
    }
    return {};
}

}  // namespace store
