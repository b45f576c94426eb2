// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/loopback_listener.h"

#include <httplib.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace app {
namespace {

constexpr const char* kPage = "<!doctype html><meta charset=\"utf-8\"><title>Shopbell</title>"
                              "<p>Shopbell has got the answer. You can close this page.</p>";

}  // namespace

struct LoopbackListener::Parts {
    httplib::Server server;
    int port = 0;
    std::thread thread;
    std::mutex mutex;
    std::condition_variable arrived;
    std::optional<base::Result<Answer>> answer;

    void give(base::Result<Answer> value) {
        const std::lock_guard lock(mutex);
        if (!answer) {
            answer = std::move(value);
        }
        arrived.notify_all();
    }
};

base::Result<std::unique_ptr<LoopbackListener>> LoopbackListener::open(std::uint16_t port) {
    auto parts = std::make_unique<Parts>();
    // Without the library's SO_REUSEPORT, by which two programs could share a port and one get the other's
    // code.
    parts->server.set_socket_options([](socket_t socket) {
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    parts->server.Get(
        "/callback", [raw = parts.get()](const httplib::Request& request, httplib::Response& response) {
            response.set_content(kPage, "text/html");
            if (request.has_param("code")) {
                raw->give(Answer{request.get_param_value("code"), request.get_param_value("state")});
            } else {
                raw->give(base::fail(base::ErrorKind::Rejected,
                                     "access was not allowed on the page; nothing was connected"));
            }
        });
    if (port == 0) {
        parts->port = parts->server.bind_to_any_port("127.0.0.1");
    } else {
        parts->port = parts->server.bind_to_port("127.0.0.1", port) ? port : 0;
    }
    if (parts->port <= 0) {
        return base::fail(base::ErrorKind::InUse,
                          port == 0 ? "no port on this machine is free to come back from the browser"
                                    : "port " + std::to_string(port) +
                                          " of this machine, where the browser has to come back, is taken by "
                                          "another program");
    }
    parts->thread = std::thread([raw = parts.get()] { raw->server.listen_after_bind(); });
    // The library forgets a stop() that comes before its thread listens, and closing would wait for ever.
    while (!parts->server.is_running()) {
        std::this_thread::yield();
    }
    return std::unique_ptr<LoopbackListener>(new LoopbackListener(std::move(parts)));
}

LoopbackListener::LoopbackListener(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}

LoopbackListener::~LoopbackListener() {
    m_parts->server.stop();
    m_parts->thread.join();
}

std::string LoopbackListener::address() const {
    return "http://127.0.0.1:" + std::to_string(m_parts->port) + "/callback";
}

base::Result<LoopbackListener::Answer> LoopbackListener::wait(base::Duration longest) {
    std::unique_lock lock(m_parts->mutex);
    if (!m_parts->arrived.wait_for(lock, longest, [this] { return m_parts->answer.has_value(); })) {
        return base::fail(base::ErrorKind::Cancelled, "nobody came back from the sign-in page in time");
    }
    return *m_parts->answer;
}

void LoopbackListener::giveUp() {
    m_parts->give(base::fail(base::ErrorKind::Cancelled, "the sign-in was given up"));
}

}  // namespace app
