// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curl_transport_failure.h"

#include <fmt/format.h>

#include <cerrno>
#include <string>

namespace net {
namespace {

using base::ErrorKind;

struct Words {
    ErrorKind kind = ErrorKind::Network;
    std::string message;
};

Words network(std::string message) {
    return {ErrorKind::Network, std::move(message)};
}

std::string seconds(base::Duration duration) {
    const double value = static_cast<double>(duration.count()) / 1'000;
    return duration.count() % 1'000 != 0 ? fmt::format("{:.1f} s", value) : fmt::format("{:.0f} s", value);
}

std::string_view whyNotValid(long verifyResult, std::string_view detail) {
    switch (verifyResult) {  // X509_V_ERR_… of OpenSSL
    case 9:
        return "its time has not begun (is the clock of this computer right?)";
    case 10:
        return "it has expired (is the clock of this computer right?)";
    case 18:
    case 19:
        return "it is self-signed";
    case 20:
    case 21:
        return "nobody who is trusted here has issued it";
    case 23:
        return "it has been revoked";
    case 62:
        return "it belongs to another server";
    default:
        break;
    }
    return detail.find("subject name") != std::string_view::npos ? "it belongs to another server" : detail;
}

Words describeConnect(std::string_view host, long systemError, std::string_view detail) {
    switch (systemError) {
    case ECONNREFUSED:
        return network(fmt::format("{} refuses the connection", host));
    case ENETUNREACH:
    case ENETDOWN:
    case EHOSTUNREACH:
        return network(fmt::format("there is no way to {}: no network", host));
    default:
        return network(fmt::format("no connection to {}: {}", host, detail));
    }
}

Words describeHandshake(std::string_view host, std::string_view detail) {
    const auto says = [detail](std::string_view words) {
        return detail.find(words) != std::string_view::npos;
    };
    if (says("SSL_ERROR_SYSCALL") || says("Connection reset") || says("unexpected eof")) {
        return network(fmt::format("the connection to {} broke before it was secure", host));
    }
    if (says("wrong version number")) {
        return {ErrorKind::Tls,
                fmt::format("{} does not speak TLS there (a login page of the network?)", host)};
    }
    if (says("protocol version") || says("unsupported protocol")) {
        return {ErrorKind::Tls,
                fmt::format("{} offers no safe encryption: TLS 1.2 at least is needed", host)};
    }
    return {ErrorKind::Tls, fmt::format("no secure connection to {}: {}", host, detail)};
}

Words describeSecurity(const CurlFailure& failure) {
    switch (failure.code) {
    case CURLE_PEER_FAILED_VERIFICATION:
        return {ErrorKind::Tls, fmt::format("the certificate of {} is not valid: {}", failure.host,
                                            whyNotValid(failure.verifyResult, failure.detail))};
    case CURLE_SSL_CACERT_BADFILE:
        return {ErrorKind::Tls, "the list of trusted certificate authorities can't be read on this computer"};
    default:
        return describeHandshake(failure.host, failure.detail);
    }
}

Words describeAnswer(const CurlFailure& failure) {
    switch (failure.code) {
    case CURLE_OPERATION_TIMEDOUT:
        return network(failure.requestStarted ? fmt::format("no answer from {} within {}", failure.host,
                                                            seconds(failure.deadline))
                                              : fmt::format("no connection to {} within {}", failure.host,
                                                            seconds(failure.connectTimeout)));
    case CURLE_GOT_NOTHING:
        return network(fmt::format("{} closed the connection without an answer", failure.host));
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
        return network(fmt::format("the connection to {} broke", failure.host));
    case CURLE_OK:
    case CURLE_PARTIAL_FILE:
        return network(fmt::format("the answer of {} was cut short", failure.host));
    case CURLE_BAD_CONTENT_ENCODING:
        return {ErrorKind::NotThePlatform, fmt::format("the answer of {} can't be unpacked", failure.host)};
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
        return {ErrorKind::NotThePlatform,
                fmt::format("{} does not answer as a web server does", failure.host)};
    default:
        return network(fmt::format("the exchange with {} failed: {}", failure.host, failure.detail));
    }
}

Words words(const CurlFailure& failure) {
    if (failure.tooMuch || failure.code == CURLE_FILESIZE_EXCEEDED) {
        return {ErrorKind::NotThePlatform, fmt::format("{} sends too much: one answer has at most {} MB",
                                                       failure.host, failure.largestBody >> 20U)};
    }
    if (!failure.requestStarted && failure.proxyAnswer >= 300) {
        return network(
            fmt::format("the proxy that this computer uses lets nothing through to {} (it says {})",
                        failure.host, failure.proxyAnswer));
    }
    switch (failure.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return network(fmt::format("{} can't be found: no such name, or no network", failure.host));
    case CURLE_COULDNT_RESOLVE_PROXY:
        return network("the proxy that this computer uses can't be found");
    case CURLE_COULDNT_CONNECT:
        return describeConnect(failure.host, failure.systemError, failure.detail);
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CONNECT_ERROR:
        return describeSecurity(failure);
    default:
        return describeAnswer(failure);
    }
}

}  // namespace

TransportError describe(const CurlFailure& failure) {
    Words said = words(failure);
    return {.error = {.kind = said.kind, .cure = base::Cure::BackOff, .message = std::move(said.message)},
            .mayHaveArrived = failure.requestStarted};
}

}  // namespace net
