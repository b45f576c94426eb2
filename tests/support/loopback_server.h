// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

namespace support {

/// What a connection does, step by step. After the last step it is closed in an orderly way.
namespace act {
struct ReadRequest {};  ///< until the headers and Content-Length bytes of body are there
struct Send {
    std::string bytes;
};
/// Piece by piece with a pause behind each.
struct SendSlowly {
    std::string bytes;
    std::size_t piece = 1;
    base::Duration pause{20};
};
struct SendForever {
    std::string bytes;
};  ///< again and again until the other side has enough
struct Reset {};  ///< RST instead of an orderly end
struct Hold {};   ///< silence until the other side or the server ends
}  // namespace act

using Action =
    std::variant<act::ReadRequest, act::Send, act::SendSlowly, act::SendForever, act::Reset, act::Hold>;
using Connection = std::vector<Action>;

/// "HTTP/1.1 200 OK" with Content-Length, these further header lines ("Name: value") and the body.
[[nodiscard]] std::string httpAnswer(std::string_view body, const std::vector<std::string>& headers = {},
                                     std::string_view status = "200 OK");

/// A raw-socket server on 127.0.0.1 with a thread a connection. The n-th connection plays the n-th script;
/// after the last one, connections read a request and answer 200 "ok".
class LoopbackServer {
public:
    explicit LoopbackServer(std::deque<Connection> scripts = {});
    ~LoopbackServer();
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] std::string url(std::string_view path = "/") const;
    /// What each connection has received so far.
    [[nodiscard]] std::vector<std::string> received() const;
    [[nodiscard]] std::size_t connections() const { return received().size(); }

private:
    void accept();
    void serve(int socket, std::size_t number, const Connection& script);
    bool readRequest(int socket, std::size_t number);
    /// False when the other side or the server has ended.
    bool sendAll(int socket, std::string_view bytes) const;
    /// True when the socket is ready; false at the end of the time or of the server.
    bool await(int socket, short events, int milliseconds) const;

    int m_listener = -1;
    int m_stopRead = -1;
    int m_stopWrite = -1;
    std::uint16_t m_port = 0;
    mutable std::mutex m_mutex;
    std::deque<Connection> m_scripts;
    std::vector<std::string> m_received;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

/// A port of 127.0.0.1 where nobody listens.
[[nodiscard]] std::uint16_t unusedPort();

/// A port of 127.0.0.1 that answers no connection attempt: its queue is full.
class DeafPort {
public:
    DeafPort();
    ~DeafPort();
    DeafPort(const DeafPort&) = delete;
    DeafPort& operator=(const DeafPort&) = delete;
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    std::uint16_t m_port = 0;
    std::vector<int> m_sockets;
};

}  // namespace support
