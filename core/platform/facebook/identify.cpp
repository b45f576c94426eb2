// SPDX-License-Identifier: GPL-3.0-or-later
#include "platform/facebook/identify.h"

#include "platform/facebook/page_server.h"
#include "platform/graph/capabilities.h"
#include "platform/graph/tokens.h"
#include "platform/json_fields.h"
#include "platform/sequence.h"

#include "base/text.h"
#include "base/word_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace platform::facebook {
namespace {

constexpr auto kKind = RequestKind::SignIn;
constexpr int kMostLists = 10;

struct WirePage {
    std::string id;
    std::string name;
    std::string username;
    std::string link;
    std::string token;
    std::vector<std::string> tasks;
};
constexpr std::array<json::Field<WirePage>, 6> kPageFields{{
    {"id", [](json::Value& value, WirePage& into) { return json::readOptionalId(value, into.id); }},
    {"name", [](json::Value& value, WirePage& into) { return json::readOptionalText(value, into.name); }},
    {"username",
     [](json::Value& value, WirePage& into) { return json::readOptionalText(value, into.username); }},
    {"link", [](json::Value& value, WirePage& into) { return json::readOptionalText(value, into.link); }},
    {"access_token",
     [](json::Value& value, WirePage& into) { return json::readOptionalText(value, into.token); }},
    {"tasks",
     [](json::Value& value, WirePage& into) {
         return value.kind() != json::Kind::List ? base::Status{} : value.list([&into](json::Value& task) {
             return json::readOptionalText(task, into.tasks.emplace_back());
         });
     }},
}};

std::string namesOf(const std::vector<WirePage>& pages) {
    std::string names;
    for (const WirePage& page : pages) {
        names += fmt::format("{}“{}” ({})", names.empty() ? "" : ", ", base::cleanName(page.name), page.id);
    }
    return names;
}

/// Which of the token's Pages is meant.
base::Result<WirePage> chosenOf(const std::vector<WirePage>& pages, const std::string& wanted) {
    if (pages.empty()) {
        return base::fail(
            base::ErrorKind::Permission,
            fmt::format("This token opens no Page. Open {}, assign the Page to the system user, make a "
                        "token with pages_show_list, and connect again.",
                        graph::kPermissionsPage));
    }
    if (wanted.empty() && pages.size() == 1) {
        return pages.front();
    }
    const std::string name = base::asciiLower(wanted);
    const auto found = std::ranges::find_if(pages, [&](const WirePage& page) {
        return page.id == wanted || base::asciiLower(page.name) == name ||
               (!page.username.empty() && base::asciiLower(page.username) == name);
    });
    if (found != pages.end()) {
        return *found;
    }
    return base::fail(
        base::ErrorKind::BadInput,
        wanted.empty() ? fmt::format("This token opens several Pages: {}. Name one of them.", namesOf(pages))
                       : fmt::format("This token opens no Page “{}”; it opens {}.", wanted, namesOf(pages)));
}

constexpr std::array<graph::Permission, 6> kPermissions{{
    {"pages_show_list", "find the Page"},
    {"pages_messaging", "read and send private messages"},
    {"pages_read_engagement", "read the Page's posts"},
    {"pages_read_user_content", "read what visitors write"},
    {"pages_manage_engagement", "reply to comments"},
    {"pages_manage_metadata", "mark messages as read"},
}};

/// The Pages that the token opens (a Page's own token has none: it is the Page), the Page, and how long its
/// token is good for.
class Identify final : public Part<Identity> {
public:
    Identify(const model::Account& account, const Secrets& secrets)
        : m_account(account), m_secrets(secrets), m_server(serverOf(account, secrets)),
          m_wanted(account.remoteId.empty() ? graph::secretIn(secrets, kPage) : account.remoteId) {}

