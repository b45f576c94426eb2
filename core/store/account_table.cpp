// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/account_table.h"

#include "store/hours_table.h"
#include "store/sqlite/query.h"

#include "base/word_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace store {

namespace {

using sqlite::Statement;

constexpr std::string_view kColumns =
    "id, platform, server, remote_id, handle, name, profile_url, state, problem, target_ms, target_unit, "
    "software, "
    "software_version, largest_reply, url_length, can_read_back, can_mark_read, least_poll_ms, "
    "private_messages, followers_audience, problem_kind, missing_permissions, can_hide, can_like, "
    "verified_at";

std::optional<std::int64_t> unlessZero(std::int64_t value) {
    return value == 0 ? std::nullopt : std::optional(value);
}

std::optional<bool> yesOrNo(std::string_view word) {
    return word.empty() ? std::nullopt : std::optional(word == "yes");
}

std::string_view column(std::optional<bool> fact) {
    return !fact ? "" : *fact ? "yes" : "no";
}

model::Account readAccount(const Statement& row) {
    model::Account account;
    account.id = row.id<base::AccountId>(0);
    account.platform = row.text(1);
    account.server = row.text(2);
    account.remoteId = row.text(3);
    account.handle = row.text(4);
    account.name = row.text(5);
    account.profileUrl = row.text(6);
    account.state = model::accountStateNamed(row.view(7)).value_or(model::AccountState::Ok);
    account.problem = row.text(8);
    account.problemKind = base::errorKindNamed(row.view(20));
    account.capabilities.target = {.length = base::Duration(row.integer(9)),
                                   .unit = timeUnitNamed(row.view(10))};
    account.facts.software = row.text(11);
    account.facts.version = row.text(12);
    account.facts.largestReply = unlessZero(row.integer(13));
    account.facts.urlLength = unlessZero(row.integer(14));
    account.capabilities.readBack = row.boolean(15);
    account.capabilities.readMarks = row.boolean(16);
    account.capabilities.leastPollInterval = base::Duration(row.integer(17));
    account.facts.privateMessages = yesOrNo(row.view(18));
    account.capabilities.followersAudience = row.text(19);
    account.facts.lacks = base::wordsOf(row.view(21));
    account.capabilities.hides = row.boolean(22);
    account.capabilities.likes = row.boolean(23);
    account.verifiedAt = row.time(24);
    return account;
}

std::string_view name(model::LengthUnit unit) {
    switch (unit) {
    case model::LengthUnit::Graphemes:
        return "graphemes";
    case model::LengthUnit::Utf16Units:
        return "utf16";
    case model::LengthUnit::Bytes:
        return "bytes";
    case model::LengthUnit::Weighted:
        return "weighted";
    }
    return "graphemes";
}

model::LengthUnit lengthUnitNamed(std::string_view word) {
    if (word == "utf16") {
        return model::LengthUnit::Utf16Units;
    }
    if (word == "weighted") {
        return model::LengthUnit::Weighted;
    }
    return word == "bytes" ? model::LengthUnit::Bytes : model::LengthUnit::Graphemes;
}

std::string_view name(model::RepeatGuarantee::Kind kind) {
    switch (kind) {
    case model::RepeatGuarantee::Kind::None:
        return "none";
    case model::RepeatGuarantee::Kind::ForTime:
        return "for_time";
    case model::RepeatGuarantee::Kind::Always:
        return "always";
    }
    return "none";
}

/// An unknown word promises nothing: a promise that is not there would double a reply.
model::RepeatGuarantee::Kind repeatKindNamed(std::string_view word) {
    if (word == "for_time") {
        return model::RepeatGuarantee::Kind::ForTime;
    }
    return word == "always" ? model::RepeatGuarantee::Kind::Always : model::RepeatGuarantee::Kind::None;
}

model::ReplyCapability readCapability(const Statement& row) {
    model::ReplyCapability capability;
    capability.visibility = model::visibilityNamed(row.view(0)).value_or(model::Visibility::Public);
    capability.length.unit = lengthUnitNamed(row.view(1));
    capability.length.limit = row.integer(2);
    capability.length.urlLength = row.integer(3);
    capability.length.mentionsWithoutDomain = row.boolean(4);
    capability.repeat.kind = repeatKindNamed(row.view(5));
    capability.repeat.lasts = base::Duration(row.integer(6));
    if (const std::optional<std::int64_t> window = unlessZero(row.integer(7))) {
        capability.window = base::Duration(*window);
    }
    capability.length.byteLimit = row.integer(8);
    if (const std::optional<std::int64_t> window = unlessZero(row.integer(9))) {
        capability.personWindow = base::Duration(*window);
    }
    capability.onlyIfAddressed = row.boolean(10);
    capability.price = {.plain = row.integer(11), .withUrl = row.integer(12)};
    if (const std::optional<std::int64_t> within = unlessZero(row.integer(13))) {
        capability.onePrivateReplyWithin = base::Duration(*within);
    }
    capability.missingPermission = row.text(14);
    return capability;
}

base::Result<std::vector<model::ReplyCapability>> capabilitiesOf(sqlite::Connection& connection,
                                                                 base::AccountId id) {
    return sqlite::all(connection,
                       "SELECT visibility, length_unit, length_limit, url_length, mentions_without_domain, "
                       "repeat_kind, repeat_ms, window_ms, byte_limit, person_window_ms, "
                       "only_if_addressed, price_micros, price_with_url_micros, private_reply_ms, "
                       "missing_permission "
                       "FROM reply_capability WHERE account_id = ? "
                       "ORDER BY visibility DESC",
                       readCapability, id);
}

/// The order that an adapter lists them in means nothing.
std::vector<model::ReplyCapability> inOrder(std::vector<model::ReplyCapability> replies) {
    std::ranges::sort(replies, {}, &model::ReplyCapability::visibility);
    return replies;
}

}  // namespace

