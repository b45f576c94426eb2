// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/params.h"
#include "practice/graph/refusal.h"

#include <string>
#include <string_view>
#include <vector>

namespace app::practice::graph {

/// A field that somebody wants to see: "comments.limit(5).order(chronological){id,message}".
struct Field {
    std::string name;
    Params modifiers{};
    std::vector<Field> fields{};  ///< what stands in the braces

    /// The name that it is shown under: as(…) gives it another one.
    [[nodiscard]] std::string shownAs() const { return modifiers.text("as").value_or(name); }
};

/// Reads "id,from{id,name}"; 2500 for what is none. An empty text asks for nothing.
[[nodiscard]] Outcome<std::vector<Field>> readFields(std::string_view text);
/// The same as a text again.
[[nodiscard]] std::string textOf(const std::vector<Field>& fields);

}  // namespace app::practice::graph
