// SPDX-License-Identifier: GPL-3.0-or-later
#include "bluesky_samples.h"
#include "leaf_survey.h"
#include "platform/bluesky/lists.h"
#include "recorded_shown.h"
#include "support/catch.h"
#include "support/paths.h"

#include <fmt/format.h>

#include <filesystem>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

/// Everything that real servers say either has a place in our structs or is left out on purpose: every leaf
/// of every endpoint that we call, of a real PDS and AppView and of a chat that speaks the vendor's lexicons.
namespace {

using recorded::everythingOf;
using recorded::notFound;
using recorded::ok;
using recorded::shown;
using sky::Json;

const std::vector<std::string> kFolders{"bluesky", "bluesky/dev-env-0.6.7", "bluesky/chat-emulated-by-us"};
const std::string kBob = "did:plc:iahrcifaujdqa6aw7fo4he7z";
const std::string kAlice = "did:plc:qjprzrc4o3xhvxbspimfqomd";
const std::string kChatter = "did:plc:kvmlwlaeros6hnq7yfuww7n7";
const std::string kChattee = "did:plc:zxrasyifqrecjtfqxdc2ecr6";
const std::string kUsed = "used as ";
const std::string kRefusal = "refusal";

model::Account accountOf(const std::string& did) {
    auto account = sky::account();
    account.server = "http://localhost:2583";
    account.remoteId = did;
    return account;
}

struct Recorded {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};
Recorded readRecorded(const std::filesystem::path& folder, const std::string& name) {
    Recorded result{.body = support::readFile(folder / name)};
    const auto stem = name.substr(0, name.rfind(".json"));
    std::istringstream lines(support::readFile(folder / (stem + ".headers.txt")));
    for (std::string line; std::getline(lines, line);) {
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        const auto colon = line.find(": ");
        if (line.starts_with("HTTP/")) {
            result.status = std::stoi(line.substr(line.find(' ') + 1));
        } else if (colon != std::string::npos) {
            result.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
        }
    }
    return result;
}

std::string shownMap(const std::map<std::string, std::string>& map) {
    std::string text;
    for (const auto& [name, value] : map) {
        text += fmt::format("[{}={}]", name, value);
    }
    return text;
}

template <class Read>
std::string listed(const std::string& me, const std::string& body, Read read) {
    const platform::bluesky::Server server("http://localhost:2583");
    const auto result = read({server, me, base::fromMs(0)}, ok(body));
    if (!result) {
        return result.error().what();
    }
    if constexpr (std::is_same_v<std::decay_t<decltype(*result)>, platform::bluesky::ListedPage>) {
        std::string text = result->cursor;
        for (const auto& post : result->posts) {
            text += fmt::format("{}|{}|{}\n", post.uri, post.at ? base::toMs(*post.at) : 0,
                                post.message ? shown(*post.message) : "no message");
        }
        return text;
    } else {
        return shown(*result);
    }
}

/// The recorded posts of the author answer nobody, and those are not kept.
std::string asReplies(const std::string& body) {
    Json document = Json::parse(body);
    for (auto& item : document["feed"]) {
        if (item.is_object() && item.contains("post") && item["post"].contains("record") &&
            item["post"]["record"].is_object()) {
            item["post"]["record"]["reply"] = {{"parent", {{"uri", "at://did:plc:x/app.bsky.feed.post/1"}}}};
        }
    }
    return document.dump();
}

std::string prepared(const std::string& me, const model::ReplyDraft& draft, const std::string& body) {
    return everythingOf<platform::Preparation>(
        sky::adapter().prepare(accountOf(me), sky::secrets(), draft, {}), {ok(body)}, shownMap);
}
model::ReplyDraft answerTo(const std::string& uri) {
    model::ReplyDraft draft;
    draft.text = "x";
    draft.parentRemoteId = uri;
    return draft;
}
model::FrozenReply frozenMessage() {
    return {.body = R"({"kind":"message","call":{"convoId":"c","message":{"text":"x"}}})", .repeatKey = {}};
}

/// What a poll makes of conversations, then of messages.
std::string chat(const std::string& convos, const std::string& messages) {
    const auto account = accountOf(kChatter);
    const auto secrets = sky::secrets();
    return everythingOf(
        sky::adapter().poll(
            {.account = account, .secrets = secrets, .cursors = {}, .recent = {}, .thorough = false}),
        {ok(R"({"notifications":[]})"), ok(convos), ok(R"({"convos":[]})"), ok(messages)});
}
std::string found(const model::FrozenReply& frozen, const std::string& me, const std::string& body) {
    const auto account = accountOf(me);
    const auto secrets = sky::secrets();
    return everythingOf<std::vector<platform::SeenReply>>(
        sky::adapter().lookUp({.account = account, .secrets = secrets, .draft = {}, .frozen = frozen}),
        {ok(body)}, [](const auto& seen) {
            std::string text;
            for (const auto& each : seen) {
                text += shown(each.sent) + each.text + each.parentRemoteId.value_or("") + "\n";
            }
            return text;
        });
}

const std::string kSession = R"({"did":"did:plc:shop","handle":"shop.test"})";
const std::string kOneConvo = R"({"convos":[{"id":"c","rev":"r","status":"accepted","members":[{"did":")" +
                              kChatter + R"("},{"did":")" + kChattee + R"("}]}]})";
