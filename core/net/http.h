// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace net {

enum class Method { Get, Post, Put, Delete, Patch };
[[nodiscard]] std::string_view name(Method method);

/// Names compare without case; order and repeats are kept.
class Headers {
public:
    void add(std::string name, std::string value);
    /// The first value, or nothing.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const { return m_all; }

private:
    std::vector<std::pair<std::string, std::string>> m_all;
};

struct HttpRequest {
    Method method = Method::Get;
    std::string url;  ///< https; plain http only where the host is a loopback address
    Headers headers;
    std::string body;
    /// A request that must not be sent twice unseen: a fresh connection, no silent re-send by the transport.
    bool once = false;
};

struct HttpResponse {
    int status = 0;
    Headers headers;
    std::string body;  ///< decoded (gzip and the like), at most the transport's cap
};

/// Why there is no response. `mayHaveArrived` is false only when no byte of the request can have reached the
/// server.
struct TransportError {
    base::Error error;
    bool mayHaveArrived = true;
};

using HttpOutcome = std::expected<HttpResponse, TransportError>;

/// Percent-encodes everything but RFC 3986 unreserved characters.
[[nodiscard]] std::string percentEncode(std::string_view text);
/// "a=b&c=d", each part encoded.
[[nodiscard]] std::string formEncode(const std::vector<std::pair<std::string, std::string>>& fields);

/// A base URL that a person typed ("shop.example", "https://shop.example/", "http://127.0.0.1:8080") as
/// "scheme://host[:port]" in lower case without a path. Refuses: other schemes, plain http beyond loopback
/// (127.0.0.0/8, ::1, localhost), user names, paths, queries, spaces.
[[nodiscard]] base::Result<std::string> originOf(std::string_view typed);
/// "host[:port]" of an URL or origin; empty when there is none.
[[nodiscard]] std::string_view authorityOf(std::string_view url);
[[nodiscard]] bool isLoopback(std::string_view url);
/// The values of one Link header (RFC 8288) by rel: target URLs as they stand.
struct Link {
    std::string url;
    std::string rel;
};
[[nodiscard]] std::vector<Link> parseLinkHeader(std::string_view value);
/// The decoded value of a query parameter of an URL, or nothing.
[[nodiscard]] std::optional<std::string> queryParameter(std::string_view url, std::string_view name);

}  // namespace net
