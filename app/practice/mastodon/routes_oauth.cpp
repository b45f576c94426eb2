// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/mastodon/error_answers.h"
#include "practice/mastodon/post_text.h"
#include "practice/mastodon/routes.h"

#include "practice/persona.h"

#include "base/digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace app::practice::mastodon {
namespace {

constexpr std::int64_t kCodeLifeMs = 10LL * 60 * 1000;

std::vector<std::string> lines(std::string_view text) {
    return splitWords(text);  // a URI holds no blanks
}

Json appJson(const App& app) {
    return {{"id", std::to_string(app.id)},
            {"name", app.name},
            {"website", app.website.empty() ? Json(nullptr) : Json(app.website)},
            {"scopes", app.scopes},
            {"redirect_uris", app.redirectUris}};
}

/// What every app of this server is told, at the end of its description.
void addRest(Json& json, const App& app) {
    json["vapid_key"] =
        "BPracticeStreetHasNoPushServiceThisKeyIsMadeUpAndFitsNoLockInTheWholeWideWorld0123456=";
    std::string uris;
    for (const std::string& uri : app.redirectUris) {
        uris += (uris.empty() ? "" : "\n") + uri;
    }
    json["redirect_uri"] = uris;
}

bool isKnownScope(const std::string& scope) {
    return std::ranges::find(knownScopes(), scope) != knownScopes().end();
}

Answer registerApp(Call& call) {
    const std::string name = call.params.textOrEmpty("client_name");
    std::vector<std::string> uris = call.params.list("redirect_uris");
    if (uris.empty()) {
        uris = lines(call.params.textOrEmpty("redirect_uris"));
    }
    const std::vector<std::string> scopes = splitWords(call.params.text("scopes").value_or("read"));
    if (name.empty()) {
        return errorAnswer(422, "Validation failed: Application name can't be blank");
    }
    if (uris.empty()) {
        return errorAnswer(422, "Validation failed: Redirect URI can't be blank");
    }
    for (const std::string& uri : uris) {
        if (uri != kOutOfBand && uri.find("://") == std::string::npos) {
            return errorAnswer(422, "Validation failed: Redirect URI must be an absolute URI.");
        }
    }
    if (!std::ranges::all_of(scopes, isKnownScope)) {
        return errorAnswer(422, "Validation failed: Scopes doesn't match configured on the server.");
    }
    const App& app = call.state.oauth.registerApp(name, call.params.textOrEmpty("website"), uris, scopes);
    Json json = appJson(app);
    json["client_id"] = app.clientId;
    json["client_secret"] = app.clientSecret;
    json["client_secret_expires_at"] = 0;
    addRest(json, app);
    return jsonAnswer(json);
}

Answer verifyApp(Call& call) {
    const App& app = *call.state.oauth.app(call.token->app);
    Json json = appJson(app);
    addRest(json, app);
    return jsonAnswer(json);
}

Answer redirect(const std::string& uri, const std::vector<std::pair<std::string, std::string>>& query) {
    std::string location = uri;
    char separator = uri.find('?') == std::string::npos ? '?' : '&';
    for (const auto& [name, value] : query) {
        location += fmt::format("{}{}={}", separator, name, encodeUrl(value));
        separator = '&';
    }
    return {.status = 302, .type = "text/html; charset=utf-8", .headers = {{"Location", location}}};
}

Answer codePage(const std::string& code) {
    return htmlPage(200, "Authorization code",
                    fmt::format(R"(<h1>Copy this code and paste it into the app</h1>)"
                                R"(<input type="text" class="oauth-code" readonly value="{}">)",
                                escapeHtml(code)));
}

Answer refusedPage(int status, std::string_view text) {
    return htmlPage(status, "An error has occurred",
                    fmt::format("<h1>An error has occurred</h1><p>{}</p>", escapeHtml(text)));
}

/// The owner is signed in and says yes at once.
Answer authorize(Call& call) {
    const App* app = call.state.oauth.appByClient(call.params.textOrEmpty("client_id"));
    if (app == nullptr) {
        return refusedPage(
            401, "Client authentication failed due to unknown client, no client authentication included, or "
                 "unsupported authentication method.");
    }
    const std::string uri = call.params.textOrEmpty("redirect_uri");
    if (std::ranges::find(app->redirectUris, uri) == app->redirectUris.end()) {
        return refusedPage(400,
                           "The requested redirect uri is malformed or doesn't match client redirect URI.");
    }
    std::vector<std::pair<std::string, std::string>> answer;
    const std::string method = call.params.textOrEmpty("code_challenge_method");
    const std::string challenge = call.params.textOrEmpty("code_challenge");
    const std::vector<std::string> scopes = splitWords(call.params.text("scope").value_or("read"));
    if (call.params.textOrEmpty("response_type") != "code") {
        answer = {{"error", "unsupported_response_type"},
                  {"error_description", "The authorization server does not support this response type."}};
    } else if (!coveredBy(scopes, app->scopes)) {
        answer = {{"error", "invalid_scope"},
                  {"error_description", "The requested scope is invalid, unknown, or malformed."}};
    } else if (!challenge.empty() && method != "S256") {
        answer = {{"error", "invalid_code_challenge_method"},
                  {"error_description", "The code_challenge_method must be S256."}};
    }
    if (answer.empty()) {
        const Grant& grant = call.state.oauth.grant({.app = app->id,
                                                     .account = call.state.instance.accountByKey(kShop)->id,
                                                     .redirectUri = uri,
                                                     .scopes = scopes,
                                                     .challenge = challenge,
                                                     .expiresMs = call.nowMs + kCodeLifeMs});
        answer = {{"code", grant.code}};
        if (uri == kOutOfBand) {
            return codePage(grant.code);
        }
    } else if (uri == kOutOfBand) {
        return refusedPage(400, answer.back().second);
    }
    if (const auto state = call.params.text("state")) {
        answer.emplace_back("state", *state);
    }
    return redirect(uri, answer);
}

Answer invalidClient() {
    return oauthError(401, "invalid_client",
                      "Client authentication failed due to unknown client, no client authentication "
                      "included, or unsupported "
                      "authentication method.");
}

Answer invalidGrant() {
    return oauthError(400, "invalid_grant",
                      "The provided authorization grant is invalid, expired, revoked, does not match the "
                      "redirection URI used "
                      "in the authorization request, or was issued to another client.");
}

Answer tokenAnswer(const Token& token) {
    return jsonAnswer({{"access_token", token.value},
                       {"token_type", "Bearer"},
                       {"scope", joinWords(token.scopes)},
                       {"created_at", token.createdMs / 1000}});
}

/// "user:password" of HTTP Basic, or nothing.
std::optional<std::pair<std::string, std::string>> basicCredentials(const Question& question) {
    const std::string header = question.header("Authorization").value_or("");
    constexpr std::string_view kScheme = "Basic ";
    if (!header.starts_with(kScheme)) {
        return std::nullopt;
    }
    constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string plain;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char letter : header.substr(kScheme.size())) {
        const auto value = kAlphabet.find(letter);
        if (value == std::string_view::npos) {
            break;
        }
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        held += 6;
        if (held >= 8) {
            held -= 8;
            plain += static_cast<char>((bits >> static_cast<unsigned>(held)) & 0xFFU);
        }
    }
    const auto colon = plain.find(':');
    return colon == std::string::npos
               ? std::nullopt
               : std::optional(std::pair{plain.substr(0, colon), plain.substr(colon + 1)});
}