const std::string kOneMessage =
    R"({"messages":[{"id":"m","text":"x","sentAt":"2026-05-04T08:00:00Z","sender":{"did":")" + kChattee +
    R"("}}]})";

std::string signedIn(const std::string& body) {
    static const platform::Registry registry;
    return everythingOf<platform::SignedIn>(
        registry.password("bluesky")->signIn("http://localhost:1", "alice.test", "p"), {ok(body)},
        [](const auto& given) { return given.server + shownMap(given.secrets); });
}
std::string identified(std::vector<net::HttpResponse> responses) {
    return everythingOf(sky::adapter().identify(accountOf(kBob), sky::secrets()), responses);
}
std::string refused(const std::string& body) {
    std::string text;
    const platform::bluesky::Server server("http://localhost:2583");
    net::HttpResponse response = ok(body);
    response.status = 400;
    for (const auto kind : {platform::RequestKind::Poll, platform::RequestKind::SignIn}) {
        const auto failure = server.failureOf(kind, response, base::fromMs(0));
        text += failure->what() + std::string(base::name(failure->kind));
    }
    return text;
}

using Body = const std::string&;
const std::map<std::string, std::function<std::string(Body)>> kEndpoints{
    {"app.bsky.notification.listNotifications",
     [](Body body) {
         return listed(kBob, body, &platform::bluesky::readNotifications) +
                listed(kAlice, body, &platform::bluesky::readNotifications);
     }},
    {"app.bsky.feed.getAuthorFeed",
     [](Body body) {
         return listed(kBob, body, &platform::bluesky::readOwnPosts) +
                listed(kBob, asReplies(body), &platform::bluesky::readOwnPosts);
     }},
    {"app.bsky.feed.getPostThread",
     [](Body body) {
         return listed(kBob, body, &platform::bluesky::readThreadPosts) +
                listed(kAlice, body, &platform::bluesky::readThreadPosts);
     }},
    {"app.bsky.feed.getPosts",
     [](Body body) {
         std::string text = listed(kBob, body, &platform::bluesky::readNamedPosts);
         // As a stranger, who answers the reply among them.
         const auto reply = "at://" + kAlice + "/app.bsky.feed.post/3n2ui2mxsbs2s";
         return text + prepared(kChatter, answerTo(reply), body);
     }},
    {"app.bsky.actor.getProfile",
     [](Body body) { return identified({ok(kSession), ok(body), notFound(), notFound()}); }},
    {"com.atproto.server.getSession",
     [](Body body) { return identified({ok(body), notFound(), notFound(), notFound()}); }},
    {"com.atproto.server.createSession", &signedIn},
    {"com.atproto.server.refreshSession",
     [](Body body) {
         return everythingOf<platform::Secrets>(sky::adapter().renew(accountOf(kBob), sky::secrets()),
                                                {ok(body)}, shownMap);
     }},
    {"com.atproto.identity.resolveHandle",
     [](Body body) {
         model::ReplyDraft draft;
         draft.text = "@bob.test";
         return prepared(kBob, draft, body);
     }},
    {"com.atproto.repo.getRecord",
     [](Body body) {
         return found({.body = R"({"kind":"post","call":{}})", .repeatKey = "k"}, kBob, body) +
                prepared(kBob, answerTo("at://" + kBob + "/app.bsky.feed.post/k"), body);
     }},
    {"com.atproto.repo.putRecord",
     [](Body body) {
         return everythingOf(sky::adapter().send(accountOf(kBob), sky::secrets(),
                                                 {.body = R"({"kind":"post","call":{}})", .repeatKey = "k"}),
                             {ok(body)});
     }},
    {"com.atproto.repo.deleteRecord",
     [](Body body) {
         const model::DeedWish unlike{.message = {},
                                      .remoteId = "at://" + kAlice + "/app.bsky.feed.post/k",
                                      .at = {},
                                      .deed = model::Deed::Like,
                                      .wanted = false};
         return everythingOf<platform::Acknowledged>(
             sky::adapter().tellDeed(accountOf(kBob), sky::secrets(), unlike),
             {ok(R"({"posts":[]})"), ok(body)}, [](const platform::Acknowledged&) { return "gone"; });
     }},
    {"chat.bsky.convo.listConvos", [](Body body) { return chat(body, kOneMessage); }},
    {"chat.bsky.convo.getMessages",
     [](Body body) { return chat(kOneConvo, body) + found(frozenMessage(), kChattee, body); }},
    {"chat.bsky.convo.getConvoForMembers",
     [](Body body) {
         model::ReplyDraft draft;
         draft.visibility = model::Visibility::Private;
         return prepared(kChatter, draft, body);
     }},
    {"chat.bsky.convo.sendMessage",
     [](Body body) {
         return everythingOf(sky::adapter().send(accountOf(kChatter), sky::secrets(), frozenMessage()),
                             {ok(body)});
     }},
    {kRefusal, &refused},
};

}  // namespace

