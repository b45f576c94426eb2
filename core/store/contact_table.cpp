// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/contact_table.h"

#include "store/sqlite/query.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace store {
namespace {

/// "example.org" and "8443" of "https://example.org:8443".
std::pair<std::string, std::string> hostAndPort(std::string_view server) {
    if (const std::size_t scheme = server.find("://"); scheme != std::string_view::npos) {
        server.remove_prefix(scheme + 3);
    }
    server = server.substr(0, server.find('/'));
    const std::size_t colon = server.find(':');
    std::string host = base::asciiLower(server.substr(0, colon));
    return {std::move(host),
            colon == std::string_view::npos ? std::string() : std::string(server.substr(colon + 1))};
}

}  // namespace

std::vector<std::string> handleSpellings(std::string_view handle, std::string_view server) {
    if (handle.starts_with('@')) {
        handle.remove_prefix(1);
    }
    std::vector<std::string> spellings;
    if (handle.empty()) {
        return spellings;
    }
    const std::size_t sign = handle.find('@');
    const std::string name(handle.substr(0, sign));
    const auto [home, homePort] = hostAndPort(server);
    auto [host, port] =
        sign == std::string_view::npos ? std::pair(home, homePort) : hostAndPort(handle.substr(sign + 1));
    spellings.emplace_back(handle);
    if (host == home) {
        spellings.push_back(name);
        if (port.empty()) {
            port = homePort;
        }
    }
    spellings.push_back(name + '@' + host);
    if (!port.empty()) {
        spellings.push_back(name + '@' + host + ':' + port);
    }
    std::ranges::sort(spellings);
    spellings.erase(std::ranges::unique(spellings).begin(), spellings.end());
    return spellings;
}

base::Result<ContactTable::Row*> ContactTable::byRemoteId(const std::string& remoteId) {
    if (const auto known = m_rows.find(remoteId); known != m_rows.end()) {
        return &known->second;
    }
    auto found = sqlite::first(
        m_connection,
        "SELECT id, handle, name, profile_url, bot, guessed FROM contact WHERE account_id = ? AND remote_id "
        "= ?",
        [&remoteId](const sqlite::Statement& row) {
            return Row{.id = row.id<base::ContactId>(0),
                       .remoteId = remoteId,
                       .handle = row.text(1),
                       .name = row.text(2),
                       .profileUrl = row.text(3),
                       .bot = row.boolean(4),
                       .guessed = row.boolean(5)};
        },
        m_account, remoteId);
    if (!found) {
        return base::fail(found.error());
    }
    if (!*found) {
        return nullptr;
    }
    return &m_rows.insert_or_assign(remoteId, std::move(**found)).first->second;
}

ContactTable::Row ContactTable::rowOf(const sqlite::Statement& row) {
    return {.id = row.id<base::ContactId>(0),
            .remoteId = row.text(1),
            .handle = row.text(2),
            .name = row.text(3),
            .profileUrl = row.text(4),
            .bot = row.boolean(5),
            .guessed = row.boolean(6)};
}

base::Result<std::optional<ContactTable::Row>> ContactTable::byHandle(const std::string& handle, Among among) {
    if (!m_server) {
        auto server = sqlite::first(
            m_connection, "SELECT server FROM account WHERE id = ?",
            [](const sqlite::Statement& row) { return row.text(0); }, m_account);
        if (!server) {
            return base::fail(server.error());
        }
        m_server = server->value_or("");
    }
    const int guessed = among == Among::Guesses ? 1 : 0;
    for (const std::string& spelling : handleSpellings(handle, *m_server)) {
        auto found = sqlite::first(
            m_connection,
            "SELECT id, remote_id, handle, name, profile_url, bot, guessed FROM contact "
            "WHERE account_id = ? AND handle = ? COLLATE NOCASE AND guessed >= ? ORDER BY id LIMIT 1",
            rowOf, m_account, spelling, guessed);
        if (found && !*found && spelling.contains('@')) {
            // "name@host:port" of any port; ';' follows ':'.
            const std::string from = spelling + ':';
            const std::string to = spelling + ';';
            found = sqlite::first(
                m_connection,
                "SELECT id, remote_id, handle, name, profile_url, bot, guessed FROM contact WHERE account_id = ? "
                "AND handle >= ? COLLATE NOCASE AND handle < ? COLLATE NOCASE AND guessed >= ? LIMIT 1",
                rowOf, m_account, from, to, guessed);
        }
        if (!found || *found) {
            return found;
        }
    }
    return std::optional<Row>{};
}

base::Result<std::optional<ContactTable::Row>> ContactTable::byUrl(const std::string& url, Among among) {
    return sqlite::first(
        m_connection,
        "SELECT id, remote_id, handle, name, profile_url, bot, guessed FROM contact "
        "WHERE account_id = ? AND profile_url = ? AND profile_url <> '' AND guessed >= ? ORDER BY id LIMIT 1",
        rowOf, m_account, url, among == Among::Guesses ? 1 : 0);
}

/// Guesses are rare: one look spares every new person the search among them.
base::Result<bool> ContactTable::anyGuess() {
    if (!m_anyGuess) {
        const auto found = sqlite::first(
            m_connection, "SELECT 1 FROM contact WHERE account_id = ? AND guessed = 1 LIMIT 1",
            [](const sqlite::Statement&) { return true; }, m_account);
        if (!found) {
            return base::fail(found.error());
        }
        m_anyGuess = found->has_value();
    }
    return *m_anyGuess;
}

