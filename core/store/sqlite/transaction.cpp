// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite/transaction.h"

#include "store/sqlite/statement.h"

#include <sqlite3.h>

namespace store::sqlite {

namespace {

base::Status runOnce(Connection& connection, std::string_view sql) {
    base::Result<Statement> statement = connection.prepare(sql);
    if (!statement) {
        return base::fail(statement.error());
    }
    return statement->run();
}

}  // namespace

base::Result<Transaction> Transaction::begin(Connection& connection) {
    if (base::Status begun = runOnce(connection, "BEGIN IMMEDIATE"); !begun) {
        return base::fail(begun.error());
    }
    return Transaction(connection);
}

Transaction::~Transaction() {
    rollBack();
}

base::Status Transaction::commit() {
    base::Status committed = runOnce(*m_connection, "COMMIT");
    if (!committed) {
        rollBack();
    }
    m_connection = nullptr;
    return committed;
}

void Transaction::rollBack() {
    // A full disk or an I/O error has rolled back already.
    if (m_connection == nullptr || sqlite3_get_autocommit(m_connection->handle()) != 0) {
        return;
    }
    // Without memory or disk this may fail; the next BEGIN then says so, and closing rolls back.
    static_cast<void>(runOnce(*m_connection, "ROLLBACK"));
}

}  // namespace store::sqlite
