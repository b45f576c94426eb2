// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/x/error_answers.h"
#include "practice/x/params.h"

#include <expected>
#include <set>
#include <string>
#include <string_view>

namespace app::practice::x {

/// What is done with words of the other dialect.
enum class Strangers { Ignored, Refused };

/// Which fields of things, and which other things, a request wants to see.
struct Asked {
    Dialect dialect = Dialect::Post;
    std::set<std::string, std::less<>> postFields{};
    std::set<std::string, std::less<>> userFields{};
    std::set<std::string, std::less<>> messageFields{};
    std::set<std::string, std::less<>> mediaFields{};
    std::set<std::string, std::less<>> expansions{};

    [[nodiscard]] bool wants(std::string_view postField) const { return postFields.contains(postField); }
    /// `tweet` and `post` are the two dialects' names of an expansion.
    [[nodiscard]] bool expands(std::string_view tweet, std::string_view post) const {
        return expansions.contains(dialect == Dialect::Tweet ? tweet : post);
    }
    [[nodiscard]] bool expands(std::string_view both) const { return expansions.contains(both); }
};

enum class About { Posts, Users, Messages };

/// The refusal when a field or an expansion is none.
[[nodiscard]] std::expected<Asked, Answer> readAsked(const Params& params, Dialect dialect,
                                                     Strangers strangers, About about);

}  // namespace app::practice::x
