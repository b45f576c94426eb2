// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/params.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace app::practice::graph {
namespace {

std::string decoded(std::string_view encoded) {
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

void Params::addEncoded(std::string_view encoded) {
    for (const std::string& pair : split(encoded, '&')) {
        const auto equals = pair.find('=');
        if (!pair.empty()) {
            add(decoded(std::string_view(pair).substr(0, equals)),
                equals == std::string::npos ? "" : decoded(std::string_view(pair).substr(equals + 1)));
        }
    }
}

void Params::addMembers(const Json& object) {
    if (object.is_object()) {
        for (const auto& [name, value] : object.items()) {
            add(name, value.is_string() ? value.get<std::string>() : dump(value));
        }
    }
}

std::optional<std::string> Params::text(std::string_view name) const {
    const auto found = std::ranges::find(m_values, name, [](const auto& pair) { return pair.first; });
    return found == m_values.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::int64_t> Params::momentMs(std::string_view name) const {
    constexpr std::int64_t kEndOfTime = 1'000'000'000'000;
    const std::optional<std::int64_t> seconds = wholeNumber(textOrEmpty(name));
    return seconds ? std::optional(std::min(*seconds, kEndOfTime) * 1000) : std::nullopt;
}

bool Params::isTrue(std::string_view name) const {
    const std::string value = base::asciiLower(textOrEmpty(name));
    return value == "true" || value == "1";
}

Json Params::json(std::string_view name) const {
    return Json::parse(textOrEmpty(name), nullptr, false);
}

Params readParams(const Question& question) {
    Params params;
    params.addEncoded(question.query);
    const std::string type = base::asciiLower(question.header("Content-Type").value_or(""));
    if (!question.parts.empty()) {
        for (const FormPart& part : question.parts) {
            params.add(part.name, part.content);
        }
    } else if (type.contains("json") || question.body.starts_with('{')) {
        params.addMembers(Json::parse(question.body, nullptr, false));
    } else {
        params.addEncoded(question.body);
    }
    return params;
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

std::optional<std::int64_t> wholeNumber(std::string_view text) {
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    if (text.empty() || text.front() == '-') {
        return std::nullopt;
    }
    const auto [last, error] = std::from_chars(text.data(), end, value);
    return last == end && error == std::errc{} ? std::optional(value) : std::nullopt;
}

}  // namespace app::practice::graph
