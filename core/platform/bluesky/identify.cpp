// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/bluesky/identify.h"

#include "platform/bluesky/parse.h"
#include "platform/bluesky/server.h"
#include "platform/sequence.h"

#include <fmt/format.h>

#include <array>

namespace platform::bluesky {

namespace {

constexpr auto kKind = RequestKind::SignIn;
constexpr std::string_view kNoChatRight =
    "This app password may not read or send direct messages. Make a new one on Bluesky (Settings → Privacy "
    "and security → App passwords), tick \"Allow access to your direct messages\", and connect again with "
    "it.";

/// Only the first must succeed.
class Identify final : public Part<Identity> {
public:
    Identify(const model::Account& account, const Secrets& secrets) : m_server(account, secrets) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        switch (m_stage) {
        case Stage::Session:
            return m_server.get("com.atproto.server.getSession", {}, kKind);
        case Stage::Profile:
            return m_server.get("app.bsky.actor.getProfile", {{"actor", m_identity.remoteId}}, kKind);
        case Stage::Health:
            return m_server.get("_health", {}, kKind);
        case Stage::Chat:
            return m_server.getChat("chat.bsky.convo.listConvos", {{"limit", "1"}}, kKind);
        case Stage::Done:
            break;
        }
        return std::nullopt;
    }

    [[nodiscard]] base::Result<std::optional<Identity>> accept(const net::HttpResponse& response,
                                                               base::UtcTime now) override {
        switch (m_stage) {
        case Stage::Session:
            if (auto status = acceptSession(response, now); !status) {
                return base::fail(std::move(status.error()));
            }
            m_stage = Stage::Profile;
            break;
        case Stage::Profile:
            if (const auto profile = readProfile(response.body); response.status == 200 && profile) {
                m_identity.name = profile->displayName.empty() ? m_identity.name : profile->displayName;
            }
            m_stage = Stage::Health;
            break;
        case Stage::Health:
            m_identity.facts.version =
                response.status == 200 ? readText(response.body, "version") : std::string();
            m_stage = Stage::Chat;
            break;
        case Stage::Chat:
            if (response.status == 200) {
                m_identity.facts.privateMessages = true;
            } else if (lacksChatRight(response)) {
                m_identity.facts.privateMessages = false;
            }
            m_stage = Stage::Done;
            break;
        case Stage::Done:
            break;
        }
        return m_stage == Stage::Done ? std::optional(m_identity) : std::optional<Identity>();
    }

private:
    enum class Stage { Session, Profile, Health, Chat, Done };

    base::Status acceptSession(const net::HttpResponse& response, base::UtcTime now) {
        if (auto failure = m_server.failureOf(kKind, response, now)) {
            return base::fail(*std::move(failure));
        }
        const auto session = readSession(response.body);
        if (!session) {
            return base::fail(m_server.notBluesky(kKind, response));
        }
        m_identity.remoteId = session->did;
        m_identity.handle = "@" + (session->handle.empty() ? session->did : session->handle);
        m_identity.name = session->handle;
        m_identity.profileUrl = fmt::format("https://bsky.app/profile/{}", session->did);
        m_identity.facts.software = "atproto";
        return {};
    }

    Server m_server;
    Stage m_stage = Stage::Session;
    Identity m_identity;
};

struct Question {
    std::string_view ability;
    std::string_view method;
    enum class Where { Network, Chat } where = Where::Network;
};
constexpr std::array<Question, 4> kQuestions{{
    {"account", "com.atproto.server.getSession"},
    {"read mentions", "app.bsky.notification.listNotifications"},
    {"read own posts", "app.bsky.feed.getAuthorFeed"},
    {"read private messages", "chat.bsky.convo.listConvos", Question::Where::Chat},
}};

/// Reads a little of each list. Whether we may reply can't be tried without posting.
class Abilities final : public Part<std::vector<AbilityTest>> {
public:
    Abilities(const model::Account& account, const Secrets& secrets)
        : m_server(account, secrets), m_me(account.remoteId) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_results.size() >= kQuestions.size()) {
            return std::nullopt;
        }
        const Question& question = kQuestions[m_results.size()];
        if (question.where == Question::Where::Chat) {
            return m_server.getChat(question.method, {{"limit", "1"}}, kKind);
        }
        const bool account = question.ability == "account";
        const bool own = question.ability == "read own posts";
        return m_server.get(question.method,
                            account ? Parameters{}
                            : own   ? Parameters{{"actor", m_me}, {"limit", "1"}}
                                    : Parameters{{"limit", "1"}},
                            kKind);
    }

    [[nodiscard]] base::Result<std::optional<std::vector<AbilityTest>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override {
        const Question& question = kQuestions[m_results.size()];
        auto failure = m_server.failureOf(kKind, response, now);
        if (failure && failure->cure == base::Cure::RenewLogin) {
            return base::fail(*std::move(failure));
        }
        if (!failure && !json::Reader(response.body).startsAsJson()) {
            failure = m_server.notBluesky(kKind, response);
        }
        if (failure && question.where == Question::Where::Chat && lacksChatRight(response)) {
            failure->message = kNoChatRight;
        }
        m_results.push_back({.ability = std::string(question.ability),
                             .state = failure ? AbilityTest::State::Missing : AbilityTest::State::Works,
                             .detail = failure ? failure->message : std::string()});
        if (m_results.size() < kQuestions.size()) {
            return std::optional<std::vector<AbilityTest>>();
        }
        m_results.push_back({.ability = "reply",
                             .state = AbilityTest::State::NotTested,
                             .detail = "An app password may always post; nothing was posted to try it."});
        return std::optional(m_results);
    }

private:
    Server m_server;
    std::string m_me;
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

}  // namespace platform::bluesky
