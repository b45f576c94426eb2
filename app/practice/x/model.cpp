// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/model.h"

#include "base/clock.h"
#include "base/iso8601.h"

#include <algorithm>
#include <charconv>

namespace app::practice::x {

std::string stamp(std::int64_t ms) {
    // Posts are dated to the second here, and the fraction is always zero.
    return base::toIso8601(base::fromMs(ms)).substr(0, 19) + ".000Z";
}

std::optional<Id> parseId(std::string_view text) {
    Id id = 0;
    const char* end = text.data() + text.size();
    const bool isLong = text.size() > 19;
    if (text.empty() || isLong || text.front() == '+' || std::from_chars(text.data(), end, id).ptr != end) {
        return std::nullopt;
    }
    return id;
}

std::string conversationId(Id one, Id other) {
    return std::to_string(std::min(one, other)) + "-" + std::to_string(std::max(one, other));
}

}  // namespace app::practice::x
