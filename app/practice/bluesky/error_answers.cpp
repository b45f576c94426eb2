// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/error_answers.h"

#include "practice/json.h"

#include <fmt/format.h>

namespace app::practice::bluesky {
namespace {

/// A server before it that gets no answer.
Answer gateway(int status, std::string_view reason) {
    return {status, "text/html",
            fmt::format("<html>\r\n<head><title>{0} {1}</title></head>\r\n<body>\r\n<center><h1>{0} {1}</h1>"
                        "</center>\r\n</body>\r\n</html>\r\n",
                        status, reason)};
}

}  // namespace

Answer errorAnswer(int status, std::string_view name, std::string_view message) {
    return {.status = status, .body = dump({{"error", name}, {"message", message}})};
}

Answer invalidRequest(std::string_view message) {
    return errorAnswer(400, "InvalidRequest", message);
}

Answer notSupported() {
    return errorAnswer(404, "XRPCNotSupported", "XRPC Not Supported");
}

Answer rateLimited() {
    return errorAnswer(429, "RateLimitExceeded", "Rate Limit Exceeded");
}

Answer statusAnswer(int status) {
    switch (status) {
    case 400:
        return invalidRequest("Invalid Request");
    case 401:
        return errorAnswer(401, "AuthenticationRequired", "Authentication Required");
    case 403:
        return errorAnswer(403, "Forbidden", "Forbidden");
    case 404:
        return notSupported();
    case 413:
        return errorAnswer(413, "PayloadTooLarge", "request entity too large");
    case 429:
        return rateLimited();
    case 500:
        return errorAnswer(500, "InternalServerError", "Internal Server Error");
    case 502:
        return errorAnswer(502, "UpstreamFailure", "Upstream service unreachable");
    case 503:
        return gateway(503, "Service Unavailable");
    case 504:
        return gateway(504, "Gateway Time-out");
    default:
        return errorAnswer(status, "UnknownStatus", "The server answers with a status that is rarely seen");
    }
}

Answer loginPage() {
    return {200, "text/html; charset=utf-8",
            "<!DOCTYPE html>\n<html><head><title>Welcome aboard</title></head>\n"
            "<body><h1>Train WiFi</h1><form action=\"http://portal.train.example/login\" method=\"post\">"
            "<label>Ticket number <input name=\"ticket\"></label><button>Go online</button></form>"
            "</body></html>\n"};
}

}  // namespace app::practice::bluesky
