// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/x/identify.h"

#include "platform/sequence.h"
#include "platform/x/message.h"
#include "platform/x/server.h"
#include "platform/x/settings.h"

#include "base/word_list.h"

#include <array>
#include <utility>

namespace platform::x {
namespace {

constexpr auto kKind = RequestKind::SignIn;
constexpr std::string_view kFewest = "5";

/// The account, then one page of mentions in the dialect that the account's numbers hint at; without authors
/// in it, once more in the other.
class Identify final : public Part<Identity> {
public:
    Identify(const model::Account& account, const Secrets& secrets)
        : m_server(account.server, secrets), m_scope(secretIn(secrets, kScope)) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_stage == Stage::Account) {
            return m_server.get("/2/users/me", userParameters(), kKind);
        }
        if (m_stage == Stage::Done) {
            return std::nullopt;
        }
        Parameters parameters = postParameters(m_dialect, Authors::IdsAlone);
        parameters.emplace_back("max_results", kFewest);
        return m_server.get("/2/users/" + net::percentEncode(m_identity.remoteId) + "/mentions", parameters,
                            kKind);
    }

    [[nodiscard]] base::Result<std::optional<Identity>> accept(const net::HttpResponse& response,
                                                               base::UtcTime now) override {
        if (m_stage == Stage::Account) {
            if (auto status = acceptAccount(response, now); !status) {
                return base::fail(std::move(status.error()));
            }
            m_stage = Stage::Mentions;
            return std::optional<Identity>();
        }
        const Answer answer = hasAuthors(response);
        if (m_stage == Stage::Mentions && answer == Answer::No) {
            m_stage = Stage::Otherwise;
            m_dialect = otherThan(m_dialect);
            return std::optional<Identity>();
        }
        if (m_stage == Stage::Otherwise && answer != Answer::Yes) {
            m_dialect = otherThan(m_dialect);
        }
        m_stage = Stage::Done;
        m_identity.facts.version = name(m_dialect);
        return std::optional(m_identity);
    }

private:
    enum class Stage { Account, Mentions, Otherwise, Done };
    enum class Answer { Yes, No, CantTell };

    base::Status acceptAccount(const net::HttpResponse& response, base::UtcTime now) {
        json::Reader json(response.body);
        const auto page = m_server.pageOf(json, kKind, response, now);
        if (!page) {
            return base::fail(page.error());
        }
        WireUser user;
        if (page->items.size() != 1 || !page->one) {
            return base::fail(m_server.notX(kKind, response));
        }
        if (const auto read = readUser(json, page->items.front(), user); !read) {
            return base::fail(m_server.unreadable(kKind, read.error()));
        }
        m_identity.remoteId = user.id;
        m_identity.handle = "@" + (user.username.empty() ? user.id : user.username);
        m_identity.name = user.name.empty() ? user.username : user.name;
        m_identity.profileUrl = contactOf(user).profileUrl;
        m_identity.facts.software = "x";
        m_dialect = user.countsTweets && !user.countsPosts ? Dialect::Tweet : Dialect::Post;
        const auto scopes = base::wordsOf(m_scope);
        if (!scopes.empty()) {
            m_identity.facts.privateMessages =
                base::holds(scopes, "dm.read") && base::holds(scopes, "dm.write");
        }
        return {};
    }

    [[nodiscard]] Answer hasAuthors(const net::HttpResponse& response) const {
        if (refusesWords(response)) {
            return Answer::No;
        }
        json::Reader json(response.body);
        const auto page = response.status == 200 && json.startsAsJson() ? readPage(json)
                                                                        : base::Result<WirePage>(WirePage{});
        if (!page || page->items.empty()) {
            return Answer::CantTell;
        }
        for (const auto& item : page->items) {
            WirePost post;
            static_cast<void>(readPost(json, item, post));
            if (!post.authorId.empty()) {
                return Answer::Yes;
            }
        }
        return Answer::No;
    }

    Server m_server;
    std::string m_scope;
    Stage m_stage = Stage::Account;
    Dialect m_dialect = Dialect::Post;
    Identity m_identity;
};

struct Permission {
    std::string_view scope;
    std::string_view ability;
};
constexpr std::array<Permission, 6> kPermissions{{
    {"users.read", "read who writes"},
    {"tweet.read", "read posts"},
    {"tweet.write", "reply"},
    {"offline.access", "stay signed in"},
    {"dm.read", "read private messages"},
    {"dm.write", "reply in private"},
}};

