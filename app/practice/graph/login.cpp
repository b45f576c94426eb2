// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/graph/login.h"

#include <fmt/format.h>

#include <algorithm>

namespace app::practice::graph {
namespace {

constexpr std::int64_t kCodeLifeMs = 600'000;
constexpr std::string_view kAppName = "Kettle & Kiln desk";

Answer wrongPage(std::string_view sentence) {
    return {
        400, "text/html; charset=utf-8",
        fmt::format("<!DOCTYPE html>\n<html><head><title>Error</title></head>\n<body><h1>Sorry, something "
                    "went wrong.</h1><p>{}</p></body></html>\n",
                    sentence)};
}

std::string_view kindName(TokenKind kind) {
    switch (kind) {
    case TokenKind::App:
        return "APP";
    case TokenKind::SystemUser:
        return "SYSTEM_USER";
    case TokenKind::Page:
        return "PAGE";
    case TokenKind::User:
    case TokenKind::Account:
        break;
    }
    return "USER";
}

/// What stands behind a token that is good.
Json described(const Token& token, const TokenDesk& desk, const Owner& owner) {
    Json granular = Json::array();
    for (const std::string& scope : desk.scopesOf(token)) {
        Json one = {{"scope", scope}};
        if (!owner.targets.empty()) {
            one["target_ids"] = owner.targets;
        }
        granular.push_back(std::move(one));
    }
    Json json = {{"app_id", desk.appId()},
                 {"type", kindName(token.kind)},
                 {"application", kAppName},
                 {"data_access_expires_at",
                  token.kind == TokenKind::SystemUser ? 0 : (token.issuedMs + kDataAccessMs) / 1000},
                 {"expires_at", token.expiresMs / 1000},
                 {"is_valid", true},
                 {"issued_at", token.issuedMs / 1000},
                 {"scopes", desk.scopesOf(token)},
                 {"granular_scopes", std::move(granular)},
                 {"user_id", token.owner}};
    if (token.kind == TokenKind::Page) {
        json["profile_id"] = token.subject;
    }
    return json;
}

}  // namespace

Answer askConsent(const Call& call, TokenDesk& desk, const Owner& owner, std::string_view fragment) {
    const Params& asked = call.params;
    const std::string uri = asked.textOrEmpty("redirect_uri");
    if (asked.textOrEmpty("client_id") != desk.appId()) {
        return wrongPage("Invalid App ID: The provided app ID does not look like a valid app ID.");
    }
    // Compared letter by letter: no other port, no address for localhost.
    if (!TokenDesk::isRegistered(uri)) {
        return wrongPage(
            "URL blocked: This redirect failed because the redirect URI is not white-listed in the "
            "app's client OAuth settings.");
    }
    const std::string scope = asked.textOrEmpty("scope");
    std::vector<std::string> scopes = split(scope, scope.contains(',') ? ',' : ' ');
    const auto unknown = std::ranges::find_if(scopes, [&](const std::string& one) {
        return std::ranges::find(owner.scopes, one) == owner.scopes.end();
    });
    if (unknown != scopes.end()) {
        return wrongPage(fmt::format("Invalid Scopes: {}.", encodeUrl(*unknown)));
    }
    const Grant& grant = desk.grant({.redirectUri = uri,
                                     .owner = owner.id,
                                     .scopes = std::move(scopes),
                                     .expiresMs = call.nowMs + kCodeLifeMs});
    std::string location = fmt::format("{}?code={}", uri, encodeUrl(grant.code));
    if (const auto state = asked.text("state")) {
        location += "&state=" + encodeUrl(*state);
    }
    return {.status = 302,
            .type = "text/html; charset=utf-8",
            .headers = {{"Location", location + std::string(fragment)}}};
}

Outcome<void> checkApp(const Call& call, const TokenDesk& desk) {
    if (!call.params.has("client_id") || call.params.textOrEmpty("client_id") != desk.appId()) {
        return Refused({.code = 101,
                        .message = "Error validating application. Cannot get application info due to a "
                                   "system error."});
    }
    if (call.params.textOrEmpty("client_secret") != desk.appSecret()) {
        return Refused({.code = 1, .message = "Error validating client secret."});
    }
    return {};
}

Outcome<Grant> redeemCode(const Call& call, TokenDesk& desk) {
    if (const auto app = checkApp(call, desk); !app) {
        return Refused(app.error());
    }
    const std::string code = call.params.textOrEmpty("code");
    if (!code.starts_with("AQ")) {
        return Refused({.code = 100, .message = "Invalid verification code format."});
    }
    std::optional<Grant> grant = desk.redeem(code);
    if (!grant) {
        return Refused({.code = 100, .message = "This authorization code has been used.", .subcode = 36009});
    }
    if (grant->expiresMs <= call.nowMs) {
        return Refused({.code = 100, .message = "This authorization code has expired.", .subcode = 36007});
    }
    if (grant->redirectUri != call.params.textOrEmpty("redirect_uri")) {
        return Refused({.code = 100,
                        .message =
                            "Error validating verification code. Please make sure your redirect_uri is "
                            "identical to the one you used in the OAuth dialog request",
                        .subcode = 36008});
    }
    return *std::move(grant);
}

Outcome<Answer> exchange(const Call& call, TokenDesk& desk) {
    const std::string type = call.params.textOrEmpty("grant_type");
    const auto given = [&](const Token& token) {
        Json json = {{"access_token", token.text}, {"token_type", "bearer"}};
        if (token.expiresMs != 0) {
            json["expires_in"] = (token.expiresMs - call.nowMs) / 1000;
        }
        return jsonAnswer(json);
    };
    if (type == "client_credentials" || type == "fb_exchange_token") {
        if (const auto app = checkApp(call, desk); !app) {
            return Refused(app.error());
        }
    }
    if (type == "client_credentials") {
        return given(*desk.find(desk.appId() + "|" + desk.appSecret()));
    }
    if (type == "fb_exchange_token") {
        const auto old = desk.check(call.params.textOrEmpty("fb_exchange_token"), call.nowMs);
        if (!old) {
            return Refused(old.error());
        }
        Token longer = **old;
        longer.issuedMs = call.nowMs;
        longer.expiresMs = call.nowMs + kLongLifeMs;
        return given(desk.issue(std::move(longer)));
    }
    const auto grant = redeemCode(call, desk);
    if (!grant) {
        return Refused(grant.error());
    }
    return given(desk.issue({.kind = TokenKind::User,
                             .subject = grant->owner,
                             .owner = grant->owner,
                             .issuedMs = call.nowMs,
                             .expiresMs = call.nowMs + kShortLifeMs,
                             .scopes = grant->scopes}));
}

Outcome<Answer> inspect(const Call& call, const TokenDesk& desk, const Owner& owner) {
    const std::string text = call.params.textOrEmpty("input_token");
    if (text.empty()) {
        return Refused(badParameter("The parameter input_token is required"));
    }
    const Outcome<const Token*> token = desk.check(text, call.nowMs);
    if (token) {
        return jsonAnswer({{"data", described(**token, desk, owner)}});
    }
    Json error = {{"code", 190}, {"message", token.error().message}};
    if (token.error().subcode != 0) {
        error["subcode"] = token.error().subcode;
    }
    Json json = Json::object();
    if (const Token* dead = desk.find(text)) {
        json = described(*dead, desk, owner);
    }
    json["error"] = std::move(error);
    json["is_valid"] = false;
    json["scopes"] = Json::array();
    return jsonAnswer({{"data", std::move(json)}});
}

Outcome<Answer> prolong(const Call& call, TokenDesk& desk, std::string_view prefix) {
    const bool isExchange = call.place(0) == "access_token";
    const std::string type = call.params.textOrEmpty("grant_type");
    if (type != fmt::format("{}_{}", prefix, isExchange ? "exchange_token" : "refresh_token")) {
        return Refused(badParameter("Invalid parameter: grant_type"));
    }
    if (isExchange && call.params.textOrEmpty("client_secret") != desk.appSecret()) {
        return Refused({.code = 1, .message = "Error validating client secret."});
    }
    const auto old = desk.check(call.tokenText, call.nowMs);
    if (!old) {
        return Refused(old.error());
    }
    const bool isShort = (*old)->expiresMs - (*old)->issuedMs <= kShortLifeMs;
    if (isShort != isExchange) {
        return Refused({.code = 452,
                        .message = isExchange ? "Session key invalid. The token is long-lived already."
                                              : "Session key invalid. The token is not long-lived."});
    }
    if (!isExchange && call.nowMs < (*old)->issuedMs + kDayMs) {
        return Refused(
            {.code = 10, .message = "(#10) The access token must be at least 24 hours old to be refreshed"});
    }
    Token longer = **old;
    longer.issuedMs = call.nowMs;
    longer.expiresMs = call.nowMs + kLongLifeMs;
    const Token& given = desk.issue(std::move(longer));
    return jsonAnswer(
        {{"access_token", given.text}, {"token_type", "bearer"}, {"expires_in", kLongLifeMs / 1000}});
}

Answer permissions(const Call& call, const TokenDesk& desk) {
    Json list = Json::array();
    for (const std::string& scope : call.token->scopes) {
        list.push_back(
            {{"permission", scope}, {"status", desk.allows(*call.token, scope) ? "granted" : "declined"}});
    }
    return jsonAnswer({{"data", std::move(list)}});
}

}  // namespace app::practice::graph
