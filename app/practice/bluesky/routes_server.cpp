// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/bluesky/error_answers.h"
#include "practice/bluesky/routes.h"

#include "base/text.h"

#include <algorithm>

namespace app::practice::bluesky {
namespace {

/// The DID document says where the account's server is; clients go on there.
Json didDocument(const Network& network, const Account& account) {
    std::string key = account.did.substr(account.did.rfind(':') + 1);
    std::ranges::replace(key, 'l', 'k');
    return {
        {"@context", {"https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/secp256k1-2019/v1"}},
        {"id", account.did},
        {"alsoKnownAs", {"at://" + account.handle}},
        {"verificationMethod", Json::array({{{"id", account.did + "#atproto"},
                                             {"type", "Multikey"},
                                             {"controller", account.did},
                                             {"publicKeyMultibase", "zQ3sh" + key + key.substr(0, 20)}}})},
        {"service", Json::array({{{"id", "#atproto_pds"},
                                  {"type", "AtprotoPersonalDataServer"},
                                  {"serviceEndpoint", network.baseUrl}}})}};
}

/// An app password shows no e-mail address.
Json session(const Call& call, const Account& account, const TokenPair* tokens) {
    Json json = Json::object();
    if (tokens != nullptr) {
        json["accessJwt"] = tokens->access;
        json["refreshJwt"] = tokens->refresh;
    }
    json["did"] = account.did;
    json["didDoc"] = didDocument(call.state.network, account);
    json["handle"] = account.handle;
    json["active"] = true;
    return json;
}

Answer createSession(Call& call) {
    for (const char* key : {"identifier", "password"}) {
        if (!call.input.contains(key) || !call.input[key].is_string()) {
            return invalidRequest(std::string("Missing required key \"") + key + "\" at $");
        }
    }
    const std::string identifier = textAt(call.input, "/identifier");
    const std::string key = identifier + "-127.0.0.1";
    const bool inTime = call.spend(kSignInDayRule, key, 1);
    if (!call.spend(kSignInRule, key, 1) || !inTime) {
        return rateLimited();
    }
    const Account* account = call.state.network.byIdentifier(base::trim(identifier));
    const auto tokens =
        account == nullptr
            ? std::nullopt
            : call.state.sessions.signIn(*account, textAt(call.input, "/password"), call.nowMs);
    if (!tokens) {
        return errorAnswer(401, "AuthenticationRequired", "Invalid identifier or password");
    }
    return jsonAnswer(session(call, *account, &*tokens));
}

Answer getSession(Call& call) {
    return jsonAnswer(session(call, *call.viewer, nullptr));
}

Answer refreshSession(Call& call) {
    const auto tokens = call.state.sessions.rotate(call.bearer, call.nowMs);
    if (!tokens) {
        return errorAnswer(400, "ExpiredToken", "Token has been revoked");
    }
    return jsonAnswer(session(call, *call.viewer, &*tokens));
}

Answer deleteSession(Call& call) {
    call.state.sessions.signOut(call.bearer);
    return emptyAnswer();
}

Answer describeServer(Call&) {
    return jsonAnswer({{"did", "did:web:127.0.0.1"},
                       {"availableUserDomains", {".test"}},
                       {"inviteCodeRequired", false},
                       {"links",
                        {{"privacyPolicy", "https://kettle-and-kiln.example/privacy"},
                         {"termsOfService", "https://kettle-and-kiln.example/terms"}}},
                       {"contact", Json::object()}});
}

Answer resolveHandle(Call& call) {
    const std::string handle = call.query.textOrEmpty("handle");
    if (handle.empty()) {
        return invalidRequest("Missing required key \"handle\" at $");
    }
    const Account* account = call.state.network.byIdentifier(handle);
    if (account == nullptr || handle.starts_with("did:")) {
        return invalidRequest("Unable to resolve handle");
    }
    return jsonAnswer({{"did", account->did}});
}

}  // namespace

std::vector<Route> serverRoutes() {
    return {{"com.atproto.server.createSession", "POST", Access::Open, createSession, Body::Json},
            {"com.atproto.server.getSession", "GET", Access::Session, getSession},
            {"com.atproto.server.refreshSession", "POST", Access::Refresh, refreshSession},
            {"com.atproto.server.deleteSession", "POST", Access::Refresh, deleteSession},
            {"com.atproto.server.describeServer", "GET", Access::Open, describeServer},
            {"com.atproto.identity.resolveHandle", "GET", Access::Open, resolveHandle}};
}

}  // namespace app::practice::bluesky
