// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/server.h"

#include "platform/answer.h"
#include "platform/mastodon/parse.h"

#include "base/text.h"

#include <fmt/format.h>

namespace platform::mastodon {

namespace {

using base::Cure;
using base::ErrorKind;

base::Error error(ErrorKind kind, Cure cure, std::string message) {
    return base::Error{.kind = kind, .cure = cure, .message = std::move(message)};
}

}  // namespace

Server::Server(std::string origin, const Secrets& secrets)
    : m_origin(std::move(origin)), m_host(net::authorityOf(m_origin)) {
    if (const auto token = secrets.find("access_token"); token != secrets.end()) {
        m_token = token->second;
    }
}

HttpCall Server::get(std::string_view path, const Parameters& parameters, RequestKind kind) const {
    HttpCall call = getOpenly(
        fmt::format("{}{}{}{}", m_origin, path, parameters.empty() ? "" : "?", net::formEncode(parameters)),
        kind);
    call.request.headers.add("Authorization", "Bearer " + m_token);
    return call;
}

HttpCall Server::getOpenly(std::string_view url, RequestKind kind) const {
    HttpCall call;
    call.kind = kind;
    call.request.url = url;
    call.request.headers.add("Accept", "application/json");
    return call;
}

HttpCall Server::postForm(std::string_view path, const Parameters& fields, RequestKind kind) const {
    HttpCall call = getOpenly(fmt::format("{}{}", m_origin, path), kind);
    call.request.method = net::Method::Post;
    call.request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    call.request.body = net::formEncode(fields);
    return call;
}

HttpCall Server::postOnce(std::string_view path, std::string body, std::string_view repeatKey) const {
    HttpCall call = get(path, {}, RequestKind::Send);
    call.request.method = net::Method::Post;
    call.request.headers.add("Content-Type", "application/json");
    call.request.headers.add("Idempotency-Key", std::string(repeatKey));
    call.request.body = std::move(body);
    call.request.once = true;
    return call;
}

base::Error Server::loginRefused(RequestKind kind) const {
    return error(ErrorKind::NeedsLogin, Cure::LogInAgain,
                 kind == RequestKind::SignIn
                     ? fmt::format("{} does not accept this token.", m_host)
                     : fmt::format("{} no longer accepts this sign-in. Sign in again.", m_host));
}

base::Error Server::forbidden(RequestKind kind, const net::HttpResponse& response) const {
    const auto challenge = response.headers.find("WWW-Authenticate").value_or("");
    const auto words = ownWords(response);
    // The header names a missing scope. Servers without it say so in English only; a locked login never has a
    // header.
    const bool missingScope = challenge.find("insufficient_scope") != std::string_view::npos ||
                              words.find("scope") != std::string::npos;
    if (!missingScope && words.find("login") != std::string::npos) {
        return error(ErrorKind::NeedsLogin, Cure::LogInAgain,
                     fmt::format("{} has locked this account: “{}”.", m_host, words));
    }
    if (isWebPage(response)) {
        return error(ErrorKind::NotThePlatform, whenWrong(kind),
                     fmt::format("{} answered with a web page that refuses access.", m_host));
    }
    return error(ErrorKind::Permission, Cure::Never,
                 missingScope
                     ? fmt::format("{} does not let this sign-in do that. Sign in again and allow everything "
                                   "that Shopbell asks for.",
                                   m_host)
                 : words.empty() ? fmt::format("{} does not allow this.", m_host)
                                 : fmt::format("{} does not allow this: “{}”.", m_host, words));
}

base::Error Server::refusal(RequestKind kind, const net::HttpResponse& response) const {
    switch (response.status) {
    case 401:
        return loginRefused(kind);
    case 403:
        return forbidden(kind, response);
    case 404:
        return error(ErrorKind::Unsupported, whenWrong(kind),
                     fmt::format("{} does not answer as a Mastodon server.", m_host));
    case 410:
        return error(ErrorKind::Gone, Cure::Never, fmt::format("{} says that this is gone.", m_host));
    case 422:
        // snac2's way to say that a token is wrong.
        if (isWebPage(response)) {
            return loginRefused(kind);
        }
        break;
    default:
        break;
    }
    const auto words = ownWords(response);
    return error(ErrorKind::Rejected, whenWrong(kind),
                 words.empty() ? fmt::format("{} refused this.", m_host)
                               : fmt::format("{} refused this: “{}”.", m_host, words));
}

std::optional<base::Error> Server::failureOf(RequestKind kind, const net::HttpResponse& response,
                                             base::UtcTime now) const {
    if (response.status >= 200 && response.status < 300) {
        return std::nullopt;
    }
    if (auto usual = usualFailure(m_host, kind, response, now)) {
        return usual;
    }
    return refusal(kind, response);
}

base::Error Server::notMastodon(RequestKind kind, const net::HttpResponse& response) const {
    return notThePlatform(m_host, "Mastodon", kind, response);
}

base::Error Server::unreadable(RequestKind kind, const base::Error& why) const {
    return unreadableAnswer(m_host, kind, why);
}

PageLinks pageLinks(const net::HttpResponse& response) {
    PageLinks links;
    for (const auto& [name, value] : response.headers.all()) {
        if (base::asciiLower(name) != "link") {
            continue;
        }
        for (const auto& link : net::parseLinkHeader(value)) {
            if (link.rel == "next") {
                links.given = true;
                links.olderMaxId = net::queryParameter(link.url, "max_id");
            } else if (link.rel == "prev") {
                links.given = true;
                links.newerMinId = net::queryParameter(link.url, "min_id");
            }
        }
    }
    return links;
}

std::string ownWords(const net::HttpResponse& response) {
    constexpr std::size_t kLongest = 200;
    const auto said = readError(response.body);
    return base::snippet(base::cleanName(said.error.empty() ? said.description : said.error), kLongest);
}

}  // namespace platform::mastodon
