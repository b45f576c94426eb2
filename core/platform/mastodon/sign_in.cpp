// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/sign_in.h"

#include "platform/mastodon/parse.h"
#include "platform/mastodon/server.h"
#include "platform/sequence.h"

#include "base/text.h"

#include <fmt/format.h>

namespace platform::mastodon {

namespace {

constexpr std::string_view kScopes =
    "read:accounts read:notifications read:statuses read:search write:statuses "
    "write:media write:conversations write:notifications";
constexpr std::string_view kCodeToPaste = "urn:ietf:wg:oauth:2.0:oob";
constexpr auto kKind = RequestKind::SignIn;

std::string secretIn(const Secrets& secrets, const std::string& name) {
    const auto found = secrets.find(name);
    return found == secrets.end() ? std::string() : found->second;
}

class Register final : public Part<AuthorizationPage> {
public:
    Register(std::string server, std::string redirect, base::Random& random)
        : m_server(std::move(server), {}),
          m_redirect(redirect.empty() ? std::string(kCodeToPaste) : std::move(redirect)),
          m_state(base::base64Url(random.bytes(24))), m_verifier(base::base64Url(random.bytes(32))) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        return m_server.postForm(
            "/api/v1/apps",
            {{"client_name", "Shopbell"}, {"redirect_uris", m_redirect}, {"scopes", std::string(kScopes)}},
            kKind);
    }

    [[nodiscard]] base::Result<std::optional<AuthorizationPage>> accept(const net::HttpResponse& response,
                                                                        base::UtcTime now) override {
        m_done = true;
        if (auto failure = m_server.failureOf(kKind, response, now)) {
            return base::fail(*std::move(failure));
        }
        const auto app = readApp(response.body);
        if (!app || app->clientId.empty()) {
            return base::fail(m_server.notMastodon(kKind, response));
        }
        const auto digest = base::sha256(m_verifier);
        const auto challenge = base::base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()});
        return std::optional(
            AuthorizationPage{.url = fmt::format("{}/oauth/authorize?{}", m_server.origin(),
                                                 net::formEncode({{"response_type", "code"},
                                                                  {"client_id", app->clientId},
                                                                  {"redirect_uri", m_redirect},
                                                                  {"scope", std::string(kScopes)},
                                                                  {"state", m_state},
                                                                  {"code_challenge", challenge},
                                                                  {"code_challenge_method", "S256"}})),
                              .redirect = m_redirect,
                              .state = m_state,
                              .pending = {{"client_id", app->clientId},
                                          {"client_secret", app->clientSecret},
                                          {"code_verifier", m_verifier}}});
    }

private:
    Server m_server;
    std::string m_redirect;
    std::string m_state;
    std::string m_verifier;
    bool m_done = false;
};

class Exchange final : public Part<Secrets> {
public:
    Exchange(std::string server, const AuthorizationPage& page, std::string code)
        : m_server(std::move(server), {}),
          m_fields{{"grant_type", "authorization_code"},
                   {"code", std::string(base::trim(code))},
                   {"client_id", secretIn(page.pending, "client_id")},
                   {"client_secret", secretIn(page.pending, "client_secret")},
                   {"redirect_uri", page.redirect},
                   {"code_verifier", secretIn(page.pending, "code_verifier")}} {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        return m_done ? std::optional<HttpCall>() : m_server.postForm("/oauth/token", m_fields, kKind);
    }

    [[nodiscard]] base::Result<std::optional<Secrets>> accept(const net::HttpResponse& response,
                                                              base::UtcTime now) override {
        m_done = true;
        // Whatever way a server has to say no here, it is about the code: the app was registered a moment
        // ago.
        if (response.status == 400 || response.status == 401 || response.status == 403 ||
            response.status == 422) {
            return base::fail(
                base::ErrorKind::NeedsLogin,
                fmt::format("{} does not accept this code. It may be mistyped, used up or too old; start "
                            "the sign-in again.",
                            m_server.host()),
                base::Cure::LogInAgain);
        }
        if (auto failure = m_server.failureOf(kKind, response, now)) {
            return base::fail(*std::move(failure));
        }
        const auto token = readToken(response.body);
        if (!token || token->accessToken.empty()) {
            return base::fail(m_server.notMastodon(kKind, response));
        }
        Secrets secrets{{"access_token", token->accessToken}};
        if (!token->scope.empty()) {
            secrets["scope"] = token->scope;
        }
        return std::optional(std::move(secrets));
    }

private:
    Server m_server;
    Parameters m_fields;
    bool m_done = false;
};

}  // namespace

std::unique_ptr<Steps<AuthorizationPage>> MastodonSignIn::begin(std::string server, std::string redirect,
                                                                const Secrets& /*app*/,
                                                                base::Random& random) const {
    return sequenceOf<AuthorizationPage>(
        std::make_unique<Register>(std::move(server), std::move(redirect), random));
}

std::unique_ptr<Steps<Secrets>> MastodonSignIn::exchange(std::string server, const AuthorizationPage& page,
                                                         std::string code) const {
    return sequenceOf<Secrets>(std::make_unique<Exchange>(std::move(server), page, std::move(code)));
}

}  // namespace platform::mastodon
