// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include "base/iso8601.h"

namespace base {
namespace {

std::string_view label(LogLevel level) {
    switch (level) {
    case LogLevel::Debug:
        return "debug";
    case LogLevel::Info:
        return "info";
    case LogLevel::Warning:
        return "warning";
    case LogLevel::Error:
        return "error";
    }
    return "error";
}

}  // namespace

Log::Log(const Clock& clock, Sink sink, LogLevel least)
    : m_clock(clock), m_sink(std::move(sink)), m_least(least) {}

void Log::write(LogLevel level, std::string_view text) {
    if (level < m_least || !m_sink) {
        return;
    }
    std::string line = toIso8601(m_clock.utcNow());
    line.append(" ").append(label(level)).append(" ").append(m_redactor.redact(text));
    // Foreign text must not be able to write a line of its own.
    for (char& c : line) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            c = ' ';
        }
    }
    const std::lock_guard lock(m_mutex);
    m_sink(level, line);
}

}  // namespace base
