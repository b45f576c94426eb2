// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/list_cursor.h"

#include <fmt/format.h>

#include <charconv>

namespace platform {

ListCursor ListCursor::from(std::string_view text) {
    const auto space = text.rfind(' ');
    std::int64_t ms = 0;
    if (space == std::string_view::npos ||
        std::from_chars(text.data() + space + 1, text.data() + text.size(), ms).ec != std::errc{}) {
        return {std::string(text)};
    }
    return {std::string(text.substr(0, space)), base::fromMs(ms)};
}

std::string ListCursor::text() const {
    return at ? fmt::format("{} {}", id, base::toMs(*at)) : id;
}

bool ListCursor::covers(std::string_view itemId, std::optional<base::UtcTime> itemAt) const {
    return (!id.empty() && itemId == id) || (at && itemAt && *itemAt < *at);
}

}  // namespace platform
