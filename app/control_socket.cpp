// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control_socket.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <future>
#include <list>
#include <mutex>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace app {
namespace {

constexpr std::uint32_t kLargestMessage = 64U * 1024 * 1024;
constexpr int kReadPatienceMs = 10'000;

bool sendAll(int file, const char* bytes, std::size_t count) {
    while (count > 0) {
        const ssize_t sent = ::send(file, bytes, count, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return false;
        }
        bytes += sent;
        count -= static_cast<std::size_t>(sent);
    }
    return true;
}

/// `patienceMs` < 0 waits for ever.
bool receiveAll(int file, char* bytes, std::size_t count, int patienceMs) {
    while (count > 0) {
        pollfd ready{.fd = file, .events = POLLIN, .revents = 0};
        const int polled = ::poll(&ready, 1, patienceMs);
        if (polled < 0 && errno == EINTR) {
            continue;
        }
        if (polled <= 0) {
            return false;
        }
        const ssize_t got = ::recv(file, bytes, count, 0);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        bytes += got;
        count -= static_cast<std::size_t>(got);
    }
    return true;
}

bool sendMessage(int file, const std::string& text) {
    const auto size = static_cast<std::uint32_t>(text.size());
    const std::array<char, 4> head{static_cast<char>(size >> 24U), static_cast<char>(size >> 16U),
                                   static_cast<char>(size >> 8U), static_cast<char>(size)};
    return text.size() <= kLargestMessage && sendAll(file, head.data(), head.size()) &&
           sendAll(file, text.data(), text.size());
}

std::optional<std::string> receiveMessage(int file, int patienceMs) {
    std::array<unsigned char, 4> head{};
    if (!receiveAll(file, reinterpret_cast<char*>(head.data()), head.size(), patienceMs)) {
        return std::nullopt;
    }
    const std::uint32_t size = (std::uint32_t{head[0]} << 24U) | (std::uint32_t{head[1]} << 16U) |
                               (std::uint32_t{head[2]} << 8U) | std::uint32_t{head[3]};
    if (size > kLargestMessage) {
        return std::nullopt;
    }
    std::string text(size, '\0');
    if (!receiveAll(file, text.data(), size, patienceMs)) {
        return std::nullopt;
    }
    return text;
}

std::optional<sockaddr_un> addressOf(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof(address.sun_path)) {
        return std::nullopt;
    }
    std::memcpy(address.sun_path, path.data(), path.size());
    return address;
}

base::Result<int> listenAt(const std::string& path) {
    const auto address = addressOf(path);
    if (!address) {
        return base::fail(base::ErrorKind::BadInput,
                          "the profile's folder has too long a name for its socket: " + path);
    }
    const int file = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ::unlink(path.c_str());
    if (file < 0 || ::bind(file, reinterpret_cast<const sockaddr*>(&*address), sizeof(*address)) != 0 ||
        ::chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0 || ::listen(file, 8) != 0) {
        const std::string why = std::strerror(errno);
        if (file >= 0) {
            ::close(file);
        }
        return base::fail(base::ErrorKind::Internal, "other programs can't reach this profile: " + why);
    }
    return file;
}

}  // namespace

struct ControlSocket::Parts {
    std::string path;
    base::Executor& executor;
    Handler handler;
    int file = -1;
    int stop[2] = {-1, -1};
    std::thread listener{};
    std::mutex mutex{};
    std::list<std::shared_ptr<std::promise<std::string>>> open{};
    std::atomic<bool> ending = false;

    void serve(int client);
    void listen();
};

void ControlSocket::Parts::serve(int client) {
    auto request = receiveMessage(client, kReadPatienceMs);
    if (request) {
        auto promise = std::make_shared<std::promise<std::string>>();
        auto future = promise->get_future();
        {
            const std::lock_guard lock(mutex);
            open.push_back(promise);
        }
        auto once = std::make_shared<std::atomic<bool>>(false);
        executor.post([this, promise, once, request = std::move(*request)] {
            if (ending) {
                return;
            }
            handler(request, [promise, once](std::string text) {
                if (!once->exchange(true)) {
                    promise->set_value(std::move(text));
                }
            });
        });
        // A broken promise (this process ends) leaves the asker without an answer.
        while (!ending && future.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready) {}
        if (future.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
            sendMessage(client, future.get());
        }
        const std::lock_guard lock(mutex);
        open.remove(promise);
    }
    ::close(client);
}

void ControlSocket::Parts::listen() {
    for (;;) {
        pollfd files[2] = {{.fd = file, .events = POLLIN, .revents = 0},
                           {.fd = stop[0], .events = POLLIN, .revents = 0}};
        if (::poll(files, 2, -1) < 0 && errno != EINTR) {
            return;
        }
        if (files[1].revents != 0) {
            return;
        }
        if (files[0].revents == 0) {
            continue;
        }
        const int client = ::accept4(file, nullptr, nullptr, SOCK_CLOEXEC);
        if (client >= 0) {
            serve(client);  // one at a time: commands are short and in order
        }
    }
}

base::Result<std::unique_ptr<ControlSocket>> ControlSocket::open(const std::string& path,
                                                                 base::Executor& executor, Handler handler) {
    auto file = listenAt(path);
    if (!file) {
        return std::unexpected(file.error());
    }
    auto parts =
        std::unique_ptr<Parts>(new Parts{.path = path, .executor = executor, .handler = std::move(handler)});
    parts->file = *file;
    if (::pipe(parts->stop) != 0) {
        ::close(*file);
        return base::fail(base::ErrorKind::Internal, "other programs can't reach this profile: no pipe");
    }
    parts->listener = std::thread([raw = parts.get()] { raw->listen(); });
    return std::unique_ptr<ControlSocket>(new ControlSocket(std::move(parts)));
}

ControlSocket::ControlSocket(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

ControlSocket::~ControlSocket() {
    m_parts->ending = true;
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(m_parts->stop[1], &byte, 1);
    m_parts->listener.join();
    ::close(m_parts->file);
    ::close(m_parts->stop[0]);
    ::close(m_parts->stop[1]);
    ::unlink(m_parts->path.c_str());
}

std::optional<std::string> askControlSocket(const std::string& path, const std::string& request) {
    const auto address = addressOf(path);
    if (!address) {
        return std::nullopt;
    }
    const int file = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (file < 0) {
        return std::nullopt;
    }
    std::optional<std::string> reply;
    if (::connect(file, reinterpret_cast<const sockaddr*>(&*address), sizeof(*address)) == 0 &&
        sendMessage(file, request)) {
        reply = receiveMessage(file, -1);
    }
    ::close(file);
    return reply;
}

}  // namespace app
