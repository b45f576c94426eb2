// SPDX-License-Identifier: GPL-3.0-or-later
#include "bluesky_samples.h"
#include "support/catch.h"

#include "base/digest.h"

#include <string>
#include <vector>

namespace {

using namespace sky;
using base::Cure;
using base::ErrorKind;
using platform::AbilityTest;

const std::string kCreate = told("com.atproto.server.createSession");
const std::string kRefresh = told("com.atproto.server.refreshSession");
const std::string kSession = asked("com.atproto.server.getSession");
const std::string kProfile = asked("app.bsky.actor.getProfile", {{"actor", kMe}});
const std::string kHealth = asked("_health");
const std::string kChat = asked("chat.bsky.convo.listConvos", {{"limit", "1"}});

const platform::PasswordSignIn& signIn() {
    static const platform::Registry registry;
    return *registry.password("bluesky");
}

Json session(const std::string& pds = "") {
    Json result{{"accessJwt", "A1"}, {"refreshJwt", "R1"}, {"did", kMe}, {"handle", "shop.example"}};
    if (!pds.empty()) {
        result["didDoc"] = {
            {"id", kMe},
            {"service", Json::array({{{"id", "#other"}, {"serviceEndpoint", "https://x.example"}},
                                     {{"id", "#atproto_pds"},
                                      {"type", "AtprotoPersonalDataServer"},
                                      {"serviceEndpoint", pds}}})}};
    }
    return result;
}
dialogue::Course<platform::SignedIn> enter(const Answer& answer,
                                           const std::string& server = "https://bsky.social",
                                           const std::string& name = "shop.example") {
    return dialogue::run(signIn().signIn(server, name, "abcd-efgh-ijkl-mnop"), {{kCreate, answer}});
}
std::string serverAfter(const std::string& asked, const std::string& pds) {
    return enter(dialogue::json(session(pds).dump()), asked).only().server;
}
dialogue::Course<platform::Secrets> renew(const Answer& answer) {
    return dialogue::run(adapter().renew(account(), secrets()), {{kRefresh, answer}});
}
std::string token(const std::string& claims) {
    return base::base64Url(R"({"alg":"ES256K","typ":"at+jwt"})") + "." + base::base64Url(claims) + ".c2ln";
}

}  // namespace

TEST_CASE("the registry knows Bluesky and its sign-in by password") {
    const platform::Registry registry;
    CHECK(registry.adapter("bluesky")->name() == "bluesky");
    CHECK(registry.adapter("bluesky")->displayName() == "Bluesky");
    CHECK(registry.adapter("bluesky")->privateAudience() == "direct");
    CHECK(signIn().usualServer() == "https://bsky.social");
}

TEST_CASE("a handle and an app password make a session, without a token and with nothing kept of them") {
    const auto course = enter(dialogue::json(session().dump()), "https://bsky.social", " @shop.example\n");
    CHECK(course.requests.at(0).url == "https://bsky.social/xrpc/com.atproto.server.createSession");
    CHECK(course.requests[0].body == R"({"identifier":"shop.example","password":"abcd-efgh-ijkl-mnop"})");
    CHECK_FALSE(course.requests[0].headers.find("Authorization"));
    CHECK(course.only().server == "https://bsky.social");
    CHECK((course.only().secrets == platform::Secrets{{"access_token", "A1"}, {"refresh_token", "R1"}}));
}

TEST_CASE("the account lives where its DID document says, but no public server sends us to this computer") {
    CHECK(serverAfter("https://bsky.social", "https://morel.host.bsky.network") ==
          "https://morel.host.bsky.network");
    CHECK(serverAfter("https://bsky.social", "https://PDS.example/") == "https://pds.example");
    CHECK(serverAfter("http://127.0.0.1:2583", "http://localhost:2600") == "http://localhost:2600");
    CHECK(serverAfter("http://127.0.0.1:2583", "https://pds.example") == "http://127.0.0.1:2583");
    for (const auto* pds : {"http://localhost:2583", "http://127.0.0.1", "https://127.0.0.1:8443",
                            "http://pds.example", "https://pds.example/path", "https://a@pds.example",
                            "ftp://pds.example", "nonsense with spaces", ""}) {
        CAPTURE(pds);
        CHECK(serverAfter("https://bsky.social", pds) == "https://bsky.social");
    }
}

