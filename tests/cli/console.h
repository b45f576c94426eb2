// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "child_process.h"
#include "town.h"

#include "support/temporary_folder.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// shopbell-cli as it was built, on a profile that only this test has. Nothing of the machine's environment
/// reaches it.
class Console {
public:
    static constexpr const char* kPassphrase = "open-sesame-7f3a";

    Console();

    /// The words of a command behind --profile and --no-keyring.
    [[nodiscard]] Launch launch(const std::vector<std::string>& words, const std::string& input = "") const;
    [[nodiscard]] Outcome run(const std::vector<std::string>& words, const std::string& input = "") const;
    /// A command whose end says nothing here.
    void attempt(const std::vector<std::string>& words) const;
    /// A command that succeeds silently; the document of --json.
    Json done(std::vector<std::string> words, const std::string& input = "") const;
    /// One list of such a document.
    Json list(const std::vector<std::string>& words, const std::string& key) const;
    /// A command that is refused: this exit code, nothing on stdout, one sentence on stderr, which is
    /// returned.
    std::string refused(const std::vector<std::string>& words, int code, const std::string& input = "") const;

    /// Connects the town's shop with its token; the account's id.
    std::int64_t connect(const Town& town) const;
    /// The report of one account of "sync --once" that goes well.
    Json sync() const;
    /// Queues a reply; its outbox row.
    Json reply(std::int64_t conversation, const std::string& text) const;
    /// The conversation's document, by a part of its snippet.
    [[nodiscard]] Json conversation(const std::string& snippet) const;
    [[nodiscard]] Json messages(std::int64_t conversation) const;
    [[nodiscard]] Json outbox() const;
    [[nodiscard]] Json account() const;

    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path(); }
    [[nodiscard]] std::filesystem::path profile() const { return m_folder.path() / "profile"; }
    std::map<std::string, std::string> environment;

private:
    support::TemporaryFolder m_folder;
};

/// Whether stderr holds one sentence by shopbell-cli and nothing else.
[[nodiscard]] bool isOneSentence(const std::string& err);

/// Waits until it is true; false when it never is. For what another process does in its own time.
template <class Condition>
[[nodiscard]] bool eventually(const Condition& condition);

void pauseBriefly();

template <class Condition>
bool eventually(const Condition& condition) {
    for (int tries = 0; tries < 1'500; ++tries) {
        if (condition()) {
            return true;
        }
        pauseBriefly();
    }
    return false;
}
