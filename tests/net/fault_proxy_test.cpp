// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fault_proxy.h"

#include "support/catch.h"
#include "support/loopback_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <mutex>
#include <string>
#include <thread>

using support::Toxic;
using support::ToxicKind;
using support::Way;

namespace {

constexpr const char* kRequest = "GET /tea HTTP/1.1\r\nHost: x\r\n\r\n";

/// How a connection ended, as the client sees it.
enum class Ended { Refused, Fin, Reset, Open };

struct Seen {
    std::string bytes;
    Ended ended = Ended::Open;
    base::Duration took{0};
};

/// Speaks once and listens until the end, or until nothing came for `patience`.
Seen talk(int port, const std::string& request = kRequest, int patienceMs = 400) {
    const auto clock = base::makeSystemClock();
    const base::SteadyTime begin = clock->steadyNow();
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{0, patienceMs * 1000};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    Seen seen;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        seen.ended = Ended::Refused;
    } else {
        ::send(socket, request.data(), request.size(), MSG_NOSIGNAL);
        std::array<char, 4096> buffer{};
        ssize_t got = 0;
        while ((got = ::recv(socket, buffer.data(), buffer.size(), 0)) > 0) {
            seen.bytes.append(buffer.data(), static_cast<std::size_t>(got));
        }
        seen.ended = got == 0 ? Ended::Fin : (errno == ECONNRESET ? Ended::Reset : Ended::Open);
    }
    ::close(socket);
    seen.took = clock->steadyNow() - begin;
    return seen;
}

struct Lab {
    const std::string answer = support::httpAnswer(std::string(200, 't'));
    support::LoopbackServer server{std::deque<support::Connection>(
        20, support::Connection{support::act::ReadRequest{}, support::act::Send{answer}})};
    support::FaultProxy proxy{"127.0.0.1", server.port()};

    Seen under(const Toxic& toxic) {
        proxy.clear();
        proxy.add(toxic);
        return talk(proxy.port());
    }
};

}  // namespace

TEST_CASE("a proxy without toxics passes every byte on and counts them") {
    Lab lab;
    const Seen seen = talk(lab.proxy.port());
    CHECK(seen.bytes == lab.answer);
    CHECK(seen.ended == Ended::Fin);
    CHECK(lab.proxy.count().up == static_cast<std::int64_t>(std::string(kRequest).size()));
    CHECK(lab.proxy.count().down == static_cast<std::int64_t>(lab.answer.size()));
    CHECK(lab.proxy.count().connections == 1);
    CHECK(lab.server.received().at(0) == kRequest);
}

TEST_CASE("a cut and a reset let exactly their bytes through") {
    Lab lab;
    for (const std::int64_t bytes : {0, 1, 17, 100}) {
        const Seen cut = lab.under({.kind = ToxicKind::Cut, .amount = bytes});
        CHECK(cut.bytes == lab.answer.substr(0, static_cast<std::size_t>(bytes)));
        CHECK(cut.ended == Ended::Fin);
    }
    const Seen reset = lab.under({.kind = ToxicKind::Reset, .amount = 0});
    CHECK(reset.bytes.empty());
    CHECK(reset.ended == Ended::Reset);
    // On the way up the server never gets the rest.
    lab.under({.kind = ToxicKind::Cut, .way = Way::Up, .amount = 5});
    const auto clock = base::makeSystemClock();
    const base::SteadyTime latest = clock->steadyNow() + base::Duration{2000};
    while (lab.server.received().back() != "GET /" && clock->steadyNow() < latest) {
        std::this_thread::yield();
    }
    CHECK(lab.server.received().back() == "GET /");
}

TEST_CASE("a half-open connection answers nothing and stays open") {
    Lab lab;
    const Seen seen = lab.under({.kind = ToxicKind::HalfOpen, .amount = 10});
    CHECK(seen.bytes == lab.answer.substr(0, 10));
    CHECK(seen.ended == Ended::Open);
}

TEST_CASE("slow toxics take their time and lose no byte") {
    Lab lab;
    for (const Toxic& toxic :
         {Toxic{.kind = ToxicKind::Latency, .pause = base::Duration{80}, .jitter = base::Duration{20}},
          Toxic{.kind = ToxicKind::Bandwidth, .amount = 1500},
          Toxic{.kind = ToxicKind::Slice, .amount = 20, .pause = base::Duration{10}},
          Toxic{.kind = ToxicKind::SlowClose, .pause = base::Duration{80}}}) {
        const Seen seen = lab.under(toxic);
        INFO(static_cast<int>(toxic.kind));
        CHECK(seen.bytes == lab.answer);
        CHECK(seen.ended == Ended::Fin);
        CHECK(seen.took >= base::Duration{75});
    }
}

TEST_CASE("a toxic strikes the connections or requests it is meant for, as often as it was told") {
    Lab lab;
    lab.proxy.add({.kind = ToxicKind::Cut, .times = 1});
    CHECK(talk(lab.proxy.port()).bytes.empty());
    CHECK(talk(lab.proxy.port()).bytes == lab.answer);
    lab.proxy.add({.kind = ToxicKind::Cut, .amount = 3, .request = "GET /tea"});
    CHECK(talk(lab.proxy.port()).bytes == "HTT");
    CHECK(talk(lab.proxy.port(), "GET /milk HTTP/1.1\r\n\r\n").bytes == lab.answer);
}

TEST_CASE("a proxy that refuses has nobody at its port until it accepts again") {
    Lab lab;
    lab.proxy.refuse();
    CHECK(talk(lab.proxy.port()).ended == Ended::Refused);
    lab.proxy.accept();
    CHECK(talk(lab.proxy.port()).bytes == lab.answer);
}

TEST_CASE("whoever waits for a byte of an answer is called before the next one passes") {
    Lab lab;
    std::int64_t passed = -1;
    std::mutex mutex;
    lab.proxy.whenPassed("GET /tea", 17, [&] {
        const std::lock_guard lock(mutex);
        passed = 17;
    });
    CHECK(talk(lab.proxy.port(), "GET /milk HTTP/1.1\r\n\r\n").bytes == lab.answer);
    {
        const std::lock_guard lock(mutex);
        CHECK(passed == -1);
    }
    CHECK(talk(lab.proxy.port()).bytes == lab.answer);
    const std::lock_guard lock(mutex);
    CHECK(passed == 17);
}