    [[nodiscard]] std::optional<HttpCall> next() override {
        switch (m_stage) {
        case Stage::Pages:
            return m_server.get(graph::Limit::Pages, "/me/accounts", accountsParameters(), kKind);
        case Stage::Page:
            return m_server.get(graph::Limit::Pages,
                                "/" + (m_page.id.empty() ? "me" : net::percentEncode(m_page.id)),
                                {{"fields", "id,name,username,link"}}, kKind);
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
        base::Status accepted = m_stage == Stage::Pages  ? acceptPages(response, now)
                                : m_stage == Stage::Page ? acceptPage(response, now)
                                                         : acceptToken(response);
        if (!accepted) {
            return base::fail(std::move(accepted.error()));
        }
        return m_stage == Stage::Done ? std::optional(identity()) : std::optional<Identity>();
    }

private:
    enum class Stage { Pages, Page, Token, Done };

    [[nodiscard]] graph::Parameters accountsParameters() const {
        graph::Parameters parameters{{"fields", "id,name,access_token,tasks"}, {"limit", "100"}};
        if (!m_after.empty()) {
            parameters.emplace_back("after", m_after);
        }
        return parameters;
    }

    base::Status acceptPages(const net::HttpResponse& response, base::UtcTime now) {
        m_stage = Stage::Page;
        const graph::WireError said = graph::readError(response.body);
        constexpr std::int64_t kNoSuchField = 100;
        constexpr std::int64_t kNoSuchPath = 2500;
        if (said.given && (said.code == kNoSuchField || said.code == kNoSuchPath)) {
            return {};  // the token is the Page's own
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
        if (list->more && !list->after.empty() && ++m_lists < kMostLists) {
            m_after = list->after;
            m_stage = Stage::Pages;
            return {};
        }
        auto chosen = chosenOf(m_pages, m_wanted);
        if (!chosen) {
            return base::fail(std::move(chosen.error()));
        }
        m_page = *std::move(chosen);
        m_secrets[std::string(graph::kAccessToken)] = m_page.token;
        m_secrets[std::string(kTasks)] = base::joinedWords(m_page.tasks);
        m_server = serverOf(m_account, m_secrets);
        return {};
    }

    base::Status acceptPage(const net::HttpResponse& response, base::UtcTime now) {
        m_stage = Stage::Token;
        if (auto failure = m_server.failureOf(kKind, response, now)) {
            return base::fail(*std::move(failure));
        }
        const auto page = json::readWhole<WirePage>(response.body, kPageFields);
        if (!page || page->id.empty()) {
            return base::fail(m_server.notThePlatform(kKind, response));
        }
        m_page = *page;
        return {};
    }

    /// Without an answer nothing is known of it; the token was just accepted all the same.
    base::Status acceptToken(const net::HttpResponse& response) {
        m_stage = Stage::Done;
        m_facts = graph::readTokenFacts(response.body);
        m_secrets.erase(std::string(graph::kExpiresAt));
        if (const auto end = graph::endOf(m_facts)) {
            m_secrets[std::string(graph::kExpiresAt)] = std::to_string(base::toMs(*end));
        }
        return {};
    }

    [[nodiscard]] Identity identity() const {
        Identity identity{.remoteId = m_page.id,
                          .handle = m_page.username.empty() ? m_page.name : "@" + m_page.username,
                          .name = m_page.name,
                          .profileUrl = m_page.link.empty()
                                            ? fmt::format("https://www.facebook.com/{}", m_page.id)
                                            : m_page.link,
                          .facts = {.software = "facebook", .version = {}},
                          .secrets = m_secrets};
        if (m_facts.given && !m_facts.scopes.empty()) {
            identity.facts.privateMessages = base::holds(m_facts.scopes, "pages_messaging");
            identity.facts.lacks = graph::lackingOf(kPermissions, m_facts);
        }
        return identity;
    }

    model::Account m_account;
    Secrets m_secrets;
    graph::Server m_server;
    std::string m_wanted;
    Stage m_stage = Stage::Pages;
    std::vector<WirePage> m_pages;
    std::string m_after;
    int m_lists = 0;
    WirePage m_page;
    graph::WireTokenFacts m_facts;
};

/// Reads a little of each list; the rest is told by what Graph says of the token.
class Abilities final : public Part<std::vector<AbilityTest>> {
public:
    Abilities(const model::Account& account, const Secrets& secrets)
        : m_server(serverOf(account, secrets)), m_token(graph::secretIn(secrets, graph::kAccessToken)),
          m_tasks(base::wordsOf(graph::secretIn(secrets, kTasks))),
          m_person(graph::personsMayAnswer(account)) {
        const std::string page = "/" + net::percentEncode(account.remoteId);
        m_questions = {
            {"see private messages", page + "/conversations", {{"platform", "messenger"}, {"limit", "1"}}},
            {"see comments",
             page + "/published_posts",
             {{"fields", "id,comments.limit(1){id}"}, {"limit", "1"}}}};
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
            m_results.push_back({.ability = std::string(m_questions[m_results.size()].ability),
                                 .state = page ? State::Works : State::Missing,
                                 .detail = page ? std::string() : page.error().message});
            return std::optional<std::vector<AbilityTest>>();
        }
        m_done = true;
        const graph::WireTokenFacts facts = graph::readTokenFacts(response.body);
        for (auto& test : graph::permissionTests(kPermissions, facts, graph::kPermissionsPage)) {
            m_results.push_back(std::move(test));
        }
        addTasks();
        m_results.push_back(
            {.ability = "answer after 24 hours",
             .state = State::NotTested,
             .detail = m_person ? "Human Agent is switched on here; only Meta's App Review grants it."
                                : "Needs Human Agent, which Meta's App Review grants; switch it on in "
                                  "this account's settings once it is granted."});
        m_results.push_back(
            {.ability = "see customers without a role in your app",
             .state = State::NotTested,
             .detail = "Needs Advanced Access for each permission: developers.facebook.com → your app "
                       "→ App Review. Without it only people with a role in the app are shown."});
        m_results.push_back(graph::tokenLife(facts, now));
        return std::optional(m_results);
    }

private:
    struct Question {
        std::string_view ability;
        std::string path;
        graph::Parameters parameters;
    };

    void addTasks() {
        if (m_tasks.empty()) {
            return;
        }
        const bool may = base::holds(m_tasks, "MESSAGING") || base::holds(m_tasks, "MODERATE");
        m_results.push_back(
            {.ability = "act for the Page",
             .state = may ? AbilityTest::State::Works : AbilityTest::State::Missing,
             .detail =
                 may ? std::string()
                     : std::string("The person behind this token may neither message nor moderate. Open "
                                   "business.facebook.com → Settings → Pages and give full control.")});
    }

    graph::Server m_server;
    std::string m_token;
    std::vector<std::string> m_tasks;
    bool m_person;
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

}  // namespace platform::facebook
