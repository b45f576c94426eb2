// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/graph/params.h"
#include "practice/graph/refusal.h"
#include "practice/graph/token_desk.h"
#include "practice/wire.h"

#include <cstdint>
#include <string>
#include <vector>

namespace app::practice::graph {

/// One request, taken apart: "/v26.0/1088/conversations" is a version and two places.
struct Call {
    const Question& question;
    Params params{};
    std::string version{};  ///< "v26.0", or what an unversioned path means
    int versionNumber = 0;  ///< 260
    std::vector<std::string> path{};
    std::string tokenText{};
    const Token* token = nullptr;  ///< one that is good, once the desk has seen it
    std::int64_t nowMs = 0;

    [[nodiscard]] std::size_t places() const { return path.size(); }
    [[nodiscard]] std::string place(std::size_t at) const { return at < path.size() ? path[at] : ""; }
    [[nodiscard]] bool is(std::string_view method) const { return question.method == method; }
};

/// What a path without a version means: the oldest one that an app can use.
inline constexpr int kOldestVersion = 210;

[[nodiscard]] Call readCall(const Question& question, std::int64_t nowMs);
/// Lets the desk look at the token of the call.
[[nodiscard]] Outcome<void> signIn(Call& call, const TokenDesk& desk);
/// "v26.0" as 260; 0 for what is no version.
[[nodiscard]] int versionOf(std::string_view text);
/// An answer of a refusal, and what every answer of the graph carries.
[[nodiscard]] Answer finished(Outcome<Answer> outcome, const Call& call);

}  // namespace app::practice::graph