/// The client of a token request, with its secret checked.
const App* client(const Call& call) {
    const auto [id, secret] = basicCredentials(call.question)
                                  .value_or(std::pair{call.params.textOrEmpty("client_id"),
                                                      call.params.textOrEmpty("client_secret")});
    const App* app = call.state.oauth.appByClient(id);
    return app != nullptr && app->clientSecret == secret ? app : nullptr;
}

Answer exchangeCode(Call& call, const App& app) {
    const std::optional<Grant> grant = call.state.oauth.redeem(call.params.textOrEmpty("code"));
    if (!grant || grant->app != app.id || grant->redirectUri != call.params.textOrEmpty("redirect_uri") ||
        grant->expiresMs <= call.nowMs) {
        return invalidGrant();
    }
    if (!grant->challenge.empty()) {
        const base::Sha256 digest = base::sha256(call.params.textOrEmpty("code_verifier"));
        if (base::base64Url(std::string(digest.begin(), digest.end())) != grant->challenge) {
            return invalidGrant();
        }
    }
    return tokenAnswer(call.state.oauth.issueToken(app.id, grant->account, grant->scopes, call.nowMs));
}

Answer token(Call& call) {
    const std::string type = call.params.textOrEmpty("grant_type");
    if (type.empty()) {
        return oauthError(400, "invalid_request", "Missing required parameter: grant_type.");
    }
    if (type != "authorization_code" && type != "client_credentials") {
        return oauthError(400, "unsupported_grant_type",
                          "The authorization grant type is not supported by the authorization server.");
    }
    const App* app = client(call);
    if (app == nullptr) {
        return invalidClient();
    }
    if (type == "authorization_code") {
        return exchangeCode(call, *app);
    }
    const std::vector<std::string> scopes = splitWords(call.params.text("scope").value_or("read"));
    if (!coveredBy(scopes, app->scopes)) {
        return oauthError(400, "invalid_scope", "The requested scope is invalid, unknown, or malformed.");
    }
    return tokenAnswer(call.state.oauth.issueToken(app->id, 0, scopes, call.nowMs));
}

