// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fault_proxy.h"

#include "support/fault_proxy_pipe.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <list>
#include <mutex>
#include <thread>
#include <utility>

namespace support {
namespace {

constexpr int kLongestWait = 1000;

sockaddr_in addressOf(const std::string& host, int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    ::inet_pton(AF_INET, host == "localhost" ? "127.0.0.1" : host.c_str(), &address.sin_addr);
    return address;
}

void must(bool good) {
    if (!good) {
        std::perror("fault proxy");
        std::abort();
    }
}

}  // namespace

class FaultProxy::Loop {
public:
    Loop(const std::string& host, int serverPort) : m_server(addressOf(host, serverPort)) {
        must(::pipe(m_wake.data()) == 0);
        listenAt(0);
        m_thread = std::thread([this] { run(); });
    }
    ~Loop() {
        m_stopping = true;
        wake();
        m_thread.join();
        for (const int end : m_wake) {
            ::close(end);
        }
    }
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    int port = 0;

    Count count() {
        const std::lock_guard lock(m_mutex);
        return m_count;
    }
    void add(const Toxic& toxic) {
        const std::lock_guard lock(m_mutex);
        m_toxics.push_back(toxic);
    }
    void clear() {
        const std::lock_guard lock(m_mutex);
        m_toxics.clear();
        endAll();
    }
    void refuse() {
        const std::lock_guard lock(m_mutex);
        endAll();
        if (m_listening >= 0) {
            // Closed alone it would go on listening while the loop's poll() still holds it.
            ::shutdown(m_listening, SHUT_RDWR);
            ::close(std::exchange(m_listening, -1));
        }
        wake();
    }
    void accept() {
        const std::lock_guard lock(m_mutex);
        if (m_listening < 0) {
            listenAt(port);
        }
        wake();
    }
    void whenPassed(std::string request, std::int64_t bytes, std::function<void()> call) {
        const std::lock_guard lock(m_mutex);
        m_calls.push_back({std::move(request), {bytes, std::move(call)}});
    }

private:
    struct Connection {
        int client;
        int server;
        FaultPipe up;
        FaultPipe down;
        bool answering = true;  ///< the server spoke last: what the client says next begins a request

        [[nodiscard]] bool isOver() const {
            return up.end() != FaultPipe::End::Open || down.end() != FaultPipe::End::Open ||
                   (up.finished() && down.finished());
        }
    };
    struct Call {
        std::string request;
        FaultPipe::Waiting waiting;
    };

    void wake() { must(::write(m_wake[1], "!", 1) == 1); }

