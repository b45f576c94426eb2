// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/mastodon/model.h"
#include "practice/mastodon/params.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::mastodon {

/// What part of a list is asked for.
struct PageAsk {
    std::size_t limit = 0;
    std::optional<Id> maxId;    ///< only older ones
    std::optional<Id> sinceId;  ///< only newer ones, the newest first
    std::optional<Id> minId;  ///< only newer ones, the oldest first: pages forward; since_id is then ignored
};

/// Limits above twice the default are cut to that, as the server does.
[[nodiscard]] PageAsk pageAsk(const Params& params, std::size_t defaultLimit);

/// The page's ids, newest first whichever way it was asked. `ascending` holds all ids, oldest first.
[[nodiscard]] std::vector<Id> pageOf(const std::vector<Id>& ascending, const PageAsk& ask);

/// The Link header. `kept` are the parameters of the request that go on to the next page ("types[]" with
/// brackets).
struct LinkAsk {
    std::string url;  ///< without a query
    std::vector<std::string> kept;
    std::optional<Id> nextMaxId;
    std::optional<Id> prevMinId;
};
[[nodiscard]] std::string linkHeader(const LinkAsk& ask, const Params& params);

}  // namespace app::practice::mastodon
