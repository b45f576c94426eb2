// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"
#include "practice/wire.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app::practice::graph {

/// What a request or an edge is asked with: a query, a form, a JSON body, the parts of an upload, or the
/// modifiers of a field. All of them are texts with a name.
class Params {
public:
    void add(std::string name, std::string value) {
        m_values.emplace_back(std::move(name), std::move(value));
    }
    /// A query or a form.
    void addEncoded(std::string_view encoded);
    /// The members of a JSON object; a member that is no text is kept as JSON.
    void addMembers(const Json& object);

    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
    [[nodiscard]] std::string textOrEmpty(std::string_view name) const { return text(name).value_or(""); }
    [[nodiscard]] bool has(std::string_view name) const { return text(name).has_value(); }
    /// Unix seconds as milliseconds; nothing when it is none.
    [[nodiscard]] std::optional<std::int64_t> momentMs(std::string_view name) const;
    /// true and 1.
    [[nodiscard]] bool isTrue(std::string_view name) const;
    /// The value read as JSON; discarded when it is none or not there.
    [[nodiscard]] Json json(std::string_view name) const;
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const { return m_values; }

private:
    std::vector<std::pair<std::string, std::string>> m_values;
};

/// Of the query and of the body, whatever its form.
[[nodiscard]] Params readParams(const Question& question);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
/// RFC 3986 unreserved characters stay, all others become %XX.
[[nodiscard]] std::string encodeUrl(std::string_view text);
/// One to 19 digits.
[[nodiscard]] std::optional<std::int64_t> wholeNumber(std::string_view text);

}  // namespace app::practice::graph
