// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/graph/sight.h"

#include <utility>

namespace platform::graph {

HttpCall Sight::next(const Server& server) const {
    const List& list = m_lists.at(m_read);
    return server.get(Limit::Pages, list.path, list.parameters);
}

base::Status Sight::accept(const Server& server, const net::HttpResponse& response, base::UtcTime now) {
    json::Reader json(response.body);
    const auto page = server.pageOf(json, RequestKind::Poll, response, now);
    if (!page) {
        return base::fail(page.error());
    }
    ++m_read;
    return {};
}

}  // namespace platform::graph