constexpr std::string_view kAskAgain =
    "This sign-in was not given the permission {}. Open console.x.com → your app → User authentication "
    "settings, choose \"Read and write and Direct message\", and sign in again here.";

/// Reads a little of each list; the other permissions are told by what the sign-in says of itself.
class Abilities final : public Part<std::vector<AbilityTest>> {
public:
    Abilities(const model::Account& account, const Secrets& secrets)
        : m_server(account.server, secrets), m_dialect(dialectOf(account)), m_me(account.remoteId),
          m_scopes(base::wordsOf(secretIn(secrets, kScope))), m_directMessages(directMessagesOn(account)) {
        const std::string user = "/2/users/" + net::percentEncode(m_me);
        m_questions = {{"account", "/2/users/me", userParameters()},
                       {"read mentions", user + "/mentions", listParameters()},
                       {"read own posts", user + "/tweets", listParameters()}};
        if (m_directMessages) {
            Parameters one = directMessageParameters(m_dialect, Authors::IdsAlone);
            one.emplace_back("max_results", "1");
            m_questions.push_back({"read private messages", "/2/dm_events", std::move(one)});
        }
    }

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_results.size() >= m_questions.size()) {
            return std::nullopt;
        }
        const Question& question = m_questions[m_results.size()];
        return m_server.get(question.path, question.parameters, kKind);
    }

    [[nodiscard]] base::Result<std::optional<std::vector<AbilityTest>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override {
        json::Reader json(response.body);
        auto page = m_server.pageOf(json, kKind, response, now);
        if (!page && page.error().cure == base::Cure::RenewLogin) {
            return base::fail(std::move(page.error()));
        }
        const Question& question = m_questions[m_results.size()];
        m_results.push_back({.ability = std::string(question.ability),
                             .state = page ? AbilityTest::State::Works : AbilityTest::State::Missing,
                             .detail = page ? std::string() : page.error().message});
        if (m_results.size() < m_questions.size()) {
            return std::optional<std::vector<AbilityTest>>();
        }
        addPermissions();
        return std::optional(m_results);
    }

private:
    struct Question {
        std::string_view ability;
        std::string path;
        Parameters parameters;
    };

    [[nodiscard]] Parameters listParameters() const {
        Parameters parameters = postParameters(m_dialect, Authors::IdsAlone);
        parameters.emplace_back("max_results", kFewest);
        return parameters;
    }

    void addPermissions() {
        using State = AbilityTest::State;
        if (!m_directMessages) {
            m_results.push_back(
                {.ability = "read private messages",
                 .state = State::NotTested,
                 .detail = "Direct messages are switched off, since each one costs money. To see the prices "
                           "and switch them on, choose Settings in the account's menu."});
        }
        if (m_scopes.empty()) {
            m_results.push_back({.ability = "reply",
                                 .state = State::NotTested,
                                 .detail =
                                     "This token does not say what it may do; nothing was posted to try "
                                     "it."});
            return;
        }
        for (const Permission& permission : kPermissions) {
            const bool forMessages = permission.scope.starts_with("dm.");
            if (forMessages && !m_directMessages) {
                continue;
            }
            const bool given = base::holds(m_scopes, permission.scope);
            if (given && permission.ability != "reply") {
                continue;  // tried above, or of no interest as long as it is there
            }
            std::string detail;
            if (!given) {
                detail = kAskAgain;
                detail.replace(detail.find("{}"), 2, permission.scope);
            }
            m_results.push_back({.ability = std::string(permission.ability),
                                 .state = given ? State::Works : State::Missing,
                                 .detail = std::move(detail)});
        }
    }

    Server m_server;
    Dialect m_dialect;
    std::string m_me;
    std::vector<std::string> m_scopes;
    bool m_directMessages;
    std::vector<Question> m_questions;
    std::vector<AbilityTest> m_results;
};

}  // namespace

std::unique_ptr<Steps<Identity>> identify(const model::Account& account, const Secrets& secrets) {
    return sequenceOf<Identity>(std::make_unique<Identify>(account, secrets));
}

std::unique_ptr<Steps<std::vector<AbilityTest>>> testAbilities(const model::Account& account,
                                                               const Secrets& secrets) {
    return sequenceOf<std::vector<AbilityTest>>(std::make_unique<Abilities>(account, secrets));
}

}  // namespace platform::x
