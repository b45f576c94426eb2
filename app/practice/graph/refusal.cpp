// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/refusal.h"

#include "base/clock.h"
#include "base/digest.h"
#include "base/iso8601.h"

#include <fmt/format.h>

namespace app::practice::graph {

Answer jsonAnswer(const Json& json) {
    return {.type = "application/json; charset=UTF-8", .body = dump(json)};
}

Answer refusalAnswer(const Refusal& refusal, std::string_view trace) {
    Json error = {{"message", refusal.message}, {"type", refusal.type}, {"code", refusal.code}};
    if (refusal.subcode != 0) {
        error["error_subcode"] = refusal.subcode;
    }
    if (!refusal.userTitle.empty()) {
        error["error_user_title"] = refusal.userTitle;
        error["error_user_msg"] = refusal.userMessage;
    }
    if (refusal.isTransient) {
        error["is_transient"] = true;
    }
    const base::Sha256 digest = base::sha256(trace);
    error["fbtrace_id"] = "A" + base::base64Url(std::string(digest.begin(), digest.end())).substr(0, 22);
    Answer answer = jsonAnswer({{"error", error}});
    answer.status = refusal.status;
    answer.headers.emplace_back(
        "WWW-Authenticate", fmt::format("OAuth \"Facebook Platform\" \"{}\" \"{}\"",
                                        refusal.code == 190 ? "invalid_token" : "invalid_request",
                                        refusal.code == 190 ? "The access token is no good" : "See body"));
    return answer;
}

Refusal badParameter(std::string_view words, int subcode) {
    return {.code = 100, .message = fmt::format("(#100) {}", words), .subcode = subcode};
}

Refusal noSuchObject(std::string_view method, std::string_view id) {
    const std::string_view verb = method == "GET" ? "get" : method == "DELETE" ? "delete" : "post";
    return {.code = 100,
            .message = fmt::format(
                "Unsupported {} request. Object with ID '{}' does not exist, cannot be loaded due to missing "
                "permissions, or does not support this operation. Please read the Graph API documentation at "
                "https://developers.facebook.com/docs/graph-api",
                verb, id),
            .subcode = 33,
            .type = "GraphMethodException"};
}

Refusal unknownField(std::string_view field, std::string_view type) {
    return badParameter(fmt::format("Tried accessing nonexisting field ({}) on node type ({})", field, type));
}

Refusal badSyntax(std::string_view expected, std::size_t at, std::string_view text) {
    return {.code = 2500,
            .message = fmt::format("Syntax error \"{}\" at character {}: {}", expected, at, text)};
}

Refusal tooMuchAsked() {
    return {.code = 1,
            .message = "Please reduce the amount of data you're asking for, then retry your request",
            .status = 500};
}

Refusal unknownPath(std::string_view path) {
    return {.code = 2500, .message = fmt::format("Unknown path components: {}", path)};
}

Refusal missingPermission(std::string_view permission) {
    const bool isMessaging = permission.contains("messag");
    return {.code = isMessaging ? 200 : 10,
            .message = isMessaging
                           ? fmt::format("(#200) Requires {} permission to manage the object", permission)
                           : fmt::format("(#10) This endpoint requires the '{}' permission. Refer to "
                                         "https://developers.facebook.com/docs/apps/review/login-permissions "
                                         "for details.",
                                         permission),
            .status = 403};
}

Refusal badToken(int subcode, std::int64_t expiredMs, std::int64_t nowMs) {
    Refusal refusal{.code = 190, .message = "", .subcode = subcode};
    switch (subcode) {
    case 458:
        refusal.message = "Error validating access token: The user has not authorized this application.";
        break;
    case 460:
        refusal.message = "Error validating access token: The session has been invalidated because the user "
                          "changed their password or Facebook has changed the session for security reasons.";
        break;
    case 463:
        refusal.message = fmt::format("Error validating access token: Session has expired on {}. The current "
                                      "time is {}.",
                                      stamp(expiredMs), stamp(nowMs));
        break;
    case 467:
        refusal.message =
            "Error validating access token: The session is invalid because the user logged out.";
        break;
    default:
        refusal.message = "Invalid OAuth access token - Cannot parse access token";
        // Tokens that have been good once are refused with 400, others with 401.
        refusal.status = 401;
        break;
    }
    return refusal;
}

Refusal noToken() {
    return {.code = 104, .message = "An access token is required to request this resource."};
}

Refusal statusRefusal(int status) {
    switch (status) {
    case 400:
        return badParameter("Invalid parameter");
    case 401: {
        Refusal refusal = badToken(0, 0, 0);
        refusal.status = 401;
        return refusal;
    }
    case 403:
        return {.code = 10,
                .message = "(#10) Application does not have permission for this action",
                .status = 403};
    case 404:
        return {
            .code = 803, .message = "(#803) Some of the aliases you requested do not exist", .status = 404};
    case 429:
        return {.code = 4, .message = "(#4) Application request limit reached", .isTransient = true};
    case 503:
        return {.code = 2,
                .message = "An unexpected error has occurred. Please retry your request later.",
                .status = 503,
                .isTransient = true};
    default:
        return {.code = 1, .message = "An unknown error occurred", .status = status};
    }
}

std::string stamp(std::int64_t ms) {
    return base::toIso8601(base::fromMs(ms)).substr(0, 19) + "+0000";
}

}  // namespace app::practice::graph
