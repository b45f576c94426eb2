// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http_transport.h"

#include <memory>
#include <string>

namespace net {

struct CurlOptions {
    std::size_t largestBody = 16U * 1024 * 1024; ///< decoded bytes; more ends the transfer with an error
    std::string userAgent = "Shopbell/1";
    base::Duration connectTimeout{15'000};
};

/// One curl multi handle (libcurl). https only, plain http for loopback; no redirects; the system's proxy settings
/// (environment) are honoured, never for loopback. TLS is always verified; there is no switch.
[[nodiscard]] std::unique_ptr<HttpTransport> makeCurlTransport(CurlOptions options);

} // namespace net
