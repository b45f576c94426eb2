// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/direct_messages.h"
#include "platform/platform_adapter.h"
#include "platform/sequence.h"

#include <string>
#include <vector>

namespace platform::facebook {

/// Looks at the latest comments again: nothing tells of edits and deletions. One call for all; when one of
/// them is gone, Facebook refuses the whole, and some are asked for one by one.
class Rescan final : public Part<model::IncomingBatch> {
public:
    Rescan(const graph::Server& server, const graph::Self& self,
           const std::vector<PollInput::Recent>& recent);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    const graph::Server& m_server;
    const graph::Self& m_self;
    std::vector<std::string> m_ids;
    std::vector<std::string> m_single;  ///< still to be asked for by themselves, the next one last
    bool m_asked = false;
};

}  // namespace platform::facebook
