// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/x/network.h"

#include "base/error.h"

#include <memory>
#include <string>
#include <string_view>

namespace app::practice::x {

/// A query of the search: words, "phrases", operators, -negation, OR and parentheses; side by side means and.
class SearchQuery {
public:
    /// BadInput says what is wrong with it.
    [[nodiscard]] static base::Result<SearchQuery> parse(std::string_view text);

    [[nodiscard]] bool fits(const Network& network, const Post& post) const;

    struct Node;

private:
    std::shared_ptr<const Node> m_root;
};

}  // namespace app::practice::x
