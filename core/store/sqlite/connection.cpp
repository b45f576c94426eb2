// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/connection.h"

#include "store/sqlite/search_functions.h"
#include "store/sqlite/statement.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace store::sqlite {

namespace {

/// How long a connection waits for a lock. Only recovery and checkpoints ever hold one against us.
constexpr int kBusyTimeoutMs = 5000;

/// Literals are far fewer; text built at run time comes from ever new addresses and must not pile up.
constexpr std::size_t kMostAddresses = 2048;

/// All compiled statements of one SQL text.
struct Compilations {
    std::string sql;
    std::vector<std::unique_ptr<CompiledStatement>> statements;
};

/// SQL texts are nearly always literals: the same address means the same text, which is compared to be sure.
struct Address {
    const char* begin;
    std::size_t size;
    bool operator==(const Address&) const = default;
};
struct AddressHash {
    std::size_t operator()(const Address& address) const noexcept {
        return std::hash<const void*>{}(address.begin) ^ (address.size << 1U);
    }
};

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
        return std::hash<std::string_view>{}(text);
    }
};

bool diskIsFull(int code, int systemError) {
    return code == SQLITE_FULL ||
           (code == SQLITE_IOERR && (systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG));
}

std::string systemWords(int systemError) {
    return systemError == 0 ? std::string("no reason given") : std::generic_category().message(systemError);
}

base::Error describe(int extendedCode, int systemError, std::string_view complaint) {
    using base::ErrorKind;
    const int code = extendedCode & 0xff;
    if (diskIsFull(code, systemError)) {
        return {.kind = ErrorKind::DiskFull, .message = "the disk is full; nothing was changed"};
    }
    switch (code) {
    case SQLITE_CORRUPT:
        return {.kind = ErrorKind::DatabaseCorrupt,
                .message = fmt::format("the database is damaged ({})", complaint)};
    case SQLITE_NOTADB:
        return {.kind = ErrorKind::DatabaseCorrupt,
                .message = "the file is no Shopbell database, or its beginning is damaged"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {.kind = ErrorKind::Database,
                .message = "another program is using the database; nothing was changed"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {.kind = ErrorKind::Database,
                .message = "the database or its folder can't be written to; nothing was changed"};
    case SQLITE_CANTOPEN:
        return {.kind = ErrorKind::Database,
                .message = fmt::format("the database can't be opened ({})", systemWords(systemError))};
    case SQLITE_IOERR:
        return {.kind = ErrorKind::Database,
                .message = fmt::format("the disk reported an error ({}); nothing was changed",
                                       systemError == 0 ? std::string(complaint) : systemWords(systemError))};
    case SQLITE_NOMEM:
        return {.kind = ErrorKind::Database, .message = "there is not enough memory; nothing was changed"};
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
        return {.kind = ErrorKind::Internal,
                .message = fmt::format("the database was used wrongly ({})", complaint)};
    default:
        return {.kind = ErrorKind::Database, .message = fmt::format("the database refused ({})", complaint)};
    }
}

/// The system's own number behind an I/O error. SQLite does not note it when a commit fails; errno, which was
/// set to 0 before the call, still has it.
int systemErrorOf(sqlite3* database) {
    const int latest = errno;
    const int noted = sqlite3_system_errno(database);
    return noted != 0 ? noted : latest;
}

/// Why a file could not be opened. SQLite tries once more for reading alone, so that a folder in which
/// nothing can be made looks like a file that is not there.
base::Error whyNotOpened(int code, sqlite3* database, const std::string& path) {
    const int systemError = database == nullptr ? 0 : systemErrorOf(database);
    std::error_code ignored;
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    if ((code & 0xff) == SQLITE_CANTOPEN && systemError == ENOENT &&
        std::filesystem::exists(folder, ignored) && !std::filesystem::exists(path, ignored)) {
        return {.kind = base::ErrorKind::Database,
                .message = "there is no database, and none can be made in this folder"};
    }
    return describe(code, systemError, database == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(database));
}

/// SQLite counts every byte it allocates under a lock, for statistics that nobody here reads. Only before its
/// first use can it be told not to; later it refuses, which harms nothing.
void countNoMemory() {
    static const int told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(told);
}

int configure(sqlite3* database, Role role) {
    const bool writes = role == Role::Writer;
    sqlite3_busy_timeout(database, kBusyTimeoutMs);
    const std::pair<int, int> switches[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, writes ? 1 : 0},
        // A query-only reader that closes last would checkpoint all the same.
        {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, writes ? 0 : 1},
    };
    for (const auto& [option, value] : switches) {
        if (const int code = sqlite3_db_config(database, option, value, nullptr); code != SQLITE_OK) {
            return code;
        }
    }
    // A disk that loses power may spoil the rest of a sector that it was writing: each commit then ends with its
    // own sector.
    int overwritesSafely = 0;
    sqlite3_file_control(database, "main", SQLITE_FCNTL_POWERSAFE_OVERWRITE, &overwritesSafely);
    const int code = addSearchFunctions(database);
    if (code != SQLITE_OK) {
        return code;
    }
    // mmap made a cold start eight times slower; NORMAL lost acknowledged commits in simulated power cuts.
    const char* settings = writes
                               ? "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = "
                                 "FULL; PRAGMA mmap_size = 0;"
                                 "PRAGMA secure_delete = FAST;"
                                 "PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY;"
                                 "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864"
                               : "PRAGMA query_only = 1; PRAGMA wal_autocheckpoint = 0; PRAGMA mmap_size = 0;"
                                 "PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY";
    return sqlite3_exec(database, settings, nullptr, nullptr, nullptr);
}

}  // namespace

