// SPDX-License-Identifier: GPL-3.0-or-later
#include "console.h"

#include "support/catch.h"
#include "support/paths.h"

#include <sys/stat.h>

#include <csignal>

namespace {

/// Commands that need the vault.
const std::vector<std::vector<std::string>> kNeedSecrets{
    {"sync", "--once"}, {"sync"}, {"account", "test", "1"}, {"account", "remove", "1"}};

/// All files of the profile that hold the text.
std::vector<std::string> filesWith(const Console& console, const std::string& text) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(console.profile())) {
        if (entry.is_regular_file() && support::readFile(entry.path()).find(text) != std::string::npos) {
            found.push_back(entry.path().string());
        }
    }
    return found;
}

}  // namespace

TEST_CASE("without a passphrase and a keyring, what needs secrets is refused and the rest works") {
    Town town;
    Console console;
    console.connect(town);
    town.say("mira", "@shop Is the blue kettle still there?");
    console.sync();
    console.environment.erase("SHOPBELL_PASSPHRASE");
    for (const auto& words : kNeedSecrets) {
        const std::string sentence = console.refused(words, 1);
        CHECK(sentence.find("SHOPBELL_PASSPHRASE") != std::string::npos);
        CHECK(sentence.find("--passphrase-fd") != std::string::npos);
    }
    console.refused({"account", "add", "mastodon", "--server", town.url(), "--token-stdin"}, 1,
                    town.token() + "\n");
    console.reply(1, "Two are left.");
    CHECK(console.outbox().size() == 1);
    console.done({"check"});
    CHECK(console.list({"inbox"}, "conversations").size() == 1);
    // Without --no-keyring it is the same on a machine that has none.
    Launch launch = console.launch({"sync", "--once"});
    std::erase(launch.words, "--no-keyring");
    const Outcome outcome = runToEnd(launch);
    CHECK(outcome.code == 1);
    CHECK(isOneSentence(outcome.err));
}

TEST_CASE("a passphrase from a file descriptor opens the vault, and a wrong one does not") {
    Town town;
    Console console;
    console.connect(town);
    console.environment.erase("SHOPBELL_PASSPHRASE");
    const auto syncWith = [&](const std::string& passphrase) {
        Launch launch = console.launch({"sync", "--once", "--passphrase-fd", "9"});
        launch.descriptor9 = passphrase;
        return runToEnd(launch);
    };
    CHECK(syncWith(std::string(Console::kPassphrase) + "\n").code == 0);
    CHECK(syncWith(Console::kPassphrase).code == 0);
    for (const char* wrong : {"something else\n", "\n", ""}) {
        const Outcome outcome = syncWith(wrong);
        INFO(outcome.err);
        CHECK(outcome.code == 1);
        CHECK(outcome.out.empty());
        CHECK(isOneSentence(outcome.err));
    }
    console.refused({"sync", "--once", "--passphrase-fd", "9"}, 1);
    console.environment["SHOPBELL_PASSPHRASE"] = "something else";
    CHECK(console.refused({"sync", "--once"}, 1).find("something else") == std::string::npos);
}

TEST_CASE("a damaged vault is refused and stays as it is") {
    Town town;
    const Console console;
    console.connect(town);
    const auto vault = console.profile() / "secrets.vault";
    std::string bytes = support::readFile(vault);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    std::FILE* file = std::fopen(vault.c_str(), "wb");
    REQUIRE(file != nullptr);
    std::fwrite(bytes.data(), 1, bytes.size(), file);
    std::fclose(file);
    console.refused({"sync", "--once"}, 1);
    CHECK(support::readFile(vault) == bytes);
}

TEST_CASE("the vault and the folder are for the owner alone") {
    Town town;
    const Console console;
    console.connect(town);
    struct stat found{};
    REQUIRE(::stat((console.profile() / "secrets.vault").c_str(), &found) == 0);
    CHECK((found.st_mode & 07777U) == 0600U);
    REQUIRE(::stat(console.profile().c_str(), &found) == 0);
    CHECK((found.st_mode & 07777U) == 0700U);
}

TEST_CASE("neither token nor passphrase is in a file, an output or a list of processes") {
    Town town;
    const Console console;
    std::string said;
    const auto hear = [&](const Outcome& outcome) { said += outcome.out + outcome.err; };
    const auto everything = [&] {
        hear(console.run({"account", "add", "mastodon", "--server", town.url(), "--token-stdin", "--json"},
                         town.token() + "\n"));
        town.say("mira", "@shop Is the blue kettle still there?");
        for (const auto& words :
             std::vector<std::vector<std::string>>{{"sync", "--once", "--json"},
                                                   {"account", "test", "1"},
                                                   {"reply", "1", "--text", "Two are left."},
                                                   {"account", "list", "--json"},
                                                   {"thread", "1", "--json"},
                                                   {"outbox", "--json"}}) {
            hear(console.run(words));
        }
    };
    everything();
    // What goes wrong talks more.
    for (const char* kind : {"not_json", "revoked", "drop_after"}) {
        town.breakDown("/api/", kind, 2);
        hear(console.run({"sync", "--once"}));
        town.mend();
    }
    everything();
    ChildProcess running(console.launch({"sync"}));
    REQUIRE(eventually([&] { return std::filesystem::exists(console.profile() / "control.sock"); }));
    const std::string line = support::readFile("/proc/" + std::to_string(running.pid()) + "/cmdline");
    CHECK(line.find("sync") != std::string::npos);
    // While it runs, the write-ahead log is there as well.
    CHECK(std::filesystem::exists(console.profile() / "shopbell.db-wal"));
    for (const std::string& secret : {town.token(), std::string(Console::kPassphrase)}) {
        CHECK(filesWith(console, secret).empty());
        CHECK(line.find(secret) == std::string::npos);
        CHECK(said.find(secret) == std::string::npos);
    }
    const Outcome ended = running.finish(SIGTERM);
    CHECK(ended.code == 0);
    for (const std::string& secret : {town.token(), std::string(Console::kPassphrase)}) {
        CHECK((ended.out + ended.err).find(secret) == std::string::npos);
        CHECK(filesWith(console, secret).empty());
    }
    // The search itself finds what is there.
    CHECK_FALSE(filesWith(console, "blue kettle").empty());
}
