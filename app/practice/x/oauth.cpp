// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/x/oauth.h"

#include "practice/json.h"
#include "practice/x/errors.h"

#include "base/digest.h"

#include <algorithm>
#include <utility>

namespace app::practice::x {
namespace {

constexpr std::int64_t kCodeLifeMs = 30'000;
constexpr std::int64_t kAccessLifeMs = 7'200'000;

std::string decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto digit = [](char c) {
            return c >= '0' && c <= '9'   ? c - '0'
                   : c >= 'a' && c <= 'f' ? c - 'a' + 10
                   : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                          : -1;
        };
        if (text[at] == '%' && at + 2 < text.size() && digit(text[at + 1]) >= 0 && digit(text[at + 2]) >= 0) {
            out += static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2]));
            at += 2;
        } else {
            out += text[at] == '+' ? ' ' : text[at];
        }
    }
    return out;
}

std::string valueOf(const std::map<std::string, std::string>& parameters, const std::string& name) {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string() : found->second;
}

/// The client that asks: by its id in the body, or by id and secret in the header. Empty = nobody known.
std::string clientOf(const Question& question, const std::map<std::string, std::string>& form) {
    const std::string header = question.header("Authorization").value_or("");
    const std::string named = std::string(kConfidential) + ":" + std::string(kConfidentialSecret);
    if (header == "Basic " + base::base64(named)) {
        return std::string(kConfidential);
    }
    return valueOf(form, "client_id") == kClient ? std::string(kClient) : std::string();
}

}  // namespace

std::map<std::string, std::string> parametersOf(std::string_view encoded) {
    std::map<std::string, std::string> parameters;
    while (!encoded.empty()) {
        const auto end = std::min(encoded.find('&'), encoded.size());
        const std::string_view part = encoded.substr(0, end);
        const auto equals = std::min(part.find('='), part.size());
        parameters[decoded(part.substr(0, equals))] = decoded(part.substr(std::min(equals + 1, part.size())));
        encoded.remove_prefix(std::min(end + 1, encoded.size()));
    }
    return parameters;
}

std::string OauthDesk::secret() {
    std::string bytes;
    for (int word = 0; word < 4; ++word) {
        std::uint64_t value = m_dice.next();
        for (int count = 0; count < 8; ++count, value >>= 8U) {
            bytes += static_cast<char>(value & 0xFFU);
        }
    }
    return base::base64Url(bytes);
}

OauthDesk::Tokens OauthDesk::issue(const std::string& scope, std::int64_t nowMs, int family) {
    const int kin = family == 0 ? ++m_families : family;
    Tokens made{.access = secret(), .refresh = secret(), .scope = scope};
    m_access[made.access] = {.scope = scope, .endsMs = nowMs + kAccessLifeMs, .family = kin};
    m_refresh[made.refresh] = {.scope = scope, .family = kin};
    return made;
}

OauthDesk::Standing OauthDesk::standing(std::string_view access, std::int64_t nowMs) const {
    const auto found = m_access.find(access);
    return found == m_access.end()        ? Standing::Unknown
           : found->second.endsMs > nowMs ? Standing::Good
                                          : Standing::Expired;
}

std::string OauthDesk::scopeOf(std::string_view access) const {
    const auto found = m_access.find(access);
    return found == m_access.end() ? std::string() : found->second.scope;
}

void OauthDesk::expire(std::string_view access) {
    if (const auto found = m_access.find(access); found != m_access.end()) {
        found->second.endsMs = 0;
    }
}

void OauthDesk::revokeAll() {
    m_access.clear();
    m_refresh.clear();
}

void OauthDesk::voidFamily(int family) {
    std::erase_if(m_access, [family](const auto& entry) { return entry.second.family == family; });
    std::erase_if(m_refresh, [family](const auto& entry) { return entry.second.family == family; });
}

Answer OauthDesk::authorize(const Question& question, std::int64_t nowMs) {
    const auto asked = parametersOf(question.query);
    const std::string client = valueOf(asked, "client_id");
    const bool good =
        valueOf(asked, "response_type") == "code" && (client == kClient || client == kConfidential) &&
        valueOf(asked, "redirect_uri") == kRedirect && valueOf(asked, "code_challenge_method") == "S256" &&
        !valueOf(asked, "code_challenge").empty() && !valueOf(asked, "state").empty();
    if (!good) {
        return {400, "text/html; charset=utf-8",
                "<!DOCTYPE html>\n<html><body><h1>Something went wrong</h1><p>You weren&#39;t able to give "
                "access "
                "to the App. Go back and try logging in again.</p></body></html>\n"};
    }
    const std::string code = secret();
    m_codes[code] = {.challenge = valueOf(asked, "code_challenge"),
                     .scope = valueOf(asked, "scope"),
                     .client = client,
                     .endsMs = nowMs + kCodeLifeMs};
    return {302,
            "",
            "",
            {{"Location", std::string(kRedirect) + "?state=" + valueOf(asked, "state") + "&code=" + code}}};
}

Answer OauthDesk::tokenAnswer(const std::string& scope, std::int64_t nowMs, int family) {
    const Tokens made = issue(scope, nowMs, family);
    Json body{{"token_type", "bearer"},
              {"expires_in", kAccessLifeMs / 1000},
              {"access_token", made.access},
              {"scope", scope}};
    if (scope.find("offline.access") != std::string::npos) {
        body["refresh_token"] = made.refresh;
    }
    return {.body = dump(body)};
}

Answer OauthDesk::token(const Question& question, std::int64_t nowMs) {
    const auto form = parametersOf(question.body);
    const std::string client = clientOf(question, form);
    if (client.empty()) {
        return oauthRefusal(401, "unauthorized_client", "Missing valid authorization header");
    }
    const std::string grant = valueOf(form, "grant_type");
    if (grant == "refresh_token") {
        const auto found = m_refresh.find(valueOf(form, "refresh_token"));
        if (found == m_refresh.end()) {
            return oauthRefusal(400, "invalid_request", "Value passed for the token was invalid.");
        }
        if (found->second.spent) {
            voidFamily(found->second.family);
            return oauthRefusal(400, "invalid_request", "Value passed for the token was invalid.");
        }
        found->second.spent = true;
        const Refresh spent = found->second;
        return tokenAnswer(spent.scope, nowMs, spent.family);
    }
    if (grant != "authorization_code") {
        return oauthRefusal(400, "invalid_request", "Missing required parameter [grant_type].");
    }
    const auto found = m_codes.find(valueOf(form, "code"));
    const auto digest = base::sha256(valueOf(form, "code_verifier"));
    const std::string challenge =
        base::base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()});
    if (found == m_codes.end() || found->second.endsMs <= nowMs || found->second.challenge != challenge ||
        found->second.client != client || valueOf(form, "redirect_uri") != kRedirect) {
        return oauthRefusal(400, "invalid_request", "Value passed for the authorization code was invalid.");
    }
    const Code used = found->second;
    m_codes.erase(found);
    return tokenAnswer(used.scope, nowMs, 0);
}

Answer OauthDesk::revoke(const Question& question) {
    const auto form = parametersOf(question.body);
    const std::string token = valueOf(form, "token");
    if (const auto access = m_access.find(token); access != m_access.end()) {
        m_access.erase(access);
    } else if (const auto refresh = m_refresh.find(token); refresh != m_refresh.end()) {
        voidFamily(refresh->second.family);
    }
    return {.body = dump({{"revoked", true}})};
}

}  // namespace app::practice::x