struct Connection::Parts {
    sqlite3* database = nullptr;
    std::unordered_map<std::string, std::unique_ptr<Compilations>, TextHash, std::equal_to<>> byText;
    std::unordered_map<Address, Compilations*, AddressHash> byAddress;
    std::vector<std::string> compiled;

    ~Parts() {
        for (const auto& [sql, compilations] : byText) {
            for (const auto& statement : compilations->statements) {
                sqlite3_finalize(statement->handle);
            }
        }
        sqlite3_close_v2(database);
    }

    Compilations& compilationsOf(std::string_view sql) {
        const Address address{.begin = sql.data(), .size = sql.size()};
        if (const auto known = byAddress.find(address);
            known != byAddress.end() && known->second->sql == sql) {
            return *known->second;
        }
        auto found = byText.find(sql);
        if (found == byText.end()) {
            auto fresh = std::make_unique<Compilations>();
            fresh->sql = sql;
            found = byText.emplace(std::string(sql), std::move(fresh)).first;
        }
        if (byAddress.size() >= kMostAddresses) {
            byAddress.clear();
        }
        byAddress.insert_or_assign(address, found->second.get());
        return *found->second;
    }
};

Connection::Connection(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

Connection::~Connection() = default;

base::Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Role role,
                                                           const std::string& vfs) {
    countNoMemory();
    auto parts = std::make_unique<Parts>();
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (role == Role::Writer) {
        flags |= SQLITE_OPEN_CREATE;
    }
    errno = 0;
    int code = sqlite3_open_v2(path.c_str(), &parts->database, flags, vfs.empty() ? nullptr : vfs.c_str());
    if (code == SQLITE_OK) {
        code = configure(parts->database, role);
    }
    if (code != SQLITE_OK) {
        return base::fail(whyNotOpened(code, parts->database, path).within(path));
    }
    return std::unique_ptr<Connection>(new Connection(std::move(parts)));
}

base::Result<Statement> Connection::prepare(std::string_view sql) {
    Compilations& compilations = m_parts->compilationsOf(sql);
    for (const auto& statement : compilations.statements) {
        if (!statement->lent) {
            return Statement(*this, *statement);
        }
    }
    sqlite3_stmt* handle = nullptr;
    errno = 0;
    const int code = sqlite3_prepare_v3(m_parts->database, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    if (code != SQLITE_OK) {
        return base::fail(error({}));
    }
    if (handle == nullptr) {
        return base::fail(base::ErrorKind::Internal, "an empty text is no statement");
    }
    if (compilations.statements.empty()) {
        m_parts->compiled.emplace_back(sql);
    }
    compilations.statements.push_back(
        std::make_unique<CompiledStatement>(CompiledStatement{.handle = handle}));
    return Statement(*this, *compilations.statements.back());
}

base::Status Connection::execute(const std::string& sql) {
    errno = 0;
    if (sqlite3_exec(m_parts->database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        return base::fail(error({}));
    }
    return {};
}

std::int64_t Connection::lastInsertId() const {
    return sqlite3_last_insert_rowid(m_parts->database);
}

std::int64_t Connection::changes() const {
    return sqlite3_changes64(m_parts->database);
}

base::Error Connection::error(std::string_view doing) const {
    const int systemError = systemErrorOf(m_parts->database);  // first: errno lives short
    base::Error error =
        describe(sqlite3_extended_errcode(m_parts->database), systemError, sqlite3_errmsg(m_parts->database));
    return doing.empty() ? error : error.within(std::string(doing));
}

std::vector<std::string> Connection::compiledSql() const {
    return m_parts->compiled;
}

sqlite3* Connection::handle() const {
    return m_parts->database;
}

}  // namespace store::sqlite
