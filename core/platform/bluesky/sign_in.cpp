// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/sign_in.h"

#include "platform/bluesky/parse.h"
#include "platform/bluesky/server.h"
#include "platform/sequence.h"

#include "base/digest.h"
#include "base/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace platform::bluesky {

namespace {

constexpr auto kKind = RequestKind::SignIn;

Secrets secretsOf(const WireSession& session) {
    return {{std::string(kAccessToken), session.accessToken},
            {std::string(kRefreshToken), session.refreshToken}};
}

/// The account's own server, from the DID document. A server on this machine is a test or a relay: it does
/// not send us out into the network, nor does one out there send us in.
std::string serverOf(const WireSession& session, const std::string& asked) {
    const auto pds = net::originOf(session.pds);
    return pds && net::isLoopback(*pds) == net::isLoopback(asked) ? *pds : asked;
}

class CreateSession final : public Part<SignedIn> {
public:
    CreateSession(std::string server, std::string_view name, std::string password)
        : m_server(std::move(server)), m_name(base::trim(name)), m_password(std::move(password)) {
        if (m_name.starts_with('@')) {
            m_name.erase(0, 1);
        }
    }

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        const nlohmann::ordered_json body{{"identifier", m_name}, {"password", m_password}};
        return m_server.post("com.atproto.server.createSession",
                             body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace),
                             kKind);
    }

    [[nodiscard]] base::Result<std::optional<SignedIn>> accept(const net::HttpResponse& response,
                                                               base::UtcTime now) override {
        m_done = true;
        if (auto refused = refusal(response, now)) {
            return base::fail(*std::move(refused));
        }
        const auto session = readSession(response.body);
        if (!session || session->accessToken.empty() || session->refreshToken.empty()) {
            return base::fail(m_server.notBluesky(kKind, response));
        }
        if (session->inactive) {
            return base::fail(base::ErrorKind::Rejected,
                              fmt::format("{} is not active on {}{}.", m_name, m_server.host(),
                                          session->status.empty() ? "" : " (" + session->status + ")"));
        }
        return std::optional(SignedIn{serverOf(*session, m_server.origin()), secretsOf(*session)});
    }

private:
    [[nodiscard]] std::optional<base::Error> refusal(const net::HttpResponse& response,
                                                     base::UtcTime now) const {
        auto failure = m_server.failureOf(kKind, response, now);
        if (!failure) {
            return failure;
        }
        const auto name = errorName(response);
        if (name == "AuthFactorTokenRequired") {
            failure->kind = base::ErrorKind::NeedsLogin;
            failure->message = fmt::format(
                "{} asks for a code by e-mail with this password. Make an app password (Settings → Privacy "
                "and security → App passwords) and use that.",
                m_server.host());
        } else if (failure->kind == base::ErrorKind::NeedsLogin && !name.starts_with("Account")) {
            failure->message =
                fmt::format("{} does not accept this handle with this app password.", m_server.host());
        }
        return failure;
    }

    Server m_server;
    std::string m_name;
    std::string m_password;
    bool m_done = false;
};

class RefreshSession final : public Part<Secrets> {
public:
    RefreshSession(const model::Account& account, const Secrets& secrets) : m_server(account, secrets) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        return m_done ? std::optional<HttpCall>() : m_server.postRefresh();
    }

    [[nodiscard]] base::Result<std::optional<Secrets>> accept(const net::HttpResponse& response,
                                                              base::UtcTime now) override {
        m_done = true;
        if (auto failure = m_server.failureOf(RequestKind::Poll, response, now)) {
            // "Token has been revoked" comes as expired as well: nothing renews what renews.
            if (failure->cure == base::Cure::RenewLogin || failure->kind == base::ErrorKind::Rejected) {
                failure = m_server.loginRefused(RequestKind::Poll);
            }
            return base::fail(*std::move(failure));
        }
        const auto session = readSession(response.body);
        if (!session || session->accessToken.empty() || session->refreshToken.empty()) {
            return base::fail(m_server.notBluesky(RequestKind::Poll, response));
        }
        return std::optional(secretsOf(*session));
    }

private:
    Server m_server;
    bool m_done = false;
};

}  // namespace

std::unique_ptr<Steps<SignedIn>> BlueskySignIn::signIn(std::string server, std::string name,
                                                       std::string password) const {
    return sequenceOf<SignedIn>(
        std::make_unique<CreateSession>(std::move(server), name, std::move(password)));
}

/// Nobody checks the signature here: the server does.
std::optional<base::UtcTime> loginEndsAt(const Secrets& secrets) {
    const auto found = secrets.find(std::string(kRefreshToken));
    if (found == secrets.end()) {
        return std::nullopt;
    }
    const std::string_view token = found->second;
    const auto first = token.find('.');
    const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (second == std::string_view::npos) {
        return std::nullopt;
    }
    const auto payload = base::fromBase64Url(token.substr(first + 1, second - first - 1));
    const auto claims = nlohmann::json::parse(payload.value_or(""), nullptr, false);
    const auto end = claims.is_object() ? claims.find("exp") : claims.end();
    if (!claims.is_object() || end == claims.end() || !end->is_number_integer()) {
        return std::nullopt;
    }
    constexpr std::int64_t kLatest = 253'402'300'799;  // the year 9999
    const auto seconds = end->get<std::int64_t>();
    return seconds > 0 && seconds <= kLatest ? std::optional(base::fromMs(seconds * 1000)) : std::nullopt;
}

std::unique_ptr<Steps<Secrets>> renew(const model::Account& account, const Secrets& secrets) {
    return sequenceOf<Secrets>(std::make_unique<RefreshSession>(account, secrets));
}

}  // namespace platform::bluesky
