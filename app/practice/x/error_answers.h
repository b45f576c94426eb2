// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"
#include "practice/wire.h"

#include <string>
#include <string_view>

namespace app::practice::x {

/// Which names the server uses: those of the guides, or those of the description published in August 2026.
enum class Dialect { Tweet, Post };

/// What is wrong with one parameter.
struct Complaint {
    std::string parameter;
    std::string value;
    std::string message;
};

[[nodiscard]] Answer jsonAnswer(const Json& json, int status = 200);
/// A refusal of a type that the published description does not list; "" is "about:blank".
[[nodiscard]] Answer problem(Dialect dialect, int status, std::string_view title, std::string_view detail,
                             std::string_view type = "");
[[nodiscard]] Answer invalidRequest(Dialect dialect, const Complaint& complaint);
/// 404 for something that a request wants to do something with.
[[nodiscard]] Answer notThere(Dialect dialect, std::string_view name, std::string_view detail);
[[nodiscard]] Answer forbidden(Dialect dialect, std::string_view detail);
[[nodiscard]] Answer unauthorized(Dialect dialect);
[[nodiscard]] Answer creditsDepleted(Dialect dialect);
[[nodiscard]] Answer usageCapped(Dialect dialect);
[[nodiscard]] Answer oauthError(int status, std::string_view error, std::string_view description);
/// An entry of "errors" beside the data. `name` is "tweet", "post" or "user", as the dialect calls it.
[[nodiscard]] Json missingResource(Dialect dialect, std::string_view name, std::string_view parameter,
                                   const std::string& id);
/// The same for a post that is there, but not for this reader.
[[nodiscard]] Json unseenPost(Dialect dialect, std::string_view parameter, const std::string& id);
/// The name of a post in this dialect.
[[nodiscard]] std::string postWord(Dialect dialect);
/// The answer of any status, as the server words it.
[[nodiscard]] Answer statusAnswer(Dialect dialect, int status);
[[nodiscard]] Answer loginPage();

}  // namespace app::practice::x
