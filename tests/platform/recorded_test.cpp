// SPDX-License-Identifier: GPL-3.0-or-later
#include "cassette.h"
#include "leaves.h"
#include "platform/mastodon/lists.h"
#include "platform/mastodon/message.h"
#include "platform/mastodon/parse.h"
#include "platform/registry.h"
#include "samples.h"
#include "support/catch.h"
#include "support/paths.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

/// Everything that a real server says either has a place in our structs or is left out on purpose: recorded
/// answers of Mastodon 4.6 (halcy/Mastodon.py, MIT), every leaf of every endpoint that we call.
namespace {

using leaves::Json;

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

std::string shown(const model::IncomingContact& contact) {
    return fmt::format("({}|{}|{}|{}|{})", contact.remoteId, contact.handle, contact.name, contact.profileUrl,
                       contact.bot);
}

std::string shown(const model::IncomingMessage& message) {
    std::string text =
        fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}\n", message.remoteId, message.parentRemoteId,
                    shown(message.author), message.own, static_cast<int>(message.visibility),
                    message.audience, static_cast<int>(message.mentionOfUs),
                    fmt::join(message.writtenMentions, ","), fmt::join(message.otherReaders, ","),
                    message.subject, message.text, message.url, message.notificationId, message.unreadable);
    for (const auto& contact : message.addressees) {
        text += shown(contact);
    }
    for (const auto& attachment : message.attachments) {
        text += fmt::format("[{}|{}|{}]", static_cast<int>(attachment.kind), attachment.url,
                            attachment.description);
    }
    return text + fmt::format("{} {}\n", base::toMs(message.at),
                              message.editedAt ? base::toMs(*message.editedAt) : 0);
}

std::string shown(const std::vector<platform::mastodon::ListedItem>& items) {
    std::string text;
    for (const auto& item : items) {
        text += item.id + "|" + (item.at ? std::to_string(base::toMs(*item.at)) : "") + "|" +
                (item.message ? shown(*item.message) : "no message") + "\n";
    }
    return text;
}

std::string shown(const std::vector<model::IncomingMessage>& messages) {
    std::string text;
    for (const auto& message : messages) {
        text += shown(message);
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

template <class T>
std::string lastOf(const std::unique_ptr<platform::Steps<T>>& steps,
                   const std::vector<net::HttpResponse>& responses,
                   const std::function<std::string(const T&)>& show) {
    std::string text;
    for (const auto& response : responses) {
        if (steps->finished()) {
            break;
        }
        if (const auto status = steps->accept(response, base::fromMs(0)); !status) {
            return status.error().what();
        }
        if (const auto given = steps->take()) {
            text += show(*given);
        }
    }
    return text;
}

std::string shownIdentity(const platform::Identity& identity) {
    const auto& facts = identity.facts;
    return fmt::format("{}|{}|{}|{}|{}|{}|{}|{}", identity.remoteId, identity.handle, identity.name,
                       identity.profileUrl, facts.software, facts.version, facts.largestReply.value_or(-1),
                       facts.urlLength.value_or(-1));
}

net::HttpResponse ok(std::string body) {
    net::HttpResponse response;
    response.status = 200;
    response.body = std::move(body);
    return response;
}
net::HttpResponse notFound() {
    net::HttpResponse response;
    response.status = 404;
    return response;
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
                lastOf<model::SentReply>(adapter.send(account, secrets, {.body = "{}", .repeatKey = "k"}),
                                         {ok(body)}, [](const auto& sent) {
                                             return fmt::format("{}|{}|{}|{}", sent.remoteId,
                                                                base::toMs(sent.at), sent.url, sent.audience);
                                         });
        }
    }
    const std::string account = R"({"id":"1","username":"shop"})";
    const auto identity = [&](std::vector<net::HttpResponse> responses) {
        return lastOf<platform::Identity>(
            adapter.identify(samples::accountAt("http://localhost:3000"), secrets), responses, shownIdentity);
    };
    if (endpoint == "GET /api/v1/accounts/verify_credentials") {
        text += identity({ok(body), notFound(), notFound(), notFound()});
    } else if (endpoint == "GET /api/v2/instance") {
        text += identity({ok(account), ok(body), notFound()});
    } else if (endpoint == "GET /api/v1/instance") {
        text += identity({ok(account), notFound(), ok(body), notFound()});
    } else if (endpoint == "GET /api/v1/apps/verify_credentials") {
        text += lastOf<std::vector<platform::AbilityTest>>(
            adapter.testAbilities(kSelves[0], secrets), {ok("{}"), ok("[]"), ok("[]"), ok("[]"), ok(body)},
            [](const auto& tests) {
                return fmt::format("{}{}", static_cast<int>(tests.back().state), tests.back().detail);
            });
    }
    return text;
}

