// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/instagram/deed.h"

#include "platform/graph/deed.h"
#include "platform/instagram/account_server.h"

namespace platform::instagram {

std::unique_ptr<Steps<Acknowledged>> tellDeed(const model::Account& account, const Secrets& secrets,
                                              const model::DeedWish& wish) {
    if (wish.deed != model::Deed::Hide) {
        return nullptr;
    }
    const graph::Server server = serverOf(account, secrets);
    return graph::tellOnce(server, graph::postForm(server, "/" + net::percentEncode(wish.remoteId),
                                                   {{"hide", wish.wanted ? "true" : "false"}}));
}

}  // namespace platform::instagram
