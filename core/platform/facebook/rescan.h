// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/direct_messages.h"
#include "platform/graph/sight.h"
#include "platform/platform_adapter.h"
#include "platform/sequence.h"

#include <deque>
#include <string>
#include <vector>

namespace platform::facebook {

/// Looks at the latest comments again: nothing tells of edits and deletions. One call for all; when one of
/// them is gone, Facebook refuses the whole, and each half is asked for by itself.
class Rescan final : public Part<model::IncomingBatch> {
public:
    Rescan(const graph::Server& server, const graph::Self& self,
           const std::vector<PollInput::Recent>& recent);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    using Ids = std::vector<std::string>;
    using Given = base::Result<std::optional<model::IncomingBatch>>;
    [[nodiscard]] Given acceptSight(const net::HttpResponse& response, base::UtcTime now);
    [[nodiscard]] Given refused(Ids group, base::Error why);
    [[nodiscard]] Given comments(const Ids& group, const net::HttpResponse& response);

    const graph::Server& m_server;
    const graph::Self& m_self;
    std::deque<Ids> m_groups;  ///< still to be asked for
    Ids m_notFound;            ///< gone, if comments are still seen
    graph::Sight m_sight;
    bool m_seesComments = false;
};

}  // namespace platform::facebook
