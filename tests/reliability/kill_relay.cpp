// SPDX-License-Identifier: GPL-3.0-or-later
#include "kill_relay.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <csignal>
#include <stdexcept>
#include <thread>

namespace test {
namespace {

constexpr std::size_t kNowhere = std::string::npos;

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

void atOnce(int socket) {
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

bool sendAll(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char letter) { return std::tolower(letter); });
    return text;
}

/// Content-Length of a head that is in small letters; 0 without one.
std::size_t bodySize(const std::string& head) {
    constexpr std::string_view kName = "\r\ncontent-length:";
    const auto at = head.find(kName);
    return at == kNowhere ? 0 : std::stoul(head.substr(at + kName.size()));
}

/// One message of HTTP with its body; nothing at the connection's end.
std::optional<std::string> readMessage(int socket, std::string& buffered) {
    for (;;) {
        const auto blank = buffered.find("\r\n\r\n");
        if (blank != kNowhere) {
            const std::size_t whole = blank + 4 + bodySize(lower(buffered.substr(0, blank + 2)));
            if (buffered.size() >= whole) {
                std::string message = buffered.substr(0, whole);
                buffered.erase(0, whole);
                return message;
            }
        }
        std::array<char, 65536> bytes{};
        const ssize_t count = ::recv(socket, bytes.data(), bytes.size(), 0);
        if (count <= 0) {
            return std::nullopt;
        }
        buffered.append(bytes.data(), static_cast<std::size_t>(count));
    }
}

void dropHeaders(std::string& message, std::string_view beginning) {
    std::string head = lower(message.substr(0, message.find("\r\n\r\n") + 2));
    for (auto at = head.find(beginning); at != kNowhere; at = head.find(beginning)) {
        const auto end = head.find("\r\n", at + 2);
        head.erase(at, end - at);
        message.erase(at, end - at);
    }
}

bool isSend(const std::string& request) {
    const std::string line = request.substr(0, request.find("\r\n"));
    return std::ranges::any_of(
        std::array{"POST /api/v1/statuses ", "createRecord", "putRecord", "sendMessage"},
        [&](const char* part) { return line.find(part) != kNowhere; });
}

}  // namespace

std::uint16_t portOf(const std::string& url) {
    return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
}

std::string askServer(std::uint16_t port, const std::string& request) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    std::string answer;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) {
        atOnce(socket);
        std::string buffered;
        if (sendAll(socket, request)) {
            answer = readMessage(socket, buffered).value_or("");
        }
    }
    ::close(socket);
    return answer;
}

void Trap::arm(const Armed& armed) {
    const std::lock_guard lock(m_mutex);
    m_armed = armed;
    m_requests = 0;
}

void Trap::disarm() {
    const std::lock_guard lock(m_mutex);
    m_armed.reset();
}

std::optional<Trap::Armed> Trap::meets(bool isSend) {
    const std::lock_guard lock(m_mutex);
    ++m_requests;
    if (!m_armed || m_armed->moment == Moment::AtRandom || m_armed->moment == Moment::Start ||
        isSend != (m_armed->moment != Moment::Polled)) {
        return std::nullopt;
    }
    if (m_armed->skip-- > 0) {
        return std::nullopt;
    }
    return m_armed;
}

void Trap::strike() {
    const std::lock_guard lock(m_mutex);
    if (m_armed) {
        ::kill(m_armed->victim, SIGKILL);
    }
}

KillRelay::KillRelay(const std::string& target, Keys keys, Trap& trap)
    : m_trap(trap), m_keys(keys), m_target(portOf(target)) {
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof(address);
    if (::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        ::listen(m_listener, 64) != 0 ||
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw std::runtime_error("no port for the relay");
    }
    m_port = ntohs(address.sin_port);
    if (std::to_string(m_port).size() != std::to_string(m_target).size()) {
        throw std::runtime_error("addresses of two lengths can't stand for each other in an answer");
    }
    m_acceptor = std::thread([this] { accept(); });
}

KillRelay::~KillRelay() {
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    ::close(m_listener);
    std::unique_lock lock(m_mutex);
    for (const int client : m_clients) {
        ::shutdown(client, SHUT_RDWR);
    }
    m_gone.wait(lock, [this] { return m_clients.empty(); });
}

void KillRelay::accept() {
    for (;;) {
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) {
            return;
        }
        atOnce(client);
        const std::lock_guard lock(m_mutex);
        m_clients.push_back(client);
        // Thousands of connections: one that has ended keeps no thread.
        std::thread([this, client] { serve(client); }).detach();
    }
}

void KillRelay::serve(int client) {
    std::string buffered;
    while (auto request = readMessage(client, buffered)) {
        if (!exchange(client, std::move(*request))) {
            break;
        }
    }
    const std::lock_guard lock(m_mutex);
    ::close(client);
    std::erase(m_clients, client);
    m_gone.notify_all();
}

bool KillRelay::exchange(int client, std::string request) {
    const auto armed = m_trap.meets(isSend(request));
    if (m_keys == Keys::Forgotten) {
        dropHeaders(request, "\r\nidempotency-key:");
    }
    if (armed && armed->moment == Moment::Received) {
        m_trap.strike();
        return armed->actsAfter && forward(request).empty();
    }
    const std::string answer = forward(request);
    if (armed && armed->moment == Moment::Acted) {
        m_trap.strike();
        return false;
    }
    if (armed) {
        sendAll(client, std::string_view(answer).substr(0, armed->cut));
        // Time to read and to go on with it.
        ::usleep(static_cast<useconds_t>(armed->cut % 7) * 300);
        m_trap.strike();
        return false;
    }
    return !answer.empty() && sendAll(client, answer);
}

std::string KillRelay::forward(const std::string& request) const {
    std::string answer = askServer(m_target, request);
    // A run of hours in minutes: what is left of an hour's budget says nothing here.
    dropHeaders(answer, "\r\nx-ratelimit-");
    dropHeaders(answer, "\r\nratelimit-");
    const std::string theirs = "127.0.0.1:" + std::to_string(m_target);
    const std::string ours = "127.0.0.1:" + std::to_string(m_port);
    for (auto at = answer.find(theirs); at != kNowhere; at = answer.find(theirs, at)) {
        answer.replace(at, theirs.size(), ours);
    }
    return answer;
}

}  // namespace test
