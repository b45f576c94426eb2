// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/curl_transport.h"

#include "exchange.h"
#include "support/catch.h"
#include "support/loopback_server.h"

#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace act = support::act;
using base::Duration;
using base::ErrorKind;
using exchange::Call;
using exchange::get;
using exchange::post;
using exchange::run;
using support::Action;
using support::httpAnswer;
using support::LoopbackServer;
using namespace std::string_literals;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

}  // namespace

TEST_CASE("a request arrives as it was given and the answer comes back whole") {
    LoopbackServer server(
        {{act::ReadRequest{}, act::Send{httpAnswer("{\"a\":1}", {"X-One: 1", "x-one: 2"}, "422 No")}}});
    const auto transport = net::makeCurlTransport({.userAgent = "Shopbell/9"});
    net::HttpRequest request = post(server.url("/api?x=%20y"), "text=hello%20there");
    request.headers.add("Authorization", "Bearer abc");
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.add("X-Empty", "");
    const net::HttpOutcome outcome = run(*transport, request);
    REQUIRE(outcome);
    CHECK(outcome->status == 422);
    CHECK(outcome->body == "{\"a\":1}");
    CHECK(outcome->headers.find("X-ONE") == "1");
    const std::string received = server.received().at(0);
    CAPTURE(received);
    CHECK(received.starts_with("POST /api?x=%20y HTTP/1.1\r\n"));
    CHECK(received.ends_with("\r\n\r\ntext=hello%20there"));
    CHECK(count(received, "Authorization: Bearer abc\r\n") == 1);
    CHECK(count(received, "Content-Type: ") == 1);
    CHECK(count(received, "X-Empty:\r\n") == 1);
    CHECK(count(received, "User-Agent: Shopbell/9\r\n") == 1);
    CHECK(count(received, "Accept-Encoding: ") == 1);
    CHECK(count(received, "Cookie") == 0);
    CHECK_FALSE(transport->busy());
}

TEST_CASE("every method is sent as such, with its body") {
    LoopbackServer server;
    const auto transport = net::makeCurlTransport({});
    for (const net::Method method :
         {net::Method::Get, net::Method::Post, net::Method::Put, net::Method::Delete, net::Method::Patch}) {
        const std::size_t number = server.connections();
        net::HttpRequest request = post(server.url("/m"), method == net::Method::Get ? "" : "body\0!"s);
        request.method = method;
        REQUIRE(run(*transport, request));
        const std::string received = server.received().at(number);
        CAPTURE(received);
        CHECK(received.starts_with(std::string(net::name(method)) + " /m HTTP/1.1\r\n"));
        CHECK(received.ends_with(method == net::Method::Get ? "\r\n\r\n"s : "\r\n\r\nbody\0!"s));
        CHECK(count(received, "Content-Type") == 0);
    }
    net::HttpRequest bare = get(server.url("/m"));
    bare.method = net::Method::Delete;
    REQUIRE(run(*transport, bare));
    CHECK(server.received().back().ends_with("\r\n\r\n"));
}

TEST_CASE("a cookie that a server sets is not sent back") {
    LoopbackServer server({{act::ReadRequest{}, act::Send{httpAnswer("1", {"Set-Cookie: spy=1; Path=/"})},
                            act::ReadRequest{}, act::Send{httpAnswer("2")}}});
    const auto transport = net::makeCurlTransport({});
    REQUIRE(run(*transport, get(server.url())));
    REQUIRE(run(*transport, get(server.url())));
    CHECK(count(server.received().at(0), "GET / ") == 2);
    CHECK(count(server.received().at(0), "spy") == 0);
}

