// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/instagram/parse.h"

#include "platform/graph/parse.h"
#include "platform/json_fields.h"

#include <array>

namespace platform::instagram {
namespace {

using json::Field;
using json::readOptionalId;
using json::readOptionalText;
using json::Value;

constexpr std::array<Field<std::string>, 1> kIdFields{{
    {"id", [](Value& value, std::string& into) { return readOptionalId(value, into); }},
}};
constexpr std::array<Field<WireComment>, 9> kCommentFields{{
    {"id", [](Value& value, WireComment& into) { return value.identifier(into.id); }},
    {"timestamp", [](Value& value, WireComment& into) { return graph::readGraphTime(value, into.at); }},
    {"from", [](Value& value, WireComment& into) { return graph::readPerson(value, into.from); }},
    {"username", [](Value& value, WireComment& into) { return readOptionalText(value, into.username); }},
    {"text",
     [](Value& value, WireComment& into) {
         // A picture by itself has none.
         return value.kind() == json::Kind::Null ? base::Status{} : value.text(into.text);
     }},
    {"parent_id", [](Value& value, WireComment& into) { return readOptionalId(value, into.parentId); }},
    {"media",
     [](Value& value, WireComment& into) {
         return json::readOptionalObject<std::string>(value, into.mediaId, kIdFields);
     }},
    {"hidden",
     [](Value& value, WireComment& into) -> base::Status {
         return value.kind() == json::Kind::Flag ? value.flag(into.hidden.emplace()) : base::Status{};
     }},
    {"replies", [](Value& value, WireComment& into) { return graph::readRaw(value, into.replies); }},
}};

/// Where there is none that can be read the comments themselves are.
base::Status readCount(Value& value, WireMedium& into) {
    if (std::int64_t count = 0; value.kind() == json::Kind::Number && value.integer(count)) {
        into.comments = count;
    }
    return {};
}
constexpr std::array<Field<WireMedium>, 9> kMediumFields{{
    {"id", [](Value& value, WireMedium& into) { return value.identifier(into.id); }},
    {"timestamp", [](Value& value, WireMedium& into) { return graph::readGraphTime(value, into.at); }},
    {"caption", [](Value& value, WireMedium& into) { return readOptionalText(value, into.caption); }},
    {"permalink", [](Value& value, WireMedium& into) { return readOptionalText(value, into.permalink); }},
    {"media_type", [](Value& value, WireMedium& into) { return readOptionalText(value, into.type); }},
    {"media_url", [](Value& value, WireMedium& into) { return readOptionalText(value, into.url); }},
    {"thumbnail_url",
     [](Value& value, WireMedium& into) { return readOptionalText(value, into.thumbnailUrl); }},
    {"username", [](Value& value, WireMedium& into) { return readOptionalText(value, into.username); }},
    {"comments_count", &readCount},
}};

}  // namespace

base::Status readComment(json::Reader& reader, const json::Item& item, WireComment& comment) {
    if (auto status = reader.read<WireComment>(item, comment, kCommentFields); !status) {
        return status;
    }
    if (comment.id.empty()) {
        return graph::lacks(item.path, "id");
    }
    return comment.at ? base::Status{} : graph::lacks(item.path, "timestamp");
}

base::Status readMedium(json::Reader& reader, const json::Item& item, WireMedium& medium) {
    if (auto status = reader.read<WireMedium>(item, medium, kMediumFields); !status) {
        return status;
    }
    if (medium.id.empty()) {
        return graph::lacks(item.path, "id");
    }
    return medium.at ? base::Status{} : graph::lacks(item.path, "timestamp");
}

}  // namespace platform::instagram
