// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/bluesky/wire.h"
#include "platform/json_reader.h"

/// Field readers that parse.cpp and parse_post.cpp share.
namespace platform::bluesky {

/// What a message can do without: anything but text leaves the target empty.
[[nodiscard]] base::Status readOptionalText(json::Value& value, std::string& target);
[[nodiscard]] base::Status readTime(json::Value& value, std::optional<base::UtcTime>& target);
[[nodiscard]] base::Status readProfileFields(json::Value& value, WireProfile& profile);
[[nodiscard]] base::Status readFacets(json::Value& value, std::vector<WireFacet>& facets);
/// An object that a message can do without.
template <class T>
[[nodiscard]] base::Status readOptionalObject(json::Value& value, T& target,
                                              std::span<const json::Field<T>> fields) {
    return value.kind() == json::Kind::Object ? value.object<T>(target, fields) : base::Status{};
}
/// A whole answer that is one object.
template <class T>
[[nodiscard]] base::Result<T> readWhole(std::string_view body, std::span<const json::Field<T>> fields) {
    json::Reader reader(body);
    T result;
    if (auto status = reader.read<T>(reader.whole(), result, fields); !status) {
        return base::fail(std::move(status.error()));
    }
    return result;
}

}  // namespace platform::bluesky