base::Result<ContactTable::Row*> ContactTable::insert(const model::IncomingContact& person,
                                                      const std::string& remoteId, bool guessed) {
    const base::Status done =
        sqlite::run(m_connection,
                    "INSERT INTO contact (account_id, remote_id, handle, name, profile_url, bot, guessed) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?)",
                    m_account, remoteId, person.handle, person.name, person.profileUrl, person.bot, guessed);
    if (!done) {
        return base::fail(done.error());
    }
    Row row{.id = base::ContactId{m_connection.lastInsertId()},
            .remoteId = remoteId,
            .handle = person.handle,
            .name = person.name,
            .profileUrl = person.profileUrl,
            .bot = person.bot,
            .guessed = guessed};
    return &m_rows.insert_or_assign(remoteId, std::move(row)).first->second;
}

base::Status ContactTable::update(Row& row, const model::IncomingContact& person) {
    const auto differs = [](const std::string& old, const std::string& fresh) {
        return !fresh.empty() && fresh != old;
    };
    if (!row.guessed && row.bot == person.bot && !differs(row.handle, person.handle) &&
        !differs(row.name, person.name) && !differs(row.profileUrl, person.profileUrl)) {
        return {};
    }
    const auto take = [](std::string& old, const std::string& fresh) {
        if (!fresh.empty()) {
            old = fresh;
        }
    };
    take(row.handle, person.handle);
    take(row.name, person.name);
    take(row.profileUrl, person.profileUrl);
    row.bot = person.bot;
    row.guessed = false;
    m_changed = true;
    return sqlite::run(
        m_connection,
        "UPDATE contact SET remote_id = ?, handle = ?, name = ?, profile_url = ?, bot = ?, guessed = 0 "
        "WHERE id = ?",
        row.remoteId, row.handle, row.name, row.profileUrl, row.bot, row.id);
}

/// A guess with this handle or address becomes the person.
base::Result<ContactTable::Row*> ContactTable::recognise(const model::IncomingContact& person) {
    const base::Result<bool> any = anyGuess();
    if (!any) {
        return base::fail(any.error());
    }
    if (!*any) {
        return nullptr;
    }
    auto guess = byHandle(person.handle, Among::Guesses);
    if (guess && !*guess && !person.profileUrl.empty()) {
        guess = byUrl(person.profileUrl, Among::Guesses);
    }
    if (!guess) {
        return base::fail(guess.error());
    }
    if (!*guess) {
        return nullptr;
    }
    Row row = std::move(**guess);
    m_recognised.push_back({.id = row.id, .formerRemoteId = row.remoteId, .remoteId = person.remoteId});
    m_rows.erase(row.remoteId);
    row.remoteId = person.remoteId;
    return &m_rows.insert_or_assign(person.remoteId, std::move(row)).first->second;
}

base::Result<base::ContactId> ContactTable::keep(const model::IncomingContact& person) {
    base::Result<Row*> row = byRemoteId(person.remoteId);
    if (row && *row == nullptr && !person.remoteId.empty()) {
        row = recognise(person);
    }
    if (row && *row == nullptr) {
        row = insert(person, person.remoteId, false);
        m_changed = true;
    } else if (row) {
        if (const base::Status updated = update(**row, person); !updated) {
            return base::fail(updated.error());
        }
    }
    if (!row) {
        return base::fail(row.error());
    }
    return (*row)->id;
}

base::Result<base::ContactId> ContactTable::mentioned(const std::string& remoteId) {
    base::Result<Row*> row = byRemoteId(remoteId);
    if (row && *row == nullptr) {
        row = insert({}, remoteId, false);
    }
    if (!row) {
        return base::fail(row.error());
    }
    return (*row)->id;
}

base::Result<std::optional<ContactTable::Known>>
ContactTable::addressee(const model::IncomingContact& person) {
    if (!person.remoteId.empty()) {
        const base::Result<Row*> row = byRemoteId(person.remoteId);
        if (!row) {
            return base::fail(row.error());
        }
        if (*row != nullptr) {
            return Known{.id = (*row)->id, .remoteId = (*row)->remoteId};
        }
    }
    auto found = byHandle(person.handle, Among::Everybody);
    if (found && !*found && !person.profileUrl.empty()) {
        found = byUrl(person.profileUrl, Among::Everybody);
    }
    if (!found) {
        return base::fail(found.error());
    }
    if (*found) {
        return Known{.id = (*found)->id, .remoteId = (*found)->remoteId};
    }
    std::string remoteId = person.remoteId;
    if (remoteId.empty() && !person.handle.empty()) {
        remoteId = "handle:" + person.handle;
    } else if (remoteId.empty() && !person.profileUrl.empty()) {
        remoteId = "url:" + person.profileUrl;
    }
    if (remoteId.empty()) {
        return std::optional<Known>{};
    }
    const base::Result<Row*> row = insert(person, remoteId, true);
    if (!row) {
        return base::fail(row.error());
    }
    m_anyGuess = true;
    return Known{.id = (*row)->id, .remoteId = remoteId};
}

base::Result<std::string> ContactTable::remoteId(base::ContactId contact) {
    const auto found = sqlite::first(
        m_connection, "SELECT remote_id FROM contact WHERE id = ?",
        [](const sqlite::Statement& row) { return row.text(0); }, contact);
    if (!found) {
        return base::fail(found.error());
    }
    return found->value_or("");
}

std::vector<ContactTable::Recognised> ContactTable::takeRecognised() {
    return std::exchange(m_recognised, {});
}

}  // namespace store
