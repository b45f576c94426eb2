// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "model/incoming.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/ids.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

namespace sqlite {
class Statement;
}

/// Ways to write a handle that mean one person on `server`: with and without a leading @, its domain, its
/// port.
[[nodiscard]] std::vector<std::string> handleSpellings(std::string_view handle, std::string_view server);

/// The people of one account. Rows are looked up once and remembered: for the length of one transaction.
class ContactTable {
public:
    ContactTable(sqlite::Connection& connection, base::AccountId account)
        : m_connection(connection), m_account(account) {}

    struct Known {
        base::ContactId id;
        std::string remoteId;
    };
    /// The author of a message: inserted, or updated where something is new. An empty field takes nothing
    /// away.
    [[nodiscard]] base::Result<base::ContactId> keep(const model::IncomingContact& person);
    /// Somebody whom a text mentions.
    [[nodiscard]] base::Result<base::ContactId> mentioned(const std::string& remoteId);
    /// To whom a message of ours went: found by remote id, else by handle, else by profile address; else a
    /// guess is kept until the person writes. Nothing when no field says anything.
    [[nodiscard]] base::Result<std::optional<Known>> addressee(const model::IncomingContact& person);

    [[nodiscard]] base::Result<std::string> remoteId(base::ContactId contact);
    /// Whether what this person wrote at that time was erased: see store/customer_erasure.h.
    [[nodiscard]] base::Result<bool> isErased(const std::string& remoteId, base::UtcTime at);
    /// A guess that turned out to be a person of another remote id, or one who was known by their id alone.
    struct Recognised {
        base::ContactId guess;
        std::string guessedRemoteId;
        base::ContactId id;
        std::string remoteId;
    };
    [[nodiscard]] std::vector<Recognised> takeRecognised();
    /// Did a kept person change?
    [[nodiscard]] bool changed() const { return m_changed; }

private:
    struct Row {
        base::ContactId id;
        std::string remoteId;
        std::string handle;
        std::string name;
        std::string profileUrl;
        bool bot = false;
        bool guessed = false;
        int reachPercent = 100;
        base::UtcTime erasedUntil{};
    };
    [[nodiscard]] base::Result<Row*> byRemoteId(const std::string& remoteId);
    enum class Among { Everybody, Guesses };
    [[nodiscard]] static Row rowOf(const sqlite::Statement& row);
    [[nodiscard]] base::Result<std::optional<Row>> byHandle(const std::string& handle, Among among);
    [[nodiscard]] base::Result<std::optional<Row>> byUrl(const std::string& url, Among among);
    [[nodiscard]] base::Result<bool> anyGuess();
    [[nodiscard]] base::Result<std::optional<Row>> guessFor(const model::IncomingContact& person);
    /// Which guesses may turn out to be a person: all when the person writes, else those without a remote id.
    enum class Guesses { All, MadeUp };
    [[nodiscard]] base::Result<Row*> named(const model::IncomingContact& person, Guesses takes);
    [[nodiscard]] base::Result<Row*> insert(const model::IncomingContact& person, const std::string& remoteId,
                                            bool guessed);
    [[nodiscard]] base::Status update(Row& row, const model::IncomingContact& person, bool changed);
    [[nodiscard]] base::Status write(const Row& row);

    sqlite::Connection& m_connection;
    base::AccountId m_account;
    std::map<std::string, Row, std::less<>> m_rows;
    std::vector<Recognised> m_recognised;
    std::optional<std::string> m_server;
    std::optional<bool> m_anyGuess;
    bool m_changed = false;
};

}  // namespace store
