// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"
#include "practice/wire.h"

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace app::practice::graph {

/// Why something is not done, as the error envelope says it.
struct Refusal {
    int code = 1;
    std::string message;
    int subcode = 0;  ///< 0 = none
    int status = 400;
    std::string type = "OAuthException";
    std::string userTitle{};
    std::string userMessage{};
    bool isTransient = false;
};

template <class T>
using Outcome = std::expected<T, Refusal>;
using Refused = std::unexpected<Refusal>;

[[nodiscard]] Answer jsonAnswer(const Json& json);
/// {"error":{…}}; `trace` is what fbtrace_id is made of.
[[nodiscard]] Answer refusalAnswer(const Refusal& refusal, std::string_view trace);

/// 100, with "(#100)" before the words.
[[nodiscard]] Refusal badParameter(std::string_view words, int subcode = 0);
/// 100/33: not there, or not for this token, or a thing that this can't be done with.
[[nodiscard]] Refusal noSuchObject(std::string_view method, std::string_view id);
[[nodiscard]] Refusal unknownField(std::string_view field, std::string_view type);
[[nodiscard]] Refusal badSyntax(std::string_view expected, std::size_t at, std::string_view text);
[[nodiscard]] Refusal tooMuchAsked();
[[nodiscard]] Refusal unknownPath(std::string_view path);
[[nodiscard]] Refusal missingPermission(std::string_view permission);
/// 190 with the subcode's words: 458, 460, 463, 467; 0 = a text that is no token.
[[nodiscard]] Refusal badToken(int subcode, std::int64_t expiredMs, std::int64_t nowMs);
[[nodiscard]] Refusal noToken();
/// The refusal that comes with an HTTP status. 429 is 400 here, as there.
[[nodiscard]] Refusal statusRefusal(int status);

/// "2026-05-03T10:15:30+0000"
[[nodiscard]] std::string stamp(std::int64_t ms);

}  // namespace app::practice::graph
