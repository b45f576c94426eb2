// SPDX-License-Identifier: GPL-3.0-or-later
#include "asked_fields.h"

#include "cassette.h"
#include "support/catch.h"
#include "support/paths.h"

#include <nlohmann/json.hpp>

#include <regex>

namespace asked_fields {

using Json = nlohmann::ordered_json;

std::optional<std::filesystem::path> sharedOrSkip() {
    auto shared = cassette::sharedFolder();
    if (!shared) {
        SUCCEED("skipped: the shared specifications are not here");
        WARN("skipped: the shared specifications are not here");
    }
    return shared ? std::optional<std::filesystem::path>(*shared) : std::nullopt;
}

std::map<std::string, std::string> fieldsOf(const std::filesystem::path& shared, const std::string& kind) {
    std::map<std::string, std::string> fields;
    const auto file = shared / "specs/meta-codegen" / (kind + ".json");
    if (!std::filesystem::exists(file)) {
        return fields;
    }
    const auto spec = Json::parse(support::readFile(file));
    for (const auto& field : spec["fields"]) {
        fields[field["name"]] = field["type"];
    }
    for (const auto& api : spec["apis"]) {
        if (api["method"] == "GET" && api.contains("endpoint")) {
            fields[api["endpoint"]] = api["return"];
        }
    }
    return fields;
}

std::vector<Asked> namesIn(std::string_view text) {
    std::vector<Asked> names{{}};
    int depth = 0;
    bool modifier = false;
    for (const char letter : text) {
        const bool closes = letter == '}' || letter == ')';
        depth -= closes ? 1 : 0;
        if (depth == 0 && letter == ',') {
            names.emplace_back();
            modifier = false;
        } else if (depth == 0 && letter == '.') {
            modifier = true;
        } else if (depth == 0 && !modifier && letter != '{' && !closes) {
            names.back().name += letter;
        } else if (depth > 0 && (letter != '(' || depth > 1)) {
            names.back().inner += letter;
        }
        if (letter == '(') {
            ++depth;
        } else if (letter == '{') {
            // What stood in the brackets of a modifier is no field.
            names.back().inner = depth > 0 ? names.back().inner : std::string();
            ++depth;
        }
    }
    return names;
}

const Places& placesOfMessages() {
    static const std::string kNotes = "platforms.md";
    static const std::string kMessage = "captures/recorded/facebook/message_info.json";
    static const Places kPlaces{
        {"UnifiedMessage.id", kMessage},    {"UnifiedMessage.created_time", kMessage},
        {"UnifiedMessage.from", kMessage},  {"UnifiedMessage.to", kMessage},
        {"UnifiedMessage.message", kNotes}, {"UnifiedMessage.attachments", kMessage},
        {"UnifiedMessage.shares", kNotes},
    };
    return kPlaces;
}

void Conformance::judge(const std::string& kind, std::string_view asked) {
    const auto known = fieldsOf(m_shared, kind);
    for (const auto& [name, inner] : namesIn(asked)) {
        std::string next = kind + "." + name;
        CAPTURE(next);
        if (const auto found = known.find(name); found != known.end()) {
            next = fieldsOf(m_shared, found->second).empty() && found->second != "UnifiedMessage"
                       ? next
                       : found->second;
        } else if (!(kind.ends_with(".from") && (name == "id" || name == "name"))) {
            const auto place = m_elsewhere.find(next);
            REQUIRE(place != m_elsewhere.end());
            CHECK(holdsWord(support::readFile(m_shared / place->second), name));
            m_used.insert(next);
        }
        ++m_names;
        if (!inner.empty()) {
            judge(next, inner);
        }
    }
}

void Conformance::judgePlaces() const {
    for (const auto& [field, place] : m_elsewhere) {
        CAPTURE(field, place);
        CHECK(m_used.contains(field));
    }
}

std::vector<std::string> keysReadIn(const std::string& file) {
    static const std::regex kKey("\\{\"([a-z_]+)\",\\s*[\\[&]");
    const auto source = support::readFile(support::sourceFolder() / "core/platform" / file);
    std::vector<std::string> keys;
    for (std::sregex_iterator at(source.begin(), source.end(), kKey), end; at != end; ++at) {
        keys.push_back((*at)[1]);
    }
    return keys;
}

bool holdsWord(const std::string& text, const std::string& word) {
    return std::regex_search(text, std::regex("\\b" + word + "\\b"));
}

}  // namespace asked_fields
