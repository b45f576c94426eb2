// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backfill.h"

#include <string>
#include <vector>

namespace bench {

/// Adds what the window is measured with to a store: `rows` conversations of one or two messages, and on top
/// one public and one private conversation of each of these lengths, named "Long N". The account's server
/// becomes a port of this machine where nobody listens, so that a console that opens on it asks nobody else.
void furnish(store::Store& store, base::AccountId account, std::size_t rows, const std::vector<int>& lengths);

/// A profile of its own in this folder, without a town.
void makeSmallProfile(const std::string& folder, std::size_t rows);

/// Of the window, no longer than what there is of everything else.
[[nodiscard]] std::vector<int> lengthsFor(std::size_t messages);

}  // namespace bench
