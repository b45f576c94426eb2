// SPDX-License-Identifier: GPL-3.0-or-later
#include "asked_fields.h"
#include "facebook_samples.h"
#include "support/catch.h"
#include "support/paths.h"

#include <chrono>
#include <filesystem>
#include <set>
#include <string>

/// What we ask Graph for and read stands in the vendor's own lists of fields; what those leave out is named
/// here one by one, with the recording or the page of notes that has it.
namespace {

using asked_fields::fieldsOf;
using asked_fields::namesIn;
using asked_fields::sharedOrSkip;
using dialogue::Answer;

/// What no list of the vendor's has, and where it stands: a recording, or the notes on the platforms.
asked_fields::Places namedElsewhere() {
    static const std::string kNotes = "platforms.md";
    static const std::string kMessage = "captures/recorded/facebook/message_info.json";
    asked_fields::Places places{
        {"UnifiedMessage.sticker", kNotes},
        {"UnifiedMessage.attachments.id", kMessage},
        {"UnifiedMessage.attachments.mime_type", kMessage},
        {"UnifiedMessage.attachments.name", kMessage},
        {"UnifiedMessage.attachments.size", kMessage},
        {"UnifiedMessage.attachments.file_url", kNotes},
        {"UnifiedMessage.attachments.image_data", kMessage},
        {"UnifiedMessage.attachments.video_data", "captures/recorded/facebook/messages_info.json"},
        {"UnifiedMessage.shares.id", kNotes},
        {"UnifiedMessage.shares.link", kNotes},
        {"UnifiedMessage.shares.name", kNotes},
        {"UnifiedMessage.shares.description", kNotes},
        {"Account.id", kNotes},
        {"Account.name", kNotes},
        {"Account.access_token", kNotes},
        {"Account.tasks", kNotes},
    };
    const auto& ofMessages = asked_fields::placesOfMessages();
    places.insert(ofMessages.begin(), ofMessages.end());
    return places;
}

/// What kind of object an address leads to.
std::string kindOf(const std::filesystem::path& shared, const std::string& url) {
    std::string path = url.substr(url.find("/v26.0") + 6);
    path = path.substr(0, path.find('?'));
    const auto last = path.substr(path.rfind('/') + 1);
    const auto page = fieldsOf(shared, "Page");
    if (path == "/me/accounts") {
        return "Account";
    }
    if (path.starts_with("/1088/")) {
        REQUIRE(page.contains(last));
        return page.at(last);
    }
    if (last == "messages") {
        return fieldsOf(shared, "UnifiedThread").at("messages");
    }
    if (last == "comments") {
        return fieldsOf(shared, path.starts_with("/1088_") ? "PagePost" : "Comment").at("comments");
    }
    return path == "/me" || path == "/1088" ? "Page" : path.starts_with("/1088_") ? "PagePost" : "Comment";
}

/// All that is asked for is there.
Answer answerTo(const std::string& url) {
    const auto has = [&url](const char* part) { return url.find(part) != std::string::npos; };
    return has("/conversations?")     ? fb::page({fb::conversation("t_2", 59)})
           : has("/messages?")        ? fb::page({fb::message(59)})
           : has("/published_posts?") ? fb::page({fb::post(5001, 2, fb::kPage, {fb::comment(59)}, "n")})
           : has("/me/accounts?")     ? fb::refusal(100)
           : has("ids=")              ? fb::refusal(803)
           : has("/5001_25?")         ? dialogue::json(fb::comment(25).dump())
           : has("/1088_5001?")       ? dialogue::json(fb::post(5001, 2).dump())
           : has("/me?")              ? dialogue::json(R"({"id":"1088","name":"Lamp shop"})")
                                      : fb::page({});
}

std::set<std::string> everyAddress() {
    std::set<std::string> urls;
    const auto collect = [&urls](const auto& steps) { asked_fields::collect(steps, answerTo, urls); };
    auto account = fb::account();
    account.settings["human_agent"] = "on";
    const auto secrets = fb::secrets();
    const auto& adapter = fb::adapter();
    fb::Poll poll;
    poll.thorough = true;
    poll.recent = {{"5001_25", "5001_25"}};
    collect(poll.steps());
    collect(adapter.readThread(account, secrets, "5001_25", {}));
    collect(adapter.readThread(account, secrets, "1088_5001", {}));
    collect(adapter.identify(account, secrets));
    collect(adapter.testAbilities(account, secrets));
    model::ReplyDraft draft;
    draft.visibility = model::Visibility::Private;
    draft.addresseeRemoteId = fb::kAna;
    draft.addresseeWroteAt = dialogue::kNow - std::chrono::hours{30};
    collect(adapter.prepare(account, secrets, draft, dialogue::kNow));
    for (const auto* body :
         {R"({"kind":"message","to":"6544"})", R"({"kind":"comment","parent":"5001_25"})"}) {
        collect(adapter.lookUp({.account = account,
                                .secrets = secrets,
                                .draft = {},
                                .frozen = {.body = body, .repeatKey = {}}}));
    }
    return urls;
}

}  // namespace

TEST_CASE("fields and what stands in their braces are told apart") {
    const auto names = namesIn("id,from{id,name},comments.filter(stream).limit(10){id,parent{id}},story");
    REQUIRE(names.size() == 4);
    CHECK(names[1].name == "from");
    CHECK(names[1].inner == "id,name");
    CHECK(names[2].name == "comments");
    CHECK(names[2].inner == "id,parent{id}");
    CHECK(names[3].name == "story");
    CHECK(names[3].inner.empty());
}

TEST_CASE("every field that Graph is asked for stands in Meta's lists, or is named with its place") {
    const auto shared = sharedOrSkip();
    if (!shared) {
        return;
    }
    asked_fields::Conformance conformance(*shared, namedElsewhere());
    std::size_t asked = 0;
    for (const auto& url : everyAddress()) {
        CAPTURE(url);
        if (const auto fields = net::queryParameter(url, "fields")) {
            conformance.judge(kindOf(*shared, url), *fields);
            ++asked;
        }
    }
    CHECK(asked >= 14);
    CHECK(conformance.names() > 100);
    conformance.judgePlaces();
}

TEST_CASE("every key that Graph's answers are read by is known from Meta's lists, a recording or the notes") {
    const auto shared = sharedOrSkip();
    if (!shared) {
        return;
    }
    std::set<std::string> listed;
    for (const auto* kind : {"Comment", "PagePost", "UnifiedThread", "Page"}) {
        for (const auto& [name, type] : fieldsOf(*shared, kind)) {
            listed.insert(name);
        }
    }
    std::string recorded = support::readFile(*shared / "platforms.md");
    for (const auto& entry : std::filesystem::directory_iterator(*shared / "captures/recorded/facebook")) {
        recorded += support::readFile(entry.path());
    }
    std::size_t keys = 0;
    for (const auto* file : {"graph/parse.cpp", "facebook/parse.cpp", "facebook/identify.cpp"}) {
        for (const auto& name : asked_fields::keysReadIn(file)) {
            CAPTURE(file, name);
            const bool known = listed.contains(name) || asked_fields::holdsWord(recorded, name);
            CHECK(known);
            ++keys;
        }
    }
    CHECK(keys > 60);
}
