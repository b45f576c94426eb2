// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include "support/catch.h"
#include "support/fake_clock.h"

#include <string>
#include <thread>
#include <vector>

namespace {

/// Long enough, and with characters that URLs and JSON write in other ways.
const std::string kToken = "s3cr\"t/ä+x y\\z\n😀";

}  // namespace

TEST_CASE("a registered secret is removed however it is written down") {
    base::Redactor redactor;
    redactor.addSecret(kToken);
    const std::vector<std::string> spellings = {
        kToken,
        "s3cr%22t%2F%C3%A4%2Bx%20y%5Cz%0A%F0%9F%98%80",  // percent-encoded
        "s3cr%22t%2f%c3%a4%2bx%20y%5cz%0a%f0%9f%98%80",  // in small letters
        "s3cr%22t%2F%C3%A4%2Bx+y%5Cz%0A%F0%9F%98%80",    // as a form
        "s3cr\\\"t/ä+x y\\\\z\\n😀",                     // as JSON
        "s3cr\\\"t\\/\\u00e4+x y\\\\z\\n\\ud83d\\ude00",
        "%733cr\\u0022t\\u002f%C3%A4+x\\u0020y\\u005Cz\\u000A\\uD83D\\uDE00",  // a mixture
    };
    for (const std::string& spelling : spellings) {
        CAPTURE(spelling);
        CHECK(redactor.redact("before " + spelling + " after") == "before [redacted] after");
        CHECK(redactor.redact(spelling + spelling) == "[redacted][redacted]");
    }
    CHECK(redactor.redact("s3cr\"t/ä+x y") == "s3cr\"t/ä+x y");
}

TEST_CASE("a secret that holds another one vanishes whole") {
    base::Redactor redactor;
    redactor.addSecret("abcd");
    redactor.addSecret("abcd-efgh");
    redactor.addSecret("abcd-efgh");
    CHECK(redactor.redact("x abcd-efgh y abcd") == "x [redacted] y [redacted]");
}

TEST_CASE("a secret too short to be one leaves the words alone") {
    base::Redactor redactor;
    redactor.addSecret("");
    redactor.addSecret("the");
    CHECK(redactor.redact("the other") == "the other");
    redactor.addSecret("othe");
    CHECK(redactor.redact("the other") == "the [redacted]r");
}

TEST_CASE("what looks like a credential is removed unregistered") {
    const base::Redactor redactor;
    const std::string planted = "PLANTED-tok_en.42";
    const std::vector<std::string> forms = {
        "Authorization: Bearer {}",
        "authorization: bearer {}\r\nHost: shop.example",
        "sending 'Bearer {}' now",
        "Bearer%20{}",
        "Basic {}",
        "Proxy-Authorization: Basic {}",
        "Cookie: session={}; theme=dark",
        "Set-Cookie: id={}; Path=/",
        "X-Auth-Token: {}",
        "GET https://shop.example/api?access_token={}&limit=40",
        "https://shop.example/oauth?limit=40&code={}",
        "https://shop.example/oauth?code={}#top",
        "client_id=1&client_secret={}&grant_type=refresh_token",
        "refresh_token={}",
        "password={}",
        "{\"access_token\":\"{}\",\"token_type\":\"Bearer\"}",
        "{\"access_token\" : \"{}\"}",
        "{\"client_secret\":\"a\\\"{}\"}",
        "{'token': '{}'}",
        "{\\\"refreshToken\\\":\\\"{}\\\",\\\"n\\\":1}",
        "back=https%3A%2F%2Fshop.example%2F%3Fcode%3D{}%26state%3D1",
        "%7B%22access_token%22%3A%22{}%22%7D",
        "code_verifier={}",
        "appsecret_proof={}",
        "passphrase: {}",
        "api_key={}",
    };
    for (std::string text : forms) {
        text.replace(text.find("{}"), 2, planted);
        CAPTURE(text, redactor.redact(text));
        CHECK(redactor.redact(text).find(planted) == std::string::npos);
        CHECK(redactor.redact(text).find("[redacted]") != std::string::npos);
    }
}

TEST_CASE("what stands round a credential stays readable") {
    const base::Redactor redactor;
    const auto check = [&](std::string_view text, std::string_view redacted) {
        CHECK(redactor.redact(text) == redacted);
    };
    check("GET /x?access_token=abc&limit=40 -> 401", "GET /x?access_token=[redacted]&limit=40 -> 401");
    check("{\"token\":\"abc\",\"n\":1}", "{\"token\":\"[redacted]\",\"n\":1}");
    check("Authorization: Bearer abc\r\nHost: h", "Authorization: [redacted]\r\nHost: h");
    check("a%3Fcode%3Dabc%26state%3D1", "a%3Fcode%3D[redacted]%26state%3D1");
    check("poll done: 40 new, status code=404, \"code\":190",
          "poll done: 40 new, status code=404, \"code\":190");
    check("\"token\":null, password=\"\"", "\"token\":null, password=\"\"");
    check("the token has expired", "the token has expired");
    check("token_type\":\"Bearer\",\"scope\":\"read\"", "token_type\":\"Bearer\",\"scope\":\"read\"");
    check("", "");
    check("%", "%");
    check("token=", "token=");
    check("100 %", "100 %");
}

TEST_CASE("every line of the log is redacted, dated and one line") {
    const support::FakeClock clock(base::fromMs(1'777'885'200'123));
    std::vector<std::string> lines;
    std::vector<base::LogLevel> levels;
    base::Log log(clock, [&](base::LogLevel level, std::string_view line) {
        levels.push_back(level);
        lines.emplace_back(line);
    });
    log.redactor().addSecret("hunter22");
    log.debug("not asked for");
    log.info("signed in with hunter22\n2026-01-01 error forged\x1b[31m");
    log.warning("w");
    log.error("e");
    REQUIRE(lines.size() == 3);
    CHECK(lines[0] == "2026-05-04T09:00:00.123Z info signed in with [redacted] 2026-01-01 error forged [31m");
    CHECK(lines[1] == "2026-05-04T09:00:00.123Z warning w");
    CHECK(lines[2] == "2026-05-04T09:00:00.123Z error e");
    CHECK(levels == std::vector{base::LogLevel::Info, base::LogLevel::Warning, base::LogLevel::Error});
}

TEST_CASE("threads can log and register secrets at once") {
    const support::FakeClock clock;
    std::size_t lines = 0;
    base::Log log(clock, [&](base::LogLevel, std::string_view) { ++lines; });
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&log, t] {
            for (int i = 0; i < 50; ++i) {
                log.redactor().addSecret("secret-" + std::to_string(t) + "-" + std::to_string(i));
                log.info("line");
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    CHECK(lines == 200);
}
