// SPDX-License-Identifier: GPL-3.0-or-later
#include "asked_fields.h"
#include "instagram_samples.h"
#include "support/catch.h"
#include "support/paths.h"

#include <chrono>
#include <filesystem>
#include <set>
#include <string>

/// What we ask Graph for of Instagram, by either login, stands in the vendor's own lists of fields; what
/// those leave out is named here one by one, with the page of notes that has it.
namespace {

using asked_fields::fieldsOf;
using dialogue::Answer;
using ig::Login;

asked_fields::Places namedElsewhere() {
    static const std::string kNotes = "platforms.md";
    asked_fields::Places places{
        {"UnifiedMessage.story", kNotes},
        {"UnifiedMessage.is_unsupported", kNotes},
        {"Account.id", kNotes},
        {"Account.name", kNotes},
        {"Account.access_token", kNotes},
        {"Account.instagram_business_account", kNotes},
        {"Account.instagram_business_account.id", kNotes},
        {"Account.instagram_business_account.username", kNotes},
    };
    const auto& ofMessages = asked_fields::placesOfMessages();
    places.insert(ofMessages.begin(), ofMessages.end());
    return places;
}

/// What kind of object an address leads to.
std::string kindOf(const std::filesystem::path& shared, const std::string& url) {
    const auto has = [&url](const char* part) { return url.find(part) != std::string::npos; };
    std::string path = url.substr(url.find("/v26.0") + 6);
    path = path.substr(0, path.find('?'));
    const auto last = path.substr(path.rfind('/') + 1);
    if (path == "/me/accounts") {
        return "Account";
    }
    if (path == "/me") {
        return has("instagram_business_account") ? "Page" : "IGUserForIGOnlyAPI";
    }
    if (last == "conversations") {
        // With a Facebook login the Page has them, with an Instagram login the account itself.
        return fieldsOf(shared, path.starts_with("/me/") ? "IGUserForIGOnlyAPI" : "Page").at(last);
    }
    if (path.starts_with("/" + ig::kShop + "/")) {
        return fieldsOf(shared, "IGUser").at(last);
    }
    if (last == "messages") {
        return fieldsOf(shared, "UnifiedThread").at(last);
    }
    if (last == "comments") {
        return fieldsOf(shared, "IGMedia").at(last);
    }
    return last == "replies" ? fieldsOf(shared, "IGComment").at(last) : "IGComment";
}

/// All that is asked for is there.
Answer answerTo(const std::string& url) {
    const auto has = [&url](const char* part) { return url.find(part) != std::string::npos; };
    return has("/conversations?") ? ig::page({ig::conversation("t_2", 59)})
           : has("/messages?")    ? ig::page({ig::message(59)})
           : has("/media?")       ? ig::page({ig::medium(1, 2)})
           : has("/comments?")    ? ig::page({ig::withReplies(ig::comment(59), {ig::comment(58)}, "r")})
           : has("/me/accounts?") ? ig::refusal(100)
           : has("/me?") && has("user_id") ? ig::refusal(100)
           : has("/me?")
               ? dialogue::json(
                     R"({"id":"1088","instagram_business_account":{"username":"myshop","id":"17841400000000001"}})")
           : has("/c_25?") ? dialogue::json(ig::comment(25).dump())
                           : ig::page({});
}

void everyAddress(Login login, std::set<std::string>& urls) {
    const auto collect = [&urls](const auto& steps) { asked_fields::collect(steps, answerTo, urls); };
    auto account = ig::account(login);
    account.settings["human_agent"] = "on";
    const auto secrets = ig::secrets(login);
    const auto& adapter = ig::adapter();
    ig::Poll poll{.account = account, .secrets = secrets, .cursors = {}, .thorough = true};
    collect(poll.steps());
    collect(adapter.readThread(account, secrets, "c_25", {}));
    collect(adapter.identify(account, secrets));
    collect(adapter.testAbilities(account, secrets));
    model::ReplyDraft draft;
    draft.visibility = model::Visibility::Private;
    draft.addresseeRemoteId = ig::kAna;
    draft.addresseeWroteAt = dialogue::kNow - std::chrono::hours{30};
    collect(adapter.prepare(account, secrets, draft, dialogue::kNow));
    for (const auto* body :
         {R"({"kind":"message","to":"1122334455"})", R"({"kind":"comment","parent":"c_25"})"}) {
        collect(adapter.lookUp({.account = account,
                                .secrets = secrets,
                                .draft = {},
                                .frozen = {.body = body, .repeatKey = {}}}));
    }
}

}  // namespace

TEST_CASE("every field that Instagram is asked for stands in Meta's lists, or is named with its place") {
    const auto shared = asked_fields::sharedOrSkip();
    if (!shared) {
        return;
    }
    asked_fields::Conformance conformance(*shared, namedElsewhere());
    std::set<std::string> urls;
    everyAddress(Login::Instagram, urls);
    everyAddress(Login::Facebook, urls);
    std::set<std::string> paths;
    for (const auto& url : urls) {
        CAPTURE(url);
        if (const auto fields = net::queryParameter(url, "fields")) {
            conformance.judge(kindOf(*shared, url), *fields);
            paths.insert(url.substr(0, url.find('?')));
        }
    }
    CHECK(paths.size() >= 18);
    CHECK(conformance.names() > 150);
    conformance.judgePlaces();
}

TEST_CASE("every key that Instagram's answers are read by is known from Meta's lists or the notes") {
    const auto shared = asked_fields::sharedOrSkip();
    if (!shared) {
        return;
    }
    std::set<std::string> listed;
    for (const auto* kind : {"IGComment", "IGMedia", "IGUser", "IGUserForIGOnlyAPI", "Page"}) {
        for (const auto& [name, type] : fieldsOf(*shared, kind)) {
            listed.insert(name);
        }
    }
    const std::string notes = support::readFile(*shared / "platforms.md");
    std::size_t keys = 0;
    for (const auto* file : {"instagram/parse.cpp", "instagram/identify.cpp"}) {
        for (const auto& name : asked_fields::keysReadIn(file)) {
            CAPTURE(file, name);
            const bool known = listed.contains(name) || asked_fields::holdsWord(notes, name);
            CHECK(known);
            ++keys;
        }
    }
    CHECK(keys > 20);
}
