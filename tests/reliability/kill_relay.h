// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <sys/types.h>

namespace test {

/// When a program is killed. All but the first and the last are told by what passes on the wire.
enum class Moment {
    AtRandom,
    Received,  ///< the server has a send and has not acted yet
    Acted,     ///< the server has acted and has not answered yet
    Cut,       ///< the program has the first bytes of the answer to a send
    Polled,    ///< the program has the first bytes of the answer to anything else
    Start,
};

/// Kills one process when its moment comes. Thread-safe.
class Trap {
public:
    struct Armed {
        Moment moment = Moment::AtRandom;
        pid_t victim = 0;
        std::size_t cut = 0;    ///< bytes of the answer that still arrive
        int skip = 0;           ///< requests that pass before
        bool actsAfter = true;  ///< Received: the server acts all the same
    };
    void arm(const Armed& armed);
    /// After it the victim may be reaped.
    void disarm();
    /// A request arrived; nothing when it passes unharmed.
    [[nodiscard]] std::optional<Armed> meets(bool isSend);
    void strike();
    /// Requests since it was armed.
    [[nodiscard]] int requests() const { return m_requests; }

private:
    std::mutex m_mutex;
    std::optional<Armed> m_armed;
    std::atomic<int> m_requests = 0;
};

/// What becomes of the key that makes a repeat safe.
enum class Keys { Kept, Forgotten };

/// A server on 127.0.0.1 that passes each request on to another one there, and springs the trap.
class KillRelay {
public:
    KillRelay(const std::string& target, Keys keys, Trap& trap);
    ~KillRelay();
    KillRelay(const KillRelay&) = delete;
    KillRelay& operator=(const KillRelay&) = delete;
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port); }

private:
    void accept();
    void serve(int client);
    bool exchange(int client, std::string request);
    [[nodiscard]] std::string forward(const std::string& request) const;

    Trap& m_trap;
    Keys m_keys;
    std::uint16_t m_target = 0;
    std::uint16_t m_port = 0;
    int m_listener = -1;
    std::mutex m_mutex;
    std::vector<int> m_clients;
    std::condition_variable m_gone;
    std::thread m_acceptor;
};

/// One request to 127.0.0.1:port; the whole answer, empty when there is none.
[[nodiscard]] std::string askServer(std::uint16_t port, const std::string& request);
[[nodiscard]] std::uint16_t portOf(const std::string& url);

}  // namespace test
