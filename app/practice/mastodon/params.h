// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/wire.h"

#include "base/error.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app::practice::mastodon {

/// What a request asks for, whichever way it is written: query, form, multipart or JSON. As in Rails,
/// "types[]" is a list and "types" a single value, and the one does not stand in for the other; a JSON list
/// is "name[]", an object's member "name[member]".
class Params {
public:
    /// BadInput when a JSON body is none.
    [[nodiscard]] static base::Result<Params> of(const Question& question);

    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
    /// The value, or "" when there is none.
    [[nodiscard]] std::string textOrEmpty(std::string_view name) const { return text(name).value_or(""); }
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return text(name).has_value(); }
    /// "", "0", "f", "false" and "off" are false, anything else is true; nothing when not given.
    [[nodiscard]] std::optional<bool> flag(std::string_view name) const;
    /// All "prefix[member]" by member.
    [[nodiscard]] std::map<std::string, std::string> members(std::string_view prefix) const;
    [[nodiscard]] const FormPart* file(std::string_view name) const;

private:
    void addEncoded(std::string_view encoded);
    void add(std::string name, std::string value);

    std::vector<std::pair<std::string, std::string>> m_values;
    std::vector<FormPart> m_files;
};

/// "%C3%A9+x" -> "é x"
[[nodiscard]] std::string decodeUrl(std::string_view encoded);
/// RFC 3986 unreserved characters stay, all others become %XX.
[[nodiscard]] std::string encodeUrl(std::string_view text);

}  // namespace app::practice::mastodon
