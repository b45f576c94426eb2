// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/http.h"
#include "net/http_date.h"
#include "net/response_reader.h"

#include "base/iso8601.h"
#include "support/catch.h"

#include <string>
#include <utility>
#include <vector>

TEST_CASE("header names compare without case and the first value counts") {
    net::Headers headers;
    headers.add("Link", "first");
    headers.add("link", "second");
    CHECK(headers.find("LINK") == "first");
    CHECK_FALSE(headers.find("Lin"));
    CHECK(headers.all().size() == 2);
}

TEST_CASE("everything but unreserved characters is percent-encoded") {
    CHECK(net::percentEncode("aZ09-._~") == "aZ09-._~");
    CHECK(net::percentEncode("a b+c/é%") == "a%20b%2Bc%2F%C3%A9%25");
    CHECK(net::percentEncode({"\0\n", 2}) == "%00%0A");
    CHECK(net::formEncode({{"a b", "1&2"}, {"c", ""}}) == "a%20b=1%262&c=");
    CHECK(net::formEncode({}).empty());
}

TEST_CASE("a server's address is understood as people type it") {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"shop.example", "https://shop.example"},
        {"  HTTPS://Shop.Example/ ", "https://shop.example"},
        {"https://shop.example:443", "https://shop.example"},
        {"shop.example:8443", "https://shop.example:8443"},
        {"shop.example.", "https://shop.example"},
        {"xn--mller-kva.example", "https://xn--mller-kva.example"},
        {"http://127.0.0.1:8080", "http://127.0.0.1:8080"},
        {"http://127.1.2.3:80/", "http://127.1.2.3"},
        {"http://[::1]:3000", "http://[::1]:3000"},
        {"http://LOCALHOST:3000", "http://localhost:3000"},
        {"https://192.0.2.7", "https://192.0.2.7"},
        {"https://[2001:DB8::1]", "https://[2001:db8::1]"},
    };
    for (const auto& [typed, origin] : rows) {
        CAPTURE(typed);
        const auto result = net::originOf(typed);
        REQUIRE(result);
        CHECK(*result == origin);
        CHECK(net::originOf(*result).value() == origin);
    }
}

TEST_CASE("what is not a server's address is refused with a sentence") {
    const std::vector<std::string> rows = {
        "",
        "   ",
        "http://shop.example",
        "http://127.0.0.1.evil.example",
        "http://127.0.0.1@evil.example",
        "http://1270.0.1",
        "http://127.0.0",
        "http://128.0.0.1",
        "http://localhost.evil.example",
        "ftp://shop.example",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://user@shop.example",
        "@anna@shop.example",
        "https://shop.example/@anna",
        "https://shop.example?x=1",
        "https://shop.example#x",
        "https://shop.example\\@evil",
        "https://",
        "https://:443",
        "shop.example:",
        "shop.example:0",
        "shop.example:65536",
        "shop.example:+80",
        "shop example",
        "shop..example",
        ".example",
        "-shop.example",
        "sh\top.example",
        "m\u00FCller.example",
        "https://[::1",
        "https://[::1%eth0]",
        "https://[fe80::1]x",
    };
    for (const std::string& typed : rows) {
        CAPTURE(typed);
        const auto result = net::originOf(typed);
        REQUIRE_FALSE(result);
        CHECK(result.error().kind == base::ErrorKind::BadInput);
        CHECK(result.error().message.size() > 10);
    }
}

TEST_CASE("only this computer is loopback, whatever the address pretends") {
    for (const char* url : {"http://127.0.0.1/", "http://127.255.255.255:1/x", "https://localhost",
                            "http://[::1]:80/", "http://LocalHost:9?x"}) {
        CAPTURE(url);
        CHECK(net::isLoopback(url));
    }
    for (const char* url :
         {"http://127.0.0.1.evil.example/", "http://evil.example/127.0.0.1", "http://127.0.0.1@evil.example/",
          "http://127.0.0.1\\@evil.example/", "http://127.0.0.1 .evil.example",
          "http://localhost.evil.example/", "http://0.0.0.0/", "http://[::]/", "http://[::ffff:127.0.0.1]/",
          "http://127.0.0.256/", "http://127.0.0.1./", "http://127..0.1/", "127.0.0.1", "http:/127.0.0.1", "",
          "http://", "http://10.0.0.1", "http://2130706433/"}) {
        CAPTURE(url);
        CHECK_FALSE(net::isLoopback(url));
    }
}

TEST_CASE("the authority of an URL is its host and port") {
    CHECK(net::authorityOf("https://shop.example:8443/a/b?c=d") == "shop.example:8443");
    CHECK(net::authorityOf("https://shop.example?c=d") == "shop.example");
    CHECK(net::authorityOf("https://shop.example") == "shop.example");
    CHECK(net::authorityOf("https://a@b/").empty());
    CHECK(net::authorityOf("/relative").empty());
}

