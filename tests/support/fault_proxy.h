// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace support {

/// What goes wrong on the way; `amount` and `pause` of a Toxic mean what stands here.
enum class ToxicKind {
    Latency,    ///< each piece arrives `pause` later, plus up to `jitter`
    Bandwidth,  ///< at most `amount` bytes a second
    Slice,      ///< pieces of `amount` bytes with `pause` between them
    Cut,        ///< the connection ends (FIN) instead of passing on the byte behind `amount` bytes
    Reset,      ///< the same, torn down (RST)
    HalfOpen,   ///< after `amount` bytes nothing comes through any more, and nobody hangs up
    SlowClose,  ///< the end of the connection is passed on `pause` late
};

enum class Way { Up, Down };  ///< to the server, from the server

struct Toxic {
    ToxicKind kind = ToxicKind::Latency;
    Way way = Way::Down;
    std::int64_t amount = 0;
    base::Duration pause{0};
    base::Duration jitter{0};
    /// Strikes from a request on that begins with these bytes ("POST /api"), and counts from there; empty:
    /// any connection, from its first byte on.
    std::string request{};
    /// How many connections (or such requests) it still strikes; -1 = until it is cleared.
    int times = -1;
};

/// A small proxy of bytes on 127.0.0.1, in front of any server. It knows no more of HTTP than that a request
/// begins where the client speaks first, or again after an answer. What is said of one connection holds for
/// that one alone.
class FaultProxy {
public:
    struct Count {
        std::int64_t up = 0;    ///< bytes that reached the server
        std::int64_t down = 0;  ///< bytes that reached the client
        int connections = 0;
    };

    /// Takes a free port; the server need not be there yet. Aborts the program where there is no socket to be
    /// had.
    FaultProxy(const std::string& host, int port);
    ~FaultProxy();
    FaultProxy(const FaultProxy&) = delete;
    FaultProxy& operator=(const FaultProxy&) = delete;

    [[nodiscard]] int port() const;
    /// "http://127.0.0.1:N"
    [[nodiscard]] std::string url() const;
    [[nodiscard]] Count count() const;

    void add(const Toxic& toxic);
    /// No toxics any more; open connections are ended, so that none goes on under an old one.
    void clear();
    /// Nobody listens at the port (and who is connected is cut off), until accept().
    void refuse();
    /// Listens at the same port again.
    void accept();
    /// Calls back once, on the proxy's own thread, when `bytes` bytes of the answer to a request that begins
    /// with these words have been passed on and none beyond; they wait until the call returns. The
    /// call may not use the proxy.
    void whenPassed(std::string request, std::int64_t bytes, std::function<void()> call);

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

}  // namespace support