Answer revoke(Call& call) {
    const App* app = client(call);
    Token* token = call.state.oauth.token(call.params.textOrEmpty("token"));
    if (app == nullptr || (token != nullptr && token->app != app->id)) {
        return oauthError(403, "unauthorized_client", "You are not authorized to revoke this token");
    }
    if (token != nullptr) {
        token->revoked = true;
    }
    return jsonAnswer(Json::object());
}

Answer metadata(Call& call) {
    const std::string& base = call.state.instance.baseUrl;
    return jsonAnswer(
        {{"issuer", base + "/"},
         {"authorization_endpoint", base + "/oauth/authorize"},
         {"token_endpoint", base + "/oauth/token"},
         {"revocation_endpoint", base + "/oauth/revoke"},
         {"userinfo_endpoint", base + "/oauth/userinfo"},
         {"scopes_supported", knownScopes()},
         {"response_types_supported", {"code"}},
         {"response_modes_supported", {"query", "fragment", "form_post"}},
         {"grant_types_supported", {"authorization_code", "client_credentials"}},
         {"token_endpoint_auth_methods_supported", {"client_secret_basic", "client_secret_post"}},
         {"code_challenge_methods_supported", {"S256"}},
         {"service_documentation", "https://docs.joinmastodon.org/"},
         {"app_registration_endpoint", base + "/api/v1/apps"}});
}

Answer userInfo(Call& call) {
    const Account& account = call.state.instance.account(call.viewer);
    const Json json = call.render().account(account);
    return jsonAnswer({{"iss", call.state.instance.baseUrl + "/"},
                       {"sub", json["uri"]},
                       {"name", account.displayName},
                       {"preferred_username", account.userName},
                       {"profile", json["url"]},
                       {"picture", json["avatar"]}});
}

}  // namespace

std::vector<Route> oauthRoutes() {
    return {
        {"POST", "/api/v1/apps", Access::Open, {}, registerApp},
        {"GET", "/api/v1/apps/verify_credentials", Access::App, {}, verifyApp},
        {"GET", "/oauth/authorize", Access::Open, {}, authorize},
        {"POST", "/oauth/token", Access::Open, {}, token},
        {"POST", "/oauth/revoke", Access::Open, {}, revoke},
        {"GET", "/oauth/userinfo", Access::User, {"profile", "read", "read:accounts"}, userInfo},
        {"GET", "/.well-known/oauth-authorization-server", Access::Open, {}, metadata},
    };
}

}  // namespace app::practice::mastodon
