// SPDX-License-Identifier: GPL-3.0-or-later
#include "leaf_survey.h"
#include "recorded_shown.h"
#include "support/catch.h"
#include "support/paths.h"
#include "x_samples.h"

#include <fmt/format.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>

/// Everything that X said in recorded answers (sns-sdks/python-twitter, MIT) either has a place in our
/// structs or is left out on purpose: every leaf of every endpoint that we call.
namespace {

using recorded::everythingOf;
using recorded::ok;
using recorded::shown;

const std::string kFolder = "recorded/x-python-twitter";
const std::string kUsed = "used as ";

model::Account accountOf(const std::string& id, const std::string& name) {
    auto account = ex::account();
    account.remoteId = id;
    account.handle = "@" + name;
    account.settings["direct_messages"] = "on";
    return account;
}
/// The recorded accounts: as the one who is written to, and as the one who writes.
const std::vector<model::Account>& selves() {
    static const std::vector<model::Account> kSelves{accountOf("2244994945", "TwitterDev"),
                                                     accountOf("906948460078698496", "someone")};
    return kSelves;
}
/// With what is asked next: a page's token leads there.
std::string polled(const std::vector<net::HttpResponse>& answers) {
    std::string text;
    for (const auto& account : selves()) {
        const auto secrets = ex::secrets();
        const auto steps =
            ex::adapter().poll({.account = account, .secrets = secrets, .cursors = {}, .recent = {}});
        for (const auto& answer : answers) {
            if (steps->finished() || !steps->accept(answer, base::fromMs(0))) {
                break;
            }
            if (const auto batch = steps->take()) {
                text += shown(*batch);
            }
            text += steps->finished() ? std::string()
                                      : std::get<platform::HttpCall>(steps->request()).request.url + "\n";
        }
    }
    return text;
}
/// As posts that answer somebody: others of our own are not kept.
std::string asReplies(const std::string& body) {
    auto document = ex::Json::parse(body);
    for (auto& post : document["data"]) {
        if (post.is_object()) {
            post["author_id"] = "2244994945";
            post["referenced_tweets"] = ex::Json::array({{{"type", "replied_to"}, {"id", "5"}}});
        }
    }
    return document.dump();
}
/// With the author that X leaves out unless it is asked to: it was not.
std::string withAuthors(const std::string& body) {
    auto document = ex::Json::parse(body);
    for (auto& post : document["data"]) {
        if (post.is_object() && !post.contains("author_id")) {
            post["author_id"] = "901";
        }
    }
    return document.dump();
}
std::string foundBy(const std::string& frozen, const std::string& body) {
    std::string text;
    for (const auto& account : selves()) {
        const auto secrets = ex::secrets();
        text += everythingOf<std::vector<platform::SeenReply>>(
            ex::adapter().lookUp({.account = account,
                                  .secrets = secrets,
                                  .draft = {},
                                  .frozen = {.body = frozen, .repeatKey = {}}}),
            {ok(body)}, [](const auto& seen) {
                std::string all;
                for (const auto& each : seen) {
                    all += shown(each.sent) + each.text + each.parentRemoteId.value_or("") + "\n";
                }
                return all;
            });
    }
    return text;
}
std::string threaded(const std::vector<net::HttpResponse>& answers, const std::string& id) {
    const auto secrets = ex::secrets();
    return everythingOf(ex::adapter().readThread(selves()[0], secrets, id, {}), answers);
}
std::string sent(const std::string& frozen, const std::string& body) {
    const auto secrets = ex::secrets();
    return everythingOf(ex::adapter().send(selves()[0], secrets, {.body = frozen, .repeatKey = {}}),
                        {ok(body)});
}

const std::string kNothing = R"({"meta":{"result_count":0}})";
const std::string kPost = R"({"kind":"post","path":"/2/tweets","text":"x","call":"{}"})";
const std::string kMessage =
    R"({"kind":"direct_message","path":"/2/m","thread":"/2/m","text":"x","call":"{}"})";

using Body = const std::string&;
const std::map<std::string, std::function<std::string(Body)>> kEndpoints{
    {"GET /2/users/:id/mentions",
     [](Body body) { return polled({ok(withAuthors(body)), ok(kNothing), ok(kNothing), ok(kNothing)}); }},
    {"GET /2/users/:id/tweets",
     [](Body body) {
         return polled({ok(kNothing), ok(asReplies(body)), ok(kNothing), ok(kNothing)}) +
                foundBy(kPost, body);
     }},
    {"GET /2/tweets", [](Body body) { return threaded({ok(body), ok(kNothing), ok(kNothing)}, "5"); }},
    {"GET /2/dm_events",
     [](Body body) { return polled({ok(kNothing), ok(kNothing), ok(body), ok(kNothing)}); }},
    {"GET /2/dm_conversations/with/:id/dm_events", [](Body body) { return foundBy(kMessage, body); }},
    {"POST /2/tweets", [](Body body) { return sent(kPost, body); }},
    {"POST /2/dm_conversations/with/:id/messages", [](Body body) { return sent(kMessage, body); }},
    {"GET /2/users",
     [](Body body) {
         const auto mention = ex::page({ex::post(6, "2244994945"), ex::post(7, "783214")}).response();
         auto other = accountOf("777", "shop");
         const auto secrets = ex::secrets();
         return everythingOf(
             ex::adapter().poll({.account = other, .secrets = secrets, .cursors = {}, .recent = {}}),
             {mention, ok(body)});
     }},
    {"GET /2/users/me",
     [](Body body) {
         model::Account account;
         const auto secrets = ex::secrets();
         return everythingOf(ex::adapter().identify(account, secrets), {ok(body), ok(kNothing)});
     }},
};

}  // namespace

TEST_CASE("every leaf that X was recorded with is read into a field or left out with a reason") {
    const auto folder = recorded::capturesOrSkip();
    if (!folder) {
        return;
    }
    const auto listed = recorded::filesListed(kFolder);
    recorded::LeafSurvey survey(
        [](const std::string& endpoint, const std::string& body) { return kEndpoints.at(endpoint)(body); },
        {.ofLeaf = {"created_at", ""}, .ofHolder = {}, .identifiers = {"id"}});
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*folder / kFolder)) {
        const auto name = entry.path().filename().string();
        CAPTURE(name);
        REQUIRE(listed.contains(name));
        ++files;
        const std::string& use = listed.at(name);
        if (!use.starts_with(kUsed)) {
            continue;
        }
        const std::string endpoint = use.substr(kUsed.size());
        REQUIRE(kEndpoints.contains(endpoint));
        survey.examine(endpoint, support::readFile(entry.path()), name);
    }
    CHECK(files == listed.size());
    CHECK(survey.endpoints() >= 7);
    survey.judge("x_ignored_leaves.tsv");
}
