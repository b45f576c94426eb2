// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "platform/json_reader.h"

#include "base/clock.h"
#include "base/error.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Field readers that every platform's parser needs.
namespace platform::json {

/// What a message can do without: anything but text leaves the target empty.
[[nodiscard]] base::Status readOptionalText(Value& value, std::string& target);
[[nodiscard]] base::Status readTime(Value& value, std::optional<base::UtcTime>& target);
/// An id that an item can do without: text or number; what is neither is none.
[[nodiscard]] base::Status readOptionalId(Value& value, std::string& target);
[[nodiscard]] base::Status readOptionalNumber(Value& value, std::int64_t& target);

/// An object that a message can do without.
template <class T>
[[nodiscard]] base::Status readOptionalObject(Value& value, T& target, std::span<const Field<T>> fields) {
    return value.kind() == Kind::Object ? value.object<T>(target, fields) : base::Status{};
}

/// A list of objects that a message can do without.
template <class T>
[[nodiscard]] base::Status readOptionalList(Value& value, std::vector<T>& target,
                                            std::span<const Field<T>> fields) {
    target.clear();
    if (value.kind() != Kind::List) {
        return {};
    }
    return value.list([&target, fields](Value& element) {
        return element.kind() == Kind::Object ? element.object<T>(target.emplace_back(), fields)
                                              : base::Status{};
    });
}

/// A whole answer that is one object.
template <class T>
[[nodiscard]] base::Result<T> readWhole(std::string_view body, std::span<const Field<T>> fields) {
    Reader reader(body);
    T result;
    if (auto status = reader.read<T>(reader.whole(), result, fields); !status) {
        return base::fail(std::move(status.error()));
    }
    return result;
}

}  // namespace platform::json
