// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http_transport.h"

#include <curl/curl.h>

#include <cstddef>
#include <string_view>

namespace net {

/// What is known of an exchange that gave no response.
struct CurlFailure {
    CURLcode code = CURLE_OK;  ///< CURLE_OK: curl is content, but the headers are not complete
    long verifyResult = 0;     ///< of the certificate, X509_V_ERR_… of OpenSSL
    long systemError = 0;      ///< errno of the last connection
    long proxyAnswer = 0;      ///< status of a proxy that was asked to connect, 0: none was
    std::string_view host;
    std::string_view detail;  ///< curl's own words
    bool requestStarted = false;
    bool tooMuch = false;  ///< the answer went beyond a bound of ours
    base::Duration deadline{};
    base::Duration connectTimeout{};
    std::size_t largestBody = 0;
};

/// The failure in words that a shop owner understands.
[[nodiscard]] TransportError describe(const CurlFailure& failure);

}  // namespace net
