// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/graph/parse.h"
#include "platform/platform_adapter.h"
#include "platform/steps.h"

#include "net/http.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace platform::graph {

inline constexpr std::string_view kAccessToken = "access_token";
inline constexpr std::string_view kAppSecret = "app_secret";
inline constexpr std::string_view kExpiresAt = "expires_at";  ///< Unix milliseconds

using Parameters = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] std::string secretIn(const Secrets& secrets, std::string_view name);
/// When a person has to sign in again, as it was learnt at the latest test.
[[nodiscard]] std::optional<base::UtcTime> loginEndsAt(const Secrets& secrets);

/// What a request counts against: each has a limit of its own.
enum class Limit { Pages, Messenger };

/// Graph at one of its hosts, and what opens it; builds the requests and judges the answers. The token goes
/// in a header, so that no URL has it.
class Server {
public:
    /// `version`: "v26.0". `platform`: "Facebook", for sentences. With an app secret each request proves that
    /// it has it, as apps may demand.
    Server(std::string origin, std::string version, std::string_view platform, const Secrets& secrets);

    [[nodiscard]] const std::string& host() const { return m_host; }
    [[nodiscard]] const std::string& origin() const { return m_origin; }
    [[nodiscard]] std::string_view platform() const { return m_platform; }

    /// `path` begins with a slash; the version stands in front of it.
    [[nodiscard]] HttpCall get(Limit limit, std::string_view path, Parameters parameters = {},
                               RequestKind kind = RequestKind::Poll) const;
    /// The token is exchanged or tested; without a version where `path` has none on this host.
    enum class Versioned { Yes, No };
    [[nodiscard]] HttpCall ask(Versioned versioned, std::string_view path,
                               const Parameters& parameters) const;
    /// A form to a sign-in; without a version.
    [[nodiscard]] HttpCall postToken(std::string_view path, const Parameters& fields) const;
    /// Must not be sent twice unseen.
    [[nodiscard]] HttpCall postJsonOnce(Limit limit, std::string_view path, std::string body) const;
    [[nodiscard]] HttpCall postFormOnce(Limit limit, std::string_view path, Parameters fields) const;

    /// Why the answer is a failure, or nothing. What only one call knows is its own business.
    [[nodiscard]] std::optional<base::Error> failureOf(RequestKind kind, const net::HttpResponse& response,
                                                       base::UtcTime now) const;
    [[nodiscard]] base::Error notThePlatform(RequestKind kind, const net::HttpResponse& response) const;
    [[nodiscard]] base::Error unreadable(RequestKind kind, const base::Error& why) const;
    /// A list's page, once the answer is known to be one.
    [[nodiscard]] base::Result<WirePage> pageOf(json::Reader& json, RequestKind kind,
                                                const net::HttpResponse& response, base::UtcTime now) const;

private:
    [[nodiscard]] HttpCall call(Limit limit, std::string_view path, const Parameters& parameters,
                                RequestKind kind) const;
    [[nodiscard]] HttpCall post(Limit limit, std::string_view path, std::string_view type,
                                std::string body) const;

    std::string m_origin;
    std::string m_version;
    std::string m_host;
    std::string_view m_platform;
    std::string m_token;
    std::string m_proof;
};

/// "Please reduce the amount of data": to be asked again for fewer items.
[[nodiscard]] bool asksForLess(const net::HttpResponse& response);

}  // namespace platform::graph