TEST_CASE("a refused sign-in is one clear sentence") {
    struct Case {
        Answer answer;
        ErrorKind kind;
        std::string message;
    };
    const std::string wrong = "bsky.social does not accept this handle with this app password.";
    auto inactive = session();
    inactive["active"] = false;
    inactive["status"] = "deactivated";
    auto tokenless = session();
    tokenless.erase("refreshJwt");
    const std::string notIt = "bsky.social answered with something that is not Bluesky's data.";
    for (const auto& [answer, kind, message] : std::vector<Case>{
             {refused(401, "AuthenticationRequired", "Invalid identifier or password"), ErrorKind::NeedsLogin,
              wrong},
             {refused(401, "AuthFactorTokenRequired", "A sign in code has been sent"), ErrorKind::NeedsLogin,
              "bsky.social asks for a code by e-mail with this password. Make an app password (Settings → "
              "Privacy and security → App passwords) and use that."},
             {refused(401, "AccountTakedown", "Account has been taken down"), ErrorKind::NeedsLogin,
              "bsky.social has suspended this account."},
             {refused(400, "InvalidRequest", "Input/identifier must be a string"), ErrorKind::Rejected,
              "bsky.social refused this: “Input/identifier must be a string”."},
             {refused(404, "XRPCNotSupported", "XRPC Not Supported"), ErrorKind::Unsupported,
              "bsky.social can't do this: “XRPC Not Supported”."},
             {{404, "nothing here", {{"Content-Type", "text/plain"}}},
              ErrorKind::Unsupported,
              "bsky.social does not answer as a Bluesky server."},
             {dialogue::page(404), ErrorKind::NotThePlatform,
              "bsky.social answered with a web page that refuses access."},
             {dialogue::page(200, "<html>My blog</html>"), ErrorKind::NotThePlatform,
              "bsky.social answered with a web page instead of Bluesky's data (a login page of the "
              "network?)."},
             {dialogue::json("{}"), ErrorKind::NotThePlatform, notIt},
             {dialogue::json(tokenless.dump()), ErrorKind::NotThePlatform, notIt},
             {dialogue::json(inactive.dump()), ErrorKind::Rejected,
              "shop.example is not active on bsky.social (deactivated)."},
             {dialogue::page(502), ErrorKind::ServerTrouble, "bsky.social has trouble at the moment."},
             {refused(429, "RateLimitExceeded"), ErrorKind::RateLimited,
              "bsky.social asks us to wait: too many requests."}}) {
        CAPTURE(answer.status, answer.body);
        const auto course = enter(answer);
        REQUIRE_FALSE(course.status);
        CHECK(course.status.error().kind == kind);
        CHECK(course.status.error().what() == message);
        CHECK(course.status.error().what().find("abcd") == std::string::npos);
    }
}

TEST_CASE("both tokens are renewed by the renewing one, without a body") {
    const auto course = renew(dialogue::json(session().dump()));
    CHECK((course.only() == platform::Secrets{{"access_token", "A1"}, {"refresh_token", "R1"}}));
    const auto& request = course.requests.at(0);
    CHECK(request.url.starts_with("https://pds.example/"));
    CHECK(request.headers.find("Authorization") == "Bearer REFRESH");
    CHECK_FALSE(request.headers.find("Content-Type"));
    CHECK(request.body.empty());
    CHECK_FALSE(request.once);
}

