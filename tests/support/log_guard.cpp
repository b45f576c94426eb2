// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/log_guard.h"

#include "support/catch.h"

#include <algorithm>
#include <exception>

namespace support {

LogGuard::LogGuard(const base::Clock& clock)
    : m_log(
          clock, [this](base::LogLevel level, std::string_view line) { take(level, line); },
          base::LogLevel::Debug) {}

LogGuard::~LogGuard() {
    if (std::uncaught_exceptions() > 0) {
        return;
    }
    const auto holds = [](const Line& line, const std::string& part) {
        return line.level >= base::LogLevel::Warning && line.text.find(part) != std::string::npos;
    };
    for (const Line& line : m_lines) {
        const bool expected =
            m_anything || std::ranges::any_of(m_expected, [&](const auto& part) { return holds(line, part); });
        if (line.level >= base::LogLevel::Warning && !expected) {
            FAIL_CHECK("not expected in the log: " << line.text);
        }
    }
    for (const std::string& part : m_expected) {
        if (std::ranges::none_of(m_lines, [&](const Line& line) { return holds(line, part); })) {
            FAIL_CHECK("expected in the log and not there: " << part);
        }
    }
}

void LogGuard::expect(std::string part) {
    m_expected.push_back(std::move(part));
}

std::vector<std::string> LogGuard::lines() const {
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> texts;
    for (const Line& line : m_lines) {
        texts.push_back(line.text);
    }
    return texts;
}

void LogGuard::forgetQuietLines() {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_lines, [](const Line& line) { return line.level < base::LogLevel::Warning; });
}

void LogGuard::take(base::LogLevel level, std::string_view text) {
    const std::lock_guard lock(m_mutex);
    m_lines.push_back({level, std::string(text)});
}

}  // namespace support
