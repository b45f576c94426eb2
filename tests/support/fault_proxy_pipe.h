// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fault_proxy.h"

#include <deque>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace support {

/// The way of one connection's bytes in one direction, with the toxics on it.
class FaultPipe {
public:
    enum class End { Open, Cut, Reset };  ///< what the pipe asks for: the whole connection's end

    struct Waiting {
        std::int64_t bytes = 0;
        std::function<void()> call;
    };

    FaultPipe(int from, int to, std::uint32_t seed) : m_from(from), m_to(to), m_random(seed) {}

    /// From now on; its bytes count from here.
    void strike(const Toxic& toxic) { m_struck.push_back({toxic, m_taken}); }
    void call(Waiting waiting) { m_waiting = {m_taken + waiting.bytes, std::move(waiting.call)}; }

    [[nodiscard]] bool wantsToRead() const;
    /// When bytes may go on; nothing when none wait.
    [[nodiscard]] std::optional<base::SteadyTime> nextAt() const;
    [[nodiscard]] bool finished() const { return m_shut; }

    /// What has come; empty at the end of the peer.
    std::string read(base::SteadyTime now);
    /// Passes on what may go; the count of bytes that went.
    std::int64_t write(base::SteadyTime now);
    [[nodiscard]] End end() const { return m_end; }

private:
    struct Struck {
        Toxic toxic;
        std::int64_t since = 0;
    };
    struct Piece {
        base::SteadyTime at;
        std::string bytes;
    };

    [[nodiscard]] std::int64_t allowed(base::SteadyTime now);
    [[nodiscard]] bool isSwallowed() const;
    void paced(std::int64_t sent, base::SteadyTime now);
    void shut(base::SteadyTime now);
    void callWhenReached();

    int m_from;
    int m_to;
    std::minstd_rand m_random;
    std::vector<Struck> m_struck;
    std::optional<Waiting> m_waiting;
    std::deque<Piece> m_pieces;
    std::int64_t m_queued = 0;
    std::int64_t m_taken = 0;   ///< bytes that were read
    std::int64_t m_passed = 0;  ///< bytes that were sent on or swallowed
    base::SteadyTime m_notBefore{};
    std::optional<base::SteadyTime> m_closeAt;
    bool m_shut = false;
    End m_end = End::Open;
};

}  // namespace support
