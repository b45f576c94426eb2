// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/log.h"

#include <mutex>
#include <string>
#include <vector>

namespace support {

/// A log for tests. A warning or error that the test did not expect fails it, and so does an expected one
/// that did not come.
class LogGuard {
public:
    explicit LogGuard(const base::Clock& clock);
    ~LogGuard();
    LogGuard(const LogGuard&) = delete;
    LogGuard& operator=(const LogGuard&) = delete;

    [[nodiscard]] base::Log& log() { return m_log; }
    /// At least one warning or error holds this text.
    void expect(std::string part);
    /// Any warning or error may come: for tests that break what can be broken.
    void expectAnything() { m_anything = true; }
    /// All lines of all levels, in order.
    [[nodiscard]] std::vector<std::string> lines() const;
    /// Lines that are neither warning nor error: for tests of very many.
    void forgetQuietLines();

private:
    struct Line {
        base::LogLevel level;
        std::string text;
    };

    void take(base::LogLevel level, std::string_view text);

    mutable std::mutex m_mutex;
    std::vector<Line> m_lines;
    std::vector<std::string> m_expected;
    bool m_anything = false;
    base::Log m_log;
};

}  // namespace support
