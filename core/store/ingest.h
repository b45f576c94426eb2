// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/write_tx.h"

#include "model/incoming.h"

#include "base/error.h"
#include "base/ids.h"

namespace store {

/// Stores what one step of a poll brought, with its cursors, in the transaction `tx`: messages, edits,
/// deletions, gaps. Each message is in exactly one conversation, whatever order messages come in; turns,
/// inbox rows, counters and the full-text index are right when it returns. What is known already writes
/// nothing.
[[nodiscard]] base::Result<Ingested> ingest(WriteTx& tx, base::AccountId account,
                                            const model::IncomingBatch& batch);

}  // namespace store
