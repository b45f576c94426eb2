// SPDX-License-Identifier: GPL-3.0-or-later
#include "instagram_samples.h"
#include "leaf_survey.h"
#include "recorded_shown.h"
#include "support/catch.h"
#include "support/paths.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

/// Everything that Graph said of Instagram accounts in recorded answers (sns-sdks/python-facebook, Apache
/// 2.0) either has a place in our structs or is left out on purpose: every leaf of every endpoint that we
/// call.
namespace {

using ig::Json;
using recorded::everythingOf;
using recorded::ok;
using recorded::shown;

const std::string kFolder = "recorded/instagram";
const std::string kUsed = "used as ";
const std::string kMedia = "GET /:account/media";
const std::string kComments = "GET /:media/comments";

/// All that comes of these answers, with what is asked next: a page's cursor leads there.
std::string polled(const std::vector<std::string>& bodies, bool thorough = false) {
    std::string text;
    auto account = ig::account();
    account.facts.privateMessages = false;
    const auto secrets = ig::secrets();
    // Once as the one who is written to, once as the one who writes.
    for (const auto* handle : {"@myshop", "@ikroskun"}) {
        account.handle = handle;
        const auto steps =
            ig::adapter().poll({.account = account, .secrets = secrets, .cursors = {}, .thorough = thorough});
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

/// An answer to several ids, or to one, as a list, so that its leaves have names without them.
std::string asList(const std::string& body) {
    const auto document = Json::parse(body);
    if (document.contains("data")) {
        return body;
    }
    Json items = Json::array();
    if (document.contains("id")) {
        items.push_back(document);
    } else {
        for (const auto& item : document) {
            items.push_back(item);
        }
    }
    return Json{{"data", items}}.dump();
}

using Body = const std::string&;
const std::map<std::string, std::function<std::string(Body)>>& endpoints() {
    static const std::string kNothing = R"({"data":[]})";
    static const std::string kOne =
        R"({"data":[{"id":"1","timestamp":"2021-07-23T09:50:48+0000","comments_count":1}]})";
    static const std::string kComment =
        R"({"data":[{"id":"2","timestamp":"2021-07-23T09:50:48+0000","text":"x"}]})";
    static const std::map<std::string, std::function<std::string(Body)>> kEndpoints{
        // A medium is shown as soon as somebody comments.
        {kMedia, [](Body body) { return polled({body, kComment, kComment, kComment, kComment}); }},
        {kComments, [](Body body) { return polled({kOne, body, kNothing}); }},
        {"GET /:account/tags", [](Body body) { return polled({kNothing, body, kNothing}, true); }},
        {"GET /:comment",
         [](Body body) {
             const auto account = ig::account();
             const auto secrets = ig::secrets();
             return everythingOf(ig::adapter().readThread(account, secrets, "17892250648466172", {}),
                                 {ok(body), ok(kNothing)});
         }},
        {"GET /me", [](Body body) {
             model::Account account;
             const auto secrets = ig::secrets();
             const auto none = ig::refusal(100).response();
             return everythingOf(
                 ig::adapter().identify(account, secrets),
                 {none, none,
                  ok(R"({"id":"1088","name":"Lamp shop","instagram_business_account":)" + body + "}"),
                  ok(kNothing)});
         }}};
    return kEndpoints;
}

}  // namespace

TEST_CASE("every leaf that Instagram was recorded with is read into a field or left out with a reason") {
    const auto folder = recorded::capturesOrSkip();
    if (!folder) {
        return;
    }
    const auto listed = recorded::filesListed(kFolder);
    recorded::LeafSurvey survey(
        [](const std::string& endpoint, const std::string& body) { return endpoints().at(endpoint)(body); },
        {.ofLeaf = {"media_url", ""}, .ofHolder = {}, .identifiers = {"id", "timestamp"}});
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
        survey.examine(endpoint, endpoint == kMedia || endpoint == kComments ? asList(body) : body, name);
    }
    CHECK(files == listed.size());
    CHECK(survey.answers() >= 9);
    CHECK(survey.endpoints() == 5);
    survey.judge("instagram_ignored_leaves.tsv");
}
