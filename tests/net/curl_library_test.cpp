// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curl_transport.h"
#include "net/curl_transport_library.h"

#include "support/catch.h"

#include <thread>

using base::Duration;

#ifdef __linux__
TEST_CASE("a computer without libcurl is told what is missing") {
    const auto curl = net::loadCurl("libcurl-of-nobody.so.4");
    REQUIRE(!curl);
    CHECK(curl.error().message.find("libcurl-of-nobody.so.4 is missing on this computer") == 0);
}

TEST_CASE("a library that lacks a function is called too old, not called") {
    const auto curl = net::loadCurl("libc.so.6");
    REQUIRE(!curl);
    CHECK(curl.error().message.find("libc.so.6 on this computer is too old: it has no curl_") == 0);
}
#endif

TEST_CASE("waking a transport that has carried nothing yet ends its wait") {
    const auto transport = net::makeCurlTransport({});
    SECTION("asked for before it waits") {
        transport->wake();
        transport->pump(Duration{3'600'000});
        CHECK(!transport->busy());
    }
    SECTION("asked for by another thread") {
        std::thread other([&] { transport->wake(); });
        transport->pump(Duration{3'600'000});
        other.join();
        CHECK(!transport->busy());
    }
}