TEST_CASE("where nobody listens nothing can have arrived") {
    const auto transport = net::makeCurlTransport({});
    const std::string port = std::to_string(support::unusedPort());
    const net::HttpOutcome outcome = run(*transport, post("http://127.0.0.1:" + port + "/", "x"));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().error.kind == ErrorKind::Network);
    CHECK(outcome.error().error.cure == base::Cure::BackOff);
    CHECK(outcome.error().error.message == "127.0.0.1:" + port + " refuses the connection");
    CHECK_FALSE(outcome.error().mayHaveArrived);
}

TEST_CASE("a name that does not exist is said so, and nothing can have arrived") {
    const exchange::ProxyEnvironment none({});
    const auto transport = net::makeCurlTransport({});
    // RFC 6761: never resolves. Without any network the sentence is the same.
    const net::HttpOutcome outcome = run(*transport, post("https://shop.invalid/", "x"));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().error.kind == ErrorKind::Network);
    CHECK(outcome.error().error.message == "shop.invalid can't be found: no such name, or no network");
    CHECK_FALSE(outcome.error().mayHaveArrived);
}

TEST_CASE("a connection that does not come about in time carries nothing") {
    const support::DeafPort deaf;
    const std::string host = "127.0.0.1:" + std::to_string(deaf.port());
    const auto hasty = net::makeCurlTransport({.connectTimeout = Duration{120}});
    const net::HttpOutcome outcome = run(*hasty, post("http://" + host + "/", "x"));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().error.kind == ErrorKind::Network);
    CHECK(outcome.error().error.message == "no connection to " + host + " within 0.1 s");
    CHECK_FALSE(outcome.error().mayHaveArrived);

    const auto patient = net::makeCurlTransport({});
    const net::HttpOutcome late = run(*patient, post("http://" + host + "/", "x"), Duration{120});
    REQUIRE_FALSE(late);
    CHECK_FALSE(late.error().mayHaveArrived);
}

TEST_CASE("a reset after the connection stands may have come after the request") {
    LoopbackServer server({{act::Reset{}}, {act::ReadRequest{}, act::Reset{}}});
    const auto transport = net::makeCurlTransport({});
    const net::HttpOutcome early = run(*transport, post(server.url(), "x"));
    REQUIRE_FALSE(early);
    CHECK(early.error().error.kind == ErrorKind::Network);
    // On a slow day the reset comes before the connection is seen to stand; then nothing was sent.
    CHECK((early.error().mayHaveArrived || server.received().at(0).empty()));
    const net::HttpOutcome late = run(*transport, post(server.url(), "x"));
    REQUIRE_FALSE(late);
    CHECK(late.error().error.message.find("broke") != std::string::npos);
    CHECK(late.error().mayHaveArrived);
    CHECK(server.connections() == 2);
}

TEST_CASE("a server that takes the request and says nothing ends with the deadline") {
    LoopbackServer server({{act::ReadRequest{}, act::Hold{}}});
    const auto transport = net::makeCurlTransport({});
    const net::HttpOutcome outcome = run(*transport, post(server.url(), "x"), Duration{150});
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().error.kind == ErrorKind::Network);
    CHECK(outcome.error().error.message.find("no answer from 127.0.0.1:") == 0);
    CHECK(outcome.error().error.message.find("within 0.1 s") != std::string::npos);
    CHECK(outcome.error().mayHaveArrived);
}

