// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app::practice::x {

/// The parameters of a query or a form. A list is one value, parted by commas.
class Params {
public:
    explicit Params(std::string_view encoded);

    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
    [[nodiscard]] std::string textOrEmpty(std::string_view name) const { return text(name).value_or(""); }
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return text(name).has_value(); }
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const { return m_values; }

private:
    std::vector<std::pair<std::string, std::string>> m_values;
};

[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
/// RFC 3986 unreserved characters stay, all others become %XX.
[[nodiscard]] std::string encodeUrl(std::string_view text);

}  // namespace app::practice::x
