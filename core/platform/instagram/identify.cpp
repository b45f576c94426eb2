// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/instagram/identify.h"

#include "platform/graph/capabilities.h"
#include "platform/graph/tokens.h"
#include "platform/instagram/account_server.h"
#include "platform/json_fields.h"
#include "platform/sequence.h"

#include "base/text.h"
#include "base/word_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace platform::instagram {
namespace {

constexpr auto kKind = RequestKind::SignIn;
constexpr std::int64_t kNoSuchField = 100;
constexpr std::int64_t kNoSuchPath = 2500;

struct WireAccount {
    std::string id;
    std::string userId;  ///< the one that messages and comments name; `id` is another for each app
    std::string username;
    std::string name;
};
constexpr std::array<json::Field<WireAccount>, 4> kAccountFields{{
    {"id", [](json::Value& value, WireAccount& into) { return json::readOptionalId(value, into.id); }},
    {"user_id",
     [](json::Value& value, WireAccount& into) { return json::readOptionalId(value, into.userId); }},
    {"username",
     [](json::Value& value, WireAccount& into) { return json::readOptionalText(value, into.username); }},
    {"name", [](json::Value& value, WireAccount& into) { return json::readOptionalText(value, into.name); }},
}};

struct WirePage {
    std::string id;
    std::string name;
    std::string token;
    WireAccount account;
};
constexpr std::array<json::Field<WirePage>, 4> kPageFields{{
    {"id", [](json::Value& value, WirePage& into) { return json::readOptionalId(value, into.id); }},
    {"name", [](json::Value& value, WirePage& into) { return json::readOptionalText(value, into.name); }},
    {"access_token",
     [](json::Value& value, WirePage& into) { return json::readOptionalText(value, into.token); }},
    {"instagram_business_account",
     [](json::Value& value, WirePage& into) {
         return json::readOptionalObject<WireAccount>(value, into.account, kAccountFields);
     }},
}};
constexpr std::string_view kPageWords = "id,name,instagram_business_account{id,username}";

base::Result<WirePage> chosenOf(const std::vector<WirePage>& pages, std::string_view wanted) {
    std::vector<WirePage> linked;
    std::ranges::copy_if(pages, std::back_inserter(linked),
                         [](const WirePage& page) { return !page.account.id.empty(); });
    if (linked.empty()) {
        return base::fail(base::ErrorKind::Permission,
                          pages.empty()
                              ? fmt::format("This token opens no Page. Open {}, assign the Page and its "
                                            "Instagram account, make a new token, and connect again.",
                                            graph::kPermissionsPage)
                              : std::string("No Page of this token has an Instagram account. Make the "
                                            "account a professional one, link it to the Page, and connect "
                                            "again."));
    }
    if (wanted.empty() && linked.size() == 1) {
        return linked.front();
    }
    wanted.remove_prefix(wanted.starts_with('@') ? 1 : 0);
    std::string names;
    for (const WirePage& page : linked) {
        if (base::asciiLower(page.account.username) == base::asciiLower(wanted) ||
            page.account.id == wanted) {
            return page;
        }
        names += fmt::format("{}@{}", names.empty() ? "" : ", ", page.account.username);
    }
    return base::fail(base::ErrorKind::BadInput,
                      wanted.empty()
                          ? fmt::format("This token opens several accounts: {}. Name one of them.", names)
                          : fmt::format("This token opens no account “{}”; it opens {}.", wanted, names));
}

constexpr std::array<graph::Permission, 4> kPermissions{{
    {"instagram_basic", "read the account's media"},
    {"instagram_manage_messages", "read and send private messages"},
    {"instagram_manage_comments", "read and answer comments"},
    {"pages_show_list", "find the account's Page"},
}};

class Identify final : public Part<Identity> {
public:
    Identify(const model::Account& account, const Secrets& secrets)
        : m_account(account), m_secrets(secrets), m_server(serverOf(account, secrets)),
          m_wanted(account.remoteId.empty() ? graph::secretIn(secrets, kAccount) : account.remoteId) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        switch (m_stage) {
        case Stage::Own:
            return get("/me", "id,user_id,username,name,account_type");
        case Stage::Pages: {
            graph::Parameters parameters{{"fields", fmt::format("{},access_token", kPageWords)},
                                         {"limit", "100"}};
            if (!m_after.empty()) {
                parameters.emplace_back("after", m_after);
            }
            return m_server.get(graph::Limit::Pages, "/me/accounts", std::move(parameters), kKind);
        }
        case Stage::Page:
            return get("/me", kPageWords);
        case Stage::Token:
            return m_server.get(graph::Limit::Pages, "/debug_token",
                                {{"input_token", graph::secretIn(m_secrets, graph::kAccessToken)}}, kKind);
        case Stage::Done:
            break;
        }
        return std::nullopt;
    }

