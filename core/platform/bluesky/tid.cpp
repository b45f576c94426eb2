// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/tid.h"

#include <fmt/format.h>

#include <cstdint>

namespace platform::bluesky {

namespace {

constexpr std::string_view kLetters = "234567abcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kLength = 13;

}  // namespace

std::string makeTid(base::UtcTime now, base::Random& random) {
    return tidFor(now, random.bytes(4));
}

std::string tidFor(base::UtcTime at, std::string_view bytes) {
    const auto byte = [&bytes](std::size_t index) { return static_cast<std::uint8_t>(bytes[index]); };
    const std::uint64_t below = (std::uint64_t{byte(0)} << 8U | byte(1)) % 1000;
    const std::uint64_t clockId = (std::uint64_t{byte(2)} << 8U | byte(3)) % 1024;
    const auto micros = static_cast<std::uint64_t>(base::toMs(at)) * 1000 + below;
    std::uint64_t value = ((micros & ((std::uint64_t{1} << 53U) - 1)) << 10U) | clockId;
    std::string tid(kLength, kLetters[0]);
    for (std::size_t index = kLength; index > 0; --index, value >>= 5U) {
        tid[index - 1] = kLetters[value & 31U];
    }
    return tid;
}

std::optional<base::UtcTime> timeOfTid(std::string_view tid) {
    if (tid.size() != kLength) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    for (const char letter : tid) {
        const auto digit = kLetters.find(letter);
        if (digit == std::string_view::npos) {
            return std::nullopt;
        }
        value = value << 5U | digit;
    }
    return base::fromMs(static_cast<std::int64_t>((value & ~(std::uint64_t{1} << 63U)) >> 10U) / 1000);
}

AtUri partsOf(std::string_view uri) {
    constexpr std::string_view kScheme = "at://";
    if (!uri.starts_with(kScheme)) {
        return {};
    }
    uri.remove_prefix(kScheme.size());
    const auto first = uri.find('/');
    const auto second = first == std::string_view::npos ? first : uri.find('/', first + 1);
    if (second == std::string_view::npos) {
        return {};
    }
    return {uri.substr(0, first), uri.substr(first + 1, second - first - 1), uri.substr(second + 1)};
}

std::string webAddressOf(std::string_view uri) {
    const AtUri parts = partsOf(uri);
    return parts.key.empty() ? std::string()
                             : fmt::format("https://bsky.app/profile/{}/post/{}", parts.did, parts.key);
}

}  // namespace platform::bluesky