/// What one leaf of one endpoint has shown so far.
struct Leaf {
    bool read = false;
    std::size_t tries = 0;
    std::string example;  ///< file where it stands
};
using Found = std::map<std::pair<std::string, std::string>, Leaf>;

/// Does another value at this place come out differently?
bool matters(const std::string& endpoint, Json& document, const Json::json_pointer& place) {
    const std::string before = observe(endpoint, document.dump());
    Json& value = document[place];
    const Json original = value;
    bool differs = false;
    for (const auto& other : leaves::othersThan(original)) {
        value = other;
        differs = differs || observe(endpoint, document.dump()) != before;
    }
    value = original;
    return differs;
}

/// The same with some neighbours of the leaf, or of what holds it, taken away. Ids stay: without one, an item
/// goes by the digest of its whole JSON, and everything would matter.
bool mattersWithout(const std::string& neighbour, const std::string& endpoint, Json& document,
                    const Json::json_pointer& place, const Json::json_pointer& owner,
                    const std::string& name) {
    const Json whole = document[owner];
    Json fewer = whole;
    for (const auto& [each, value] : whole.items()) {
        if (each != name && each != "id" && (neighbour.empty() || each == neighbour)) {
            fewer.erase(each);
        }
    }
    if (fewer.size() == whole.size()) {
        return false;
    }
    document[owner] = std::move(fewer);
    const bool differs = matters(endpoint, document, place);
    document[owner] = whole;
    return differs;
}

/// Some fields only step in for others: `uri` where there is no `url`, the notification's account where the
/// status can't be read. So a leaf is tried again with its neighbours missing.
bool mattersAlone(const std::string& endpoint, Json& document, const Json::json_pointer& place) {
    bool isLeaf = true;
    for (auto owner = place; !owner.empty(); isLeaf = false) {
        const std::string name = owner.back();
        owner.pop_back();
        if (!document[owner].is_object()) {
            continue;
        }
        const auto neighbours =
            isLeaf ? std::vector<std::string>{"url", "acct", ""} : std::vector<std::string>{"status"};
        for (const auto& neighbour : neighbours) {
            if (mattersWithout(neighbour, endpoint, document, place, owner, name)) {
                return true;
            }
        }
    }
    return false;
}

/// Tries the leaves of one recorded answer, each so often in all.
void examine(const cassette::Interaction& interaction, const std::string& file, Found& found) {
    constexpr std::size_t kMostTries = 2;
    const std::string endpoint = endpointOf(interaction);
    Json document = Json::parse(interaction.body);
    for (const auto& [path, places] : leaves::placesOf(document)) {
        auto& leaf = found[{endpoint, path}];
        leaf.example = file;
        for (const auto& place : places) {
            if (leaf.read || leaf.tries == kMostTries) {
                break;
            }
            ++leaf.tries;
            leaf.read = matters(endpoint, document, place) || mattersAlone(endpoint, document, place);
        }
    }
}

