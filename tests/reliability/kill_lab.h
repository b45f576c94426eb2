// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kill_relay.h"

#include "practice/json.h"
#include "practice/street.h"
#include "support/temporary_folder.h"

#include "base/clock.h"
#include "base/log.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace test {

/// What stood in the database when the program was killed.
enum class Phase { Start, BeforeClaim, Poll, Claimed, Settled };
inline constexpr std::size_t kPhases = 5;

/// A protection that is taken away behind the program's back.
enum class Without { Nothing, Claim, Keys, Rows };

enum class Program { CommandLine, Console };

/// What a run came to.
struct Tally {
    int kills = 0;
    int consoles = 0;  ///< of them, of the window's program
    std::array<int, kPhases> phases{};
    int queued = 0;
    int delivered = 0;
    int written = 0;    ///< by customers
    int uncertain = 0;  ///< replies that somebody had to decide about
    std::vector<std::string> lost;
    std::vector<std::string> doubled;
    std::vector<std::string> broken;  ///< databases and programs

    void add(const Tally& other);
    [[nodiscard]] std::string words() const;
};

/// A shop with three accounts (Mastodon, one like it that takes no keys and says so, Bluesky), customers who
/// go on writing, replies that go on being queued, and a program that is killed again and again. One thread.
/// Throws std::runtime_error when the lab itself can't go on.
class KillLab {
public:
    KillLab(unsigned seed, Without without);
    ~KillLab();
    KillLab(const KillLab&) = delete;
    KillLab& operator=(const KillLab&) = delete;

    /// Kills once; false when the program had ended by itself.
    bool kill(Program program);
    /// Lets the program do in peace what is due, and judges.
    void judge();
    /// A customer writes whom nobody hears, and it is judged: a message is missing.
    void judgeUnheard();
    [[nodiscard]] const Tally& tally() const { return m_tally; }

private:
    struct Reply {
        std::int64_t id = 0;
        bool promised = false;  ///< the server takes a repeat for what it is
    };
    /// What is counted before and after.
    struct Counts {
        std::int64_t attempts = 0, inFlight = 0, messages = 0;
    };
    void connect();
    void say();
    void queue();
    void queueByCommand(std::int64_t conversation, const std::string& text);
    void sabotage();
    [[nodiscard]] Trap::Armed plan(pid_t victim);
    [[nodiscard]] Phase phaseOf(const Counts& before) const;
    [[nodiscard]] Counts count() const;
    [[nodiscard]] pid_t start(Program program, const std::vector<std::string>& words,
                              const std::string& input = "") const;
    /// Its exit code.
    int command(const std::vector<std::string>& words, const std::string& input = "") const;
    void settleDown();
    void judgeReplies();
    void judgeCustomers();
    [[nodiscard]] int below(int limit);
    [[nodiscard]] std::vector<std::vector<std::string>> rows(int columns, const std::string& sql) const;
    [[nodiscard]] std::map<std::string, int> arrived() const;
    [[nodiscard]] std::string database() const { return m_folder.file("profile/shopbell.db"); }

    Without m_without;
    std::mt19937 m_dice;
    support::TemporaryFolder m_folder;
    std::unique_ptr<app::practice::Street> m_street;
    std::unique_ptr<app::practice::Street> m_plain;  ///< without keys
    Trap m_trap;
    std::vector<std::unique_ptr<KillRelay>> m_relays;
    std::string m_handle;
    std::unique_ptr<base::Clock> m_clock;
    std::unique_ptr<base::Log> m_log;
    std::map<std::string, Reply> m_replies;  ///< by text, each of its own
    std::vector<std::string> m_said;
    double m_length = 400;  ///< of a run, in ms
    Tally m_tally;
};

}  // namespace test
