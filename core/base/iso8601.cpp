// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/iso8601.h"

#include <fmt/format.h>

namespace base {
namespace {

/// Reads from the front of a text; what does not fit makes it bad for good.
class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }
    [[nodiscard]] bool bad() const { return m_bad; }
    [[nodiscard]] char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    [[nodiscard]] bool digitAhead() const { return peek() >= '0' && peek() <= '9'; }

    bool take(char wanted) {
        if (peek() != wanted || atEnd()) {
            return false;
        }
        ++m_at;
        return true;
    }
    void need(char wanted) { m_bad = m_bad || !take(wanted); }
    int number(int digits) {
        int value = 0;
        for (int i = 0; i < digits; ++i) {
            if (!digitAhead()) {
                m_bad = true;
                return 0;
            }
            value = value * 10 + (m_text[m_at++] - '0');
        }
        return value;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_bad = false;
};

/// ".123456" as 123; at most nine digits.
int readMilliseconds(Reader& reader) {
    int value = 0;
    int digits = 0;
    for (; reader.digitAhead() && digits < 9; ++digits) {
        const int digit = reader.number(1);
        if (digits < 3) {
            value = value * 10 + digit;
        }
    }
    for (int i = digits; i < 3; ++i) {
        value *= 10;
    }
    return value;
}

/// Minutes that local time is ahead of UTC.
int readOffset(Reader& reader) {
    if (reader.take('Z') || reader.take('z') || reader.atEnd()) {
        return 0;
    }
    const int sign = reader.take('-') ? -1 : 1;
    if (sign > 0) {
        reader.need('+');
    }
    const int hours = reader.number(2);
    reader.take(':');
    const int minutes = reader.atEnd() ? 0 : reader.number(2);
    return sign * (hours * 60 + minutes);
}

}  // namespace

std::optional<UtcTime> parseIso8601(std::string_view text) {
    namespace chrono = std::chrono;
    Reader reader(text);
    const int yearNumber = reader.number(4);
    reader.need('-');
    const int monthNumber = reader.number(2);
    reader.need('-');
    const int dayNumber = reader.number(2);
    const chrono::year_month_day date{chrono::year{yearNumber},
                                      chrono::month{static_cast<unsigned>(monthNumber)},
                                      chrono::day{static_cast<unsigned>(dayNumber)}};
    if (reader.bad() || !date.ok()) {
        return std::nullopt;
    }
    const UtcTime midnight{chrono::sys_days{date}};
    if (reader.atEnd()) {
        return midnight;
    }
    if (!reader.take('T') && !reader.take('t')) {
        reader.need(' ');
    }
    const int hour = reader.number(2);
    reader.need(':');
    const int minute = reader.number(2);
    const int second = reader.take(':') ? reader.number(2) : 0;
    const int milli = reader.take('.') || reader.take(',') ? readMilliseconds(reader) : 0;
    const int offset = readOffset(reader);
    // A leap second is written as :60.
    const bool plausible = hour < 24 && minute < 60 && second <= 60 && offset > -24 * 60 && offset < 24 * 60;
    if (reader.bad() || !reader.atEnd() || !plausible) {
        return std::nullopt;
    }
    return midnight + chrono::hours{hour} + chrono::minutes{minute - offset} + chrono::seconds{second} +
           chrono::milliseconds{milli};
}

std::string toIso8601(UtcTime time) {
    namespace chrono = std::chrono;
    const auto today = chrono::floor<chrono::days>(time);
    const chrono::year_month_day date{today};
    const chrono::hh_mm_ss clock{time - today};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

}  // namespace base
