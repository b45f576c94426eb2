// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace base {

enum class LogLevel { Debug, Info, Warning, Error };

/// Removes secrets from text. Registered values vanish wherever they stand (also percent-encoded); what looks
/// like a credential by its surroundings ("Bearer …", "access_token=…", "client_secret":"…") vanishes
/// unregistered.
class Redactor {
public:
    void addSecret(std::string_view secret);
    [[nodiscard]] std::string redact(std::string_view text) const;

private:
    mutable std::mutex m_mutex;
    std::vector<std::string> m_secrets;
};

/// The program's log. Every line is redacted before it reaches the sink; there is no way round. Thread-safe.
class Log {
public:
    using Sink = std::function<void(LogLevel, std::string_view line)>;

    Log(const Clock& clock, Sink sink, LogLevel least = LogLevel::Info);

    void debug(std::string_view text) { write(LogLevel::Debug, text); }
    void info(std::string_view text) { write(LogLevel::Info, text); }
    void warning(std::string_view text) { write(LogLevel::Warning, text); }
    void error(std::string_view text) { write(LogLevel::Error, text); }
    [[nodiscard]] Redactor& redactor() { return m_redactor; }

private:
    void write(LogLevel level, std::string_view text);

    const Clock& m_clock;
    Sink m_sink;
    LogLevel m_least;
    std::mutex m_mutex;
    Redactor m_redactor;
};

}  // namespace base
