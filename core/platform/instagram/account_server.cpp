// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/instagram/account_server.h"

#include "platform/graph/settings.h"

#include "base/text.h"

namespace platform::instagram {

graph::Server serverOf(const model::Account& account, const Secrets& secrets) {
    return {account.server, graph::versionOf(account), "Instagram", secrets};
}

graph::Self selfOf(const model::Account& account) {
    const std::string_view handle = account.handle;
    return {.id = account.remoteId,
            .username = base::asciiLower(handle.substr(handle.starts_with('@') ? 1 : 0))};
}

std::string messagesOf(const Secrets& secrets) {
    const std::string page = graph::secretIn(secrets, kPageId);
    return page.empty() ? std::string("/me") : "/" + net::percentEncode(page);
}

}  // namespace platform::instagram
