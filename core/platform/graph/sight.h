// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/server.h"

#include <cstddef>
#include <string>
#include <vector>

namespace platform::graph {

/// Graph says of what is gone the same as of what a token may no longer see (100/33). So before anything
/// counts as deleted, lists that have such things are read: a token that reads them all would see it.
class Sight {
public:
    struct List {
        std::string path;
        Parameters parameters;
    };
    explicit Sight(std::vector<List> lists) : m_lists(std::move(lists)) {}

    [[nodiscard]] bool isProven() const { return m_read == m_lists.size(); }
    /// Only while it is not proven.
    [[nodiscard]] HttpCall next(const Server& server) const;
    /// An error: nothing is known of what was not found.
    [[nodiscard]] base::Status accept(const Server& server, const net::HttpResponse& response,
                                      base::UtcTime now);

private:
    std::vector<List> m_lists;
    std::size_t m_read = 0;
};

}  // namespace platform::graph
