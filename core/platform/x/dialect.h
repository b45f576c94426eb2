// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/account.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace platform::x {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// How the server calls its posts. Since API 2.159 the published schema says "post" where the guides still
/// say "tweet", and has other lists of fields; which of the two a server means is found out at connecting and
/// by every answer.
enum class Dialect { Post, Tweet };

/// As it is kept in ServerFacts::version and in a poll's cursor.
[[nodiscard]] std::string_view name(Dialect dialect);
/// Post for any other word: that is what the vendor publishes.
[[nodiscard]] Dialect dialectNamed(std::string_view word);
[[nodiscard]] Dialect dialectOf(const model::Account& account);
[[nodiscard]] Dialect otherThan(Dialect dialect);

/// Whether a list brings its authors along: each one may be charged for.
enum class Authors { Named, IdsAlone };
/// What to ask of each post.
[[nodiscard]] Parameters postParameters(Dialect dialect, Authors authors);
[[nodiscard]] Parameters directMessageParameters(Dialect dialect, Authors authors);
[[nodiscard]] Parameters userParameters();

}  // namespace platform::x
