// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curl_transport.h"

#include "exchange.h"
#include "support/catch.h"
#include "support/loopback_server.h"

#include <cstdint>
#include <string>
#include <vector>

namespace act = support::act;
using base::ErrorKind;
using exchange::get;
using exchange::run;
using support::httpAnswer;
using support::LoopbackServer;

namespace {

constexpr std::size_t kCap = 1024 * 1024;

/// Writes a gzip file of zeros with the fixed codes of RFC 1951: 13 bits say "258 more of the same".
class GzipOfZeros {
public:
    explicit GzipOfZeros(std::size_t size) {
        m_bytes = std::string("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
        bits(1, 1);  // the last block
        bits(1, 2);  // fixed codes
        code(0x30, 8);
        std::size_t written = 1;
        for (; written + 258 <= size; written += 258) {
            code(0xC5, 8);
            code(0, 5);
        }
        for (; written < size; ++written) {
            code(0x30, 8);
        }
        code(0, 7);
        bits(0, 7);  // fill up the last byte
        m_bytes.append(little(crcOfZeros(size))).append(little(static_cast<std::uint32_t>(size)));
    }
    [[nodiscard]] const std::string& bytes() const { return m_bytes; }

private:
    void bits(unsigned value, unsigned count) {
        for (unsigned i = 0; i < count; ++i) {
            m_byte |= ((value >> i) & 1U) << m_filled;
            if (++m_filled == 8) {
                m_bytes.push_back(static_cast<char>(static_cast<unsigned char>(m_byte)));
                m_byte = 0;
                m_filled = 0;
            }
        }
    }
    /// Huffman codes begin with their highest bit.
    void code(unsigned value, unsigned count) {
        for (unsigned i = count; i > 0; --i) {
            bits((value >> (i - 1)) & 1U, 1);
        }
    }
    static std::uint32_t crcOfZeros(std::size_t size) {
        std::vector<std::uint32_t> table(256);
        for (std::uint32_t i = 0; i < 256; ++i) {
            std::uint32_t value = i;
            for (int bit = 0; bit < 8; ++bit) {
                value = (value >> 1U) ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
            }
            table[i] = value;
        }
        std::uint32_t crc = 0xFFFFFFFFU;
        for (std::size_t i = 0; i < size; ++i) {
            crc = (crc >> 8U) ^ table[crc & 0xFFU];
        }
        return ~crc;
    }
    static std::string little(std::uint32_t value) {
        std::string bytes;
        for (unsigned shift = 0; shift < 32; shift += 8) {
            bytes.push_back(static_cast<char>(static_cast<unsigned char>(value >> shift)));
        }
        return bytes;
    }

    std::string m_bytes;
    unsigned m_byte = 0;
    unsigned m_filled = 0;
};

}  // namespace

TEST_CASE("a compressed answer is unpacked") {
    LoopbackServer server({{act::ReadRequest{}, act::Send{httpAnswer(GzipOfZeros(100'000).bytes(),
                                                                     {"Content-Encoding: gzip"})}}});
    const auto transport = net::makeCurlTransport({});
    const net::HttpOutcome outcome = run(*transport, get(server.url()));
    REQUIRE(outcome);
    CHECK(outcome->body == std::string(100'000, '\0'));
}

TEST_CASE("an answer of exactly the allowed size is taken, one byte more is too much") {
    for (const std::size_t size : {kCap, kCap + 1}) {
        LoopbackServer server(
            {{act::ReadRequest{}, act::Send{httpAnswer(std::string(size, 'x'))}},
             {act::ReadRequest{}, act::Send{"HTTP/1.1 200 OK\r\n\r\n" + std::string(size, 'x')}},
             {act::ReadRequest{},
              act::Send{httpAnswer(GzipOfZeros(size).bytes(), {"Content-Encoding: gzip"})}}});
        const auto transport = net::makeCurlTransport({.largestBody = kCap});
        for (int form = 0; form < 3; ++form) {
            CAPTURE(size, form);
            const net::HttpOutcome outcome = run(*transport, exchange::post(server.url(), "x"));
            REQUIRE(outcome.has_value() == (size == kCap));
            if (outcome) {
                CHECK(outcome->body.size() == kCap);
            } else {
                CHECK(outcome.error().error.kind == ErrorKind::NotThePlatform);
                CHECK(outcome.error().error.message.find("at most 1 MB") != std::string::npos);
                CHECK(outcome.error().mayHaveArrived);
            }
        }
    }
}

TEST_CASE("an endless body ends within the cap") {
    LoopbackServer server({{act::ReadRequest{}, act::Send{"HTTP/1.1 200 OK\r\n\r\n"},
                            act::SendForever{std::string(65'536, 'x')}}});
    const auto transport = net::makeCurlTransport({.largestBody = kCap});
    const net::HttpOutcome outcome = run(*transport, get(server.url()));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().error.kind == ErrorKind::NotThePlatform);
}

TEST_CASE("a compressed bomb ends within the cap") {
    const std::string bomb = GzipOfZeros(64 * kCap).bytes();
    REQUIRE(bomb.size() < kCap / 2);
    LoopbackServer server({{act::ReadRequest{}, act::Send{httpAnswer(bomb, {"Content-Encoding: gzip"})}}});
    const auto transport = net::makeCurlTransport({.largestBody = kCap});
    const net::HttpOutcome outcome = run(*transport, get(server.url()));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().error.kind == ErrorKind::NotThePlatform);
    CHECK(outcome.error().error.message.find("sends too much") != std::string::npos);
}

TEST_CASE("a server that sends headers for ever is cut off") {
    LoopbackServer server({{act::ReadRequest{}, act::Send{"HTTP/1.1 200 OK\r\n"},
                            act::SendForever{"X-Filler: " + std::string(1'000, 'x') + "\r\n"}}});
    const auto transport = net::makeCurlTransport({});
    const net::HttpOutcome outcome = run(*transport, get(server.url()));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().error.kind == ErrorKind::NotThePlatform);
}

TEST_CASE("a garbled compressed answer is a failure and no half answer") {
    std::string garbled = GzipOfZeros(10'000).bytes();
    garbled[14] = static_cast<char>(garbled[14] ^ 0x55);
    LoopbackServer server(
        {{act::ReadRequest{}, act::Send{httpAnswer("not gzip at all", {"Content-Encoding: gzip"})}},
         {act::ReadRequest{}, act::Send{httpAnswer(garbled, {"Content-Encoding: gzip"})}}});
    const auto transport = net::makeCurlTransport({});
    for (int i = 0; i < 2; ++i) {
        const net::HttpOutcome outcome = run(*transport, exchange::post(server.url(), "x"));
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().error.kind == ErrorKind::NotThePlatform);
        CHECK(outcome.error().mayHaveArrived);
    }
}
