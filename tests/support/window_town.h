// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace support {

/// A platform's server inside the test where people write to a shop in private, and the shop may reply for a
/// day after each of their messages; where `personWindow` is set, a person may do so for that long. It looks
/// at its clock when a reply arrives, as real ones do.
class WindowTown {
public:
    static constexpr std::string_view kOrigin = "https://window.example";
    static constexpr base::Duration kWindow = std::chrono::hours{24};
    /// As long as Facebook's.
    static constexpr base::Duration kPersonWindow = std::chrono::days{7};

    struct Letter {
        std::string id;
        std::string customer;
        std::string text;
        base::UtcTime at;
        bool ours = false;
        bool automatic = false;
    };

    explicit WindowTown(const base::Clock& clock) : m_clock(clock) {}

    [[nodiscard]] net::HttpResponse answer(const net::HttpRequest& request);

    /// A customer writes. The message's id.
    std::string writes(std::string_view customer, std::string_view text);
    /// The shop answers in the platform's own app, by hand or by its machine.
    std::string shopWrites(std::string_view customer, std::string_view text, bool automatic = false);

    /// What came through Shopbell and was taken.
    [[nodiscard]] const std::vector<Letter>& deliveries() const { return m_deliveries; }
    /// How many replies came after their window.
    [[nodiscard]] int tooLate() const { return m_tooLate; }

    std::optional<base::Duration> personWindow{};

private:
    [[nodiscard]] net::HttpResponse take(std::string_view body);
    [[nodiscard]] net::HttpResponse letters(std::string_view url) const;
    [[nodiscard]] bool isOpenFor(std::string_view customer) const;
    Letter& add(std::string_view customer, std::string_view text);

    const base::Clock& m_clock;
    std::vector<Letter> m_letters;
    std::vector<Letter> m_deliveries;
    int m_tooLate = 0;
};

}  // namespace support