    void listenAt(int wanted) {
        m_listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        const int on = 1;
        ::setsockopt(m_listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
        sockaddr_in address = addressOf("127.0.0.1", wanted);
        socklen_t size = sizeof(address);
        must(::bind(m_listening, reinterpret_cast<const sockaddr*>(&address), size) == 0);
        must(::listen(m_listening, 64) == 0);
        must(::getsockname(m_listening, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        port = ntohs(address.sin_port);
    }

    /// Both ends; a reset where the toxic says so.
    static void close(const Connection& one) {
        const bool reset = one.up.end() == FaultPipe::End::Reset || one.down.end() == FaultPipe::End::Reset;
        if (reset) {
            const linger now{1, 0};
            ::setsockopt(one.client, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
        } else {
            // Unread bytes would turn the end into a reset.
            ::shutdown(one.client, SHUT_WR);
            std::array<char, 4096> rest{};
            while (::recv(one.client, rest.data(), rest.size(), MSG_DONTWAIT) > 0) {}
        }
        ::close(one.client);
        ::close(one.server);
    }
    void endAll() {
        std::ranges::for_each(m_connections, close);
        m_connections.clear();
    }

    void take() {
        const int client = ::accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) {
            return;
        }
        const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::connect(server, reinterpret_cast<const sockaddr*>(&m_server), sizeof(m_server)) != 0) {
            ::close(server);
            ::close(client);
            return;
        }
        // Pieces go when a toxic says so, not when the kernel has gathered enough.
        const int on = 1;
        for (const int socket : {client, server}) {
            ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
        }
        const auto seed = static_cast<std::uint32_t>(++m_count.connections);
        m_connections.push_back(
            {client, server, FaultPipe(client, server, seed), FaultPipe(server, client, seed)});
        Connection& one = m_connections.back();
        strike(one, [](const Toxic& toxic) { return toxic.request.empty(); });
    }

    template <class Chooses>
    void strike(Connection& one, Chooses chooses) {
        for (Toxic& toxic : m_toxics) {
            if (toxic.times != 0 && chooses(toxic)) {
                toxic.times -= toxic.times > 0 ? 1 : 0;
                (toxic.way == Way::Up ? one.up : one.down).strike(toxic);
            }
        }
    }

    void asked(Connection& one, const std::string& words) {
        strike(one, [&](const Toxic& toxic) {
            return !toxic.request.empty() && words.starts_with(toxic.request);
        });
        const auto call =
            std::ranges::find_if(m_calls, [&](const Call& each) { return words.starts_with(each.request); });
        if (call != m_calls.end()) {
            one.down.call(std::move(call->waiting));
            m_calls.erase(call);
        }
    }

    void carry(Connection& one, bool fromClient, bool fromServer) {
        const base::SteadyTime now = m_clock->steadyNow();
        if (fromServer && one.down.wantsToRead() && !one.down.read(now).empty()) {
            one.answering = true;
        }
        if (fromClient && one.up.wantsToRead()) {
            // A toxic that counts from the request's first byte is there before it is read.
            std::array<char, 512> head{};
            const auto seen = ::recv(one.client, head.data(), head.size(), MSG_PEEK | MSG_DONTWAIT);
            if (seen > 0 && std::exchange(one.answering, false)) {
                asked(one, std::string(head.data(), static_cast<std::size_t>(seen)));
            }
            one.up.read(now);
        }
        m_count.up += one.up.write(now);
        m_count.down += one.down.write(now);
    }

    [[nodiscard]] int untilNext() const {
        const base::SteadyTime now = m_clock->steadyNow();
        base::Duration wait{kLongestWait};
        for (const Connection& one : m_connections) {
            for (const FaultPipe* pipe : {&one.up, &one.down}) {
                if (const auto at = pipe->nextAt()) {
                    wait = std::min(wait, std::max(*at - now, base::Duration{1}));
                }
            }
        }
        return static_cast<int>(wait.count());
    }

    std::vector<pollfd> watched() {
        const std::lock_guard lock(m_mutex);
        std::vector<pollfd> all{{m_wake[0], POLLIN, 0}, {m_listening, POLLIN, 0}};
        for (const Connection& one : m_connections) {
            all.push_back({one.up.wantsToRead() ? one.client : -1, POLLIN, 0});
            all.push_back({one.down.wantsToRead() ? one.server : -1, POLLIN, 0});
        }
        m_wait = untilNext();
        return all;
    }

    void run() {
        while (!m_stopping) {
            std::vector<pollfd> sockets = watched();
            ::poll(sockets.data(), sockets.size(), m_wait);
            const std::lock_guard lock(m_mutex);
            if (sockets[0].revents != 0) {
                std::array<char, 64> calls{};
                static_cast<void>(::read(m_wake[0], calls.data(), calls.size()));
            }
            const auto ready = [&](int socket) {
                return std::ranges::any_of(
                    sockets, [socket](const pollfd& one) { return one.fd == socket && one.revents != 0; });
            };
            for (auto one = m_connections.begin(); one != m_connections.end();) {
                carry(*one, ready(one->client), ready(one->server));
                if (one->isOver()) {
                    close(*one);
                    one = m_connections.erase(one);
                } else {
                    ++one;
                }
            }
            if (m_listening >= 0 && ready(m_listening)) {
                take();
            }
        }
        const std::lock_guard lock(m_mutex);
        endAll();
        if (m_listening >= 0) {
            ::close(m_listening);
        }
    }

    sockaddr_in m_server;
    std::unique_ptr<base::Clock> m_clock = base::makeSystemClock();
    std::array<int, 2> m_wake{};
    std::mutex m_mutex;  ///< over all below
    int m_listening = -1;
    std::list<Connection> m_connections;
    std::vector<Toxic> m_toxics;
    std::vector<Call> m_calls;
    Count m_count;
    int m_wait = 0;
    std::atomic<bool> m_stopping{false};
    std::thread m_thread;
};

FaultProxy::FaultProxy(const std::string& host, int port) : m_loop(std::make_unique<Loop>(host, port)) {}
FaultProxy::~FaultProxy() = default;

int FaultProxy::port() const {
    return m_loop->port;
}
std::string FaultProxy::url() const {
    return "http://127.0.0.1:" + std::to_string(port());
}
FaultProxy::Count FaultProxy::count() const {
    return m_loop->count();
}
void FaultProxy::add(const Toxic& toxic) {
    m_loop->add(toxic);
}
void FaultProxy::clear() {
    m_loop->clear();
}
void FaultProxy::refuse() {
    m_loop->refuse();
}
void FaultProxy::accept() {
    m_loop->accept();
}
void FaultProxy::whenPassed(std::string request, std::int64_t bytes, std::function<void()> call) {
    m_loop->whenPassed(std::move(request), bytes, std::move(call));
}

}  // namespace support
