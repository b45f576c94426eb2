// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/graph/server.h"

#include "platform/answer.h"
#include "platform/graph/refusal.h"

#include "base/digest.h"
#include "base/text.h"

#include <fmt/format.h>

#include <charconv>

namespace platform::graph {
namespace {

/// Two calls a second for each Page or account.
constexpr base::Duration kMessengerPause{500};

std::string proofOf(const std::string& token, const std::string& secret) {
    if (token.empty() || secret.empty()) {
        return {};
    }
    const auto digest = base::hmacSha256(secret, token);
    return base::hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace

std::string secretIn(const Secrets& secrets, std::string_view name) {
    const auto found = secrets.find(std::string(name));
    return found == secrets.end() ? std::string() : found->second;
}

std::optional<base::UtcTime> loginEndsAt(const Secrets& secrets) {
    const std::string text = secretIn(secrets, kExpiresAt);
    std::int64_t ms = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ms);
    return error == std::errc{} && end == text.data() + text.size() && ms > 0
               ? std::optional(base::fromMs(ms))
               : std::nullopt;
}

Server::Server(std::string origin, std::string version, std::string_view platform, const Secrets& secrets)
    : m_origin(std::move(origin)), m_version(std::move(version)), m_host(net::authorityOf(m_origin)),
      m_platform(platform), m_token(secretIn(secrets, kAccessToken)),
      m_proof(proofOf(m_token, secretIn(secrets, kAppSecret))) {}

HttpCall Server::call(Limit limit, std::string_view path, const Parameters& parameters,
                      RequestKind kind) const {
    HttpCall made;
    made.kind = kind;
    made.request.url = fmt::format("{}/{}{}{}{}", m_origin, m_version, path, parameters.empty() ? "" : "?",
                                   net::formEncode(parameters));
    made.request.headers.add("Accept", "application/json");
    made.request.headers.add("Authorization", "Bearer " + m_token);
    made.limitGroup = limit == Limit::Messenger ? "messenger" : "pages";
    made.usage = &usageOf;
    return made;
}

HttpCall Server::get(Limit limit, std::string_view path, Parameters parameters, RequestKind kind) const {
    if (!m_proof.empty()) {
        parameters.emplace_back("appsecret_proof", m_proof);
    }
    HttpCall made = call(limit, path, parameters, kind);
    // A practice street on this computer has no such limit, and its clock may stand still.
    if (limit == Limit::Messenger && !net::isLoopback(m_origin)) {
        made.pause = kMessengerPause;
    }
    return made;
}

HttpCall Server::ask(Versioned versioned, std::string_view path, const Parameters& parameters) const {
    HttpCall made;
    made.kind = RequestKind::SignIn;
    made.request.url =
        fmt::format("{}{}{}{}?{}", m_origin, versioned == Versioned::Yes ? "/" : "",
                    versioned == Versioned::Yes ? m_version : "", path, net::formEncode(parameters));
    made.request.headers.add("Accept", "application/json");
    if (!m_token.empty()) {
        made.request.headers.add("Authorization", "Bearer " + m_token);
    }
    made.limitGroup = "sign-in";
    return made;
}

HttpCall Server::postToken(std::string_view path, const Parameters& fields) const {
    HttpCall made;
    made.kind = RequestKind::SignIn;
    made.request.method = net::Method::Post;
    made.request.url = fmt::format("{}{}", m_origin, path);
    made.request.headers.add("Accept", "application/json");
    made.request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    made.request.body = net::formEncode(fields);
    // A code that was used up unseen is lost.
    made.request.once = true;
    made.limitGroup = "sign-in";
    return made;
}

HttpCall Server::post(Limit limit, std::string_view path, std::string_view type, std::string body) const {
    HttpCall made =
        call(limit, path, m_proof.empty() ? Parameters{} : Parameters{{"appsecret_proof", m_proof}},
             RequestKind::Send);
    made.request.method = net::Method::Post;
    made.request.headers.add("Content-Type", std::string(type));
    made.request.body = std::move(body);
    return made;
}

HttpCall Server::postJsonOnce(Limit limit, std::string_view path, std::string body) const {
    HttpCall made = post(limit, path, "application/json", std::move(body));
    made.request.once = true;
    return made;
}

HttpCall Server::postFormOnce(Limit limit, std::string_view path, Parameters fields) const {
    HttpCall made = post(limit, path, "application/x-www-form-urlencoded", net::formEncode(fields));
    made.request.once = true;
    return made;
}

std::optional<base::Error> Server::failureOf(RequestKind kind, const net::HttpResponse& response,
                                             base::UtcTime now) const {
    const WireError said = readError(response.body);
    if (said.given) {
        return meaningOf(said, m_platform, kind, response, now);
    }
    if (response.status >= 200 && response.status < 300) {
        return std::nullopt;
    }
    if (auto usual = usualFailure(m_host, kind, response, now)) {
        return usual;
    }
    return notThePlatform(kind, response);
}

base::Error Server::notThePlatform(RequestKind kind, const net::HttpResponse& response) const {
    return platform::notThePlatform(m_host, m_platform, kind, response);
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
        return base::fail(notThePlatform(kind, response));
    }
    auto page = readPage(json);
    if (!page) {
        return base::fail(unreadable(kind, page.error()));
    }
    return page;
}

bool asksForLess(const net::HttpResponse& response) {
    const WireError said = readError(response.body);
    return said.given && said.code == 1 &&
           base::asciiLower(said.message).find("reduce the amount of data") != std::string::npos;
}

}  // namespace platform::graph
