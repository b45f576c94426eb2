// SPDX-License-Identifier: GPL-3.0-or-later
#include "facebook_samples.h"
#include "leaf_survey.h"
#include "recorded_shown.h"
#include "support/catch.h"
#include "support/paths.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

/// Everything that Graph said of Pages in recorded answers (sns-sdks/python-facebook, Apache 2.0) either has
/// a place in our structs or is left out on purpose: every leaf of every endpoint that we call.
namespace {

using recorded::everythingOf;
using recorded::ok;
using recorded::shown;

const std::string kFolder = "recorded/facebook";
const std::string kUsed = "used as ";
const std::string kByIds = "GET /?ids=";
const std::string kMessages = "GET /:conversation/messages";
const std::string kConversations = "GET /:page/conversations";
const std::string kNothing = R"({"data":[]})";

/// The Page that was written to, and who wrote to it.
const std::vector<std::string> kSelves{"2121008874780932", "2711636948859886"};

/// All that comes of these answers, with what is asked next: a page's cursor leads there.
std::string polled(const std::vector<std::string>& bodies, bool thorough = false,
                   const std::vector<platform::PollInput::Recent>& recent = {}) {
    std::string text;
    for (const auto& self : kSelves) {
        auto account = fb::account();
        account.remoteId = self;
        const auto secrets = fb::secrets();
        const auto steps = fb::adapter().poll(
            {.account = account, .secrets = secrets, .cursors = {}, .recent = recent, .thorough = thorough});
        for (const auto& body : bodies) {
            if (steps->finished()) {
                break;
            }
            if (const auto status = steps->accept(ok(body), base::fromMs(0)); !status) {
                text += status.error().what();
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
std::string threaded(const std::string& self, const std::string& id, const std::string& body) {
    auto account = fb::account();
    account.remoteId = self;
    const auto secrets = fb::secrets();
    return everythingOf(fb::adapter().readThread(account, secrets, id, {}), {ok(body), ok(kNothing)});
}
std::string identified(const std::string& body) {
    model::Account account;
    const auto secrets = fb::secrets();
    return everythingOf(fb::adapter().identify(account, secrets),
                        {fb::refusal(100, 0, "no accounts").response(), ok(body), ok(kNothing)});
}
std::string sent(const std::string& body) {
    const auto account = fb::account();
    const auto secrets = fb::secrets();
    return everythingOf(fb::adapter().send(account, secrets,
                                           {.body = R"({"kind":"comment","path":"/5/comments","text":"x"})",
                                            .repeatKey = {}}),
                        {ok(body)});
}

/// An answer to several ids as a list, so that its leaves have names without them.
std::string asList(const std::string& body) {
    const auto document = fb::Json::parse(body);
    fb::Json items = fb::Json::array();
    if (document.contains("id")) {
        items.push_back(document);
    } else {
        for (const auto& item : document) {
            items.push_back(item);
        }
    }
    return fb::Json{{"data", items}}.dump();
}
using Body = const std::string&;
const std::map<std::string, std::function<std::string(Body)>>& endpoints() {
    static const std::string kTalk = R"({"data":[{"id":"t_1","updated_time":"2021-07-23T09:50:48+0000"}]})";
    static const std::string kWords =
        R"({"data":[{"id":"m_1","created_time":"2021-07-23T09:50:48+0000","from":{"id":"1"},"message":"x"}]})";
    static const std::map<std::string, std::function<std::string(Body)>> kEndpoints{
        {kConversations, [](Body body) { return polled({body, kWords, kWords, kNothing, kNothing}); }},
        {kMessages, [](Body body) { return polled({kTalk, body, kNothing, kNothing}); }},
        {"GET /:page/visitor_posts", [](Body body) { return polled({kNothing, kNothing, body}); }},
        {kByIds,
         [](Body body) {
             std::vector<platform::PollInput::Recent> recent;
             const auto document = fb::Json::parse(body, nullptr, false);
             for (const auto& item : document["data"]) {
                 recent.push_back({item.value("id", fb::Json("")).is_string()
                                       ? item.value("id", fb::Json("")).get<std::string>()
                                       : std::string("1_1"),
                                   {}});
             }
             fb::Json answer = fb::Json::object();
             for (std::size_t at = 0; at < recent.size(); ++at) {
                 answer[recent[at].remoteId] = document["data"][at];
             }
             return polled({kNothing, kNothing, kNothing, kNothing, answer.dump()}, true, recent);
         }},
        {"GET /:comment", [](Body body) { return threaded("1088", "5001_25", body); }},
        {"GET /:post", [](Body body) { return threaded("1088", "1088_5001", body); }},
        {"GET /:page", identified},
        {"POST /:comment/comments", sent},
        {"refused", [](Body body) { return polled({body}); }},
    };
    return kEndpoints;
}

}  // namespace

TEST_CASE("every leaf that Facebook was recorded with is read into a field or left out with a reason") {
    const auto folder = recorded::capturesOrSkip();
    if (!folder) {
        return;
    }
    const auto listed = recorded::filesListed(kFolder);
    recorded::LeafSurvey survey(
        [](const std::string& endpoint, const std::string& body) { return endpoints().at(endpoint)(body); },
        {.ofLeaf = {"created_time", ""}, .ofHolder = {}, .identifiers = {"id"}});
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
        REQUIRE(endpoints().contains(endpoint));
        const std::string body = support::readFile(entry.path());
        const bool several = endpoint == kByIds || endpoint == kMessages || endpoint == kConversations;
        survey.examine(endpoint, several ? asList(body) : body, name);
    }
    CHECK(files == listed.size());
    CHECK(survey.endpoints() >= 8);
    survey.judge("facebook_ignored_leaves.tsv");
}