    [[nodiscard]] base::Result<std::optional<Identity>> accept(const net::HttpResponse& response,
                                                               base::UtcTime now) override {
        base::Status accepted = m_stage == Stage::Own     ? acceptOwn(response, now)
                                : m_stage == Stage::Pages ? acceptPages(response, now)
                                : m_stage == Stage::Page  ? acceptPage(response, now)
                                                          : acceptToken(response);
        if (!accepted) {
            return base::fail(std::move(accepted.error()));
        }
        return m_stage == Stage::Done ? std::optional(m_identity) : std::optional<Identity>();
    }

private:
    enum class Stage { Own, Pages, Page, Token, Done };
    static constexpr int kMostLists = 20;

    [[nodiscard]] HttpCall get(std::string_view path, std::string_view fields) const {
        return m_server.get(graph::Limit::Pages, path, {{"fields", std::string(fields)}}, kKind);
    }
    /// What this kind of token does not know.
    [[nodiscard]] static bool isOtherKind(const net::HttpResponse& response) {
        const graph::WireError said = graph::readError(response.body);
        return said.given && (said.code == kNoSuchField || said.code == kNoSuchPath);
    }

    base::Status acceptOwn(const net::HttpResponse& response, base::UtcTime now) {
        m_stage = Stage::Pages;
        if (isOtherKind(response)) {
            return {};
        }
        if (auto failure = m_server.failureOf(kKind, response, now)) {
            return base::fail(*std::move(failure));
        }
        json::Reader json(response.body);
        WireAccount account;
        if (!json.startsAsJson() || !json.read<WireAccount>(graph::objectOf(json), account, kAccountFields)) {
            return base::fail(m_server.notThePlatform(kKind, response));
        }
        if (account.userId.empty()) {
            return {};  // a person's or a Page's token, on a server that leaves out what it does not know
        }
        describe(account, kInstagramLogin);
        // Nothing tells of a pasted token how long it is good for: it is refreshed as soon as it surely is a
        // day old, as if it were six days old by now.
        if (graph::secretIn(m_secrets, graph::kExpiresAt).empty()) {
            m_secrets[std::string(graph::kExpiresAt)] =
                std::to_string(base::toMs(now + base::Duration{std::chrono::days{54}}));
        }
        m_identity.secrets = m_secrets;
        m_stage = Stage::Done;
        return {};
    }

    base::Status acceptPages(const net::HttpResponse& response, base::UtcTime now) {
        if (isOtherKind(response)) {
            m_stage = Stage::Page;
            return {};
        }
        json::Reader json(response.body);
        const auto list = m_server.pageOf(json, kKind, response, now);
        if (!list) {
            return base::fail(list.error());
        }
        for (const auto& item : list->items) {
            WirePage page;
            static_cast<void>(json.read<WirePage>(item, page, kPageFields));
            if (!page.id.empty() && !page.token.empty()) {
                m_pages.push_back(std::move(page));
            }
        }
        if (list->more && !list->after.empty() && list->after != m_after && ++m_lists < kMostLists) {
            m_after = list->after;
            return {};
        }
        auto chosen = chosenOf(m_pages, m_wanted);
        if (!chosen) {
            return base::fail(std::move(chosen.error()));
        }
        m_secrets[std::string(graph::kAccessToken)] = chosen->token;
        m_server = serverOf(m_account, m_secrets);
        take(*chosen);
        return {};
    }

    base::Status acceptPage(const net::HttpResponse& response, base::UtcTime now) {
        if (auto failure = m_server.failureOf(kKind, response, now)) {
            return base::fail(*std::move(failure));
        }
        const auto page = json::readWhole<WirePage>(response.body, kPageFields);
        if (!page || page->id.empty()) {
            return base::fail(m_server.notThePlatform(kKind, response));
        }
        auto chosen = chosenOf({*page}, m_wanted);
        if (!chosen) {
            return base::fail(std::move(chosen.error()));
        }
        take(*chosen);
        return {};
    }

    void take(const WirePage& page) {
        m_secrets[std::string(kPageId)] = page.id;
        describe(page.account, kFacebookLogin);
        m_stage = Stage::Token;
    }

    void describe(const WireAccount& account, std::string_view login) {
        m_identity.remoteId = account.userId.empty() ? account.id : account.userId;
        m_identity.handle = "@" + (account.username.empty() ? m_identity.remoteId : account.username);
        m_identity.name = account.name.empty() ? account.username : account.name;
        m_identity.profileUrl = account.username.empty()
                                    ? std::string()
                                    : fmt::format("https://www.instagram.com/{}/", account.username);
        m_identity.facts = {.software = "instagram", .version = std::string(login)};
    }

    base::Status acceptToken(const net::HttpResponse& response) {
        m_stage = Stage::Done;
        const graph::WireTokenFacts facts = graph::readTokenFacts(response.body);
        m_secrets.erase(std::string(graph::kExpiresAt));
        if (const auto end = graph::endOf(facts)) {
            m_secrets[std::string(graph::kExpiresAt)] = std::to_string(base::toMs(*end));
        }
        if (facts.given && !facts.scopes.empty()) {
            m_identity.facts.privateMessages = base::holds(facts.scopes, "instagram_manage_messages");
            m_identity.facts.lacks = graph::lackingOf(kPermissions, facts);
        }
        m_identity.secrets = m_secrets;
        return {};
    }

