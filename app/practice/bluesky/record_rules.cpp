// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/record_rules.h"

#include "practice/bluesky/id_mint.h"
#include "practice/bluesky/model.h"

#include "base/iso8601.h"
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace app::practice::bluesky {
namespace {

using Issue = std::optional<std::string>;

std::string shown(const Json& value) {
    if (value.is_object()) {
        return "{…}";
    }
    return value.is_array() ? "[…]" : value.is_string() ? dump(value) : value.dump();
}

Issue wrongType(std::string_view expected, const Json& value, const std::string& path) {
    return fmt::format("Expected {} value type (got {}) at {}", expected, shown(value), path);
}

/// A member that has to be there.
Issue required(const Json& object, const char* key, const std::string& path) {
    return object.contains(key) ? std::nullopt
                                : Issue(fmt::format("Missing required key \"{}\" at {}", key, path));
}

Issue textMember(const Json& object, const char* key, const std::string& path) {
    if (Issue missing = required(object, key, path)) {
        return missing;
    }
    return object[key].is_string() ? std::nullopt : wrongType("string", object[key], path + "." + key);
}

Issue dateMember(const Json& object, const char* key, const std::string& path) {
    if (Issue issue = textMember(object, key, path)) {
        return issue;
    }
    const auto text = object[key].get<std::string>();
    // A date alone, or a time without a zone, is a time elsewhere, but not here.
    const bool hasZone =
        text.ends_with('Z') || (text.size() > 6 && text[text.size() - 3] == ':' &&
                                (text[text.size() - 6] == '+' || text[text.size() - 6] == '-'));
    const bool isDate = hasZone && text.find('T') == 10 && base::parseIso8601(text).has_value();
    return isDate ? std::nullopt
                  : Issue(fmt::format("Invalid datetime (got {}) at {}.{}", shown(object[key]), path, key));
}

Issue uriMember(const Json& object, const char* key, const std::string& path) {
    if (Issue issue = textMember(object, key, path)) {
        return issue;
    }
    return parseAtUri(object[key].get<std::string>())
               ? std::nullopt
               : Issue(fmt::format("Invalid at-uri (got {}) at {}.{}", shown(object[key]), path, key));
}

/// {"uri","cid"}
Issue strongRef(const Json& object, const char* key, const std::string& path) {
    if (Issue missing = required(object, key, path)) {
        return missing;
    }
    const std::string below = path + "." + key;
    if (!object[key].is_object()) {
        return wrongType("object", object[key], below);
    }
    if (Issue issue = uriMember(object[key], "uri", below)) {
        return issue;
    }
    return textMember(object[key], "cid", below);
}

Issue postText(const Json& record, const std::string& path) {
    if (Issue issue = textMember(record, "text", path)) {
        return issue;
    }
    const auto& text = record["text"].get_ref<const std::string&>();
    if (text.size() > 3000) {
        return fmt::format("string too big (maximum 3000, got {}) at {}.text", text.size(), path);
    }
    const std::size_t graphemes = base::countGraphemes(text);
    return graphemes > 300
               ? Issue(fmt::format("grapheme too big (maximum 300, got {}) at {}.text", graphemes, path))
               : std::nullopt;
}

Issue byteMember(const Json& index, const char* key, const std::string& path) {
    if (Issue missing = required(index, key, path)) {
        return missing;
    }
    if (!index[key].is_number_integer()) {
        return wrongType("integer", index[key], path + "." + key);
    }
    const auto value = index[key].get<std::int64_t>();
    return value < 0 ? Issue(fmt::format("integer too small (minimum 0, got {}) at {}.{}", value, path, key))
                     : std::nullopt;
}

Issue oneFacet(const Json& facet, const std::string& path) {
    if (!facet.is_object()) {
        return wrongType("object", facet, path);
    }
    if (Issue missing = required(facet, "index", path)) {
        return missing;
    }
    if (!facet["index"].is_object()) {
        return wrongType("object", facet["index"], path + ".index");
    }
    for (const char* key : {"byteStart", "byteEnd"}) {
        if (Issue issue = byteMember(facet["index"], key, path + ".index")) {
            return issue;
        }
    }
    if (Issue missing = required(facet, "features", path)) {
        return missing;
    }
    if (!facet["features"].is_array()) {
        return wrongType("array", facet["features"], path + ".features");
    }
    std::size_t at = 0;
    for (const Json& feature : facet["features"]) {
        const std::string below = fmt::format("{}.features[{}]", path, at++);
        const std::string type = textAt(feature, "/$type");
        const char* key = type.ends_with("#mention") ? "did"
                          : type.ends_with("#link")  ? "uri"
                          : type.ends_with("#tag")   ? "tag"
                                                     : nullptr;
        if (Issue issue = key == nullptr ? std::nullopt : textMember(feature, key, below)) {
            return issue;
        }
    }
    return std::nullopt;
}

Issue facets(const Json& record, const std::string& path) {
    if (!record.contains("facets")) {
        return std::nullopt;
    }
    if (!record["facets"].is_array()) {
        return wrongType("array", record["facets"], path + ".facets");
    }
    std::size_t at = 0;
    for (const Json& facet : record["facets"]) {
        if (Issue issue = oneFacet(facet, fmt::format("{}.facets[{}]", path, at++))) {
            return issue;
        }
    }
    return std::nullopt;
}

/// A list of at most `most` members.
Issue shortList(const Json& record, const char* key, std::size_t most, const std::string& path) {
    if (!record.contains(key)) {
        return std::nullopt;
    }
    if (!record[key].is_array()) {
        return wrongType("array", record[key], path + "." + key);
    }
    return record[key].size() > most ? Issue(fmt::format("array too big (maximum {}, got {}) at {}.{}", most,
                                                         record[key].size(), path, key))
                                     : std::nullopt;
}

Issue post(const Json& record, const std::string& path) {
    for (auto* check : {postText, facets}) {
        if (Issue issue = check(record, path)) {
            return issue;
        }
    }
    if (record.contains("reply")) {
        if (!record["reply"].is_object()) {
            return wrongType("object", record["reply"], path + ".reply");
        }
        for (const char* key : {"root", "parent"}) {
            if (Issue issue = strongRef(record["reply"], key, path + ".reply")) {
                return issue;
            }
        }
    }
    if (record.contains("embed") && textAt(record, "/embed/$type") == "app.bsky.embed.record") {
        if (Issue issue = strongRef(record["embed"], "record", path + ".embed")) {
            return issue;
        }
    }
    if (Issue issue = shortList(record, "langs", 3, path)) {
        return issue;
    }
    if (Issue issue = shortList(record, "tags", 8, path)) {
        return issue;
    }
    return dateMember(record, "createdAt", path);
}

Issue aboutPost(const Json& record, const std::string& path) {
    Issue issue = strongRef(record, "subject", path);
    return issue ? issue : dateMember(record, "createdAt", path);
}

Issue aboutPerson(const Json& record, const std::string& path) {
    Issue issue = textMember(record, "subject", path);
    return issue ? issue : dateMember(record, "createdAt", path);
}

Issue gate(const Json& record, const std::string& path) {
    if (Issue issue = uriMember(record, "post", path)) {
        return issue;
    }
    Issue issue = shortList(record, "allow", 5, path);
    return issue ? issue : dateMember(record, "createdAt", path);
}

using Check = Issue (*)(const Json&, const std::string&);

Check checkOf(std::string_view collection) {
    if (collection == kPost) {
        return post;
    }
    if (collection == kLike || collection == kRepost) {
        return aboutPost;
    }
    if (collection == kFollow || collection == kBlock) {
        return aboutPerson;
    }
    return collection == kGate ? gate : nullptr;
}

}  // namespace

bool isRecordKey(std::string_view text) {
    return !text.empty() && text.size() <= 512 && text != "." && text != ".." &&
           std::ranges::all_of(text, [](char letter) {
               return std::isalnum(static_cast<unsigned char>(letter)) != 0 ||
                      std::string_view("._:~-").find(letter) != std::string_view::npos;
           });
}

Verdict judge(const Json& record, std::string_view collection, std::string_view rkey, Validation validation) {
    if (const std::string type = textAt(record, "/$type"); record.contains("$type") && type != collection) {
        return {.refusal = fmt::format("Invalid $type: expected {}, got {}", collection, type)};
    }
    if (!isRecordKey(rkey)) {
        return {.refusal = fmt::format("Invalid record key: {}", rkey)};
    }
    if (validation == Validation::Skipped) {
        return {};
    }
    const Check check = checkOf(collection);
    if (check == nullptr) {
        return validation == Validation::Required
                   ? Verdict{.refusal = fmt::format("Unknown lexicon type: {}", collection)}
                   : Verdict{.status = "unknown"};
    }
    if (!isTid(rkey)) {
        return {.refusal = fmt::format("Invalid record key for {}: Invalid TID string (got \"{}\") at $",
                                       collection, rkey)};
    }
    if (const Issue issue = check(record, "$.record")) {
        return {.refusal = fmt::format("Invalid {} record: {}", collection, *issue)};
    }
    return {.status = "valid"};
}

}  // namespace app::practice::bluesky
