// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/facebook/sign_in.h"

#include "platform/facebook/identify.h"
#include "platform/facebook/page_server.h"
#include "platform/graph/code_sign_in.h"
#include "platform/sequence.h"

#include "base/digest.h"
#include "base/text.h"

#include <fmt/format.h>

#include <utility>

namespace platform::facebook {
namespace {

using graph::kClientId;
using graph::kClientSecret;

constexpr std::string_view kScopes =
    "pages_show_list,pages_messaging,pages_read_engagement,pages_read_user_content,pages_manage_engagement,"
    "pages_manage_metadata";
/// Facebook's own page for programs without a server: the code stands in its address.
constexpr std::string_view kShowsCode = "https://www.facebook.com/connect/login_success.html";
constexpr std::uint16_t kRedirectPort = 8766;

/// People allow access on facebook.com; a test server shows the page itself.
std::string pageServer(const std::string& origin) {
    return origin == kUsualServer ? std::string("https://www.facebook.com") : origin;
}

/// Meta takes "localhost" and no other name of this computer.
std::string registered(std::string redirect) {
    constexpr std::string_view kNumeric = "http://127.0.0.1:";
    if (redirect.empty()) {
        return std::string(kShowsCode);
    }
    return redirect.starts_with(kNumeric) ? "http://localhost:" + redirect.substr(kNumeric.size()) : redirect;
}

/// The code becomes a token of an hour or two, and that one of sixty days.
class Exchange final : public Part<Secrets> {
public:
    Exchange(std::string server, const AuthorizationPage& page, std::string_view code)
        : m_server(std::move(server), std::string(graph::kUsualVersion), "Facebook", {}),
          m_redirect(page.redirect), m_code(graph::codeIn(code)),
          m_id(graph::secretIn(page.pending, kClientId)),
          m_secret(graph::secretIn(page.pending, kClientSecret)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_done) {
            return std::nullopt;
        }
        graph::Parameters parameters{{std::string(kClientId), m_id}, {std::string(kClientSecret), m_secret}};
        if (m_token.empty()) {
            parameters.emplace_back("redirect_uri", m_redirect);
            parameters.emplace_back("code", m_code);
        } else {
            parameters.emplace_back("grant_type", "fb_exchange_token");
            parameters.emplace_back("fb_exchange_token", m_token);
        }
        return m_server.ask(graph::Server::Versioned::Yes, "/oauth/access_token", parameters);
    }

    [[nodiscard]] base::Result<std::optional<Secrets>> accept(const net::HttpResponse& response,
                                                              base::UtcTime now) override {
        if (auto failure = m_server.failureOf(RequestKind::SignIn, response, now)) {
            if (response.status >= 400 && response.status < 500) {
                failure->kind = base::ErrorKind::NeedsLogin;
                failure->cure = base::Cure::LogInAgain;
                failure->message =
                    "Facebook does not accept this code: it works once, and only with the app's own "
                    "ID and secret. Start the sign-in again.";
            }
            return base::fail(*std::move(failure));
        }
        const auto token = graph::readToken(response.body);
        if (!token || token->accessToken.empty()) {
            return base::fail(m_server.notThePlatform(RequestKind::SignIn, response));
        }
        m_done = !std::exchange(m_token, token->accessToken).empty();
        if (!m_done) {
            return std::optional<Secrets>();
        }
        return std::optional(
            Secrets{{std::string(graph::kAccessToken), m_token}, {std::string(graph::kAppSecret), m_secret}});
    }

private:
    graph::Server m_server;
    std::string m_redirect;
    std::string m_code;
    std::string m_id;
    std::string m_secret;
    std::string m_token;
    bool m_done = false;
};

}  // namespace

ConnectGuide FacebookSignIn::guide() const {
    return {
        .usualServer = kUsualServer,
        .advice =
            "Take ID and secret from developers.facebook.com → your app → App settings → Basic. While the "
            "app is in development the browser comes back by itself; later sign in and paste a code.",
        .tokenAdvice =
            "Open business.facebook.com → Settings → System users, assign your Page to a system user, and "
            "generate a token with pages_show_list, pages_messaging, pages_read_engagement, "
            "pages_read_user_content, pages_manage_engagement and pages_manage_metadata. It has no end.",
        .app = {{.name = kClientId, .label = "App ID", .secret = false},
                {.name = kClientSecret, .label = "App secret"}},
        .token = {{.name = graph::kAccessToken, .label = "Token"},
                  {.name = kPage,
                   .label = "Page",
                   .optional = true,
                   .secret = false,
                   .hint = "if the token opens several"},
                  {.name = graph::kAppSecret,
                   .label = "App secret",
                   .optional = true,
                   .hint = "if your app demands a proof"}},
        .redirectPort = kRedirectPort,
        .tokenFirst = true};
}

std::unique_ptr<Steps<AuthorizationPage>> FacebookSignIn::begin(std::string server, std::string redirect,
                                                                const Secrets& app,
                                                                base::Random& random) const {
    return std::make_unique<Ready<AuthorizationPage>>(
        graph::signInPage(fmt::format("{}/{}/dialog/oauth", pageServer(server), graph::kUsualVersion),
                          registered(std::move(redirect)), kScopes, app, random));
}

std::unique_ptr<Steps<Secrets>> FacebookSignIn::exchange(std::string server, const AuthorizationPage& page,
                                                         std::string code) const {
    return sequenceOf<Secrets>(std::make_unique<Exchange>(std::move(server), page, code));
}

}  // namespace platform::facebook
