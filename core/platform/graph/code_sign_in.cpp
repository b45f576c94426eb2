// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/graph/code_sign_in.h"

#include "platform/sequence.h"

#include "base/text.h"

#include <fmt/format.h>

#include <utility>

namespace platform::graph {
namespace {

/// A long token's life, and how much of it may be left before it is made anew: it is refreshed weekly.
constexpr base::Duration kLife = std::chrono::days{60};
constexpr base::Duration kRefreshEvery = std::chrono::days{7};

Secrets withToken(Secrets secrets, const WireToken& token, base::UtcTime now) {
    secrets[std::string(kAccessToken)] = token.accessToken;
    constexpr std::int64_t kLongest = 400 * 86'400;
    if (token.expiresIn > 0 && token.expiresIn <= kLongest) {
        secrets[std::string(kExpiresAt)] = std::to_string(base::toMs(now) + token.expiresIn * 1000);
    }
    return secrets;
}

class Exchange final : public Part<Secrets> {
public:
    Exchange(CodePlan plan, const AuthorizationPage& page, std::string_view code)
        : m_plan(std::move(plan)), m_redirect(page.redirect), m_code(codeIn(code)),
          m_id(secretIn(page.pending, kClientId)), m_secret(secretIn(page.pending, kClientSecret)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        if (m_short.empty()) {
            return m_plan.tokens.postToken("/oauth/access_token", {{std::string(kClientId), m_id},
                                                                   {std::string(kClientSecret), m_secret},
                                                                   {"grant_type", "authorization_code"},
                                                                   {"redirect_uri", m_redirect},
                                                                   {"code", m_code}});
        }
        return m_plan.graph.ask(Server::Versioned::No, "/access_token",
                                {{"grant_type", std::string(m_plan.grant)},
                                 {std::string(kClientSecret), m_secret},
                                 {std::string(kAccessToken), m_short}});
    }

    [[nodiscard]] base::Result<std::optional<Secrets>> accept(const net::HttpResponse& response,
                                                              base::UtcTime now) override {
        const auto token = readToken(response.body);
        if (!token || token->accessToken.empty()) {
            return base::fail(refusal(response, now));
        }
        if (m_short.empty()) {
            m_short = token->accessToken;
            return std::optional<Secrets>();
        }
        m_done = true;
        return std::optional(withToken({}, *token, now));
    }

private:
    [[nodiscard]] base::Error refusal(const net::HttpResponse& response, base::UtcTime now) const {
        const Server& server = m_short.empty() ? m_plan.tokens : m_plan.graph;
        if (response.status >= 400 && response.status < 500) {
            return {.kind = base::ErrorKind::NeedsLogin,
                    .cure = base::Cure::LogInAgain,
                    .message = fmt::format(
                        "{} does not accept this code: it works once, and only with the app's own "
                        "ID, secret and page. Start the sign-in again.",
                        server.platform())};
        }
        auto failure = server.failureOf(RequestKind::SignIn, response, now);
        return failure ? *std::move(failure) : server.notThePlatform(RequestKind::SignIn, response);
    }

    CodePlan m_plan;
    std::string m_redirect;
    std::string m_code;
    std::string m_id;
    std::string m_secret;
    std::string m_short;
    bool m_done = false;
};

class Refresh final : public Part<Secrets> {
public:
    Refresh(Server server, Secrets secrets, std::string_view grant)
        : m_server(std::move(server)), m_secrets(std::move(secrets)), m_grant(grant) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        return m_done ? std::optional<HttpCall>()
                      : m_server.ask(Server::Versioned::No, "/refresh_access_token",
                                     {{"grant_type", std::string(m_grant)},
                                      {std::string(kAccessToken), secretIn(m_secrets, kAccessToken)}});
    }

    [[nodiscard]] base::Result<std::optional<Secrets>> accept(const net::HttpResponse& response,
                                                              base::UtcTime now) override {
        m_done = true;
        if (auto failure = m_server.failureOf(RequestKind::Poll, response, now)) {
            return base::fail(*std::move(failure));
        }
        const auto token = readToken(response.body);
        if (!token || token->accessToken.empty()) {
            return base::fail(m_server.notThePlatform(RequestKind::Poll, response));
        }
        Secrets renewed = withToken(m_secrets, *token, now);
        if (token->expiresIn <= 0) {
            // Else it would be renewed again and again.
            renewed[std::string(kExpiresAt)] = std::to_string(base::toMs(now + kLife));
        }
        return std::optional(std::move(renewed));
    }

private:
    Server m_server;
    Secrets m_secrets;
    std::string_view m_grant;
    bool m_done = false;
};

}  // namespace

AuthorizationPage signInPage(std::string_view page, std::string redirect, std::string_view scopes,
                             const Secrets& app, base::Random& random) {
    const std::string state = base::base64Url(random.bytes(24));
    return {.url = fmt::format("{}?{}", page,
                               net::formEncode({{"response_type", "code"},
                                                {std::string(kClientId), secretIn(app, kClientId)},
                                                {std::string(kRedirectPage), redirect},
                                                {"scope", std::string(scopes)},
                                                {"state", state}})),
            .redirect = redirect,
            .state = state,
            .pending = {{std::string(kClientId), secretIn(app, kClientId)},
                        {std::string(kClientSecret), secretIn(app, kClientSecret)}}};
}

std::string codeIn(std::string_view pasted) {
    std::string_view text = base::trim(pasted);
    // Instagram and Threads put this behind it.
    if (text.ends_with("#_")) {
        text.remove_suffix(2);
    }
    return text.starts_with("http") ? net::queryParameter(text, "code").value_or("") : std::string(text);
}

std::unique_ptr<Steps<Secrets>> exchangeCode(CodePlan plan, const AuthorizationPage& page,
                                             std::string_view code) {
    return sequenceOf<Secrets>(std::make_unique<Exchange>(std::move(plan), page, code));
}

std::unique_ptr<Steps<Secrets>> refreshToken(Server server, const Secrets& secrets, std::string_view grant) {
    return sequenceOf<Secrets>(std::make_unique<Refresh>(std::move(server), secrets, grant));
}

std::optional<base::UtcTime> refreshAt(const Secrets& secrets) {
    const auto end = loginEndsAt(secrets);
    return end ? std::optional(*end - kLife + kRefreshEvery) : std::nullopt;
}

}  // namespace platform::graph