struct Row {
    std::vector<std::string> cells;
};
std::vector<Row> tableOf(const std::string& name, std::size_t columns) {
    std::vector<Row> rows;
    std::istringstream lines(support::readFile(support::fixture(name)));
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        Row row;
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, '\t');) {
            row.cells.push_back(cell);
        }
        CAPTURE(line);
        REQUIRE(row.cells.size() == columns);
        rows.push_back(std::move(row));
    }
    return rows;
}

bool covers(const std::string& pattern, const std::string& path) {
    if (!pattern.ends_with('*')) {
        return pattern == path;
    }
    // "account.roles*" covers the list itself and all below it.
    const std::string_view stem = std::string_view(pattern).substr(0, pattern.size() - 1);
    return path == stem || path.starts_with(std::string(stem) + ".") ||
           path.starts_with(std::string(stem) + "[");
}

void judge(const Found& found) {
    const auto ignored = tableOf("mastodon_ignored_leaves.tsv", 3);
    std::set<std::size_t> used;
    for (const auto& [key, leaf] : found) {
        const auto& [endpoint, path] = key;
        bool isIgnored = false;
        for (std::size_t row = 0; row < ignored.size(); ++row) {
            if (ignored[row].cells[0] == endpoint && covers(ignored[row].cells[1], path)) {
                isIgnored = true;
                used.insert(row);
            }
        }
        if (leaf.read == isIgnored) {
            FAIL_CHECK(endpoint << "\t" << path << "\t"
                                << (isIgnored ? "is read, yet stands on the ignore list"
                                              : "is neither read nor ignored")
                                << " (" << leaf.example << ")");
        }
    }
    for (std::size_t row = 0; row < ignored.size(); ++row) {
        if (!used.contains(row)) {
            FAIL_CHECK("stands on the ignore list for nothing: " << ignored[row].cells[0] << "\t"
                                                                 << ignored[row].cells[1]);
        }
    }
}

}  // namespace

TEST_CASE("recorded.tsv names every recorded file, used or why not") {
    const auto shared = cassette::sharedFolder();
    if (!shared) {
        SUCCEED("skipped: the shared recordings are not here");
        WARN("skipped: the shared recordings are not here");
        return;
    }
    std::map<std::string, std::string> listed;
    for (const auto& row : tableOf("recorded.tsv", 2)) {
        CHECK(listed.emplace(row.cells[0], row.cells[1]).second);
    }
    std::size_t files = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(*shared / "captures" / "recorded" / "mastodon")) {
        const auto name = entry.path().filename().string();
        CAPTURE(name);
        REQUIRE(listed.contains(name));
        ++files;
        if (entry.path().extension() == ".yaml") {
            const auto interactions = cassette::read(entry.path());
            const bool isCalled =
                std::ranges::any_of(interactions, [](const auto& each) { return !endpointOf(each).empty(); });
            CHECK(isCalled == (listed[name] == "used"));
        }
    }
    CHECK(files == listed.size());
}

TEST_CASE("every leaf that Mastodon 4.6 sends is read into a field or left out with a reason") {
    const auto shared = cassette::sharedFolder();
    if (!shared) {
        SUCCEED("skipped: the shared recordings are not here");
        WARN("skipped: the shared recordings are not here");
        return;
    }
    Found found;
    std::set<std::string> endpoints;
    std::size_t answers = 0;
    for (const auto& row : tableOf("recorded.tsv", 2)) {
        if (row.cells[1] != "used") {
            continue;
        }
        for (const auto& interaction :
             cassette::read(*shared / "captures" / "recorded" / "mastodon" / row.cells[0])) {
            if (interaction.status == 200 && !endpointOf(interaction).empty()) {
                examine(interaction, row.cells[0], found);
                endpoints.insert(endpointOf(interaction));
                ++answers;
            }
        }
    }
    CHECK(answers > 70);
    CHECK(endpoints.size() == 9);
    judge(found);
}
