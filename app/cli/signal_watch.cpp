// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/signal_watch.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>

namespace cli {
namespace {

/// The end to write to; all that a handler may do is to write: it interrupts a thread that may hold any lock.
std::atomic<int> g_write = -1;

void tell(int) {
    const int before = errno;
    [[maybe_unused]] const ssize_t told = ::write(g_write, "!", 1);
    errno = before;
}

}  // namespace

SignalWatch::SignalWatch() {
    std::array<int, 2> ends{-1, -1};
    if (::pipe(ends.data()) != 0) {
        return;  // the signals keep their own way of ending the program
    }
    m_read = ends[0];
    g_write = ends[1];
    m_watcher = std::thread([this] { watch(); });
    std::signal(SIGINT, tell);
    std::signal(SIGTERM, tell);
}

SignalWatch::~SignalWatch() {
    if (m_read < 0) {
        return;
    }
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    ::close(g_write.exchange(-1));
    m_watcher.join();
    ::close(m_read);
}

void SignalWatch::run(net::CoreLoop& loop) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_asked) {
            return;
        }
        m_loop = &loop;
    }
    loop.run();
    const std::lock_guard lock(m_mutex);
    m_loop = nullptr;
}

void SignalWatch::watch() {
    char byte = 0;
    ssize_t count = 0;
    do {
        count = ::read(m_read, &byte, 1);
        if (count == 1) {
            const std::lock_guard lock(m_mutex);
            m_asked = true;
            if (m_loop != nullptr) {
                m_loop->quit();
            }
        }
    } while (count == 1 || (count < 0 && errno == EINTR));
}

}  // namespace cli
