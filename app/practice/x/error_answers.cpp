// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/error_answers.h"

#include "practice/fault_answers.h"

#include <fmt/format.h>

namespace app::practice::x {
namespace {

std::string problemType(Dialect dialect, std::string_view name) {
    return fmt::format("https://api.{}/2/problems/{}", dialect == Dialect::Tweet ? "twitter.com" : "x.com",
                       name);
}

/// The published description gives every refusal two forms, {"code","message"} and a problem of a listed
/// type, and a client of it may look for either. So both are there; the guides know the problem alone.
Answer refusal(Dialect dialect, int status, Json json, std::string_view detail, std::string_view type) {
    if (dialect == Dialect::Post) {
        json["code"] = status;
        json["message"] = detail;
    }
    return {status, std::string(type), dump(json)};
}

constexpr std::string_view kProblem = "application/problem+json";

}  // namespace

Answer jsonAnswer(const Json& json, int status) {
    return {.status = status, .body = dump(json)};
}

std::string postWord(Dialect dialect) {
    return dialect == Dialect::Tweet ? "tweet" : "post";
}

Answer problem(Dialect dialect, int status, std::string_view title, std::string_view detail,
               std::string_view type) {
    const Json json = {{"title", title},
                       {"detail", detail},
                       {"type", type.empty() ? "about:blank" : problemType(dialect, type)},
                       {"status", status}};
    // None of the types that the description lists for problems.
    return refusal(dialect, status, json, detail,
                   dialect == Dialect::Post ? "application/json; charset=utf-8" : kProblem);
}

Answer invalidRequest(Dialect dialect, const Complaint& complaint) {
    const Json parameters =
        complaint.parameter.empty() ? Json::object() : Json{{complaint.parameter, {complaint.value}}};
    constexpr std::string_view kDetail = "One or more parameters to your request was invalid.";
    return refusal(dialect, 400,
                   {{"errors", Json::array({{{"parameters", parameters}, {"message", complaint.message}}})},
                    {"title", "Invalid Request"},
                    {"detail", kDetail},
                    {"type", problemType(dialect, "invalid-request")}},
                   kDetail, kProblem);
}

Answer notThere(Dialect dialect, std::string_view name, std::string_view detail) {
    return refusal(dialect, 404,
                   {{"title", "Not Found Error"},
                    {"detail", detail},
                    {"resource_type", name},
                    {"type", problemType(dialect, "resource-not-found")},
                    {"status", 404}},
                   detail, kProblem);
}

Answer forbidden(Dialect dialect, std::string_view detail) {
    return problem(dialect, 403, "Forbidden", detail);
}

Answer unauthorized(Dialect dialect) {
    return problem(dialect, 401, "Unauthorized", "Unauthorized");
}

Answer creditsDepleted(Dialect dialect) {
    return problem(dialect, 402, "CreditsDepleted",
                   "Your enrolled account does not have any credits to fulfill this request.", "credits");
}

Answer usageCapped(Dialect dialect) {
    return problem(dialect, 429, "UsageCapExceeded", "Usage cap exceeded: Monthly product cap",
                   "usage-capped");
}

Answer oauthError(int status, std::string_view error, std::string_view description) {
    return jsonAnswer({{"error", error}, {"error_description", description}}, status);
}

Json missingResource(Dialect dialect, std::string_view name, std::string_view parameter,
                     const std::string& id) {
    return {{"value", id},
            {"detail", fmt::format("Could not find {} with {}: [{}].", name, parameter, id)},
            {"title", "Not Found Error"},
            {"resource_type", name},
            {"parameter", parameter},
            {"resource_id", id},
            {"type", problemType(dialect, "resource-not-found")}};
}

Json unseenPost(Dialect dialect, std::string_view parameter, const std::string& id) {
    const std::string name = postWord(dialect);
    return {{"value", id},
            {"detail",
             fmt::format("Sorry, you are not authorized to see the {} with {}: [{}].", name, parameter, id)},
            {"title", "Authorization Error"},
            {"resource_type", name},
            {"parameter", parameter},
            {"resource_id", id},
            {"type", problemType(dialect, "not-authorized-for-resource")}};
}

Answer statusAnswer(Dialect dialect, int status) {
    switch (status) {
    case 400:
        return invalidRequest(dialect, {"", "", "The request could not be read."});
    case 401:
        return unauthorized(dialect);
    case 402:
        return creditsDepleted(dialect);
    case 403:
        return forbidden(dialect, "You are not permitted to perform this action.");
    case 404:
        return problem(dialect, 404, "Not Found", "Not Found");
    case 429:
        return problem(dialect, 429, "Too Many Requests", "Too Many Requests");
    case 500:
        return problem(dialect, 500, "Internal Server Error", "Something is broken.");
    case 503:
        return problem(dialect, 503, "Service Unavailable", "Service Unavailable");
    case 502:
    case 504:
        return proxyPage(status);
    default:
        return problem(dialect, status, "Error", "Something happened that is rarely seen.");
    }
}

Answer loginPage() {
    return {200, "text/html; charset=utf-8",
            "<!DOCTYPE html>\n<html><head><title>Welcome to the guest network</title></head>\n"
            "<body><h1>Guest network</h1><form action=\"http://portal.hotel.example/login\" method=\"post\">"
            "<label>Room number <input name=\"room\"></label><button>Go online</button></form>"
            "</body></html>\n"};
}

}  // namespace app::practice::x
