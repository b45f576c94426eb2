// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/json_fields.h"

#include "base/iso8601.h"

namespace platform::json {

base::Status readOptionalText(Value& value, std::string& target) {
    target.clear();
    return value.kind() == Kind::Text ? value.text(target) : base::Status{};
}

base::Status readTime(Value& value, std::optional<base::UtcTime>& target) {
    std::string_view text;
    if (auto status = value.textView(text); !status) {
        return status;
    }
    target = base::parseIso8601(text);
    return target ? base::Status{}
                  : base::fail(base::ErrorKind::Unreadable, ": expected a time, found other text");
}

base::Status readOptionalId(Value& value, std::string& target) {
    const Kind kind = value.kind();
    if (kind == Kind::Text || kind == Kind::Number) {
        if (auto status = value.identifier(target); !status) {
            target.clear();
        }
    }
    return {};
}

base::Status readOptionalNumber(Value& value, std::int64_t& target) {
    return value.kind() == Kind::Number ? value.integer(target) : base::Status{};
}

}  // namespace platform::json