TEST_CASE("links of a Link header come by their relation") {
    struct Row {
        std::string header;
        std::vector<std::pair<std::string, std::string>> links;
    };
    const std::vector<Row> rows = {
        {"<https://s/a?max_id=1>; rel=\"next\", <https://s/a?min_id=9>; rel=\"prev\"",
         {{"next", "https://s/a?max_id=1"}, {"prev", "https://s/a?min_id=9"}}},
        {"<u>; rel=next", {{"next", "u"}}},
        {"<u>;rel=\"NEXT last\"", {{"next", "u"}, {"last", "u"}}},
        {"<u>; title=\"a, <b>; rel=x\"; rel=\"next\"", {{"next", "u"}}},
        {"<u>; rel=\"next\"; rel=\"prev\"", {{"next", "u"}}},
        {"<u,v;w>; rel=next", {{"next", "u,v;w"}}},
        {"< u >; Rel = \"next\"", {{"next", "u"}}},
        {"<u>", {}},
        {"<u; rel=next", {}},
        {"", {}},
        {"rubbish, <u>; rel=\"next", {{"next", "u"}}},
        {"<u>; nofollow; rel=next", {{"next", "u"}}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.header);
        std::vector<std::pair<std::string, std::string>> found;
        for (const net::Link& link : net::parseLinkHeader(row.header)) {
            found.emplace_back(link.rel, link.url);
        }
        CHECK(found == row.links);
    }
}

TEST_CASE("a query parameter is found and decoded") {
    CHECK(net::queryParameter("http://h/cb?code=a%2Fb+c&state=x", "code") == "a/b c");
    CHECK(net::queryParameter("/cb?x=1&code=", "code") == "");
    CHECK(net::queryParameter("/cb?code", "code") == "");
    CHECK(net::queryParameter("/cb?c%6Fde=1&code=2", "code") == "1");
    CHECK(net::queryParameter("/cb?code=100%&x=%4", "code") == "100%");
    CHECK(net::queryParameter("/cb?code=100%&x=%4", "x") == "%4");
    CHECK_FALSE(net::queryParameter("/cb?xcode=1#?code=2", "code"));
    CHECK_FALSE(net::queryParameter("/cb", "code"));
}

TEST_CASE("dates of HTTP are read in their three forms") {
    const auto expected = base::parseIso8601("1994-11-06T08:49:37Z");
    CHECK(net::parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT") == expected);
    CHECK(net::parseHttpDate("Sunday, 06-Nov-94 08:49:37 GMT") == expected);
    CHECK(net::parseHttpDate("Sun Nov  6 08:49:37 1994") == expected);
    for (const char* text : {"", "soon", "Sun, 06 Nov 1994", "Sun, 31 Feb 1994 08:49:37 GMT",
                             "Sun, 06 Nov 1994 25:49:37 GMT", "06 Foo 1994 08:49:37", "08:49:37", "120"}) {
        CAPTURE(text);
        CHECK_FALSE(net::parseHttpDate(text));
    }
}

TEST_CASE("a response is complete only with all headers of its final answer") {
    net::ResponseReader reader(10);
    const auto take = [&](std::string_view line) { REQUIRE(reader.takeHeaderLine(line)); };
    CHECK_FALSE(reader.headersComplete());
    take("HTTP/1.1 103 Early Hints\r\n");
    take("Link: <a>\r\n");
    take("\r\n");
    CHECK_FALSE(reader.headersComplete());
    take("HTTP/1.1 404 Not Found\r\n");
    take("X-One:  a b \r\n");
    CHECK_FALSE(reader.headersComplete());
    take("\r\n");
    CHECK(reader.headersComplete());
    CHECK(reader.takeBody("12345"));
    take("X-Trailer: t\r\n");
    CHECK(reader.takeBody("67890"));
    CHECK_FALSE(reader.overflowed());
    CHECK_FALSE(reader.takeBody("!"));
    CHECK(reader.overflowed());
    const net::HttpResponse response = reader.takeResponse();
    CHECK(response.status == 404);
    CHECK(response.body == "1234567890");
    CHECK(response.headers.find("x-one") == "a b");
    CHECK_FALSE(response.headers.find("link"));
    CHECK_FALSE(response.headers.find("x-trailer"));
}

TEST_CASE("endless headers end within a bound") {
    net::ResponseReader reader(10);
    const std::string line = "X-Filler: " + std::string(1'000, 'x') + "\r\n";
    int taken = 0;
    while (reader.takeHeaderLine(line) && taken < 1'000) {
        ++taken;
    }
    CHECK(taken < 200);
    CHECK(reader.overflowed());
}
