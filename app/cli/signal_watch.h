// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/core_loop.h"

#include <mutex>
#include <thread>

namespace cli {

/// From its making on, SIGINT and SIGTERM end the loop in good order, however early they come. One at a time:
/// signals are the whole process's.
class SignalWatch {
public:
    SignalWatch();
    ~SignalWatch();
    SignalWatch(const SignalWatch&) = delete;
    SignalWatch& operator=(const SignalWatch&) = delete;

    /// Returns when a signal has come.
    void run(net::CoreLoop& loop);

private:
    void watch();

    int m_read = -1;
    std::mutex m_mutex;
    net::CoreLoop* m_loop = nullptr;
    bool m_asked = false;
    std::thread m_watcher;
};

}  // namespace cli
