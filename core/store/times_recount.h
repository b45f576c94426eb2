// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/write_tx.h"

#include "base/clock.h"
#include "base/error.h"

namespace store {

/// Brings what is stored of response times up to the rules that have changed: business time of ended turns,
/// what is due when, and windows. In steps, each in a transaction of its own; how far it has come outlives
/// the program.
class TimesRecount {
public:
    explicit TimesRecount(WriteTx& tx) : m_tx(tx) {}

    /// Everything that reaches past this moment has to be looked at (again).
    [[nodiscard]] base::Status begin(base::UtcTime since);
    /// False = there is nothing left to do.
    [[nodiscard]] base::Result<bool> goOn();

private:
    WriteTx& m_tx;
};

}  // namespace store
