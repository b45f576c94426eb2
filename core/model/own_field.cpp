// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/own_field.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace model {
namespace {

using Kind = FieldFault::Kind;

/// "{{Shop.Address}}" is how people know it from a text.
std::string nameOf(const std::string& typed) {
    std::string_view name = base::trim(typed);
    if (name.starts_with("{{") && name.ends_with("}}") && name.size() >= 4) {
        name = base::trim(name.substr(2, name.size() - 4));
    }
    return base::asciiLower(base::normalizeForCompare(base::sanitizeUtf8(name)));
}

/// What would end a placeholder, begin a fallback or ask a question.
bool isPossible(const std::string& name) {
    return name.find_first_of(" {}|?") == name.npos;
}

bool isBuiltIn(const std::string& name) {
    return std::ranges::find(kBuiltInPlaceholders, name) != kBuiltInPlaceholders.end();
}

std::optional<Kind> faultAt(const std::vector<OwnField>& fields, std::size_t place) {
    const OwnField& field = fields[place];
    if (place >= kMostOwnFields) {
        return Kind::TooMany;
    }
    if (field.name.empty()) {
        return Kind::NoName;
    }
    if (!isPossible(field.name)) {
        return Kind::NameNotPossible;
    }
    if (isBuiltIn(field.name)) {
        return Kind::BuiltIn;
    }
    const auto end = fields.begin() + static_cast<std::ptrdiff_t>(place);
    if (std::ranges::find(fields.begin(), end, field.name, &OwnField::name) != end) {
        return Kind::NameTaken;
    }
    if (field.value.empty()) {
        return Kind::NoValue;
    }
    if (base::countGraphemes(field.name) > kLongestFieldName ||
        base::countGraphemes(field.value) > kLongestFieldValue) {
        return Kind::TooLong;
    }
    return std::nullopt;
}

}  // namespace

std::optional<FieldFault> faultOf(const std::vector<OwnField>& fields) {
    for (std::size_t place = 0; place < fields.size(); ++place) {
        if (const auto kind = faultAt(fields, place)) {
            return FieldFault{.kind = *kind, .place = place};
        }
    }
    return std::nullopt;
}

std::vector<OwnField> tidied(const std::vector<OwnField>& fields) {
    std::vector<OwnField> kept;
    for (const OwnField& field : fields) {
        OwnField tidy{.name = nameOf(field.name),
                      .value = base::normalizeForCompare(base::sanitizeUtf8(field.value))};
        if (!tidy.name.empty() || !tidy.value.empty()) {
            kept.push_back(std::move(tidy));
        }
    }
    return kept;
}

void addOwnFields(PlaceholderValues& values, const std::vector<OwnField>& fields) {
    for (const OwnField& field : fields) {
        if (!isBuiltIn(field.name)) {
            values.emplace(field.name, field.value);
        }
    }
}

}  // namespace model
