// SPDX-License-Identifier: GPL-3.0-or-later
#include "asked_fields.h"
#include "support/catch.h"
#include "support/paths.h"
#include "threads_samples.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>

/// Meta publishes no list of Threads' fields: what we ask for and read is named in the notes on the platform,
/// address by address. What those leave out is named here.
namespace {

using dialogue::Answer;

/// The notes on Threads.
std::string notesOn(const std::filesystem::path& shared) {
    const std::string notes = support::readFile(shared / "platforms.md");
    const auto begin = notes.find("\n## 12. Threads API");
    REQUIRE(begin != std::string::npos);
    return notes.substr(begin, notes.find("\n## ", begin + 1) - begin);
}

/// How the notes write an address.
std::string inNotes(const std::string& path) {
    static const std::map<std::string, std::string> kWritten{
        {"/18038", "/{id}"}, {"/17900/conversation", "/{id}/conversation"}, {"/777", "/{container}"}};
    const auto written = kWritten.find(path);
    return written == kWritten.end() ? path : written->second;
}

Answer answerTo(const std::string& url) {
    const auto has = [&url](const char* part) { return url.find(part) != std::string::npos; };
    return has("/me/threads?")     ? th::page({th::root(17900, 2)})
           : has("/conversation?") ? th::page({th::post(25)})
           : has("/18038?")        ? dialogue::json(th::post(38).dump())
           : has("/777?")          ? dialogue::json(R"({"id":"777","status":"PUBLISHED"})")
           : has("/me?")           ? dialogue::json(R"({"id":"900","username":"myshop"})")
                                   : th::page({});
}

std::set<std::string> everyAddress() {
    std::set<std::string> urls;
    const auto collect = [&urls](const auto& steps) { asked_fields::collect(steps, answerTo, urls); };
    const auto account = th::account();
    const auto secrets = th::secrets();
    const auto& adapter = th::adapter();
    th::Poll poll;
    poll.cursors.clear();
    poll.thorough = true;
    collect(poll.steps());
    collect(adapter.readThread(account, secrets, "18038", {}));
    collect(adapter.identify(account, secrets));
    collect(adapter.testAbilities(account, secrets));
    const model::FrozenReply frozen{.body = R"({"container":"777","text":"x","parent":"18038"})",
                                    .repeatKey = {}};
    collect(adapter.lookUp({.account = account, .secrets = secrets, .draft = {}, .frozen = frozen}));
    return urls;
}

}  // namespace

TEST_CASE("every address and field that Threads is asked for stands in the notes on it") {
    const auto shared = asked_fields::sharedOrSkip();
    if (!shared) {
        return;
    }
    const std::string notes = notesOn(*shared);
    // The profile's name, which may be missing: the handle stands in for it.
    std::set<std::string> unnamed{"/me.name"};
    std::size_t names = 0;
    for (const auto& url : everyAddress()) {
        CAPTURE(url);
        std::string path = url.substr(url.find("/v1.0") + 5);
        path = path.substr(0, path.find('?'));
        CHECK(notes.find(inNotes(path)) != std::string::npos);
        const auto fields = net::queryParameter(url, "fields");
        REQUIRE(fields);
        for (const auto& [name, inner] : asked_fields::namesIn(*fields)) {
            CAPTURE(name);
            ++names;
            const bool known = asked_fields::holdsWord(notes, name) || unnamed.erase(path + "." + name) == 1;
            CHECK(known);
        }
    }
    CHECK(names > 60);
    CHECK(unnamed.empty());
}

TEST_CASE("every key that Threads' answers are read by stands in the notes on it") {
    const auto shared = asked_fields::sharedOrSkip();
    if (!shared) {
        return;
    }
    const std::string notes = notesOn(*shared);
    std::set<std::string> unnamed{"name"};
    std::size_t keys = 0;
    for (const auto* file : {"threads/post.cpp", "threads/send.cpp", "threads/sign_in.cpp"}) {
        for (const auto& name : asked_fields::keysReadIn(file)) {
            CAPTURE(file, name);
            ++keys;
            const bool known = asked_fields::holdsWord(notes, name) || unnamed.erase(name) == 1;
            CHECK(known);
        }
    }
    CHECK(keys >= 16);
    CHECK(unnamed.empty());
}
