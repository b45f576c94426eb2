// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"
#include "platform/steps.h"

#include "net/http.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace platform::mastodon {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// One server and the token for it; builds the requests and judges the answers.
class Server {
public:
    Server(std::string origin, const Secrets& secrets);

    /// "shop.example", for sentences.
    [[nodiscard]] const std::string& host() const { return m_host; }
    [[nodiscard]] const std::string& origin() const { return m_origin; }

    [[nodiscard]] HttpCall get(std::string_view path, const Parameters& parameters = {},
                               RequestKind kind = RequestKind::Poll) const;
    /// Without the token: for what is open to everybody.
    [[nodiscard]] HttpCall getOpenly(std::string_view url, RequestKind kind) const;
    [[nodiscard]] HttpCall postForm(std::string_view path, const Parameters& fields, RequestKind kind) const;
    /// A JSON body that must not be sent twice unseen.
    [[nodiscard]] HttpCall postOnce(std::string_view path, std::string body,
                                    std::string_view repeatKey) const;

    /// Why the answer is a failure, or nothing. What only one request knows (a 404 means "gone") is its own
    /// business.
    [[nodiscard]] std::optional<base::Error> failureOf(RequestKind kind, const net::HttpResponse& response,
                                                       base::UtcTime now) const;
    /// An answer with a good status that is not what Mastodon sends: a web page, half a list.
    [[nodiscard]] base::Error notMastodon(RequestKind kind, const net::HttpResponse& response) const;
    [[nodiscard]] base::Error unreadable(RequestKind kind, const base::Error& why) const;

private:
    [[nodiscard]] base::Error refusal(RequestKind kind, const net::HttpResponse& response) const;
    [[nodiscard]] base::Error forbidden(RequestKind kind, const net::HttpResponse& response) const;
    [[nodiscard]] base::Error loginRefused(RequestKind kind) const;

    std::string m_origin;
    std::string m_host;
    std::string m_token;
};

/// The cursors of a list's neighbours, taken out of the Link header. We build our own addresses from them, so
/// that a header can't send the token elsewhere.
struct PageLinks {
    bool given = false;
    std::optional<std::string> olderMaxId{};
    std::optional<std::string> newerMinId{};
};
[[nodiscard]] PageLinks pageLinks(const net::HttpResponse& response);

/// The platform's own words of refusal, one short line; empty when it has none.
[[nodiscard]] std::string ownWords(const net::HttpResponse& response);

}  // namespace platform::mastodon
