// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/sign_in.h"

#include "platform/sequence.h"
#include "platform/x/server.h"

#include "base/digest.h"
#include "base/text.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

namespace platform::x {
namespace {

constexpr std::string_view kScopes = "tweet.read tweet.write users.read offline.access dm.read dm.write";
constexpr std::string_view kTokenPath = "/2/oauth2/token";
constexpr std::uint16_t kRedirectPort = 8765;

/// People allow access on x.com; a test server shows the page itself.
std::string pageServer(const std::string& origin) {
    return origin == kUsualServer ? std::string("https://x.com") : origin;
}

Secrets secretsOf(const WireToken& token, const Secrets& before, base::UtcTime now) {
    Secrets secrets = before;
    secrets[std::string(kAccessToken)] = token.accessToken;
    if (!token.refreshToken.empty()) {
        secrets[std::string(kRefreshToken)] = token.refreshToken;
    }
    if (!token.scope.empty()) {
        secrets[std::string(kScope)] = token.scope;
    }
    constexpr std::int64_t kLongest = 400 * 86'400;
    if (token.expiresIn > 0 && token.expiresIn <= kLongest) {
        secrets[std::string(kExpiresAt)] = std::to_string(base::toMs(now) + token.expiresIn * 1000);
    }
    return secrets;
}

class Exchange final : public Part<Secrets> {
public:
    Exchange(std::string server, const AuthorizationPage& page, std::string code)
        : m_server(std::move(server), page.pending), m_app(page.pending),
          m_fields{{"grant_type", "authorization_code"},
                   {"code", std::string(base::trim(code))},
                   {"redirect_uri", page.redirect},
                   {"code_verifier", secretIn(page.pending, "code_verifier")}} {
        m_app.erase("code_verifier");
        if (secretIn(m_app, kClientSecret).empty()) {
            m_fields.emplace_back(kClientId, secretIn(m_app, kClientId));
        }
    }

    [[nodiscard]] std::optional<HttpCall> next() override {
        return m_done ? std::optional<HttpCall>() : m_server.postForm(kTokenPath, m_fields);
    }

    [[nodiscard]] base::Result<std::optional<Secrets>> accept(const net::HttpResponse& response,
                                                              base::UtcTime now) override {
        m_done = true;
        if (response.status == 400 || response.status == 401 || response.status == 403) {
            const auto said = readRefusal(response.body);
            const bool app = response.status == 401 || said.error == "unauthorized_client" ||
                             said.error == "invalid_client";
            return base::fail(base::ErrorKind::NeedsLogin,
                              app ? "X does not know this app: check client ID and client secret in "
                                    "console.x.com → your app → Keys and tokens."
                                  : "X does not accept this code: it is good for 30 seconds, once. Start the "
                                    "sign-in again.",
                              base::Cure::LogInAgain);
        }
        if (auto failure = m_server.failureOf(RequestKind::SignIn, response, now)) {
            return base::fail(*std::move(failure));
        }
        const auto token = readToken(response.body);
        if (!token || token->accessToken.empty()) {
            return base::fail(m_server.notX(RequestKind::SignIn, response));
        }
        return std::optional(secretsOf(*token, m_app, now));
    }

private:
    Server m_server;
    Secrets m_app;
    Parameters m_fields;
    bool m_done = false;
};

class Renew final : public Part<Secrets> {
public:
    Renew(const model::Account& account, const Secrets& secrets)
        : m_server(account.server, secrets), m_secrets(secrets) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        Parameters fields{{"grant_type", "refresh_token"},
                          {std::string(kRefreshToken), secretIn(m_secrets, kRefreshToken)}};
        if (secretIn(m_secrets, kClientSecret).empty()) {
            fields.emplace_back(kClientId, secretIn(m_secrets, kClientId));
        }
        return m_server.postForm(kTokenPath, fields);
    }

