// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/error_answers.h"

#include "practice/json.h"
#include "practice/mastodon/post_text.h"

#include <fmt/format.h>

namespace app::practice::mastodon {
namespace {

constexpr std::string_view kHtml = "text/html; charset=utf-8";

/// nginx, for a server behind it that does not answer.
Answer proxyAnswer(int status, std::string_view reason) {
    return {
        status, "text/html",
        fmt::format(
            "<html>\r\n<head><title>{0} {1}</title></head>\r\n<body>\r\n<center><h1>{0} {1}</h1></center>\r\n"
            "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
            status, reason)};
}

}  // namespace

Answer errorAnswer(int status, std::string_view text) {
    return {.status = status, .body = dump({{"error", text}})};
}

Answer oauthError(int status, std::string_view error, std::string_view description) {
    return {.status = status, .body = dump({{"error", error}, {"error_description", description}})};
}

Answer recordNotFound() {
    return errorAnswer(404, "Record not found");
}

Answer unauthorized(std::string_view text) {
    Answer answer = errorAnswer(401, text);
    answer.headers.emplace_back(
        "WWW-Authenticate",
        fmt::format(R"(Bearer realm="Doorkeeper", error="invalid_token", error_description="{}")", text));
    return answer;
}

Answer htmlPage(int status, std::string_view title, std::string_view body) {
    return {
        status, std::string(kHtml),
        fmt::format(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n"
            "<body>{}</body>\n</html>\n",
            escapeHtml(title), body)};
}

Answer noSuchRoute(const Question& question) {
    if (question.header("Accept").value_or("").find("json") != std::string::npos) {
        return errorAnswer(404, "Not Found");
    }
    return htmlPage(404, "The page you are looking for isn't here. - Mastodon",
                    "<h1>404</h1><p>The page you are looking for isn&#39;t here.</p>");
}

Answer statusAnswer(int status) {
    switch (status) {
    case 401:
        return unauthorized("The access token is invalid");
    case 403:
        return errorAnswer(403, "This action is outside the authorized scopes");
    case 404:
        return recordNotFound();
    case 410:
        return errorAnswer(410, "Gone");
    case 422:
        return errorAnswer(422, "Validation failed: Text can't be blank");
    case 429:
        return errorAnswer(429, "Too many requests");
    case 500:
        return htmlPage(500, "We're sorry, but something went wrong (500)",
                        "<h1>500</h1><p>We&#39;re sorry, but something went wrong on our end.</p>");
    case 502:
        return proxyAnswer(502, "Bad Gateway");
    case 503:
        return proxyAnswer(503, "Service Temporarily Unavailable");
    case 504:
        return proxyAnswer(504, "Gateway Time-out");
    default:
        return errorAnswer(status, "The server answers with a status that is rarely seen");
    }
}

Answer captivePortal() {
    return {200, std::string(kHtml),
            "<!DOCTYPE html>\n<html><head><title>Welcome aboard</title></head>\n"
            "<body><h1>Train WiFi</h1><form action=\"http://portal.train.example/login\" method=\"post\">"
            "<label>Ticket number <input name=\"ticket\"></label><button>Go "
            "online</button></form></body></html>\n"};
}

}  // namespace app::practice::mastodon
