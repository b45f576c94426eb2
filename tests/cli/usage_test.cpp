// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include "support/catch.h"

#include <sstream>

namespace {

struct Wrong {
    std::string words;
    std::string named;  ///< what the sentence must name
};

std::vector<std::string> split(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) {
        words.push_back(word);
    }
    return words;
}

}  // namespace

TEST_CASE("a command line that makes no sense ends with 2 and one sentence that names the word") {
    const std::vector<Wrong> wrong{
        {"", "command"},
        {"bogus", "\"bogus\""},
        {"reprot", "\"reprot\""},
        {"account", "account needs a command: add, list, test, remove"},
        {"account bogus", "\"account bogus\""},
        {"outbox bogus", "\"outbox bogus\""},
        {"canned bogus", "\"canned bogus\""},
        {"--bogus inbox", "--bogus"},
        {"inbox --bogus", "--bogus"},
        {"inbox --bogus=3", "--bogus"},
        {"inbox sync", "\"sync\""},
        {"inbox --limit x", "\"x\""},
        {"inbox --limit 0", "\"0\""},
        {"inbox --limit", "--limit"},
        {"inbox --view old", "\"old\""},
        {"thread", "ID"},
        {"thread x", "\"x\""},
        {"thread 0", "\"0\""},
        {"thread -3", "\"-3\""},
        {"thread 1 2", "\"2\""},
        {"thread 99999999999999999999", "\"99999999999999999999\""},
        {"search", "QUERY"},
        {"suggest", "CONVERSATION"},
        {"reply", "CONVERSATION"},
        {"reply 1", "text"},
        {"reply 1 --text", "--text"},
        {"reply 1 wobble", "\"wobble\""},
        {"reply 1 --text a -", "--text"},
        {"reply 1 --to x --text a", "\"x\""},
        {"outbox retry", "ID"},
        {"outbox send-again x", "\"x\""},
        {"canned add --text a", "--title"},
        {"canned add --title a", "text"},
        {"canned import", "FILE"},
        {"account add", "PLATFORM"},
        {"account add mastodon", "--server"},
        {"account add mastodon --server x --token-stdin --paste-code", "--paste-code"},
        {"account test", "ID"},
        {"sync --account x", "\"x\""},
        {"--passphrase-fd x inbox", "\"x\""},
    };
    const Console console;
    for (const Wrong& one : wrong) {
        INFO("shopbell-cli " << one.words);
        CHECK(console.refused(split(one.words), 2).find(one.named) != std::string::npos);
    }
    CHECK_FALSE(std::filesystem::exists(console.profile()));
}

TEST_CASE("a token on the command line is refused and not repeated") {
    const Console console;
    for (const char* words : {"account add mastodon --server x --token s3cr3t-t0ken",
                              "account add mastodon --server x --token=s3cr3t-t0ken"}) {
        const std::string sentence = console.refused(split(words), 2);
        CHECK(sentence.find("--token ") != std::string::npos);
        CHECK(sentence.find("s3cr3t") == std::string::npos);
    }
}

TEST_CASE("help and version go to stdout and end with 0") {
    const Console console;
    for (const char* words : {"--help", "-h", "account --help", "account add --help", "--version"}) {
        const Outcome outcome = console.run(split(words));
        INFO(words << outcome.err);
        CHECK(outcome.code == 0);
        CHECK(outcome.err.empty());
        CHECK_FALSE(outcome.out.empty());
    }
    const std::string help = console.run({"--help"}).out;
    for (const char* command :
         {"account", "sync", "inbox", "thread", "reply", "outbox", "search", "suggest", "canned", "check"}) {
        CHECK(help.find(command) != std::string::npos);
    }
}

TEST_CASE("options of the program stand before or behind the command") {
    const Console console;
    CHECK(console.run({"--json", "outbox"}).out == console.run({"outbox", "--json"}).out);
    CHECK(Json::parse(console.run({"--json", "account", "list"}).out)["accounts"].empty());
    CHECK(Json::parse(console.run({"account", "--json", "list"}).out)["accounts"].empty());
}

TEST_CASE("an answer that can't be written is an error") {
    const Console console;
    const Launch launch = console.launch({"canned", "list"});
    std::string command = "exec \"$0\" \"$@\" >/dev/full";
    Launch shell{
        .program = "/bin/sh", .words = {"-c", command, launch.program}, .environment = launch.environment};
    shell.words.insert(shell.words.end(), launch.words.begin(), launch.words.end());
    const Outcome outcome = runToEnd(shell);
    CHECK(outcome.code == 1);
    CHECK(isOneSentence(outcome.err));
}

TEST_CASE("without --profile the profile is in the data folder of the person") {
    const Console console;
    Launch launch = console.launch({"account", "list"});
    launch.words = {"account", "list"};
    CHECK(runToEnd(launch).code == 0);
    CHECK(std::filesystem::exists(console.folder() / ".local/share/shopbell/shopbell.db"));
    launch.environment["XDG_DATA_HOME"] = (console.folder() / "elsewhere").string();
    CHECK(runToEnd(launch).code == 0);
    CHECK(std::filesystem::exists(console.folder() / "elsewhere/shopbell/shopbell.db"));
}
