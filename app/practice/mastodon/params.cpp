// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/params.h"

#include "practice/json.h"

#include "base/text.h"

#include <fmt/format.h>

#include <cctype>
#include <charconv>
#include <functional>

namespace app::practice::mastodon {
namespace {

using Sink = std::function<void(std::string, std::string)>;

/// A JSON value as the form field it stands for.
void flatten(const Json& json, const std::string& name, const Sink& sink) {
    if (json.is_object()) {
        for (const auto& [key, value] : json.items()) {
            flatten(value, name.empty() ? key : fmt::format("{}[{}]", name, key), sink);
        }
    } else if (json.is_array()) {
        for (const Json& value : json) {
            flatten(value, name + "[]", sink);
        }
    } else if (json.is_string()) {
        sink(name, json.get<std::string>());
    } else if (!json.is_null()) {
        sink(name, json.dump());
    }
}

bool isUnreserved(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 ||
           std::string_view("-._~").find(letter) != std::string_view::npos;
}

}  // namespace

std::string decodeUrl(std::string_view encoded) {
    std::string out;
    for (std::size_t at = 0; at < encoded.size(); ++at) {
        unsigned value = 0;
        if (encoded[at] == '%' && at + 2 < encoded.size() &&
            std::from_chars(encoded.data() + at + 1, encoded.data() + at + 3, value, 16).ptr ==
                encoded.data() + at + 3) {
            out += static_cast<char>(value);
            at += 2;
        } else {
            out += encoded[at] == '+' ? ' ' : encoded[at];
        }
    }
    return out;
}

std::string encodeUrl(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (isUnreserved(letter)) {
            out += letter;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
        }
    }
    return out;
}

base::Result<Params> Params::of(const Question& question) {
    Params params;
    params.addEncoded(question.query);
    for (const FormPart& part : question.parts) {
        if (part.fileName.empty()) {
            params.add(part.name, part.content);
        } else {
            params.m_files.push_back(part);
        }
    }
    const std::string type = base::asciiLower(question.header("Content-Type").value_or(""));
    if (type.starts_with("application/json") && !question.body.empty()) {
        const Json json = Json::parse(question.body, nullptr, false);
        if (json.is_discarded()) {
            return base::fail(base::ErrorKind::BadInput, "Error occurred while parsing request parameters");
        }
        flatten(json, "",
                [&](std::string name, std::string value) { params.add(std::move(name), std::move(value)); });
    } else if (type.empty() || type.starts_with("application/x-www-form-urlencoded")) {
        params.addEncoded(question.body);
    }
    return params;
}

void Params::add(std::string name, std::string value) {
    m_values.emplace_back(std::move(name), base::sanitizeUtf8(value));
}

void Params::addEncoded(std::string_view encoded) {
    while (!encoded.empty()) {
        const std::string_view pair = encoded.substr(0, encoded.find('&'));
        encoded.remove_prefix(std::min(encoded.size(), pair.size() + 1));
        const auto equals = pair.find('=');
        if (!pair.empty()) {
            add(decodeUrl(pair.substr(0, equals)),
                equals == std::string_view::npos ? "" : decodeUrl(pair.substr(equals + 1)));
        }
    }
}

std::optional<std::string> Params::text(std::string_view name) const {
    // The last one wins, as in Rails.
    for (auto value = m_values.rbegin(); value != m_values.rend(); ++value) {
        if (value->first == name) {
            return value->second;
        }
    }
    return std::nullopt;
}

std::vector<std::string> Params::list(std::string_view name) const {
    const std::string wanted = std::string(name) + "[]";
    std::vector<std::string> found;
    for (const auto& [key, value] : m_values) {
        if (key == wanted) {
            found.push_back(value);
        }
    }
    return found;
}

std::optional<bool> Params::flag(std::string_view name) const {
    const std::optional<std::string> value = text(name);
    if (!value) {
        return std::nullopt;
    }
    const std::string lower = base::asciiLower(*value);
    return !(lower.empty() || lower == "0" || lower == "f" || lower == "false" || lower == "off");
}

std::map<std::string, std::string> Params::members(std::string_view prefix) const {
    std::map<std::string, std::string> found;
    for (const auto& [key, value] : m_values) {
        if (key.size() > prefix.size() + 2 && key.starts_with(prefix) && key[prefix.size()] == '[' &&
            key.ends_with(']')) {
            found[key.substr(prefix.size() + 1, key.size() - prefix.size() - 2)] = value;
        }
    }
    return found;
}

const FormPart* Params::file(std::string_view name) const {
    for (const FormPart& part : m_files) {
        if (part.name == name) {
            return &part;
        }
    }
    return nullptr;
}

}  // namespace app::practice::mastodon
