// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/instagram/sign_in.h"

#include "platform/graph/code_sign_in.h"
#include "platform/instagram/account_server.h"
#include "platform/instagram/identify.h"
#include "platform/sequence.h"

#include <utility>

namespace platform::instagram {
namespace {

constexpr std::string_view kScopes =
    "instagram_business_basic,instagram_business_manage_messages,instagram_business_manage_comments";

/// The page and the first token stand on other hosts than the rest; a test server is all of them.
std::string hostFor(const std::string& origin, std::string_view usual) {
    return origin == kUsualServer ? std::string(usual) : origin;
}

graph::Server serverAt(std::string origin) {
    return {std::move(origin), {}, "Instagram", {}};
}

}  // namespace

ConnectGuide InstagramSignIn::guide() const {
    return {
        .usualServer = kUsualServer,
        .advice =
            "The account must be a professional one. Take ID and secret from developers.facebook.com → your "
            "app → Instagram → API setup with Instagram login, and register an https page there: the code "
            "to paste is in its address afterwards.",
        .tokenAdvice =
            "The account must be a professional one. Open developers.facebook.com → your app → Instagram → "
            "API setup with Instagram login, add the account, and press Generate token: it is good for 60 "
            "days and renewed every week. A Page's token works too, with https://graph.facebook.com as the "
            "server. In the Instagram app switch on Settings → Messages → Allow access to messages.",
        .app = {{.name = graph::kClientId, .label = "Instagram app ID", .secret = false},
                {.name = graph::kClientSecret, .label = "Instagram app secret"},
                {.name = graph::kRedirectPage,
                 .label = "Redirect page",
                 .secret = false,
                 .hint = "https://…, as registered"}},
        .token = {{.name = graph::kAccessToken, .label = "Token"},
                  {.name = kAccount,
                   .label = "Account",
                   .optional = true,
                   .secret = false,
                   .hint = "if the token opens several"},
                  {.name = graph::kAppSecret,
                   .label = "App secret",
                   .optional = true,
                   .hint = "if your app demands a proof"}},
        .comesBack = false,
        .tokenFirst = true};
}

std::unique_ptr<Steps<AuthorizationPage>> InstagramSignIn::begin(std::string server, std::string /*redirect*/,
                                                                 const Secrets& app,
                                                                 base::Random& random) const {
    // Instagram comes back to an https page alone: the code is pasted from its address.
    return std::make_unique<Ready<AuthorizationPage>>(
        graph::signInPage(hostFor(server, "https://www.instagram.com") + "/oauth/authorize",
                          graph::secretIn(app, graph::kRedirectPage), kScopes, app, random));
}

std::unique_ptr<Steps<Secrets>> InstagramSignIn::exchange(std::string server, const AuthorizationPage& page,
                                                          std::string code) const {
    return graph::exchangeCode({.tokens = serverAt(hostFor(server, "https://api.instagram.com")),
                                .graph = serverAt(server),
                                .grant = "ig_exchange_token"},
                               page, code);
}

std::unique_ptr<Steps<Secrets>> renew(const model::Account& account, const Secrets& secrets) {
    if (!graph::secretIn(secrets, kPageId).empty()) {
        return nullptr;
    }
    return graph::refreshToken(serverOf(account, secrets), secrets, "ig_refresh_token");
}

}  // namespace platform::instagram