    model::Account m_account;
    Secrets m_secrets;
    graph::Server m_server;
    std::string m_wanted;
    std::vector<WirePage> m_pages;
    std::string m_after;
    int m_lists = 0;
    Stage m_stage = Stage::Own;
    Identity m_identity;
};

class Abilities final : public Part<std::vector<AbilityTest>> {
public:
    Abilities(const model::Account& account, const Secrets& secrets)
        : m_server(serverOf(account, secrets)), m_token(graph::secretIn(secrets, graph::kAccessToken)),
          m_byPage(!graph::secretIn(secrets, kPageId).empty()), m_end(graph::loginEndsAt(secrets)) {
        const std::string path = "/" + net::percentEncode(account.remoteId);
        m_questions = {{"see private messages",
                        messagesOf(secrets) + "/conversations",
                        {{"platform", "instagram"}, {"limit", "1"}}},
                       {"see comments", path + "/media", {{"fields", "id,comments_count"}, {"limit", "1"}}},
                       {"see media you are tagged in", path + "/tags", {{"fields", "id"}, {"limit", "1"}}}};
    }

    [[nodiscard]] std::optional<HttpCall> next() override {
        if (m_results.size() < m_questions.size()) {
            const Question& question = m_questions[m_results.size()];
            return m_server.get(graph::Limit::Pages, question.path, question.parameters, kKind);
        }
        return m_done ? std::optional<HttpCall>()
                      : m_server.get(graph::Limit::Pages, "/debug_token", {{"input_token", m_token}}, kKind);
    }

    [[nodiscard]] base::Result<std::optional<std::vector<AbilityTest>>>
    accept(const net::HttpResponse& response, base::UtcTime now) override {
        using State = AbilityTest::State;
        if (m_results.size() < m_questions.size()) {
            json::Reader json(response.body);
            const auto page = m_server.pageOf(json, kKind, response, now);
            const bool empty = page && m_results.empty() && page->items.empty();
            m_results.push_back(
                {.ability = std::string(m_questions[m_results.size()].ability),
                 .state = page ? State::Works : State::Missing,
                 .detail =
                     !page   ? page.error().message
                     : empty ? std::string("None is shown yet. If there are some: Instagram app → Settings → "
                                           "Messages → Connected tools → Allow access to messages.")
                             : std::string()});
            if (m_results.size() < m_questions.size() || m_byPage) {
                return std::optional<std::vector<AbilityTest>>();
            }
            m_done = true;
            m_results.push_back(ownTokenLife(now));
            addReviews();
            return std::optional(m_results);
        }
        m_done = true;
        const graph::WireTokenFacts facts = graph::readTokenFacts(response.body);
        for (auto& test : graph::permissionTests(kPermissions, facts, graph::kPermissionsPage)) {
            m_results.push_back(std::move(test));
        }
        m_results.push_back(graph::tokenLife(facts, now));
        addReviews();
        return std::optional(m_results);
    }

private:
    struct Question {
        std::string_view ability;
        std::string path;
        graph::Parameters parameters;
    };

    [[nodiscard]] AbilityTest ownTokenLife(base::UtcTime now) const {
        graph::WireTokenFacts facts{.given = m_end.has_value(), .valid = true, .type = {}};
        facts.expiresAt = m_end ? base::toMs(*m_end) / 1000 : 0;
        AbilityTest life = graph::tokenLife(facts, now);
        if (life.state == AbilityTest::State::Works) {
            life.detail = "The token is good for 60 days and is renewed every week while Shopbell runs.";
        }
        return life;
    }

    void addReviews() {
        using State = AbilityTest::State;
        m_results.push_back({.ability = "answer after 24 hours",
                             .state = State::NotTested,
                             .detail =
                                 "Needs Human Agent, which Meta's App Review grants; switch it on in this "
                                 "account's settings once it is granted."});
        m_results.push_back(
            {.ability = "see customers without a role in your app",
             .state = State::NotTested,
             .detail = "Needs Advanced Access for each permission: developers.facebook.com → your app "
                       "→ App Review."});
    }

    graph::Server m_server;
    std::string m_token;
    bool m_byPage;
    std::optional<base::UtcTime> m_end;
    std::vector<Question> m_questions;
    std::vector<AbilityTest> m_results;
    bool m_done = false;
};

}  // namespace

std::unique_ptr<Steps<Identity>> identify(const model::Account& account, const Secrets& secrets) {
    return sequenceOf<Identity>(std::make_unique<Identify>(account, secrets));
}

std::unique_ptr<Steps<std::vector<AbilityTest>>> testAbilities(const model::Account& account,
                                                               const Secrets& secrets) {
    return sequenceOf<std::vector<AbilityTest>>(std::make_unique<Abilities>(account, secrets));
}

}  // namespace platform::instagram
