// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

using Sha256 = std::array<std::uint8_t, 32>;

[[nodiscard]] Sha256 sha256(std::string_view bytes);
[[nodiscard]] Sha256 hmacSha256(std::string_view key, std::string_view bytes);
[[nodiscard]] std::string hex(std::string_view bytes);
/// RFC 4648 section 5, without padding.
[[nodiscard]] std::string base64Url(std::string_view bytes);
/// RFC 4648, section 4: with + and / and padding.
[[nodiscard]] std::string base64(std::string_view bytes);
/// Its reverse; also with padding. Nothing for all else.
[[nodiscard]] std::optional<std::string> fromBase64Url(std::string_view text);

/// Randomness is a parameter: tests pass a counted one.
class Random {
public:
    virtual ~Random() = default;
    /// `count` bytes fit for keys and nonces.
    [[nodiscard]] virtual std::string bytes(std::size_t count) = 0;
    /// Uniform in [0, 1).
    [[nodiscard]] double unit();
    /// A version 4 UUID in its usual 36 characters.
    [[nodiscard]] std::string uuid();
};

/// The operating system's generator. Aborts when the system has none: going on without would be worse.
class SystemRandom final : public Random {
public:
    [[nodiscard]] std::string bytes(std::size_t count) override;
};

/// Reproducible from a seed; never for secrets.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : m_state(seed) {}
    [[nodiscard]] std::string bytes(std::size_t count) override;

private:
    std::uint64_t m_state;
};

}  // namespace base
