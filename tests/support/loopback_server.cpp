// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/loopback_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fcntl.h>
#include <stdexcept>
#include <utility>

namespace support {
namespace {

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

sockaddr* plain(sockaddr_in& address) {
    return reinterpret_cast<sockaddr*>(&address);
}

/// A bound socket and its port.
std::pair<int, std::uint16_t> boundSocket() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof(address);
    if (socket < 0 || ::bind(socket, plain(address), size) != 0 ||
        ::getsockname(socket, plain(address), &size) != 0) {
        throw std::runtime_error("no socket on 127.0.0.1");
    }
    return {socket, ntohs(address.sin_port)};
}

/// Bytes of a whole request at the front of what came; 0 while it is not whole.
std::size_t requestSize(std::string_view bytes) {
    const std::size_t headersEnd = bytes.find("\r\n\r\n");
    if (headersEnd == std::string_view::npos) {
        return 0;
    }
    std::size_t bodySize = 0;
    constexpr std::string_view kLength = "Content-Length: ";
    const std::size_t length = bytes.substr(0, headersEnd).find(kLength);
    if (length != std::string_view::npos) {
        const char* const begin = bytes.data() + length + kLength.size();
        std::from_chars(begin, bytes.data() + headersEnd, bodySize);
    }
    const std::size_t size = headersEnd + 4 + bodySize;
    return bytes.size() >= size ? size : 0;
}

template <class... Ts>
struct Overloaded : Ts... {
    using Ts::operator()...;
};

}  // namespace

std::string httpAnswer(std::string_view body, const std::vector<std::string>& headers,
                       std::string_view status) {
    std::string answer = "HTTP/1.1 " + std::string(status) + "\r\n";
    for (const std::string& header : headers) {
        answer += header + "\r\n";
    }
    return answer + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

LoopbackServer::LoopbackServer(std::deque<Connection> scripts) : m_scripts(std::move(scripts)) {
    std::tie(m_listener, m_port) = boundSocket();
    std::array<int, 2> stop{};
    if (::listen(m_listener, 64) != 0 || ::pipe2(stop.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error("can't listen on 127.0.0.1");
    }
    m_stopRead = stop[0];
    m_stopWrite = stop[1];
    m_acceptor = std::thread([this] { accept(); });
}

LoopbackServer::~LoopbackServer() {
    ::close(m_stopWrite);  // the reading end is ready from now on, for all threads
    m_acceptor.join();
    for (std::thread& thread : m_threads) {
        thread.join();
    }
    ::close(m_stopRead);
    ::close(m_listener);
}

std::string LoopbackServer::url(std::string_view path) const {
    return "http://127.0.0.1:" + std::to_string(m_port) + std::string(path);
}

std::vector<std::string> LoopbackServer::received() const {
    const std::lock_guard lock(m_mutex);
    return m_received;
}

bool LoopbackServer::await(int socket, short events, int milliseconds) const {
    std::array<pollfd, 2> waited{
        {{.fd = socket, .events = events, .revents = 0}, {.fd = m_stopRead, .events = POLLIN, .revents = 0}}};
    const int ready = ::poll(waited.data(), waited.size(), milliseconds);
    return ready > 0 && waited[1].revents == 0 && waited[0].revents != 0;
}

void LoopbackServer::accept() {
    while (await(m_listener, POLLIN, -1)) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) {
            continue;
        }
        const std::lock_guard lock(m_mutex);
        const std::size_t number = m_received.size();
        m_received.emplace_back();
        Connection script{act::ReadRequest{}, act::Send{httpAnswer("ok")}};
        if (!m_scripts.empty()) {
            script = std::move(m_scripts.front());
            m_scripts.pop_front();
        }
        m_threads.emplace_back(
            [this, socket, number, itsScript = std::move(script)] { serve(socket, number, itsScript); });
    }
}

void LoopbackServer::serve(int socket, std::size_t number, const Connection& script) {
    bool on = true;
    for (const Action& action : script) {
        if (!on) {
            break;
        }
        std::visit(Overloaded{
                       [&](const act::ReadRequest&) { on = readRequest(socket, number); },
                       [&](const act::Send& send) { on = sendAll(socket, send.bytes); },
                       [&](const act::SendSlowly& send) {
                           for (std::size_t at = 0; at < send.bytes.size() && on; at += send.piece) {
                               on = sendAll(socket, std::string_view(send.bytes).substr(at, send.piece));
                               await(-1, 0, static_cast<int>(send.pause.count()));
                           }
                       },
                       [&](const act::SendForever& send) {
                           while (on) {
                               on = sendAll(socket, send.bytes);
                           }
                       },
                       [&](const act::Reset&) {
                           const linger hard{.l_onoff = 1, .l_linger = 0};
                           ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &hard, sizeof(hard));
                           on = false;
                       },
                       [&](const act::Hold&) {
                           while (readRequest(socket, number)) {}
                           on = false;
                       },
                   },
                   action);
    }
    ::close(socket);
}

bool LoopbackServer::readRequest(int socket, std::size_t number) {
    std::string request;
    std::array<char, 16384> buffer{};
    while (requestSize(request) == 0) {
        if (!await(socket, POLLIN, -1)) {
            return false;
        }
        const ssize_t size = ::recv(socket, buffer.data(), buffer.size(), 0);
        if (size <= 0) {
            return false;
        }
        const std::string_view piece(buffer.data(), static_cast<std::size_t>(size));
        request += piece;
        const std::lock_guard lock(m_mutex);
        m_received[number] += piece;
    }
    return true;
}

bool LoopbackServer::sendAll(int socket, std::string_view bytes) const {
    while (!bytes.empty()) {
        if (!await(socket, POLLOUT, -1)) {
            return false;
        }
        const ssize_t size = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (size < 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
}

std::uint16_t unusedPort() {
    const auto [socket, port] = boundSocket();
    ::close(socket);
    return port;
}

DeafPort::DeafPort() {
    const auto [listener, port] = boundSocket();
    m_port = port;
    m_sockets.push_back(listener);
    ::listen(listener, 0);
    // A queue of length 0 holds one; a few more make sure that it is full.
    for (int i = 0; i < 3; ++i) {
        const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        sockaddr_in address = loopback(port);
        ::connect(client, plain(address), sizeof(address));
        m_sockets.push_back(client);
    }
}

DeafPort::~DeafPort() {
    for (const int socket : m_sockets) {
        ::close(socket);
    }
}

}  // namespace support
