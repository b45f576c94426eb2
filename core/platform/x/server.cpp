// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/server.h"

#include "platform/answer.h"

#include "base/text.h"

#include <fmt/format.h>

namespace platform::x {
namespace {

using base::Cure;
using base::ErrorKind;

constexpr std::string_view kBillingPage = "console.x.com";

base::Error error(ErrorKind kind, Cure cure, std::string message) {
    return base::Error{.kind = kind, .cure = cure, .message = std::move(message)};
}

/// The server's own words of refusal, one short line behind a colon; a full stop when it has none.
std::string quoted(const WireRefusal& said) {
    constexpr std::size_t kLongest = 200;
    const auto words =
        base::snippet(base::cleanName(said.detail.empty() ? said.title : said.detail), kLongest);
    return words.empty() ? std::string(".") : fmt::format(": “{}”.", words);
}

/// "usage-capped" of "https://api.x.com/2/problems/usage-capped".
std::string_view problemName(const WireRefusal& said) {
    const std::string_view type = said.type;
    const auto slash = type.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : type.substr(slash + 1);
}

/// Each endpoint has a budget of its own. What is looked at from time to time must not hold up replies.
std::string groupOf(net::Method method, std::string_view path) {
    std::string group(net::name(method));
    group += ' ';
    for (std::size_t at = 0; at < path.size(); ++at) {
        const bool digit = path[at] >= '0' && path[at] <= '9';
        if (!digit || (at == 1 && path.starts_with("/2/"))) {
            group += path[at];
        }
    }
    return group;
}

}  // namespace

std::string secretIn(const Secrets& secrets, std::string_view name) {
    const auto found = secrets.find(std::string(name));
    return found == secrets.end() ? std::string() : found->second;
}

Server::Server(std::string origin, const Secrets& secrets)
    : m_origin(std::move(origin)), m_host(net::authorityOf(m_origin)),
      m_token(secretIn(secrets, kAccessToken)), m_renewable(!secretIn(secrets, kRefreshToken).empty()),
      m_clientId(secretIn(secrets, kClientId)), m_clientSecret(secretIn(secrets, kClientSecret)) {}

HttpCall Server::call(std::string_view path, const Parameters& parameters, RequestKind kind) const {
    HttpCall call;
    call.kind = kind;
    call.request.url =
        fmt::format("{}{}{}{}", m_origin, path, parameters.empty() ? "" : "?", net::formEncode(parameters));
    call.request.headers.add("Accept", "application/json");
    return call;
}

HttpCall Server::get(std::string_view path, const Parameters& parameters, RequestKind kind) const {
    HttpCall made = call(path, parameters, kind);
    made.request.headers.add("Authorization", "Bearer " + m_token);
    made.limitGroup = groupOf(net::Method::Get, path);
    return made;
}

HttpCall Server::postOnce(std::string_view path, std::string body) const {
    HttpCall made = call(path, {}, RequestKind::Send);
    made.request.method = net::Method::Post;
    made.request.headers.add("Authorization", "Bearer " + m_token);
    made.request.headers.add("Content-Type", "application/json");
    made.request.body = std::move(body);
    made.request.once = true;
    made.limitGroup = groupOf(net::Method::Post, path);
    return made;
}

HttpCall Server::postForm(std::string_view path, const Parameters& fields) const {
    HttpCall made = call(path, {}, RequestKind::SignIn);
    made.request.method = net::Method::Post;
    made.request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    if (!m_clientSecret.empty()) {
        made.request.headers.add("Authorization",
                                 "Basic " + base::base64(fmt::format("{}:{}", m_clientId, m_clientSecret)));
    }
    made.request.body = net::formEncode(fields);
    // A renewing token that was used up unseen is lost.
    made.request.once = true;
    made.limitGroup = "sign-in";
    return made;
}

base::Error Server::loginRefused(RequestKind kind) const {
    return error(ErrorKind::NeedsLogin, Cure::LogInAgain,
                 kind == RequestKind::SignIn
                     ? std::string("X does not accept this sign-in.")
                     : std::string("X no longer accepts this sign-in. Sign in again."));
}

base::Error Server::forbidden(RequestKind kind, const WireRefusal& said) const {
    const auto problem = problemName(said);
    if (problem == "client-forbidden" || problem == "client-not-enrolled") {
        return error(ErrorKind::Permission, whenWrong(kind),
                     fmt::format("X does not let this app do this; look at its project and access in {}{}",
                                 kBillingPage, quoted(said)));
    }
    if (problem == "oauth1-permissions" || problem == "unsupported-authentication" ||
        problem == "not-authorized-for-field" || problem == "field-unauthorized") {
        return error(ErrorKind::Permission, whenWrong(kind),
                     fmt::format("This sign-in lacks a permission that X wants for this{}", quoted(said)));
    }
    if (kind != RequestKind::Send) {
        return error(ErrorKind::Permission, whenWrong(kind),
                     fmt::format("X does not allow this{}", quoted(said)));
    }
    // X has no other name for it. It says so of an earlier attempt that did arrive.
    if (base::asciiLower(said.detail).find("duplicate content") != std::string::npos) {
        return error(ErrorKind::Unknown, Cure::LookUp,
                     "X says that the same words stand there already; it is looked for.");
    }
    return error(
        ErrorKind::Rejected, Cure::Never,
        fmt::format("X did not take this reply{} It takes replies only to posts whose author mentions or "
                    "quotes you, and the author may limit who replies. Open it in the browser.",
                    quoted(said)));
}

base::Error Server::refusal(RequestKind kind, const net::HttpResponse& response) const {
    const auto said = readRefusal(response.body);
    const auto problem = problemName(said);
    if (response.status == 402 || problem == "usage-capped" || problem == "credits-depleted") {
        return error(ErrorKind::Money, whenWrong(kind),
                     fmt::format("X wants to be paid first; look at credits and spending limit in {}{}",
                                 kBillingPage, quoted(said)));
    }
    if (said.title.empty() && said.error.empty() && said.detail.empty() && isWebPage(response)) {
        return error(ErrorKind::NotThePlatform, whenWrong(kind),
                     fmt::format("{} answered with a web page that refuses access.", m_host));
    }
    constexpr std::int64_t kTokenRevoked = 89;
    if (response.status == 401 || said.code == kTokenRevoked || said.error == "invalid_grant") {
        base::Error refused = loginRefused(kind);
        if (m_renewable && said.code != kTokenRevoked) {
            refused.cure = Cure::RenewLogin;
        }
        return refused;
    }
    if (response.status == 403) {
        return forbidden(kind, said);
    }
    if (response.status == 404) {
        return error(ErrorKind::NotFound, Cure::Never,
                     said.title.empty() && said.detail.empty()
                         ? fmt::format("{} does not answer as X does.", m_host)
                         : std::string("This is no longer on X."));
    }
    return error(ErrorKind::Rejected, whenWrong(kind), fmt::format("X refused this{}", quoted(said)));
}

std::optional<base::Error> Server::failureOf(RequestKind kind, const net::HttpResponse& response,
                                             base::UtcTime now) const {
    if (response.status >= 200 && response.status < 300) {
        return std::nullopt;
    }
    const bool money = response.status == 429 && problemName(readRefusal(response.body)) == "usage-capped";
    if (!money) {
        if (auto usual = usualFailure(m_host, kind, response, now)) {
            return usual;
        }
    }
    return refusal(kind, response);
}

base::Error Server::notX(RequestKind kind, const net::HttpResponse& response) const {
    return notThePlatform(m_host, "X", kind, response);
}

base::Error Server::unreadable(RequestKind kind, const base::Error& why) const {
    return unreadableAnswer(m_host, kind, why);
}

base::Result<WirePage> Server::pageOf(json::Reader& json, RequestKind kind, const net::HttpResponse& response,
                                      base::UtcTime now) const {
    if (auto failure = failureOf(kind, response, now)) {
        return base::fail(*std::move(failure));
    }
    if (!json.startsAsJson()) {
        return base::fail(notX(kind, response));
    }
    auto page = readPage(json);
    if (!page) {
        return base::fail(unreadable(kind, page.error()));
    }
    return page;
}

bool refusesWords(const net::HttpResponse& response) {
    return response.status == 400 && readRefusal(response.body).error.empty();
}

}  // namespace platform::x
