// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/account.h"
#include "model/brand_search.h"
#include "model/incoming.h"

#include "base/clock.h"
#include "base/error.h"

#include <string>
#include <string_view>
#include <vector>

/// What an account searches for: posts about the shop that do not mention it.
namespace platform {

/// The name of the setting. Its value: searches as people type them, parted by ';' (not inside of quotes).
inline constexpr std::string_view kBrandSearch = model::kBrandSearch;
/// Each one is a request of its own on most platforms.
inline constexpr std::size_t kMostSearches = 5;
/// A search that was never asked looks back so far: as far as those that look back least.
inline constexpr base::Duration kSearchLooksBack{7LL * 24 * 60 * 60'000};

/// Empty = off.
[[nodiscard]] std::string_view brandSearch(const model::Account& account);
/// The searches of a value, without empty ones.
[[nodiscard]] std::vector<std::string> searchesIn(std::string_view value);
/// Refuses quotes that do not end, line breaks, and too many searches.
[[nodiscard]] base::Status checkBrandSearch(std::string_view value);
/// "#handmade" alone, without the '#'; empty for anything else.
[[nodiscard]] std::string_view tagOf(std::string_view search);
/// The name of the cursor of one search: another search begins anew.
[[nodiscard]] std::string searchCursor(std::string_view search);
/// Somebody else's words, which could be read: nothing else is a hit.
[[nodiscard]] bool maybeHit(const model::IncomingMessage& message);

}  // namespace platform
