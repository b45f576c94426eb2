// SPDX-License-Identifier: GPL-3.0-or-later
#include "cassette.h"
#include "leaf_survey.h"
#include "platform/mastodon/lists.h"
#include "platform/mastodon/message.h"
#include "platform/mastodon/parse.h"
#include "platform/registry.h"
#include "recorded_shown.h"
#include "samples.h"
#include "support/catch.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

/// Everything that a real server says either has a place in our structs or is left out on purpose: recorded
/// answers of Mastodon 4.6 (halcy/Mastodon.py, MIT), every leaf of every endpoint that we call.
namespace {

const std::string kFolder = "recorded/mastodon";

using recorded::everythingOf;
using recorded::notFound;
using recorded::ok;
using recorded::shown;
using recorded::tableOf;

/// The name of the endpoint, or nothing when we never call it.
std::string endpointOf(const cassette::Interaction& interaction) {
    std::string path =
        interaction.uri.substr(std::min(interaction.uri.find("/api/"), interaction.uri.size()));
    path = path.substr(0, path.find('?'));
    if (path.ends_with('/')) {
        path.pop_back();
    }
    const std::string statuses = "/api/v1/statuses/";
    if (path.starts_with(statuses)) {
        const auto rest = path.substr(statuses.size());
        const auto slash = rest.find('/');
        path = slash == std::string::npos         ? statuses + ":id"
               : rest.substr(slash) == "/context" ? statuses + ":id/context"
                                                  : "";
    }
    static const std::set<std::string> kCalled{
        "POST /api/v1/statuses",     "GET /api/v1/statuses/:id",  "GET /api/v1/statuses/:id/context",
        "GET /api/v1/notifications", "GET /api/v1/conversations", "GET /api/v1/accounts/verify_credentials",
        "GET /api/v1/instance",      "GET /api/v2/instance",      "GET /api/v1/apps/verify_credentials"};
    const std::string name = interaction.method + " " + path;
    return kCalled.contains(name) ? name : std::string();
}

model::Account accountNamed(std::string id, std::string user) {
    model::Account account;
    account.server = "http://localhost:3000";
    account.remoteId = std::move(id);
    account.handle = "@" + user + "@localhost";
    account.profileUrl = "http://localhost:3000/@" + user;
    return account;
}

std::string shown(const std::vector<platform::mastodon::ListedItem>& items) {
    std::string text;
    for (const auto& item : items) {
        text += item.id + "|" + (item.at ? std::to_string(base::toMs(*item.at)) : "") + "|" +
                (item.message ? shown(*item.message) : "no message") + "\n";
    }
    return text;
}

template <class T>
std::string shown(const base::Result<T>& result) {
    if (!result) {
        return result.error().what();
    }
    return shown(*result);
}

/// Everything that comes out of one answer of an endpoint.
std::string observe(const std::string& endpoint, const std::string& body) {
    static const platform::Registry registry;
    const auto& adapter = *registry.adapter("mastodon");
    const platform::Secrets secrets{{"access_token", "T"}};
    // Once as the one who is written to, once as the one who writes.
    static const std::vector<model::Account> kSelves{accountNamed("117020565966271181", "mastodonpy_test"),
                                                     accountNamed("117020565693913441", "admin")};
    std::string text;
    for (const auto& account : kSelves) {
        const platform::mastodon::Server server(account.server, secrets);
        const platform::mastodon::Self self(account);
        const platform::mastodon::ListReader reader{server, self, base::fromMs(0)};
        if (endpoint == "GET /api/v1/notifications") {
            text += shown(readNotifications(reader, ok(body)));
        } else if (endpoint == "GET /api/v1/conversations") {
            text += shown(readConversations(reader, ok(body)));
        } else if (endpoint == "GET /api/v1/statuses/:id") {
            text += shown(readOneStatus(reader, ok(body)));
        } else if (endpoint == "GET /api/v1/statuses/:id/context") {
            text += shown(readThreadAround(reader, ok(body)));
        } else if (endpoint == "POST /api/v1/statuses") {
            text +=
                everythingOf(adapter.send(account, secrets, {.body = "{}", .repeatKey = "k"}), {ok(body)});
        }
    }
    const std::string account = R"({"id":"1","username":"shop"})";
    const auto identity = [&](std::vector<net::HttpResponse> responses) {
        return everythingOf(adapter.identify(samples::accountAt("http://localhost:3000"), secrets),
                            responses);
    };
    if (endpoint == "GET /api/v1/accounts/verify_credentials") {
        text += identity({ok(body), notFound(), notFound(), notFound()});
    } else if (endpoint == "GET /api/v2/instance") {
        text += identity({ok(account), ok(body), notFound()});
    } else if (endpoint == "GET /api/v1/instance") {
        text += identity({ok(account), notFound(), ok(body), notFound()});
    } else if (endpoint == "GET /api/v1/apps/verify_credentials") {
        text += everythingOf<std::vector<platform::AbilityTest>>(
            adapter.testAbilities(kSelves[0], secrets), {ok("{}"), ok("[]"), ok("[]"), ok("[]"), ok(body)},
            [](const auto& tests) {
                return fmt::format("{}{}", static_cast<int>(tests.back().state), tests.back().detail);
            });
    }
    return text;
}

}  // namespace

TEST_CASE("recorded.tsv names every recorded file, used or why not") {
    const auto folder = recorded::capturesOrSkip();
    if (!folder) {
        return;
    }
    const auto listed = recorded::filesListed(kFolder);
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*folder / kFolder)) {
        const auto name = entry.path().filename().string();
        CAPTURE(name);
        REQUIRE(listed.contains(name));
        ++files;
        if (entry.path().extension() == ".yaml") {
            const auto interactions = cassette::read(entry.path());
            const bool isCalled =
                std::ranges::any_of(interactions, [](const auto& each) { return !endpointOf(each).empty(); });
            CHECK(isCalled == (listed.at(name) == "used"));
        }
    }
    CHECK(files == listed.size());
}

TEST_CASE("every leaf that Mastodon 4.6 sends is read into a field or left out with a reason") {
    const auto folder = recorded::capturesOrSkip();
    if (!folder) {
        return;
    }
    // `uri` steps in where there is no `url`, the notification's account where the status can't be read.
    recorded::LeafSurvey survey(
        observe, {.ofLeaf = {"url", "acct", ""}, .ofHolder = {"status"}, .identifiers = {"id"}});
    for (const auto& [name, use] : recorded::filesListed(kFolder)) {
        if (use != "used") {
            continue;
        }
        for (const auto& interaction : cassette::read(*folder / kFolder / name)) {
            if (interaction.status == 200 && !endpointOf(interaction).empty()) {
                survey.examine(endpointOf(interaction), interaction.body, name);
            }
        }
    }
    CHECK(survey.answers() > 70);
    CHECK(survey.endpoints() == 9);
    survey.judge("mastodon_ignored_leaves.tsv");
}