TEST_CASE("a renewing token that no longer renews asks for a person, trouble comes back later") {
    for (const auto& answer :
         {refused(400, "ExpiredToken", "Token has been revoked"), refused(400, "InvalidToken"),
          refused(401, "AuthMissing"), refused(400, "InvalidRequest"), refused(401, "AccountTakedown")}) {
        CAPTURE(answer.body);
        const auto course = renew(answer);
        REQUIRE_FALSE(course.status);
        CHECK(course.status.error().kind == ErrorKind::NeedsLogin);
        CHECK(course.status.error().cure == Cure::LogInAgain);
    }
    for (const auto& answer :
         {refused(502, "UpstreamFailure"), dialogue::page(200, "<html>HotelNet</html>"), dialogue::page(404),
          dialogue::json("{}"), refused(429, "RateLimitExceeded")}) {
        CAPTURE(answer.status, answer.body);
        const auto course = renew(answer);
        REQUIRE_FALSE(course.status);
        CHECK(course.status.error().kind != ErrorKind::NeedsLogin);
        CHECK((course.status.error().cure == Cure::BackOff || course.status.error().cure == Cure::RetryAt));
    }
}

TEST_CASE("the renewing token itself says until when it is good") {
    const auto end =
        adapter().loginEndsAt({{"access_token", token(R"({"sub":"did:plc:shop","exp":1777892400})")},
                               {"refresh_token", token(R"({"exp":1785661200,"iat":1})")}});
    CHECK(end == base::fromMs(1'785'661'200'000));
}

