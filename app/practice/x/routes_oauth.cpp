// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/routes.h"

#include "base/digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace app::practice::x {
namespace {

constexpr std::int64_t kCodeLifeMs = 30'000;
constexpr std::size_t kMaxState = 500;

constexpr std::array<std::string_view, 13> kScopes{
    "tweet.read", "tweet.write", "tweet.moderate.write", "users.read",   "users.email", "offline.access",
    "dm.read",    "dm.write",    "media.write",          "follows.read", "like.read",   "mute.read",
    "block.read"};

bool isClient(std::string_view client) {
    return client == kPublicClient || client == kConfidentialClient;
}

Answer refusedPage() {
    return {400, "text/html; charset=utf-8",
            "<!DOCTYPE html>\n<html><head><title>X</title></head>\n<body><h1>Something went wrong</h1>"
            "<p>You weren't able to give access to the App. Go back and try logging in again.</p>"
            "</body></html>\n"};
}

Answer redirect(const std::string& uri, const std::string& name, const std::string& value,
                const std::string& state) {
    return {.status = 302,
            .type = "text/html; charset=utf-8",
            .headers = {{"Location",
                         fmt::format("{}?state={}&{}={}", uri, encodeUrl(state), name, encodeUrl(value))}}};
}

/// The owner is signed in and says yes at once.
Answer authorize(Call& call) {
    const Params& asked = call.params;
    const std::string uri = asked.textOrEmpty("redirect_uri");
    const std::string client = asked.textOrEmpty("client_id");
    const std::string state = asked.textOrEmpty("state");
    const std::vector<std::string> scopes = split(asked.textOrEmpty("scope"), ' ');
    const bool areScopes = !scopes.empty() && std::ranges::all_of(scopes, [](const std::string& scope) {
        return std::ranges::find(kScopes, scope) != kScopes.end();
    });
    const bool isComplete =
        asked.textOrEmpty("response_type") == "code" && !state.empty() && state.size() <= kMaxState &&
        asked.textOrEmpty("code_challenge_method") == "S256" && !asked.textOrEmpty("code_challenge").empty();
    // Compared letter by letter: no other port, and no localhost either.
    if (!isClient(client) || uri != kRedirectUri || !isComplete) {
        return refusedPage();
    }
    if (!areScopes) {
        return redirect(uri, "error", "invalid_scope", state);
    }
    const Grant& grant = call.state.desk.grant({.client = client,
                                                .account = call.state.network.shop().id,
                                                .redirectUri = uri,
                                                .challenge = asked.textOrEmpty("code_challenge"),
                                                .scopes = scopes,
                                                .expiresMs = call.nowMs + kCodeLifeMs});
    return redirect(uri, "code", grant.code, state);
}

Answer invalidValue(std::string_view what) {
    return oauthError(400, "invalid_request", fmt::format("Value passed for the {} was invalid.", what));
}

/// "user:password" in the letters of HTTP Basic; base64Url has others for two of them and no padding.
std::string basicOf(std::string_view client, std::string_view secret) {
    std::string text = base::base64Url(fmt::format("{}:{}", client, secret));
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    return "Basic " + text;
}

/// The client of a request at the token's desk; the refusal when it is none.
std::expected<std::string, Answer> clientOf(const Call& call) {
    std::string header = call.question.header("Authorization").value_or("");
    while (header.ends_with('=')) {
        header.pop_back();
    }
    if (!header.empty()) {
        if (header != basicOf(kConfidentialClient, kConfidentialSecret)) {
            return std::unexpected(
                oauthError(401, "unauthorized_client", "Missing valid authorization header"));
        }
        return std::string(kConfidentialClient);
    }
    std::string client = call.params.textOrEmpty("client_id");
    if (client == kConfidentialClient) {
        return std::unexpected(oauthError(401, "unauthorized_client", "Missing valid authorization header"));
    }
    if (client.empty()) {
        return std::unexpected(oauthError(400, "invalid_request", "Missing required parameter [client_id]."));
    }
    if (!isClient(client)) {
        return std::unexpected(invalidValue("client id"));
    }
    return client;
}

Answer tokenAnswer(const Call& call, const TokenPair& pair) {
    Json json = {{"token_type", "bearer"},
                 {"expires_in", kAccessLifeMs / 1000},
                 {"access_token", pair.access},
                 {"scope", fmt::format("{}", fmt::join(call.state.desk.family(pair.family).scopes, " "))}};
    if (!pair.refresh.empty()) {
        json["refresh_token"] = pair.refresh;
    }
    return jsonAnswer(json);
}

Answer exchange(Call& call, const std::string& client) {
    for (const char* name : {"code", "redirect_uri", "code_verifier"}) {
        if (call.params.textOrEmpty(name).empty()) {
            return oauthError(400, "invalid_request", fmt::format("Missing required parameter [{}].", name));
        }
    }
    const std::optional<Grant> grant = call.state.desk.redeem(call.params.textOrEmpty("code"));
    if (!grant || grant->client != client || grant->expiresMs <= call.nowMs) {
        return invalidValue("authorization code");
    }
    if (grant->redirectUri != call.params.textOrEmpty("redirect_uri")) {
        return oauthError(
            400, "invalid_request",
            "Value passed for the redirect uri did not match the uri of the authorization code.");
    }
    const base::Sha256 digest = base::sha256(call.params.textOrEmpty("code_verifier"));
    if (base::base64Url(std::string(digest.begin(), digest.end())) != grant->challenge) {
        return oauthError(400, "invalid_request",
                          "Value passed for the code verifier did not match the code challenge.");
    }
    return tokenAnswer(
        call, call.state.desk.issue({.client = client, .account = grant->account, .scopes = grant->scopes},
                                    call.nowMs));
}

Answer refresh(Call& call, const std::string& client) {
    TokenPair pair;
    switch (call.state.desk.refresh(call.params.textOrEmpty("refresh_token"), client, call.nowMs, pair)) {
    case Refreshed::Yes:
        return tokenAnswer(call, pair);
    case Refreshed::Unknown:
        return invalidValue("token");
    case Refreshed::Void:
        break;
    }
    return oauthError(400, "invalid_grant", "Value passed for the token was invalid.");
}

Answer token(Call& call) {
    const std::string type = call.params.textOrEmpty("grant_type");
    if (type.empty()) {
        return oauthError(400, "invalid_request", "Missing required parameter [grant_type].");
    }
    const auto client = clientOf(call);
    if (!client) {
        return client.error();
    }
    if (type == "authorization_code") {
        return exchange(call, *client);
    }
    if (type == "refresh_token") {
        return refresh(call, *client);
    }
    return oauthError(400, "unsupported_grant_type", "Value passed for the grant type is not supported.");
}

Answer revoke(Call& call) {
    const auto client = clientOf(call);
    if (!client) {
        return client.error();
    }
    if (call.params.textOrEmpty("token").empty()) {
        return oauthError(400, "invalid_request", "Missing required parameter [token].");
    }
    call.state.desk.revoke(call.params.textOrEmpty("token"));
    return jsonAnswer({{"revoked", true}});
}

}  // namespace

std::vector<Route> oauthRoutes() {
    return {{"GET", "/i/oauth2/authorize", Access::Open, "", 0, authorize},
            {"POST", "/2/oauth2/token", Access::Open, "", 0, token},
            {"POST", "/2/oauth2/revoke", Access::Open, "", 0, revoke}};
}

}  // namespace app::practice::x
