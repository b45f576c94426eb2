// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http_transport.h"

#include <memory>
#include <string>

namespace net {

struct CurlOptions {
    std::size_t largestBody =
        std::size_t{16} * 1024 * 1024;  ///< decoded bytes; more ends the transfer with an error
    std::string userAgent = "Shopbell/1";
    base::Duration connectTimeout{15'000};
    std::string
        caFile;  ///< PEM file of the authorities to trust instead of the system's; empty: the system's
};

/// One curl multi handle (libcurl). https only, plain http for loopback; no redirects; the system's proxy
/// settings (environment) are honoured, never for loopback. TLS is always verified; there is no switch. What
/// is under way when the transport is destroyed is dropped without a call.
[[nodiscard]] std::unique_ptr<HttpTransport> makeCurlTransport(CurlOptions options);

}  // namespace net