TEST_CASE("a token that says nothing readable has no end") {
    for (const auto& odd : std::vector<std::string>{
             "", "x", "a.b", "a..c", "a.!!!.c", "eyJ.redacted.token", token("{}"), token("[]"), token("7"),
             token(R"({"exp":"soon"})"), token(R"({"exp":null})"), token(R"({"exp":1.5})"),
             token(R"({"exp":-5})"), token(R"({"exp":0})"), token(R"({"exp":9223372036854775807})"),
             token(R"({"exp":18446744073709551615})"), token(std::string(10'000, '['))}) {
        CAPTURE(odd.substr(0, 80));
        CHECK_FALSE(adapter().loginEndsAt({{"refresh_token", odd}}));
    }
    CHECK_FALSE(adapter().loginEndsAt({}));
}

namespace {

dialogue::Course<platform::Identity> identify(const std::vector<Exchange>& exchanges) {
    return dialogue::run(adapter().identify(account(), secrets()), exchanges);
}
platform::Identity identityWith(const Answer& chat) {
    return identify({{kSession, dialogue::json(session().dump())},
                     {kProfile, dialogue::json(profile(kMe).dump())},
                     {kHealth, dialogue::json(R"({"version":"0.4.217"})")},
                     {kChat, chat}})
        .only();
}

}  // namespace

TEST_CASE("an identity of Bluesky is its DID, its handle and whether it may read direct messages") {
    const auto identity = identityWith(page("convos", {}));
    CHECK(identity.remoteId == kMe);
    CHECK(identity.handle == "@shop.example");
    CHECK(identity.name == "Lamp shop");
    CHECK(identity.profileUrl == "https://bsky.app/profile/did:plc:shop");
    CHECK((identity.facts ==
           model::ServerFacts{.software = "atproto", .version = "0.4.217", .privateMessages = true}));
}

TEST_CASE("without the right to direct messages that is known, with trouble of the chat it stays open") {
    CHECK(identityWith(refused(400, "InvalidToken", "Bad token method")).facts.privateMessages == false);
    CHECK_FALSE(identityWith(refused(502, "UpstreamFailure")).facts.privateMessages);
    CHECK_FALSE(identityWith(refused(501, "MethodNotImplemented")).facts.privateMessages);
}

TEST_CASE("profile, version and chat are not needed to know who somebody is") {
    auto nameless = session();
    nameless.erase("handle");
    const auto identity = identify({{kSession, dialogue::json(nameless.dump())},
                                    {kProfile, refused(502, "UpstreamFailure")},
                                    {kHealth, dialogue::page(404)},
                                    {kChat, dialogue::page(500)}})
                              .only();
    CHECK(identity.handle == "@did:plc:shop");
    CHECK(identity.facts.version.empty());
    for (const auto& answer : {refused(400, "ExpiredToken"), refused(401, "AuthMissing"), dialogue::page(200),
                               dialogue::json("{}"), dialogue::page(502)}) {
        CHECK_FALSE(identify({{kSession, answer}}).status);
    }
    CHECK(identify({{kSession, refused(400, "ExpiredToken")}}).status.error().cure == Cure::RenewLogin);
}

namespace {

std::vector<AbilityTest> abilities(const std::vector<Answer>& answers) {
    const std::vector<std::string> requests{
        kSession, asked("app.bsky.notification.listNotifications", {{"limit", "1"}}),
        asked("app.bsky.feed.getAuthorFeed", {{"actor", kMe}, {"limit", "1"}}), kChat};
    std::vector<Exchange> exchanges;
    for (std::size_t index = 0; index < requests.size(); ++index) {
        exchanges.push_back({requests[index], answers[index]});
    }
    return dialogue::run(adapter().testAbilities(account(), secrets()), exchanges).only();
}
const Answer kSome = dialogue::json("{}");

}  // namespace

TEST_CASE("the test of a connection reads a little of each list and posts nothing") {
    const auto results = abilities({kSome, kSome, kSome, kSome});
    REQUIRE(results.size() == 5);
    const std::vector<std::string> names{"account", "read mentions", "read own posts",
                                         "read private messages", "reply"};
    for (std::size_t index = 0; index < names.size(); ++index) {
        CHECK(results[index].ability == names[index]);
        CHECK(results[index].state ==
              (names[index] == "reply" ? AbilityTest::State::NotTested : AbilityTest::State::Works));
    }
}

TEST_CASE("an app password without direct messages is explained in words") {
    const auto results = abilities({kSome, kSome, kSome, refused(400, "InvalidToken", "Bad token method")});
    CHECK(results.at(3).state == AbilityTest::State::Missing);
    CHECK(results[3].detail ==
          "This app password may not read or send direct messages. Make a new one on Bluesky (Settings → "
          "Privacy and security → App passwords), tick \"Allow access to your direct messages\", and connect "
          "again with it.");
    CHECK(results[1].state == AbilityTest::State::Works);

    const auto trouble = abilities({kSome, refused(502, "UpstreamFailure"), dialogue::page(200), kSome});
    CHECK(trouble[1].detail == "pds.example has trouble at the moment.");
    CHECK(trouble[2].state == AbilityTest::State::Missing);
    CHECK(trouble[3].state == AbilityTest::State::Works);
}

TEST_CASE("an expired token ends the test of a connection, to be renewed") {
    const auto course = dialogue::run(adapter().testAbilities(account(), secrets()),
                                      {{kSession, refused(400, "ExpiredToken")}});
    REQUIRE_FALSE(course.status);
    CHECK(course.status.error().cure == Cure::RenewLogin);
}

TEST_CASE("settings of Bluesky take what makes sense") {
    const auto refusal = [](std::string_view name, std::string_view value) {
        const auto status = adapter().checkSetting(name, value);
        return status ? std::string() : status.error().message;
    };
    CHECK(refusal("mark_seen", "on").empty());
    CHECK(refusal("mark_seen", "off").empty());
    CHECK(refusal("mark_seen", "yes") == "write on or off");
    CHECK(refusal("chat_proxy", "did:web:api.bsky.chat#bsky_chat").empty());
    CHECK(refusal("chat_proxy", "did:plc:abc#bsky_chat").empty());
    for (const auto* odd : {"", "api.bsky.chat", "did:web:api.bsky.chat", "did:web:api.bsky.chat#",
                            "did:web:a#b\r\nX-Evil: 1", "did:web:a b#c"}) {
        CAPTURE(odd);
        CHECK_FALSE(refusal("chat_proxy", odd).empty());
    }
    REQUIRE(adapter().settings().size() == 3);
    for (const auto& setting : adapter().settings()) {
        CHECK(refusal(setting.name, setting.usual).empty());
    }
}
