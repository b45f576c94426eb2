// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/params.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace app::practice::x {
namespace {

std::string decode(std::string_view encoded) {
    std::string out;
    for (std::size_t at = 0; at < encoded.size(); ++at) {
        unsigned value = 0;
        const char* digits = encoded.data() + at + 1;
        if (encoded[at] == '%' && at + 2 < encoded.size() &&
            std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
            out += static_cast<char>(value);
            at += 2;
        } else {
            out += encoded[at] == '+' ? ' ' : encoded[at];
        }
    }
    return base::sanitizeUtf8(out);
}

}  // namespace

Params::Params(std::string_view encoded) {
    for (const std::string& pair : split(encoded, '&')) {
        const auto equals = pair.find('=');
        if (!pair.empty()) {
            m_values.emplace_back(
                decode(std::string_view(pair).substr(0, equals)),
                equals == std::string::npos ? "" : decode(std::string_view(pair).substr(equals + 1)));
        }
    }
}

std::optional<std::string> Params::text(std::string_view name) const {
    const auto found = std::ranges::find(m_values, name, [](const auto& pair) { return pair.first; });
    return found == m_values.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Params::list(std::string_view name) const {
    const std::optional<std::string> value = text(name);
    return value ? split(*value, ',') : std::vector<std::string>{};
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(separator));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        parts.emplace_back(part);
    }
    return parts;
}

std::string encodeUrl(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        const bool isPlain = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                             (letter >= 'A' && letter <= 'Z') || std::string_view("-._~").contains(letter);
        out += isPlain ? std::string(1, letter) : fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
    return out;
}

}  // namespace app::practice::x
