// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include "support/catch.h"
#include "support/paths.h"

#include <unistd.h>

#include <algorithm>

extern char** environ;

Console::Console() {
    // What sanitizers and the loader need; everything else would make the test depend on the machine.
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string variable = *entry;
        const std::string name = variable.substr(0, variable.find('='));
        if (name == "PATH" || name.starts_with("LD_") || name.ends_with("SAN_OPTIONS")) {
            environment[name] = variable.substr(name.size() + 1);
        }
    }
    environment["HOME"] = folder().string();
    environment["SHOPBELL_PASSPHRASE"] = kPassphrase;
}

Launch Console::launch(const std::vector<std::string>& words, const std::string& input) const {
    Launch launch{.program = (support::programFolder() / "shopbell-cli").string(),
                  .words = {"--profile", profile().string(), "--no-keyring"},
                  .environment = environment,
                  .input = input};
    launch.words.insert(launch.words.end(), words.begin(), words.end());
    return launch;
}

Outcome Console::run(const std::vector<std::string>& words, const std::string& input) const {
    return runToEnd(launch(words, input));
}

void Console::attempt(const std::vector<std::string>& words) const {
    const Outcome outcome = run(words);
    INFO(outcome.out << outcome.err);
    // Not by a signal.
    CHECK(outcome.code < 1000);
}

Json Console::done(std::vector<std::string> words, const std::string& input) const {
    INFO("command " << Catch::Detail::stringify(words));
    words.emplace_back("--json");
    const Outcome outcome = run(words, input);
    INFO(outcome.out << outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK(outcome.err.empty());
    const Json document = Json::parse(outcome.out, nullptr, false);
    REQUIRE(document.is_object());
    return document;
}

Json Console::list(const std::vector<std::string>& words, const std::string& key) const {
    const Json document = done(words);
    INFO(document.dump(2));
    REQUIRE(document.contains(key));
    REQUIRE(document[key].is_array());
    return document[key];
}

std::string Console::refused(const std::vector<std::string>& words, int code,
                             const std::string& input) const {
    INFO("command " << Catch::Detail::stringify(words));
    const Outcome outcome = run(words, input);
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == code);
    CHECK(outcome.out.empty());
    CHECK(isOneSentence(outcome.err));
    return outcome.err;
}

std::int64_t Console::connect(const Town& town) const {
    return done({"account", "add", "mastodon", "--server", town.url(), "--token-stdin"},
                town.token() + "\n")["id"];
}

Json Console::sync() const {
    const Json accounts = list({"sync", "--once"}, "accounts");
    REQUIRE(accounts.size() == 1);
    CHECK(accounts[0]["ok"] == true);
    return accounts[0];
}

Json Console::reply(std::int64_t conversation, const std::string& text) const {
    return done({"reply", std::to_string(conversation), "--text", text});
}

Json Console::conversation(const std::string& snippet) const {
    const Json rows = list({"inbox", "--view", "all"}, "conversations");
    for (const Json& row : rows) {
        if (row["snippet"].get<std::string>().find(snippet) != std::string::npos) {
            return row;
        }
    }
    FAIL("no conversation ends with " << snippet);
    return {};
}

Json Console::messages(std::int64_t conversation) const {
    return list({"thread", std::to_string(conversation)}, "messages");
}

Json Console::outbox() const {
    return list({"outbox"}, "replies");
}

Json Console::account() const {
    return list({"account", "list"}, "accounts").at(0);
}

bool isOneSentence(const std::string& err) {
    constexpr std::string_view kName = "shopbell-cli: ";
    return err.starts_with(kName) && err.size() > kName.size() + 10 && err.size() < 500 &&
           err.ends_with('\n') && std::ranges::count(err, '\n') == 1;
}

void pauseBriefly() {
    ::usleep(20'000);
}
