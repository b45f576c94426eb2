// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/mastodon/identify.h"
#include "platform/mastodon/parse.h"
#include "platform/mastodon/server.h"
#include "platform/sequence.h"

#include "base/word_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace platform::mastodon {

namespace {

using State = AbilityTest::State;

struct Question {
    std::string_view ability;
    std::string_view path;
    bool optional = false;  ///< a server may lack it altogether
};

/// Whether a scope or a wider one is among those given: "write" holds "write:statuses".
bool allows(const std::vector<std::string>& scopes, std::string_view wanted) {
    const auto wider = wanted.substr(0, wanted.find(':'));
    return std::ranges::any_of(scopes,
                               [&](const std::string& each) { return each == wanted || each == wider; });
}

/// Reads a little of each list. Whether we may reply can't be tried without posting: the app's scopes tell,
/// where the server gives them away.
class Abilities final : public Part<std::vector<AbilityTest>> {
public:
    Abilities(const model::Account& account, const Secrets& secrets)
        : m_server(account.server, secrets),
          m_ownPosts("/api/v1/accounts/" + net::percentEncode(account.remoteId) + "/statuses"),
          m_questions{{{"account", "/api/v1/accounts/verify_credentials"},
                       {"read mentions", "/api/v1/notifications"},
                       {"read private messages", "/api/v1/conversations", true},
                       {"read own posts", m_ownPosts},
                       {"reply", "/api/v1/apps/verify_credentials", true}}} {
        if (const auto scope = secrets.find("scope"); scope != secrets.end()) {
            m_scopes = base::wordsOf(scope->second, " +");
        }
    }

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_results.size() == m_questions.size()) {
            return std::nullopt;
        }
        const auto& question = m_questions[m_results.size()];
        const bool isList = !question.path.ends_with("verify_credentials");
        return m_server.get(question.path, isList ? Parameters{{"limit", "1"}} : Parameters{},
                            RequestKind::SignIn);
    }

    [[nodiscard]] base::Result<std::optional<std::vector<AbilityTest>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override {
        const auto& question = m_questions[m_results.size()];
        m_results.push_back(question.ability == "reply" ? replyTest(response)
                                                        : readTest(question, response, now));
        if (m_results.size() < m_questions.size()) {
            return std::optional<std::vector<AbilityTest>>();
        }
        return std::optional(m_results);
    }

private:
    [[nodiscard]] AbilityTest readTest(const Question& question, const net::HttpResponse& response,
                                       base::UtcTime now) const {
        AbilityTest test{.ability = std::string(question.ability)};
        if (question.optional && (response.status == 404 || response.status == 501)) {
            test.state = State::Missing;
            test.detail = fmt::format(
                "{} has no list of private conversations; private mentions still arrive.", m_server.host());
            return test;
        }
        auto failure = m_server.failureOf(RequestKind::SignIn, response, now);
        if (!failure && !json::Reader(response.body).startsAsJson()) {
            failure = m_server.notMastodon(RequestKind::SignIn, response);
        }
        test.state = failure ? State::Missing : State::Works;
        test.detail = failure ? failure->message : std::string();
        return test;
    }

    [[nodiscard]] AbilityTest replyTest(const net::HttpResponse& response) const {
        auto scopes = m_scopes;
        if (scopes.empty() && response.status == 200) {
            if (auto app = readApp(response.body)) {
                scopes = std::move(app->scopes);
            }
        }
        AbilityTest test{.ability = "reply"};
        if (scopes.empty()) {
            test.detail = fmt::format("{} does not say what this sign-in may do.", m_server.host());
        } else if (allows(scopes, "write:statuses")) {
            test.state = State::Works;
        } else {
            test.state = State::Missing;
            test.detail = "This sign-in may read but not write. Sign in again and allow everything that "
                          "Shopbell asks for.";
        }
        return test;
    }

    Server m_server;
    std::string m_ownPosts;
    std::array<Question, 5> m_questions;
    std::vector<std::string> m_scopes;
    std::vector<AbilityTest> m_results;
};

}  // namespace

std::unique_ptr<Steps<std::vector<AbilityTest>>> testAbilities(const model::Account& account,
                                                               const Secrets& secrets) {
    return sequenceOf<std::vector<AbilityTest>>(std::make_unique<Abilities>(account, secrets));
}

}  // namespace platform::mastodon
