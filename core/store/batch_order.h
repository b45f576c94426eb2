// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/incoming.h"

#include <cstddef>
#include <span>
#include <vector>

namespace store {

/// The order in which a batch is stored: a parent before its children, else by time, then remote id. Messages
/// that name each other as parents come in any order, but each comes once.
[[nodiscard]] std::vector<std::size_t> parentsFirst(std::span<const model::IncomingMessage> messages);

}  // namespace store
