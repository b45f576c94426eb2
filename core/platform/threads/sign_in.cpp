// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/threads/sign_in.h"

#include "platform/graph/code_sign_in.h"
#include "platform/json_fields.h"
#include "platform/sequence.h"
#include "platform/threads/post.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace platform::threads {
namespace {

constexpr auto kKind = RequestKind::SignIn;
constexpr std::string_view kScopes = "threads_basic,threads_content_publish,threads_manage_replies,"
                                     "threads_read_replies,threads_manage_mentions,threads_keyword_search";

struct WireProfile {
    std::string id;
    std::string username;
    std::string name;
};
constexpr std::array<json::Field<WireProfile>, 3> kProfileFields{{
    {"id", [](json::Value& value, WireProfile& into) { return json::readOptionalId(value, into.id); }},
    {"username",
     [](json::Value& value, WireProfile& into) { return json::readOptionalText(value, into.username); }},
    {"name", [](json::Value& value, WireProfile& into) { return json::readOptionalText(value, into.name); }},
}};

class Identify final : public Part<Identity> {
public:
    Identify(const model::Account& account, const Secrets& secrets)
        : m_server(serverOf(account, secrets)), m_secrets(secrets) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        return m_done ? std::optional<HttpCall>()
                      : m_server.get(graph::Limit::Pages, "/me", {{"fields", "id,username,name"}}, kKind);
    }

    [[nodiscard]] base::Result<std::optional<Identity>> accept(const net::HttpResponse& response,
                                                               base::UtcTime now) override {
        m_done = true;
        if (auto failure = m_server.failureOf(kKind, response, now)) {
            return base::fail(*std::move(failure));
        }
        const auto profile = json::readWhole<WireProfile>(response.body, kProfileFields);
        if (!profile || profile->id.empty() || profile->username.empty()) {
            return base::fail(m_server.notThePlatform(kKind, response));
        }
        // Of a pasted token nothing tells how long it is good for: it is refreshed as soon as it surely is a
        // day old.
        if (graph::secretIn(m_secrets, graph::kExpiresAt).empty()) {
            m_secrets[std::string(graph::kExpiresAt)] =
                std::to_string(base::toMs(now + base::Duration{std::chrono::days{54}}));
        }
        return std::optional(
            Identity{.remoteId = profile->id,
                     .handle = "@" + profile->username,
                     .name = profile->name.empty() ? profile->username : profile->name,
                     .profileUrl = fmt::format("https://www.threads.com/@{}", profile->username),
                     .facts = {.software = "threads", .version = {}, .privateMessages = false},
                     .secrets = m_secrets});
    }

private:
    graph::Server m_server;
    Secrets m_secrets;
    bool m_done = false;
};

class Abilities final : public Part<std::vector<AbilityTest>> {
public:
    Abilities(const model::Account& account, const Secrets& secrets) : m_server(serverOf(account, secrets)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_results.size() >= kQuestions.size()) {
            return std::nullopt;
        }
        const Question& question = kQuestions.at(m_results.size());
        return m_server.get(graph::Limit::Pages, question.path, {{"fields", std::string(question.fields)}},
                            kKind);
    }

    [[nodiscard]] base::Result<std::optional<std::vector<AbilityTest>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override {
        using State = AbilityTest::State;
        json::Reader json(response.body);
        const auto page = m_server.pageOf(json, kKind, response, now);
        m_results.push_back({.ability = std::string(kQuestions.at(m_results.size()).ability),
                             .state = page ? State::Works : State::Missing,
                             .detail = page ? std::string() : page.error().message});
        if (m_results.size() < kQuestions.size()) {
            return std::optional<std::vector<AbilityTest>>();
        }
        m_results.push_back(
            {.ability = "see people who are not testers of your app",
             .state = State::NotTested,
             .detail = "Needs Advanced Access for threads_manage_mentions and threads_keyword_search: "
                       "developers.facebook.com → your app → App Review."});
        m_results.push_back(
            {.ability = "stay signed in",
             .state = State::Works,
             .detail = "The token is good for 60 days and is renewed every week while Shopbell runs."});
        return std::optional(m_results);
    }

private:
    struct Question {
        std::string_view ability;
        std::string_view path;
        std::string_view fields;
    };
    static constexpr std::array<Question, 4> kQuestions{{
        {"read mentions", "/me/mentions", "id"},
        {"read own posts", "/me/threads", "id"},
        {"read replies", "/me/replies", "id"},
        {"reply", "/me/threads_publishing_limit", "reply_quota_usage,reply_config"},
    }};

    graph::Server m_server;
    std::vector<AbilityTest> m_results;
};

}  // namespace

ConnectGuide ThreadsSignIn::guide() const {
    return {.usualServer = kUsualServer,
            .advice =
                "Take ID and secret from developers.facebook.com → your app → Use cases → Access the Threads "
                "API → Settings, and register an https page there: the code to paste is in its address "
                "afterwards.",
            .tokenAdvice =
                "Open developers.facebook.com → your app → Use cases → Access the Threads API → "
                "Settings, add your profile as a tester, accept in the Threads app, and generate a "
                "token in the User Token Generator: it is good for 60 days and renewed every week.",
            .app = {{.name = graph::kClientId, .label = "Threads app ID", .secret = false},
                    {.name = graph::kClientSecret, .label = "Threads app secret"},
                    {.name = graph::kRedirectPage,
                     .label = "Redirect page",
                     .secret = false,
                     .hint = "https://…, as registered"}},
            .comesBack = false,
            .tokenFirst = true};
}

std::unique_ptr<Steps<AuthorizationPage>> ThreadsSignIn::begin(std::string server, std::string /*redirect*/,
                                                               const Secrets& app,
                                                               base::Random& random) const {
    const std::string page = server == kUsualServer ? std::string("https://www.threads.net") : server;
    return std::make_unique<Ready<AuthorizationPage>>(graph::signInPage(
        page + "/oauth/authorize", graph::secretIn(app, graph::kRedirectPage), kScopes, app, random));
}

std::unique_ptr<Steps<Secrets>> ThreadsSignIn::exchange(std::string server, const AuthorizationPage& page,
                                                        std::string code) const {
    const graph::Server host(std::move(server), {}, "Threads", {});
    return graph::exchangeCode({.tokens = host, .graph = host, .grant = "th_exchange_token"}, page, code);
}

std::unique_ptr<Steps<Identity>> identify(const model::Account& account, const Secrets& secrets) {
    return sequenceOf<Identity>(std::make_unique<Identify>(account, secrets));
}

std::unique_ptr<Steps<std::vector<AbilityTest>>> testAbilities(const model::Account& account,
                                                               const Secrets& secrets) {
    return sequenceOf<std::vector<AbilityTest>>(std::make_unique<Abilities>(account, secrets));
}

}  // namespace platform::threads
