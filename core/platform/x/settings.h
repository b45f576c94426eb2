// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// What the owner can set for an account on X.
namespace platform::x {

[[nodiscard]] std::vector<Setting> settings();
[[nodiscard]] base::Status checkSetting(std::string_view name, std::string_view value);

/// Are direct messages read and sent? Off until the owner says so: each one is paid for.
[[nodiscard]] bool directMessagesOn(const model::Account& account);
/// What X is asked for by the owner's search: all of its searches, without our own posts and what is only
/// passed on. Empty = off.
[[nodiscard]] std::string searchQuery(const model::Account& account);
/// How many items of each stream a first import reads.
[[nodiscard]] std::size_t firstImport(const model::Account& account);

}  // namespace platform::x