base::Result<std::vector<model::Account>> AccountTable::list() const {
    static const std::string sql =
        fmt::format("SELECT {} FROM account WHERE removed_at = 0 ORDER BY id", kColumns);
    base::Result<std::vector<model::Account>> accounts = sqlite::all(m_connection, sql, readAccount);
    if (!accounts) {
        return accounts;
    }
    for (model::Account& account : *accounts) {
        if (base::Status read = readParts(account); !read) {
            return base::fail(std::move(read.error()));
        }
    }
    return accounts;
}

base::Status AccountTable::readParts(model::Account& account) const {
    base::Result<std::vector<model::ReplyCapability>> replies = capabilitiesOf(m_connection, account.id);
    if (!replies) {
        return base::fail(std::move(replies.error()));
    }
    account.capabilities.replies = std::move(*replies);
    return sqlite::each(
        m_connection, "SELECT name, value FROM account_setting WHERE account_id = ?",
        [&account](const Statement& row) { account.settings[row.text(0)] = row.text(1); }, account.id);
}

base::Result<model::Account> AccountTable::find(base::AccountId id) const {
    static const std::string sql = fmt::format("SELECT {} FROM account WHERE id = ?", kColumns);
    base::Result<std::optional<model::Account>> account = sqlite::first(m_connection, sql, readAccount, id);
    if (!account) {
        return base::fail(std::move(account.error()));
    }
    if (!*account) {
        return base::fail(base::ErrorKind::NotFound, fmt::format("there is no account {}", id.value));
    }
    if (base::Status read = readParts(**account); !read) {
        return base::fail(std::move(read.error()));
    }
    return std::move(**account);
}

base::Result<base::AccountId> AccountTable::add(const model::Account& account, model::Change& change) {
    const auto known = sqlite::first(
        m_connection, "SELECT id FROM account WHERE platform = ? AND server = ? AND remote_id = ?",
        [](const Statement& row) { return row.id<base::AccountId>(0); }, account.platform, account.server,
        account.remoteId);
    if (!known) {
        return base::fail(known.error());
    }
    model::Account stored = account;
    if (*known) {
        stored.id = **known;
        const base::Status revived = sqlite::run(
            m_connection, "UPDATE account SET removed_at = 0 WHERE id = ? AND removed_at <> 0", stored.id);
        if (!revived) {
            return base::fail(revived.error());
        }
        if (m_connection.changes() > 0) {
            change.accounts.insert(stored.id);
        }
    } else {
        const base::Status inserted =
            sqlite::run(m_connection, "INSERT INTO account (platform, server, remote_id) VALUES (?, ?, ?)",
                        account.platform, account.server, account.remoteId);
        if (!inserted) {
            return base::fail(inserted.error());
        }
        stored.id = base::AccountId{m_connection.lastInsertId()};
        change.accounts.insert(stored.id);
    }
    base::Status done = update(stored, change);
    for (const auto& [name, value] : account.settings) {
        if (done) {
            done = setSetting(stored.id, name, value, change);
        }
    }
    if (done) {
        done = setState(stored.id, model::AccountState::Ok, {}, {}, change);
    }
    if (!done) {
        return base::fail(std::move(done.error()));
    }
    return stored.id;
}