TEST_CASE("a body that trickles ends with the deadline, however lively it is") {
    LoopbackServer server({{act::ReadRequest{}, act::Send{"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"},
                            act::SendSlowly{std::string(1'000, 'x'), 1, Duration{10}}}});
    const auto transport = net::makeCurlTransport({});
    const net::HttpOutcome outcome = run(*transport, get(server.url()), Duration{150});
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().mayHaveArrived);
}

TEST_CASE("an answer in slices is put together") {
    LoopbackServer server({{act::ReadRequest{}, act::SendSlowly{httpAnswer("hello"), 3, Duration{1}}}});
    const auto transport = net::makeCurlTransport({});
    const net::HttpOutcome outcome = run(*transport, get(server.url()));
    REQUIRE(outcome);
    CHECK(outcome->body == "hello");
}

TEST_CASE("an answer cut after any byte is no answer, and the request may have arrived") {
    const std::vector<std::string> answers = {
        "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
    };
    for (const std::string& whole : answers) {
        std::deque<support::Connection> scripts;
        for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
            scripts.push_back({act::ReadRequest{}, act::Send{whole.substr(0, cut)}});
        }
        LoopbackServer server(scripts);
        const auto transport = net::makeCurlTransport({});
        for (std::size_t cut = 0; cut < whole.size(); ++cut) {
            CAPTURE(whole, cut);
            const net::HttpOutcome outcome = run(*transport, post(server.url(), "x"));
            // Behind "0 CR LF CR" of a chunked body there is nothing left to say.
            const bool said = whole.find("chunked") != std::string::npos && cut == whole.size() - 1;
            REQUIRE(outcome.has_value() == said);
            if (!outcome) {
                CHECK(outcome.error().error.kind == ErrorKind::Network);
                CHECK(outcome.error().mayHaveArrived);
            }
        }
        CHECK(run(*transport, post(server.url(), "x")).has_value());
        CHECK(server.connections() == whole.size() + 1);
    }
}

TEST_CASE("what does not speak HTTP is said to be no web server") {
    LoopbackServer server({{act::ReadRequest{}, act::Send{"220 mail.example ESMTP\r\n"}}});
    const auto transport = net::makeCurlTransport({});
    const net::HttpOutcome outcome = run(*transport, get(server.url()));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().error.kind == ErrorKind::NotThePlatform);
    CHECK(outcome.error().mayHaveArrived);
}

TEST_CASE("a redirect is an answer: it is not followed and the other host sees no byte") {
    LoopbackServer other;
    for (const char* status : {"301 M", "302 F", "303 S", "307 T", "308 P"}) {
        LoopbackServer server(
            {{act::ReadRequest{}, act::Send{httpAnswer("", {"Location: " + other.url("/take")}, status)}}});
        const auto transport = net::makeCurlTransport({});
        net::HttpRequest request = post(server.url(), "secret=1");
        request.headers.add("Authorization", "Bearer abc");
        const net::HttpOutcome outcome = run(*transport, request);
        REQUIRE(outcome);
        CHECK(outcome->status == std::stoi(status));
        CHECK(outcome->headers.find("location") == other.url("/take"));
    }
    CHECK(other.connections() == 0);
}

TEST_CASE("polls share a connection, a request that must not be doubled has one of its own") {
    const Action answer = act::Send{httpAnswer("ok")};
    LoopbackServer server(
        {{act::ReadRequest{}, answer, act::ReadRequest{}, answer, act::ReadRequest{}, answer},
         {act::ReadRequest{}, answer, act::ReadRequest{}, answer}});
    const auto transport = net::makeCurlTransport({});
    REQUIRE(run(*transport, get(server.url("/1"))));
    REQUIRE(run(*transport, get(server.url("/2"))));
    CHECK(server.connections() == 1);
    REQUIRE(run(*transport, post(server.url("/3"), "x")));
    CHECK(server.connections() == 2);
    REQUIRE(run(*transport, get(server.url("/4"))));
    CHECK(server.connections() == 2);
    CHECK(count(server.received().at(0), "GET /4 ") == 1);  // not on the other one's connection
}

TEST_CASE("the connection of a request that must not be doubled is not kept") {
    const Action answer = act::Send{httpAnswer("ok")};
    LoopbackServer server({{act::ReadRequest{}, answer, act::ReadRequest{}, answer}});
    const auto transport = net::makeCurlTransport({});
    REQUIRE(run(*transport, post(server.url("/1"), "x")));
    REQUIRE(run(*transport, get(server.url("/2"))));
    CHECK(server.connections() == 2);
}

TEST_CASE("a big body leaves at once, without asking whether it may") {
    LoopbackServer server;
    const auto transport = net::makeCurlTransport({});
    const std::string body(2'000'000, 'x');
    REQUIRE(run(*transport, post(server.url(), body)));
    const std::string received = server.received().at(0);
    CHECK(received.ends_with(body));
    CHECK(received.find("Expect") == std::string::npos);
}

TEST_CASE("a kept connection that turns out dead does not double a request") {
    const auto dying =
        support::Connection{act::ReadRequest{}, act::Send{httpAnswer("ok")}, act::ReadRequest{}};
    LoopbackServer server({dying, {act::ReadRequest{}}});
    const auto transport = net::makeCurlTransport({});
    REQUIRE(run(*transport, get(server.url("/first"))));
    const net::HttpOutcome outcome = run(*transport, post(server.url("/send"), "x"));
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().mayHaveArrived);
    std::string all;
    for (const std::string& received : server.received()) {
        all += received;
    }
    CHECK(count(all, "POST /send ") == 1);
}

TEST_CASE("plain http beyond this computer is refused before any connection") {
    LoopbackServer proxy;
    const exchange::ProxyEnvironment environment(
        {{"http_proxy", proxy.url("")}, {"https_proxy", proxy.url("")}, {"all_proxy", proxy.url("")}});
    const auto transport = net::makeCurlTransport({});
    for (const char* url :
         {"http://shop.example/", "http://127.0.0.1.evil.example/", "http://user@127.0.0.1/",
          "ftp://127.0.0.1/", "file:///etc/hostname", "HTTP://shop.example/", "gopher://127.0.0.1/",
          "127.0.0.1", "", "http://127.0.0.1\\@shop.example/", "https://shop.example/a b",
          "https://shop.example/a\r\nb"}) {
        CAPTURE(url);
        const net::HttpOutcome outcome = run(*transport, get(url), Duration{150});
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().error.kind == ErrorKind::BadInput);
        CHECK_FALSE(outcome.error().mayHaveArrived);
    }
    CHECK(proxy.connections() == 0);
}

