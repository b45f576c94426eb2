// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/mastodon/forward_stream.h"
#include "platform/platform_adapter.h"

#include <string>
#include <vector>

namespace platform::mastodon {

/// Looks at the newest notifications once more: edits come along by themselves, and a known message that is
/// missing among them is asked for by itself, since a deleted post takes its notification with it.
///
/// People also clear notifications of posts that still exist. Those are remembered in a cursor of their own,
/// so that they are not asked for at every poll.
class Rescan final : public Part<model::IncomingBatch> {
public:
    static constexpr std::string_view kClearedCursor = "cleared_notifications";

    Rescan(const Server& server, const Self& self, Parameters parameters,
           std::vector<PollInput::Recent> recent, std::string cleared, NewestPage& newest);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    void findMissing();
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>>
    acceptPage(const net::HttpResponse& response, base::UtcTime now);
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>>
    acceptCheck(const net::HttpResponse& response, base::UtcTime now);
    void rememberCleared(model::IncomingBatch& batch) const;

    const Server& m_server;
    const Self& m_self;
    Parameters m_parameters;
    std::vector<PollInput::Recent> m_recent;
    std::vector<std::string> m_cleared;
    std::string m_clearedBefore;
    NewestPage& m_newest;
    bool m_compared = false;
    std::vector<PollInput::Recent> m_toCheck;
    std::size_t m_checked = 0;
};

}  // namespace platform::mastodon
