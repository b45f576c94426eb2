// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/query.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace app::practice::bluesky {
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

Query::Query(std::string_view encoded) {
    while (!encoded.empty()) {
        const std::string_view pair = encoded.substr(0, encoded.find('&'));
        encoded.remove_prefix(std::min(encoded.size(), pair.size() + 1));
        const auto equals = pair.find('=');
        if (!pair.empty()) {
            m_values.emplace_back(decode(pair.substr(0, equals)),
                                  equals == std::string_view::npos ? "" : decode(pair.substr(equals + 1)));
        }
    }
}

std::optional<std::string> Query::text(std::string_view name) const {
    const auto found = std::ranges::find(m_values, name, [](const auto& pair) { return pair.first; });
    return found == m_values.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Query::list(std::string_view name) const {
    std::vector<std::string> found;
    for (const auto& [key, value] : m_values) {
        if (key == name) {
            found.push_back(value);
        }
    }
    return found;
}

base::Result<int> Query::number(std::string_view name, int fallback, int least, int most) const {
    const std::optional<std::string> given = text(name);
    if (!given) {
        return fallback;
    }
    int value = 0;
    const char* end = given->data() + given->size();
    if (given->empty() || std::from_chars(given->data(), end, value).ptr != end) {
        return base::fail(base::ErrorKind::BadInput, fmt::format("Error: {} must be an integer", name));
    }
    if (value < least || value > most) {
        return base::fail(base::ErrorKind::BadInput,
                          value > most ? fmt::format("Error: {} can not be greater than {}", name, most)
                                       : fmt::format("Error: {} can not be less than {}", name, least));
    }
    return value;
}

}  // namespace app::practice::bluesky
