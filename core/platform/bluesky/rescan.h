// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bluesky/lists.h"
#include "platform/platform_adapter.h"
#include "platform/sequence.h"

#include <string>
#include <vector>

namespace platform::bluesky {

/// Asks for the newest known posts by name: those that are not named in the answer are looked at one by one,
/// for they were deleted, or their authors have hidden them from us. The hidden ones are remembered in a
/// cursor of their own, so that they are not asked for at every poll.
class Rescan final : public Part<model::IncomingBatch> {
public:
    static constexpr std::string_view kHiddenCursor = "hidden_posts";

    Rescan(const Server& server, const std::string& me, const std::vector<PollInput::Recent>& recent,
           std::string hidden);

    [[nodiscard]] std::optional<HttpCall> next() override;
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>> accept(const net::HttpResponse& response,
                                                                           base::UtcTime now) override;

private:
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>>
    acceptNamed(const net::HttpResponse& response, base::UtcTime now);
    [[nodiscard]] base::Result<std::optional<model::IncomingBatch>>
    acceptChecked(const net::HttpResponse& response, base::UtcTime now);

    const Server& m_server;
    const std::string& m_me;
    std::vector<std::string> m_wanted;
    std::size_t m_asked = 0;
    std::size_t m_inThisCall = 0;
    std::vector<std::string> m_missing;
    std::size_t m_checked = 0;
    std::vector<std::string> m_hidden;
};

}  // namespace platform::bluesky
