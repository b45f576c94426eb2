// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/platform_adapter.h"
#include "platform/steps.h"
#include "platform/x/dialect.h"
#include "platform/x/parse.h"

#include "net/http.h"

#include <optional>
#include <string>
#include <string_view>

namespace platform::x {

inline constexpr std::string_view kUsualServer = "https://api.x.com";
inline constexpr std::string_view kAccessToken = "access_token";
inline constexpr std::string_view kRefreshToken = "refresh_token";
inline constexpr std::string_view kClientId = "client_id";
inline constexpr std::string_view kClientSecret = "client_secret";
inline constexpr std::string_view kScope = "scope";
inline constexpr std::string_view kExpiresAt = "expires_at";  ///< Unix milliseconds

[[nodiscard]] std::string secretIn(const Secrets& secrets, std::string_view name);

/// X's API and what opens it; builds the requests and judges the answers.
class Server {
public:
    Server(std::string origin, const Secrets& secrets);

    /// "api.x.com", for sentences.
    [[nodiscard]] const std::string& host() const { return m_host; }
    [[nodiscard]] const std::string& origin() const { return m_origin; }

    [[nodiscard]] HttpCall get(std::string_view path, const Parameters& parameters = {},
                               RequestKind kind = RequestKind::Poll) const;
    /// `body` is JSON; must not be sent twice unseen.
    [[nodiscard]] HttpCall postOnce(std::string_view path, std::string body) const;
    /// To OAuth: with the app's secret when there is one.
    [[nodiscard]] HttpCall postForm(std::string_view path, const Parameters& fields) const;

    /// Why the answer is a failure, or nothing. What only one call knows is its own business.
    [[nodiscard]] std::optional<base::Error> failureOf(RequestKind kind, const net::HttpResponse& response,
                                                       base::UtcTime now) const;
    /// No call will succeed before a person has signed in again.
    [[nodiscard]] base::Error loginRefused(RequestKind kind) const;
    [[nodiscard]] base::Error notX(RequestKind kind, const net::HttpResponse& response) const;
    [[nodiscard]] base::Error unreadable(RequestKind kind, const base::Error& why) const;
    /// An answer's items, once it is known to be one.
    [[nodiscard]] base::Result<WirePage> pageOf(json::Reader& json, RequestKind kind,
                                                const net::HttpResponse& response, base::UtcTime now) const;

private:
    [[nodiscard]] HttpCall call(std::string_view path, const Parameters& parameters, RequestKind kind) const;
    [[nodiscard]] base::Error refusal(RequestKind kind, const net::HttpResponse& response) const;
    [[nodiscard]] base::Error forbidden(RequestKind kind, const WireRefusal& said) const;

    std::string m_origin;
    std::string m_host;
    std::string m_token;
    bool m_renewable = false;
    std::string m_clientId;
    std::string m_clientSecret;
};

/// Does a 400 refuse the request's own words, as a server of the other dialect may?
[[nodiscard]] bool refusesWords(const net::HttpResponse& response);

}  // namespace platform::x
