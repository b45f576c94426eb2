// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in on the platform's own page. The test plays the browser.
#include "console.h"

#include "support/catch.h"
#include "support/paths.h"

#include <filesystem>
#include <fstream>

namespace {

std::vector<std::string> adding(const Town& town) {
    return {"account", "add", "mastodon", "--server", town.url(), "--json"};
}

Launch pasting(const Console& console, const Town& town, bool askedFor) {
    auto words = adding(town);
    if (askedFor) {
        words.emplace_back("--paste-code");
    }
    Launch launch = console.launch(words);
    launch.input = std::nullopt;
    return launch;
}

/// The code that the page shows to be copied.
std::string codeOn(const Page& page) {
    const std::string mark = "value=\"";
    const auto begin = page.body.find(mark, page.body.find("oauth-code")) + mark.size();
    REQUIRE(begin > mark.size());
    return page.body.substr(begin, page.body.find('"', begin) - begin);
}

/// A browser of its own: visits the page, follows where it leads, and notes what it was started with.
void installBrowser(Console& console, const std::string& script) {
    const auto folder = console.folder() / "bin";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "xdg-open") << "#!/bin/sh\n" << script;
    std::filesystem::permissions(folder / "xdg-open", std::filesystem::perms::owner_all);
    console.environment["PATH"] = folder.string() + ":" + console.environment["PATH"];
    console.environment["DISPLAY"] = ":999";
}

}  // namespace

TEST_CASE("a code pasted from the page connects the account") {
    Town town;
    const Console console;
    for (const bool askedFor : {true, false}) {
        // Without a display nobody need ask for it.
        ChildProcess process(pasting(console, town, askedFor));
        CHECK(process.errorLine().find("paste the code") != std::string::npos);
        const std::string address = process.errorLine();
        REQUIRE(address.starts_with(town.url() + "/oauth/authorize?"));
        const Page page = visit("GET", address);
        REQUIRE(page.status == 200);
        process.give(codeOn(page) + "\n");
        const Outcome outcome = process.finish();
        INFO(outcome.err);
        CHECK(outcome.code == 0);
        CHECK(Json::parse(outcome.out)["id"] == 1);
    }
    town.say("mira", "@shop Is the blue kettle still there?");
    CHECK(console.sync()["new_messages"] == 1);
    console.reply(1, "Two are left.");
    CHECK(console.sync()["sent"] == 1);
}

TEST_CASE("a wrong code, a used one or none connects nothing") {
    Town town;
    const Console console;
    for (const char* code : {"not-the-code\n", "\n", ""}) {
        ChildProcess process(pasting(console, town, true));
        static_cast<void>(process.errorLine());
        const std::string address = process.errorLine();
        process.give(code);
        const Outcome outcome = process.finish();
        INFO(code << outcome.err);
        CHECK(outcome.code == 1);
        CHECK(outcome.out.empty());
        const auto talk = outcome.err.find(address) + address.size() + 1;
        CHECK(isOneSentence(outcome.err.substr(talk)));
    }
    CHECK(console.list({"account", "list"}, "accounts").empty());
}

TEST_CASE("the browser of this machine brings the sign-in back by itself") {
    Town town;
    Console console;
    installBrowser(console, R"(env >"$HOME/browser.env"; printf '%s\n' "$@" >"$HOME/browser.words")");
    ChildProcess process(console.launch(adding(town)));
    CHECK(process.errorLine().find("browser") != std::string::npos);
    const std::string address = process.errorLine();
    REQUIRE(eventually([&] {
        std::error_code ignored;
        return std::filesystem::file_size(console.folder() / "browser.words", ignored) > 0 && !ignored;
    }));
    CHECK(support::readFile(console.folder() / "browser.words") == address + "\n");
    // It learns neither the passphrase nor anything that stands on stdin.
    CHECK(support::readFile(console.folder() / "browser.env").find(Console::kPassphrase) ==
          std::string::npos);
    const Page page = visit("GET", address);
    REQUIRE(page.status == 302);
    const Page back = visit("GET", page.header("Location"));
    CHECK(back.status == 200);
    CHECK(back.body.find("close this page") != std::string::npos);
    const Outcome outcome = process.finish();
    INFO(outcome.err);
    CHECK(outcome.code == 0);
    CHECK(Json::parse(outcome.out)["name"].get<std::string>().starts_with("@shop@"));
    CHECK(console.sync()["ok"] == true);
}

TEST_CASE("an answer from another sign-in, or a no, connects nothing") {
    Town town;
    Console console;
    installBrowser(console, "exit 0\n");
    for (const char* answer : {"?code=stolen&state=another", "?error=access_denied", "?code=stolen"}) {
        ChildProcess process(console.launch(adding(town)));
        static_cast<void>(process.errorLine());
        const std::string address = process.errorLine();
        const Page page = visit("GET", address);
        const std::string location = page.header("Location");
        CHECK(visit("GET", location.substr(0, location.find('?')) + answer).status == 200);
        const Outcome outcome = process.finish();
        INFO(answer << outcome.err);
        CHECK(outcome.code == 1);
        CHECK(isOneSentence(outcome.err.substr(outcome.err.find(address) + address.size() + 1)));
    }
    CHECK(console.list({"account", "list"}, "accounts").empty());
}

TEST_CASE("a server that can't be reached ends the sign-in with 4") {
    Town town;
    const Console console;
    town.breakDown("POST /api/v1/apps", "drop_before", -1);
    console.refused({"account", "add", "mastodon", "--server", town.url(), "--paste-code"}, 4);
    town.mend();
    town.breakDown("POST /api/v1/apps", "html", -1);
    console.refused({"account", "add", "mastodon", "--server", town.url(), "--paste-code"}, 4);
}