TEST_CASE("a header can't smuggle in a second one") {
    LoopbackServer server;
    const auto transport = net::makeCurlTransport({});
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
             {"X-A", "1\r\nX-B: 2"}, {"X-A\r\nX-B", "2"}, {"X-A: 1", "2"}, {"", "1"}, {"X-A", "a\0b"s}}) {
        net::HttpRequest request = get(server.url());
        request.headers.add(name, value);
        const net::HttpOutcome outcome = run(*transport, request);
        REQUIRE_FALSE(outcome);
        CHECK(outcome.error().error.kind == ErrorKind::BadInput);
    }
    CHECK(server.connections() == 0);
}

TEST_CASE("the proxy of the environment is used, but never for this computer") {
    LoopbackServer proxy({{act::ReadRequest{}, act::Send{httpAnswer("", {}, "403 Forbidden")}}});
    LoopbackServer server;
    const exchange::ProxyEnvironment environment(
        {{"http_proxy", proxy.url("")}, {"https_proxy", proxy.url("")}, {"all_proxy", proxy.url("")}});
    const auto transport = net::makeCurlTransport({});

    const net::HttpOutcome outside = run(*transport, post("https://shop.example/path", "x"));
    REQUIRE_FALSE(outside);
    CHECK(proxy.received().at(0).starts_with("CONNECT shop.example:443 HTTP/1.1\r\n"));
    CHECK(outside.error().error.kind == ErrorKind::Network);
    CHECK(outside.error().error.message ==
          "the proxy that this computer uses lets nothing through to shop.example (it says 403)");
    CHECK_FALSE(outside.error().mayHaveArrived);  // the CONNECT is not the request

    REQUIRE(run(*transport, get(server.url("/direct"))));
    REQUIRE(run(*transport, get("http://localhost:" + std::to_string(server.port()) + "/direct")));
    CHECK(server.connections() >= 1);
    CHECK(proxy.connections() == 1);
}

