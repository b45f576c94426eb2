// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/server.h"

#include "platform/answer.h"
#include "platform/bluesky/parse.h"

#include "base/text.h"

#include <fmt/format.h>

namespace platform::bluesky {

namespace {

using base::Cure;
using base::ErrorKind;

std::string secretIn(const Secrets& secrets, std::string_view name) {
    const auto found = secrets.find(std::string(name));
    return found == secrets.end() ? std::string() : found->second;
}

base::Error error(ErrorKind kind, Cure cure, std::string message) {
    return base::Error{.kind = kind, .cure = cure, .message = std::move(message)};
}

}  // namespace

Server::Server(const model::Account& account, const Secrets& secrets)
    : m_origin(account.server), m_host(net::authorityOf(m_origin)), m_access(secretIn(secrets, kAccessToken)),
      m_refresh(secretIn(secrets, kRefreshToken)), m_chatProxy(kUsualChatProxy) {
    if (const auto set = account.settings.find(std::string(kChatProxy)); set != account.settings.end()) {
        m_chatProxy = set->second;
    }
}

Server::Server(std::string origin) : m_origin(std::move(origin)), m_host(net::authorityOf(m_origin)) {}

HttpCall Server::call(std::string_view method, const Parameters& parameters, RequestKind kind,
                      const std::string& token) const {
    HttpCall call;
    call.kind = kind;
    call.request.url = fmt::format("{}/xrpc/{}{}{}", m_origin, method, parameters.empty() ? "" : "?",
                                   net::formEncode(parameters));
    call.request.headers.add("Accept", "application/json");
    if (!token.empty()) {
        call.request.headers.add("Authorization", "Bearer " + token);
    }
    return call;
}

HttpCall Server::get(std::string_view method, const Parameters& parameters, RequestKind kind) const {
    return call(method, parameters, kind, m_access);
}

HttpCall Server::getChat(std::string_view method, const Parameters& parameters, RequestKind kind) const {
    HttpCall made = get(method, parameters, kind);
    made.request.headers.add("atproto-proxy", m_chatProxy);
    return made;
}

HttpCall Server::post(std::string_view method, std::string body, RequestKind kind) const {
    HttpCall made = call(method, {}, kind, m_access);
    made.request.method = net::Method::Post;
    made.request.headers.add("Content-Type", "application/json");
    made.request.body = std::move(body);
    made.request.once = kind == RequestKind::Send;
    return made;
}

HttpCall Server::postChat(std::string_view method, std::string body, RequestKind kind) const {
    HttpCall made = post(method, std::move(body), kind);
    made.request.headers.add("atproto-proxy", m_chatProxy);
    return made;
}

HttpCall Server::postRefresh() const {
    HttpCall made = call("com.atproto.server.refreshSession", {}, RequestKind::SignIn, m_refresh);
    made.request.method = net::Method::Post;
    return made;
}

base::Error Server::loginRefused(RequestKind kind) const {
    return error(ErrorKind::NeedsLogin, Cure::LogInAgain,
                 kind == RequestKind::SignIn
                     ? fmt::format("{} does not accept this sign-in.", m_host)
                     : fmt::format("{} no longer accepts this sign-in. Sign in again.", m_host));
}

base::Error Server::refusal(RequestKind kind, const net::HttpResponse& response) const {
    const std::string name = errorName(response);
    // It comes as 400. What was refused for it did not happen.
    if (name == "ExpiredToken") {
        return error(ErrorKind::NeedsLogin, Cure::RenewLogin,
                     fmt::format("{} no longer accepts this sign-in. Sign in again.", m_host));
    }
    if (name == "AccountTakedown" || name == "AccountSuspended" || name == "AccountDeactivated") {
        return error(ErrorKind::NeedsLogin, Cure::LogInAgain,
                     name == "AccountDeactivated" ? fmt::format("This account is deactivated on {}.", m_host)
                                                  : fmt::format("{} has suspended this account.", m_host));
    }
    if (name == "InvalidToken" || name == "AuthMissing" || name == "AuthenticationRequired" ||
        response.status == 401) {
        return loginRefused(kind);
    }
    const auto words = ownWords(response);
    const auto quoted = words.empty() ? std::string(".") : fmt::format(": “{}”.", words);
    if (name.empty() && isWebPage(response)) {
        return error(ErrorKind::NotThePlatform, whenWrong(kind),
                     fmt::format("{} answered with a web page that refuses access.", m_host));
    }
    if (name == "NotFound" || name == "RecordNotFound") {
        return error(ErrorKind::NotFound, Cure::Never, "This post is no longer there.");
    }
    if (name == "XRPCNotSupported" || name == "MethodNotImplemented" || response.status == 404) {
        return error(ErrorKind::Unsupported, whenWrong(kind),
                     name.empty() ? fmt::format("{} does not answer as a Bluesky server.", m_host)
                                  : fmt::format("{} can't do this{}", m_host, quoted));
    }
    if (response.status == 403) {
        return error(ErrorKind::Permission, Cure::Never,
                     fmt::format("{} does not allow this{}", m_host, quoted));
    }
    return error(ErrorKind::Rejected, whenWrong(kind), fmt::format("{} refused this{}", m_host, quoted));
}

std::optional<base::Error> Server::failureOf(RequestKind kind, const net::HttpResponse& response,
                                             base::UtcTime now) const {
    if (response.status >= 200 && response.status < 300) {
        return std::nullopt;
    }
    // 501: the service behind the server does not know the call. It did nothing.
    if (response.status == 501 && !errorName(response).empty()) {
        return refusal(kind, response);
    }
    if (auto usual = usualFailure(m_host, kind, response, now)) {
        return usual;
    }
    return refusal(kind, response);
}

base::Error Server::notBluesky(RequestKind kind, const net::HttpResponse& response) const {
    return notThePlatform(m_host, "Bluesky", kind, response);
}

base::Error Server::unreadable(RequestKind kind, const base::Error& why) const {
    return unreadableAnswer(m_host, kind, why);
}

std::string errorName(const net::HttpResponse& response) {
    return readError(response.body).error;
}

std::string ownWords(const net::HttpResponse& response) {
    constexpr std::size_t kLongest = 200;
    const auto said = readError(response.body);
    return base::snippet(base::cleanName(said.message.empty() ? said.error : said.message), kLongest);
}

bool lacksChatRight(const net::HttpResponse& response) {
    // By its name alone it could be a broken token as well; then the calls before this one had failed.
    return (response.status == 400 || response.status == 401 || response.status == 403) &&
           errorName(response) == "InvalidToken";
}

}  // namespace platform::bluesky
