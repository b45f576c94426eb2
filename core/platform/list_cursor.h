// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace platform {

/// Where reading a list has got to: the newest item's id and time, stored as "id ms". Ids are opaque, so what
/// is older is told by time alone.
struct ListCursor {
    std::string id;
    std::optional<base::UtcTime> at{};

    [[nodiscard]] static ListCursor from(std::string_view text);
    [[nodiscard]] std::string text() const;
    /// Is this the item of the cursor, or one before it?
    [[nodiscard]] bool covers(std::string_view itemId, std::optional<base::UtcTime> itemAt) const;
};

}  // namespace platform