base::Status AccountTable::update(const model::Account& account, model::Change& change) {
    const base::Result<model::Account> old = find(account.id);
    if (!old) {
        return base::fail(old.error());
    }
    const model::ServerFacts& facts = account.facts;
    const model::Capabilities& can = account.capabilities;
    base::Status done = sqlite::run(
        m_connection,
        "UPDATE account SET handle = ?2, name = ?3, profile_url = ?4, software = ?5, software_version = ?6, "
        "largest_reply = ?7, url_length = ?8, can_read_back = ?9, can_mark_read = ?10, least_poll_ms = "
        "?11, private_messages = ?12, followers_audience = ?13, target_ms = ?14, target_unit = ?15, "
        "missing_permissions = ?16 "
        "WHERE id = ?1 AND (handle, name, profile_url, software, software_version, largest_reply, "
        "url_length, "
        "can_read_back, can_mark_read, least_poll_ms, private_messages, followers_audience, target_ms, "
        "target_unit, missing_permissions) IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
        "?15, ?16)",
        account.id, account.handle, account.name, account.profileUrl, facts.software, facts.version,
        facts.largestReply.value_or(0), facts.urlLength.value_or(0), can.readBack, can.readMarks,
        can.leastPollInterval.count(), column(facts.privateMessages), can.followersAudience,
        can.target.length.count(), name(can.target.unit), base::joinedWords(facts.lacks));
    if (!done) {
        return done;
    }
    bool changed = m_connection.changes() > 0;
    if (can.hides != old->capabilities.hides || can.likes != old->capabilities.likes) {
        done = sqlite::run(m_connection, "UPDATE account SET can_hide = ?2, can_like = ?3 WHERE id = ?1",
                           account.id, can.hides, can.likes);
        changed = true;
        if (!done) {
            return done;
        }
    }
    const bool otherReplies = inOrder(can.replies) != inOrder(old->capabilities.replies);
    if (otherReplies) {
        done = writeCapabilities(account.id, can);
        changed = true;
    }
    if (done && (otherReplies || can.target != old->capabilities.target)) {
        done = HoursTable(m_connection).countChange();
    }
    if (changed) {
        change.accounts.insert(account.id);
    }
    return done;
}

base::Status AccountTable::writeCapabilities(base::AccountId id, const model::Capabilities& capabilities) {
    base::Status done = sqlite::run(m_connection, "DELETE FROM reply_capability WHERE account_id = ?", id);
    for (const model::ReplyCapability& reply : capabilities.replies) {
        if (!done) {
            return done;
        }
        done = sqlite::run(
            m_connection,
            "INSERT INTO reply_capability (account_id, visibility, length_unit, length_limit, "
            "url_length, mentions_without_domain, repeat_kind, repeat_ms, window_ms, byte_limit, "
            "person_window_ms, only_if_addressed, price_micros, price_with_url_micros, "
            "private_reply_ms, missing_permission) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id, model::name(reply.visibility), name(reply.length.unit), reply.length.limit,
            reply.length.urlLength, reply.length.mentionsWithoutDomain, name(reply.repeat.kind),
            reply.repeat.lasts.count(), reply.window ? reply.window->count() : 0, reply.length.byteLimit,
            reply.personWindow ? reply.personWindow->count() : 0, reply.onlyIfAddressed, reply.price.plain,
            reply.price.withUrl, reply.onePrivateReplyWithin ? reply.onePrivateReplyWithin->count() : 0,
            reply.missingPermission);
    }
    return done;
}

base::Status AccountTable::setSetting(base::AccountId id, const std::string& name, const std::string& value,
                                      model::Change& change) {
    base::Status done =
        value.empty()
            ? sqlite::run(m_connection, "DELETE FROM account_setting WHERE account_id = ? AND name = ?", id,
                          name)
            : sqlite::run(m_connection,
                          "INSERT INTO account_setting (account_id, name, value) VALUES (?1, ?2, ?3) "
                          "ON CONFLICT (account_id, name) DO UPDATE SET value = ?3 WHERE value <> ?3",
                          id, name, value);
    if (done && m_connection.changes() > 0) {
        change.accounts.insert(id);
    }
    return done;
}

base::Status AccountTable::setVerified(base::AccountId id, base::UtcTime at) {
    constexpr base::Duration kSameTime = std::chrono::hours{1};
    return sqlite::run(m_connection,
                       "UPDATE account SET verified_at = ?2 "
                       "WHERE id = ?1 AND (verified_at > ?2 OR verified_at < ?2 - ?3)",
                       id, at, kSameTime.count());
}

base::Status AccountTable::setState(base::AccountId id, model::AccountState state, const std::string& problem,
                                    std::optional<base::ErrorKind> kind, model::Change& change) {
    base::Status done =
        sqlite::run(m_connection,
                    "UPDATE account SET state = ?2, problem = ?3, problem_kind = ?4 "
                    "WHERE id = ?1 AND (state, problem, problem_kind) IS NOT (?2, ?3, ?4)",
                    id, model::name(state), problem, kind ? base::name(*kind) : std::string_view{});
    if (done && m_connection.changes() > 0) {
        change.accounts.insert(id);
    }
    return done;
}

}  // namespace store
