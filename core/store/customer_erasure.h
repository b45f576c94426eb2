// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/write_tx.h"

#include "base/error.h"
#include "base/ids.h"

namespace store {

/// Erases everything that a customer wrote and that was written to them: conversations that nobody else wrote
/// in, whole; of others what is theirs, of which empty, deleted messages stay so that what others wrote keeps
/// its place. What suggestions and triage learnt from it goes as well. Of the customer only the platform's id
/// stays, with the time of their latest message, so that no later poll brings anything of it back; what they
/// write from then on is a new customer's. In the transaction `tx`. Errors: NotFound; BadInput while a reply
/// to them is not sent yet.
[[nodiscard]] base::Result<ErasedCustomer> eraseCustomer(WriteTx& tx, base::ContactId customer);

}  // namespace store