    [[nodiscard]] base::Result<std::optional<Secrets>> accept(const net::HttpResponse& response,
                                                              base::UtcTime now) override {
        m_done = true;
        if (response.status == 400 || response.status == 401 || response.status == 403) {
            return base::fail(m_server.loginRefused(RequestKind::Poll));
        }
        if (auto failure = m_server.failureOf(RequestKind::Poll, response, now)) {
            return base::fail(*std::move(failure));
        }
        const auto token = readToken(response.body);
        if (!token || token->accessToken.empty()) {
            return base::fail(m_server.notX(RequestKind::Poll, response));
        }
        return std::optional(secretsOf(*token, m_secrets, now));
    }

private:
    Server m_server;
    Secrets m_secrets;
    bool m_done = false;
};

}  // namespace

ConnectGuide XSignIn::guide() const {
    return {.usualServer = kUsualServer,
            .advice =
                "Make an app of your own in console.x.com (Apps → Create), type \"Native App\", permissions "
                "\"Read and write and Direct message\", callback http://127.0.0.1:8765/callback. Its client "
                "ID stands under Keys and tokens. X charges your app's credits for what is read and sent.",
            .app = {{.name = kClientId, .label = "Client ID", .secret = false},
                    {.name = kClientSecret, .label = "Client secret", .optional = true}},
            .token = {{.name = kAccessToken, .label = "Access token"},
                      {.name = kRefreshToken, .label = "Refresh token", .optional = true},
                      {.name = kClientId, .label = "Client ID", .optional = true, .secret = false},
                      {.name = kClientSecret, .label = "Client secret", .optional = true}},
            .redirectPort = kRedirectPort,
            .codeToPaste = false};
}

std::unique_ptr<Steps<AuthorizationPage>> XSignIn::begin(std::string server, std::string redirect,
                                                         const Secrets& app, base::Random& random) const {
    const std::string verifier = base::base64Url(random.bytes(32));
    const std::string state = base::base64Url(random.bytes(24));
    const auto digest = base::sha256(verifier);
    if (redirect.empty()) {
        redirect = fmt::format("http://127.0.0.1:{}/callback", kRedirectPort);
    }
    AuthorizationPage page{
        .url = fmt::format(
            "{}/i/oauth2/authorize?{}", pageServer(server),
            net::formEncode({{"response_type", "code"},
                             {"client_id", secretIn(app, kClientId)},
                             {"redirect_uri", redirect},
                             {"scope", std::string(kScopes)},
                             {"state", state},
                             {"code_challenge",
                              base::base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()})},
                             {"code_challenge_method", "S256"}})),
        .redirect = redirect,
        .state = state,
        .pending = {{std::string(kClientId), secretIn(app, kClientId)}, {"code_verifier", verifier}}};
    if (const auto secret = secretIn(app, kClientSecret); !secret.empty()) {
        page.pending[std::string(kClientSecret)] = secret;
    }
    // Nothing to ask X: the app is the owner's.
    return std::make_unique<Ready<AuthorizationPage>>(std::move(page));
}

std::unique_ptr<Steps<Secrets>> XSignIn::exchange(std::string server, const AuthorizationPage& page,
                                                  std::string code) const {
    return sequenceOf<Secrets>(std::make_unique<Exchange>(std::move(server), page, std::move(code)));
}

std::unique_ptr<Steps<Secrets>> renew(const model::Account& account, const Secrets& secrets) {
    if (secretIn(secrets, kRefreshToken).empty()) {
        return nullptr;
    }
    return sequenceOf<Secrets>(std::make_unique<Renew>(account, secrets));
}

std::optional<base::UtcTime> loginEndsAt(const Secrets& secrets) {
    const std::string at = secretIn(secrets, kExpiresAt);
    std::int64_t ms = 0;
    const auto [end, error] = std::from_chars(at.data(), at.data() + at.size(), ms);
    const bool whole = !at.empty() && error == std::errc{} && end == at.data() + at.size() && ms > 0;
    return whole && secretIn(secrets, kRefreshToken).empty() ? std::optional(base::fromMs(ms)) : std::nullopt;
}

}  // namespace platform::x
