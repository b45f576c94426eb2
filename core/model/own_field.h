// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace model {

/// What the owner says once and canned replies say by name: "shop.address" is {{shop.address}}.
struct OwnField {
    std::string name;
    std::string value;
    bool operator==(const OwnField&) const = default;
};

inline constexpr std::size_t kMostOwnFields = 100;
inline constexpr std::size_t kLongestFieldName = 40;    // graphemes
inline constexpr std::size_t kLongestFieldValue = 500;  // likewise

/// Why a list of fields can't be kept as it is.
struct FieldFault {
    enum class Kind { NoName, NameNotPossible, BuiltIn, NameTaken, NoValue, TooLong, TooMany };
    Kind kind = Kind::NoName;
    std::size_t place = 0;  ///< of the field in the list
    bool operator==(const FieldFault&) const = default;
};
/// The first that is found. Of tidied fields.
[[nodiscard]] std::optional<FieldFault> faultOf(const std::vector<OwnField>& fields);

/// As they are kept: valid UTF-8, one line each, names in lower case and without the braces that people put
/// around them; what is empty on both sides is left out. In the order given.
[[nodiscard]] std::vector<OwnField> tidied(const std::vector<OwnField>& fields);

/// What Shopbell fills in by itself keeps its value.
void addOwnFields(PlaceholderValues& values, const std::vector<OwnField>& fields);

}  // namespace model
