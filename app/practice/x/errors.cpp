// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/errors.h"

#include <fmt/format.h>

namespace app::practice::x {

namespace {

/// The published schema has two forms of refusal, of which validators take the first for both: so it is both.
Answer refused(Dialect dialect, int status, Json body, const std::string& message) {
    if (dialect == Dialect::Post) {
        body["code"] = status;
        body["message"] = message;
    }
    return {.status = status, .type = "application/problem+json", .body = dump(body)};
}

}  // namespace

Answer problem(Dialect dialect, int status, const std::string& title, const std::string& detail,
               const std::string& type) {
    const std::string name = !type.empty()              ? "https://api.x.com/2/problems/" + type
                             : dialect == Dialect::Post ? "https://api.x.com/2/problems/invalid-request"
                                                        : "about:blank";
    return refused(dialect, status,
                   {{"title", title}, {"type", name}, {"status", status}, {"detail", detail}}, detail);
}

Answer invalidRequest(Dialect dialect, const std::string& parameter, const std::string& value,
                      const std::string& message) {
    return refused(dialect, 400,
                   {{"errors", Json::array({{{"parameters", {{parameter, Json::array({value})}}},
                                             {"message", message}}})},
                    {"title", "Invalid Request"},
                    {"detail", "One or more parameters to your request was invalid."},
                    {"type", "https://api.x.com/2/problems/invalid-request"}},
                   message);
}

Answer oauthRefusal(int status, const std::string& error, const std::string& description) {
    return {.status = status, .body = dump({{"error", error}, {"error_description", description}})};
}

Answer gateRefusal(int status, int code, const std::string& message) {
    return {.status = status, .body = dump({{"code", code}, {"message", message}})};
}

Answer statusAnswer(Dialect dialect, int status) {
    switch (status) {
    case 401:
        return dialect == Dialect::Post ? gateRefusal(401, 32, "Could not authenticate you.")
                                        : problem(dialect, 401, "Unauthorized", "Unauthorized");
    case 402:
        return gateRefusal(402, 402, "CreditsDepleted: your account has no credits left.");
    case 403:
        return problem(dialect, 403, "Forbidden", "You are not permitted to perform this action.");
    case 404:
        return problem(dialect, 404, "Not Found Error", "Not Found");
    case 429:
        return gateRefusal(429, 88, "Rate limit exceeded");
    case 500:
        return problem(dialect, 500, "Internal Server Error", "Something is broken.", "internal-error");
    case 502:
    case 503:
    case 504:
        return problem(dialect, status, "Service Unavailable", "Service Unavailable", "internal-error");
    default:
        return problem(dialect, status, "Error", "A status that is rarely seen.");
    }
}

Answer captivePortal() {
    return {200, "text/html; charset=utf-8",
            "<!DOCTYPE html>\n<html><head><title>Welcome aboard</title></head>\n"
            "<body><h1>Train WiFi</h1><form action=\"http://portal.train.example/login\" method=\"post\">"
            "<label>Ticket number <input name=\"ticket\"></label><button>Go "
            "online</button></form></body></html>\n"};
}

}  // namespace app::practice::x
