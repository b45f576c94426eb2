// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/facebook/deed.h"

#include "platform/facebook/page_server.h"
#include "platform/graph/deed.h"

#include <fmt/format.h>

namespace platform::facebook {

std::unique_ptr<Steps<Acknowledged>> tellDeed(const model::Account& account, const Secrets& secrets,
                                              const model::DeedWish& wish) {
    const graph::Server server = serverOf(account, secrets);
    const std::string node = "/" + net::percentEncode(wish.remoteId);
    if (wish.deed == model::Deed::Hide) {
        return graph::tellOnce(
            server, graph::postForm(server, node, {{"is_hidden", wish.wanted ? "true" : "false"}}));
    }
    const std::string likes = node + "/likes";
    if (wish.wanted) {
        return graph::tellOnce(server, graph::postForm(server, likes, {}));
    }
    HttpCall call = server.get(graph::Limit::Pages, likes, {}, RequestKind::Send);
    call.request.method = net::Method::Delete;
    return graph::tellOnce(server, std::move(call));
}

}  // namespace platform::facebook
