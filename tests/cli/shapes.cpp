// SPDX-License-Identifier: GPL-3.0-or-later
#include "shapes.h"

#include "support/catch.h"

namespace {

using app::practice::Json;

bool isOneOf(const std::string& words, const std::string& word) {
    return ("|" + words + "|").find("|" + word + "|") != std::string::npos;
}

bool fits(const Json& value, std::string type) {
    if (type.ends_with('?')) {
        type.pop_back();
        if (value.is_null()) {
            return true;
        }
    }
    if (type == "int") {
        return value.is_number_integer();
    }
    if (type == "number") {
        return value.is_number();
    }
    if (type == "text") {
        return value.is_string();
    }
    if (type == "bool") {
        return value.is_boolean();
    }
    if (type == "list") {
        return value.is_array();
    }
    if (type == "object") {
        return value.is_object();
    }
    return value.is_string() && isOneOf(type, value.get<std::string>());
}

}  // namespace

void checkShape(const Json& object, const Shape& shape) {
    INFO(object.dump(2));
    REQUIRE(object.is_object());
    for (const auto& [key, type] : shape) {
        INFO("\"" << key << "\" is " << type);
        REQUIRE(object.contains(key));
        CHECK(fits(object[key], type));
    }
}
