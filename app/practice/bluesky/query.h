// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app::practice::bluesky {

/// The parameters of a query. A list is a name given several times.
class Query {
public:
    explicit Query(std::string_view encoded);

    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
    [[nodiscard]] std::string textOrEmpty(std::string_view name) const { return text(name).value_or(""); }
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return text(name).has_value(); }
    [[nodiscard]] bool flag(std::string_view name) const { return text(name) == "true"; }
    /// BadInput in the server's words when it is no number or out of its range.
    [[nodiscard]] base::Result<int> number(std::string_view name, int fallback, int least, int most) const;

private:
    std::vector<std::pair<std::string, std::string>> m_values;
};

}  // namespace app::practice::bluesky