TEST_CASE("cancelling ends a request with one callback, later") {
    LoopbackServer server({{act::ReadRequest{}, act::Hold{}}});
    const auto transport = net::makeCurlTransport({});
    Call call(*transport, get(server.url()), exchange::kPlenty);
    while (server.received().empty() || server.received().at(0).empty()) {
        transport->pump(Duration{10});
    }
    REQUIRE(transport->busy());
    call.cancel();
    CHECK(transport->busy());
    CHECK_FALSE(call.done());
    const net::HttpOutcome& outcome = call.wait();
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().error.kind == ErrorKind::Cancelled);
    CHECK(outcome.error().mayHaveArrived);
    CHECK_FALSE(transport->busy());
    call.cancel();  // of nothing
    transport->pump(Duration{0});
}

TEST_CASE("a request that is cancelled before it begins can't have arrived") {
    LoopbackServer server;
    const auto transport = net::makeCurlTransport({});
    Call call(*transport, post(server.url(), "x"), exchange::kPlenty);
    call.cancel();
    const net::HttpOutcome& outcome = call.wait();
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().error.kind == ErrorKind::Cancelled);
    CHECK_FALSE(outcome.error().mayHaveArrived);
    CHECK(server.connections() == 0);
}

TEST_CASE("a callback may cancel and start other requests") {
    LoopbackServer server({{act::ReadRequest{}, act::Hold{}}});
    const auto transport = net::makeCurlTransport({});
    Call silent(*transport, get(server.url("/silent")), exchange::kPlenty);
    std::unique_ptr<Call> next;
    bool refused = false;
    transport->start(get("http://shop.example/"), exchange::kPlenty, [&](const net::HttpOutcome&) {
        refused = true;
        silent.cancel();
        next = std::make_unique<Call>(*transport, get("http://shop.example/again"), exchange::kPlenty);
    });
    transport->pump(Duration{0});
    CHECK(refused);
    CHECK_FALSE(silent.wait());
    REQUIRE(next);
    CHECK_FALSE(next->wait());
}

TEST_CASE("wake makes a waiting pump return, from any thread and also beforehand") {
    const auto clock = base::makeSystemClock();
    const auto transport = net::makeCurlTransport({});
    const base::SteadyTime start = clock->steadyNow();
    transport->wake();
    transport->pump(Duration{60'000});
    std::thread other([&] { transport->wake(); });
    transport->pump(Duration{60'000});
    other.join();
    CHECK(clock->steadyNow() - start < Duration{10'000});
}

TEST_CASE("pump waits no longer than it is told") {
    const auto clock = base::makeSystemClock();
    const auto transport = net::makeCurlTransport({});
    const base::SteadyTime start = clock->steadyNow();
    transport->pump(Duration{30});
    transport->pump(Duration{0});
    transport->pump(Duration{-5});
    CHECK(clock->steadyNow() - start < Duration{10'000});
    CHECK(clock->steadyNow() - start >= Duration{25});
}

TEST_CASE("a transport that goes away drops what is under way") {
    LoopbackServer server({{act::ReadRequest{}, act::Hold{}}});
    auto transport = net::makeCurlTransport({});
    Call call(*transport, get(server.url()), exchange::kPlenty);
    call.drop();
    transport->pump(Duration{10});
    transport.reset();
    CHECK_FALSE(call.done());
}

TEST_CASE("many requests at once are answered each with its own answer") {
    LoopbackServer server;
    const auto transport = net::makeCurlTransport({});
    std::vector<std::unique_ptr<Call>> calls;
    for (int i = 0; i < 20; ++i) {
        calls.push_back(
            std::make_unique<Call>(*transport, get(server.url("/" + std::to_string(i))), exchange::kPlenty));
    }
    for (const auto& call : calls) {
        CHECK(call->wait().has_value());
    }
    CHECK_FALSE(transport->busy());
}
