// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/contact_table.h"

#include "store/sqlite/query.h"

#include "model/triage/urgency.h"

#include "base/text.h"

#include <fmt/format.h>

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

/// For rowOf().
constexpr std::string_view kColumns =
    "id, remote_id, handle, name, profile_url, bot, guessed, reach_percent, erased_until";

/// What a guess is called that has no remote id.
constexpr std::string_view kByHandle = "handle:";
constexpr std::string_view kByUrl = "url:";

bool isMadeUp(std::string_view remoteId) {
    return remoteId.starts_with(kByHandle) || remoteId.starts_with(kByUrl);
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
        "SELECT id, handle, name, profile_url, bot, guessed, reach_percent, erased_until FROM contact "
        "WHERE account_id = ? AND remote_id = ?",
        [&remoteId](const sqlite::Statement& row) {
            return Row{.id = row.id<base::ContactId>(0),
                       .remoteId = remoteId,
                       .handle = row.text(1),
                       .name = row.text(2),
                       .profileUrl = row.text(3),
                       .bot = row.boolean(4),
                       .guessed = row.boolean(5),
                       .reachPercent = static_cast<int>(row.integer(6)),
                       .erasedUntil = row.time(7)};
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
            .guessed = row.boolean(6),
            .reachPercent = static_cast<int>(row.integer(7)),
            .erasedUntil = row.time(8)};
}

base::Result<std::optional<ContactTable::Row>> ContactTable::byHandle(const std::string& handle,
                                                                      Among among) {
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
            fmt::format("SELECT {} FROM contact WHERE account_id = ? AND handle = ? COLLATE NOCASE "
                        "AND guessed >= ? ORDER BY id LIMIT 1",
                        kColumns),
            rowOf, m_account, spelling, guessed);
        if (found && !*found && spelling.contains('@')) {
            // "name@host:port" of any port; ';' follows ':'.
            const std::string from = spelling + ':';
            const std::string to = spelling + ';';
            found = sqlite::first(
                m_connection,
                fmt::format("SELECT {} FROM contact WHERE account_id = ? AND handle >= ? COLLATE NOCASE "
                            "AND handle < ? COLLATE NOCASE AND guessed >= ? LIMIT 1",
                            kColumns),
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
        fmt::format("SELECT {} FROM contact WHERE account_id = ? AND profile_url = ? "
                    "AND profile_url <> '' AND guessed >= ? ORDER BY id LIMIT 1",
                    kColumns),
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
                    "INSERT INTO contact (account_id, remote_id, handle, name, profile_url, bot, guessed, "
                    "reach_percent) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    m_account, remoteId, person.handle, person.name, person.profileUrl, person.bot, guessed,
                    model::reachPercent(person.followers));
    if (!done) {
        return base::fail(done.error());
    }
    Row row{.id = base::ContactId{m_connection.lastInsertId()},
            .remoteId = remoteId,
            .handle = person.handle,
            .name = person.name,
            .profileUrl = person.profileUrl,
            .bot = person.bot,
            .guessed = guessed,
            .reachPercent = model::reachPercent(person.followers)};
    return &m_rows.insert_or_assign(remoteId, std::move(row)).first->second;
}

base::Status ContactTable::write(const Row& row) {
    return sqlite::run(
        m_connection,
        "UPDATE contact SET remote_id = ?, handle = ?, name = ?, profile_url = ?, bot = ?, guessed = ?, "
        "reach_percent = ? WHERE id = ?",
        row.remoteId, row.handle, row.name, row.profileUrl, row.bot, row.guessed, row.reachPercent, row.id);
}

/// Takes what is new, and writes if there is something.
base::Status ContactTable::update(Row& row, const model::IncomingContact& person, bool changed) {
    for (const auto& [old, fresh] :
         {std::pair(&row.handle, &person.handle), std::pair(&row.name, &person.name),
          std::pair(&row.profileUrl, &person.profileUrl)}) {
        if (!fresh->empty() && *fresh != *old) {
            *old = *fresh;
            changed = true;
        }
    }
    if (person.followers > 0) {
        const int reach = model::reachPercent(person.followers);
        changed = std::exchange(row.reachPercent, reach) != reach || changed;
    }
    if (!changed) {
        return {};
    }
    m_changed = true;
    return write(row);
}

base::Result<std::optional<ContactTable::Row>> ContactTable::guessFor(const model::IncomingContact& person) {
    const base::Result<bool> any = anyGuess();
    if (!any) {
        return base::fail(any.error());
    }
    if (!*any) {
        return std::optional<Row>{};
    }
    auto guess = byHandle(person.handle, Among::Guesses);
    if (guess && !*guess && !person.profileUrl.empty()) {
        guess = byUrl(person.profileUrl, Among::Guesses);
    }
    return guess;
}

/// The row with this person's remote id. A guess with the same handle or address becomes it, or is taken in.
base::Result<ContactTable::Row*> ContactTable::named(const model::IncomingContact& person, Guesses takes) {
    const base::Result<Row*> row = byRemoteId(person.remoteId);
    if (!row || person.remoteId.empty()) {
        return row;
    }
    const bool knownByIdAlone = *row != nullptr && (*row)->handle.empty() && !person.handle.empty();
    if (*row != nullptr && !knownByIdAlone) {
        return row;
    }
    auto guess = guessFor(person);
    if (!guess) {
        return base::fail(guess.error());
    }
    const bool takesIt = *guess && (takes == Guesses::All || isMadeUp((*guess)->remoteId));
    if (!takesIt || (*row != nullptr && (*guess)->id == (*row)->id)) {
        return row;
    }
    m_recognised.push_back({.guess = (*guess)->id,
                            .guessedRemoteId = (*guess)->remoteId,
                            .id = *row != nullptr ? (*row)->id : (*guess)->id,
                            .remoteId = person.remoteId});
    m_rows.erase((*guess)->remoteId);
    if (*row != nullptr) {
        return row;
    }
    Row known = std::move(**guess);
    known.remoteId = person.remoteId;
    if (base::Status done = write(known); !done) {
        return base::fail(done.error());
    }
    return &m_rows.insert_or_assign(person.remoteId, std::move(known)).first->second;
}

base::Result<base::ContactId> ContactTable::keep(const model::IncomingContact& person) {
    base::Result<Row*> row = named(person, Guesses::All);
    if (row && *row == nullptr) {
        row = insert(person, person.remoteId, false);
        m_changed = true;
    } else if (row) {
        const bool wasGuess = std::exchange((*row)->guessed, false);
        const bool otherwise = std::exchange((*row)->bot, person.bot) != person.bot;
        if (base::Status updated = update(**row, person, wasGuess || otherwise); !updated) {
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
        const base::Result<Row*> row = named(person, Guesses::MadeUp);
        if (!row) {
            return base::fail(row.error());
        }
        if (*row != nullptr) {
            if (base::Status updated =
                    update(**row, (*row)->handle.empty() ? person : model::IncomingContact{}, false);
                !updated) {
                return base::fail(updated.error());
            }
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
        remoteId = std::string(kByHandle) + person.handle;
    } else if (remoteId.empty() && !person.profileUrl.empty()) {
        remoteId = std::string(kByUrl) + person.profileUrl;
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

base::Result<bool> ContactTable::isErased(const std::string& remoteId, base::UtcTime at) {
    const base::Result<Row*> row = byRemoteId(remoteId);
    if (!row) {
        return base::fail(row.error());
    }
    return *row != nullptr && at <= (*row)->erasedUntil;
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
