// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fault_proxy_pipe.h"

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <utility>

namespace support {
namespace {

constexpr std::int64_t kMostQueued = 256 * 1024;
constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();

}  // namespace

bool FaultPipe::wantsToRead() const {
    return !m_closeAt && !m_shut && m_queued < kMostQueued;
}

std::optional<base::SteadyTime> FaultPipe::nextAt() const {
    if (!m_pieces.empty()) {
        return std::max(m_pieces.front().at, m_notBefore);
    }
    return m_shut ? std::nullopt : m_closeAt;
}

std::string FaultPipe::read(base::SteadyTime now) {
    std::array<char, 16384> buffer{};
    const auto got = ::recv(m_from, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) {
        return {};
    }
    base::SteadyTime at = now;
    base::Duration closing{0};
    for (const Struck& one : m_struck) {
        if (one.toxic.kind == ToxicKind::Latency) {
            const auto jitter = one.toxic.jitter.count();
            at += one.toxic.pause +
                  base::Duration{jitter == 0 ? 0 : static_cast<std::int64_t>(m_random() % (jitter + 1))};
        } else if (one.toxic.kind == ToxicKind::SlowClose) {
            closing = one.toxic.pause;
        }
    }
    if (!m_pieces.empty()) {
        at = std::max(at, m_pieces.back().at);  // no piece overtakes another
    }
    if (got <= 0) {
        m_closeAt = at + closing;
        return {};
    }
    std::string bytes(buffer.data(), static_cast<std::size_t>(got));
    m_taken += got;
    m_queued += got;
    m_pieces.push_back({at, bytes});
    return bytes;
}

bool FaultPipe::isSwallowed() const {
    return std::ranges::any_of(m_struck, [this](const Struck& one) {
        return one.toxic.kind == ToxicKind::HalfOpen && m_passed >= one.since + one.toxic.amount;
    });
}

/// How many bytes may go now. Notes the connection's end where one is due.
std::int64_t FaultPipe::allowed(base::SteadyTime now) {
    if (m_notBefore > now || m_end != End::Open) {
        return 0;
    }
    std::int64_t most = kNoLimit;
    for (const Struck& one : m_struck) {
        const std::int64_t left = one.since + one.toxic.amount - m_passed;
        switch (one.toxic.kind) {
        case ToxicKind::Cut:
        case ToxicKind::Reset:
            if (left <= 0) {
                m_end = one.toxic.kind == ToxicKind::Cut ? End::Cut : End::Reset;
                return 0;
            }
            most = std::min(most, left);
            break;
        case ToxicKind::HalfOpen:
            most = left > 0 ? std::min(most, left) : most;
            break;
        case ToxicKind::Slice:
            most = std::min(most, std::max<std::int64_t>(one.toxic.amount, 1));
            break;
        case ToxicKind::Bandwidth:
            // Ten pieces a second.
            most = std::min(most, std::max<std::int64_t>(one.toxic.amount / 10, 1));
            break;
        default:
            break;
        }
    }
    return m_waiting ? std::min(most, std::max<std::int64_t>(m_waiting->bytes - m_passed, 0)) : most;
}

void FaultPipe::paced(std::int64_t sent, base::SteadyTime now) {
    for (const Struck& one : m_struck) {
        if (one.toxic.kind == ToxicKind::Slice) {
            m_notBefore = std::max(m_notBefore, now + one.toxic.pause);
        } else if (one.toxic.kind == ToxicKind::Bandwidth) {
            const auto rate = std::max<std::int64_t>(one.toxic.amount, 1);
            m_notBefore = std::max(m_notBefore, now + base::Duration{sent * 1000 / rate});
        }
    }
}

void FaultPipe::callWhenReached() {
    if (m_waiting && m_passed >= m_waiting->bytes) {
        const Waiting reached = *std::exchange(m_waiting, std::nullopt);
        reached.call();
    }
}

std::int64_t FaultPipe::write(base::SteadyTime now) {
    std::int64_t went = 0;
    while (!m_pieces.empty() && m_pieces.front().at <= now) {
        callWhenReached();
        std::string& bytes = m_pieces.front().bytes;
        const std::int64_t count = std::min(allowed(now), static_cast<std::int64_t>(bytes.size()));
        if (count == 0) {
            break;
        }
        std::int64_t sent = count;
        if (!isSwallowed()) {
            sent = ::send(m_to, bytes.data(), static_cast<std::size_t>(count), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (sent < 0) {
                if (errno != EAGAIN && errno != EINTR) {
                    m_end = End::Cut;
                }
                break;
            }
            went += sent;
        }
        m_passed += sent;
        m_queued -= sent;
        bytes.erase(0, static_cast<std::size_t>(sent));
        if (bytes.empty()) {
            m_pieces.pop_front();
        }
        paced(sent, now);
        callWhenReached();
    }
    if (m_pieces.empty()) {
        shut(now);
    }
    return went;
}

void FaultPipe::shut(base::SteadyTime now) {
    if (m_closeAt && *m_closeAt <= now && !m_shut) {
        if (!isSwallowed()) {
            ::shutdown(m_to, SHUT_WR);
        }
        m_shut = true;
    }
}

}  // namespace support