TEST_CASE("recorded.tsv names every recorded answer of Bluesky, used or why not") {
    const auto folder = recorded::capturesOrSkip();
    if (!folder) {
        return;
    }
    for (const auto& each : kFolders) {
        const auto uses = recorded::filesListed(each);
        std::size_t files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(*folder / each)) {
            const auto name = entry.path().filename().string();
            if (entry.is_directory()) {
                continue;
            }
            CAPTURE(each, name);
            constexpr std::string_view kHeaders = ".headers.txt";
            if (name.ends_with(kHeaders)) {
                CHECK(uses.contains(name.substr(0, name.size() - kHeaders.size()) + ".json"));
                continue;
            }
            ++files;
            REQUIRE(uses.contains(name));
            if (name.ends_with(".json")) {
                const bool refusal = readRecorded(*folder / each, name).status >= 400;
                CHECK(refusal == (uses.at(name) == kUsed + kRefusal));
            }
        }
        CHECK(files == uses.size());
    }
}

TEST_CASE("every leaf that Bluesky sends is read into a field or left out with a reason") {
    const auto folder = recorded::capturesOrSkip();
    if (!folder) {
        return;
    }
    recorded::LeafSurvey survey(
        [](Body endpoint, Body body) { return kEndpoints.at(endpoint)(body); },
        {.ofLeaf = {"handle", ""}, .ofHolder = {}, .identifiers = {"uri", "id", "did"}});
    for (const auto& each : kFolders) {
        for (const auto& [name, use] : recorded::filesListed(each)) {
            if (!use.starts_with(kUsed)) {
                continue;
            }
            const auto endpoint = use.substr(kUsed.size());
            CAPTURE(name, endpoint);
            const auto body = readRecorded(*folder / each, name).body;
            // updateSeen answers with nothing
            if (body.empty()) {
                CHECK(endpoint == "app.bsky.notification.updateSeen");
                continue;
            }
            REQUIRE(kEndpoints.contains(endpoint));
            survey.examine(endpoint, body, each + "/" + name);
        }
    }
    CHECK(survey.answers() > 50);
    CHECK(survey.endpoints() == kEndpoints.size());
    survey.judge("bluesky_ignored_leaves.tsv");
}

TEST_CASE("what real servers refuse is taken for what it means") {
    const auto folder = recorded::capturesOrSkip();
    if (!folder) {
        return;
    }
    struct Case {
        std::string file;
        base::ErrorKind kind;
        base::Cure cure;
    };
    using enum base::ErrorKind;
    using base::Cure;
    const platform::bluesky::Server server("http://localhost:2583");
    const auto now = base::fromMs(1'795'311'473'000);  // when the last of them was recorded
    for (const auto& [file, kind, cure] :
         std::vector<Case>{{"expired_access_getSession.json", NeedsLogin, Cure::RenewLogin},
                           {"expired_access_listNotifications.json", NeedsLogin, Cure::RenewLogin},
                           {"access_used_as_refresh.json", NeedsLogin, Cure::LogInAgain},
                           {"pds_badtoken.json", NeedsLogin, Cure::LogInAgain},
                           {"pds_noauth.json", NeedsLogin, Cure::LogInAgain},
                           {"pds_createSession_wrong_password.json", NeedsLogin, Cure::LogInAgain},
                           {"av_getPostThread_notfound.json", NotFound, Cure::Never},
                           {"pds_createRecord_too_long.json", Rejected, Cure::BackOff},
                           {"av_chat_listConvos_plain.json", Unsupported, Cure::BackOff},
                           {"av_chat_listConvos.json", ServerTrouble, Cure::BackOff},
                           {"pds_listNotifications_no_appview.json", ServerTrouble, Cure::BackOff},
                           {"rl_createSession_429.json", RateLimited, Cure::RetryAt}}) {
        CAPTURE(file);
        const auto [status, headers, body] = readRecorded(*folder / "bluesky", file);
        const auto failure = server.failureOf(platform::RequestKind::Poll,
                                              dialogue::Answer{status, body, headers}.response(), now);
        REQUIRE(failure);
        CHECK(failure->kind == kind);
        CHECK(failure->cure == cure);
        if (kind == RateLimited) {
            CHECK(failure->retryAt == base::fromMs(1'795'311'762'000));
        }
    }
    const auto noRight = readRecorded(*folder / "bluesky/chat-emulated-by-us",
                                      "listConvos_with_unprivileged_app_password.json");
    CHECK(platform::bluesky::lacksChatRight(
        dialogue::Answer{noRight.status, noRight.body, noRight.headers}.response()));
}
