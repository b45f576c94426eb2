// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite/connection.h"

#include "base/error.h"

namespace store::sqlite {

/// A write transaction. Rolled back unless committed, also when an exception passes.
class Transaction {
public:
    /// Takes the write lock at once, so that no later statement can find it taken.
    [[nodiscard]] static base::Result<Transaction> begin(Connection& connection);
    Transaction(Transaction&& other) noexcept : m_connection(other.m_connection) {
        other.m_connection = nullptr;
    }
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    /// Durable when it returns without error; else nothing was changed.
    [[nodiscard]] base::Status commit();

private:
    explicit Transaction(Connection& connection) : m_connection(&connection) {}
    void rollBack();

    Connection* m_connection;
};

}  // namespace store::sqlite
