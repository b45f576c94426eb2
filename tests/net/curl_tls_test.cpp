// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curl_transport.h"

#include "exchange.h"
#include "support/catch.h"
#include "support/loopback_server.h"
#include "tls_street.h"

#include <string>

namespace act = support::act;
using base::Duration;
using base::ErrorKind;
using exchange::get;
using exchange::run;
using support::LoopbackServer;

namespace {

/// The whole refusal: by kind, nothing sent, and with these words.
void checkRefused(const net::HttpOutcome& outcome, const std::string& words) {
    REQUIRE_FALSE(outcome);
    CAPTURE(outcome.error().error.message);
    CHECK(outcome.error().error.kind == ErrorKind::Tls);
    CHECK(outcome.error().error.message.find(words) != std::string::npos);
    CHECK_FALSE(outcome.error().mayHaveArrived);
}

std::string httpsUrl(const LoopbackServer& server) {
    return "https://127.0.0.1:" + std::to_string(server.port()) + "/";
}

}  // namespace

TEST_CASE("only a valid certificate for the right host, from an authority that is trusted, is accepted") {
    if (!tls::hasOpenssl()) {
        SUCCEED("skipped: the openssl command is missing");
        WARN("skipped: the openssl command is missing");
        return;
    }
    tls::CertificateAuthority authority;
    authority.issue("good", "IP:127.0.0.1");
    authority.issue("expired", "IP:127.0.0.1", "20200101000000Z", "20200201000000Z");
    authority.issue("early", "IP:127.0.0.1", "20980101000000Z", "20990101000000Z");
    authority.issue("elsewhere", "DNS:shop.example,IP:127.0.0.2");
    authority.selfSign("self", "IP:127.0.0.1");
    const auto trusting = net::makeCurlTransport({.caFile = authority.caFile()});
    const auto ask = [&](const std::string& name) {
        const tls::Server server(authority.certificateFile(name), authority.keyFile(name));
        return run(*trusting, get(server.url()));
    };

    const net::HttpOutcome good = ask("good");
    REQUIRE(good);
    CHECK(good->status == 200);
    checkRefused(ask("expired"), "is not valid: it has expired");
    checkRefused(ask("early"), "its time has not begun");
    checkRefused(ask("elsewhere"), "it belongs to another server");
    checkRefused(ask("self"), "it is self-signed");

    // The same good certificate, but the system does not know its authority.
    const auto usual = net::makeCurlTransport({});
    const tls::Server server(authority.certificateFile("good"), authority.keyFile("good"));
    checkRefused(run(*usual, get(server.url())), "nobody who is trusted here has issued it");
}

TEST_CASE("TLS 1.1 is not spoken") {
    if (!tls::hasOpenssl()) {
        SUCCEED("skipped: the openssl command is missing");
        WARN("skipped: the openssl command is missing");
        return;
    }
    tls::CertificateAuthority authority;
    authority.issue("good", "IP:127.0.0.1");
    const auto transport = net::makeCurlTransport({.caFile = authority.caFile()});
    const auto ask = [&](const std::vector<std::string>& versions) {
        const tls::Server server(authority.certificateFile("good"), authority.keyFile("good"), versions);
        return run(*transport, get(server.url()));
    };
    checkRefused(ask({"-tls1_1", "-cipher", "ALL:@SECLEVEL=0"}), "TLS 1.2 at least is needed");
    CHECK(ask({"-tls1_2"}));
    CHECK(ask({"-tls1_3"}));
}

TEST_CASE("a list of authorities that can't be read is said so") {
    LoopbackServer server({{act::Hold{}}});
    const auto transport = net::makeCurlTransport({.caFile = "/nowhere/ca.pem"});
    checkRefused(run(*transport, get(httpsUrl(server))),
                 "the list of trusted certificate authorities can't be read");
}

TEST_CASE("a server without TLS gets no byte of the request") {
    LoopbackServer server({{act::Send{"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"}, act::Hold{}}});
    const auto transport = net::makeCurlTransport({});
    checkRefused(run(*transport, exchange::post(httpsUrl(server), "secret=1")), "does not speak TLS");
    CHECK(server.received().at(0).find("secret") == std::string::npos);
    CHECK(server.received().at(0).find("POST") == std::string::npos);
}

TEST_CASE("a handshake that hangs or breaks carries nothing") {
    LoopbackServer server({{act::Hold{}}, {act::Reset{}}});
    const auto transport = net::makeCurlTransport({});
    const net::HttpOutcome hung = run(*transport, exchange::post(httpsUrl(server), "x"), Duration{150});
    REQUIRE_FALSE(hung);
    CHECK(hung.error().error.kind == ErrorKind::Network);
    CHECK_FALSE(hung.error().mayHaveArrived);
    const net::HttpOutcome broken = run(*transport, exchange::post(httpsUrl(server), "x"));
    REQUIRE_FALSE(broken);
    CAPTURE(broken.error().error.message);
    CHECK(broken.error().error.kind == ErrorKind::Network);
    CHECK_FALSE(broken.error().mayHaveArrived);
}
