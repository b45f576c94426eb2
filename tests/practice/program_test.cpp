// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_client.h"

#include "practice/json.h"

#include "support/catch.h"
#include "support/paths.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <string>
#include <vector>

namespace {

/// shopbell-practice, run with these arguments; ended by its pid if the test leaves it running.
class Program {
public:
    explicit Program(std::vector<std::string> arguments) {
        std::array<int, 2> out{};
        std::array<int, 2> err{};
        REQUIRE(::pipe(out.data()) == 0);
        REQUIRE(::pipe(err.data()) == 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        for (const auto& [ends, target] : {std::pair{out, STDOUT_FILENO}, {err, STDERR_FILENO}}) {
            posix_spawn_file_actions_adddup2(&actions, ends[1], target);
            posix_spawn_file_actions_addclose(&actions, ends[0]);
            posix_spawn_file_actions_addclose(&actions, ends[1]);
        }
        std::string path = (support::programFolder() / "shopbell-practice").string();
        std::vector<char*> argv{path.data()};
        for (std::string& argument : arguments) {
            argv.push_back(argument.data());
        }
        argv.push_back(nullptr);
        REQUIRE(posix_spawn(&m_pid, path.c_str(), &actions, nullptr, argv.data(), environ) == 0);
        posix_spawn_file_actions_destroy(&actions);
        ::close(out[1]);
        ::close(err[1]);
        m_out = out[0];
        m_err = err[0];
    }
    ~Program() {
        if (m_pid > 0) {
            static_cast<void>(finish(SIGKILL));
        }
        ::close(m_out);
        ::close(m_err);
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    [[nodiscard]] std::string line() const { return read(m_out, "\n"); }
    [[nodiscard]] std::string restOfOutput() const { return read(m_out, ""); }
    [[nodiscard]] std::string complaint() const { return read(m_err, ""); }
    /// Sends the signal and returns the exit code, 1000 + signal when it was killed. A program that has ended
    /// by itself (its output is at an end) does not mind.
    [[nodiscard]] int finish(int signal) {
        ::kill(m_pid, signal);
        int status = 0;
        REQUIRE(::waitpid(m_pid, &status, 0) == m_pid);
        m_pid = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
    }

private:
    /// Up to and with `until`, or to the end.
    static std::string read(int file, const std::string& until) {
        std::string text;
        char letter = 0;
        while ((until.empty() || !text.ends_with(until)) && ::read(file, &letter, 1) == 1) {
            text += letter;
        }
        return text;
    }

    pid_t m_pid = 0;
    int m_out = -1;
    int m_err = -1;
};

}  // namespace

TEST_CASE("one line says where the street is, and it ends cleanly on SIGTERM and SIGINT") {
    for (const int signal : {SIGTERM, SIGINT}) {
        Program program({"--port-base", "0", "--speed", "60", "--seed", "3", "--platforms", "mastodon"});
        const auto urls = app::practice::Json::parse(program.line());
        REQUIRE(urls.size() == 1);
        const std::string url = urls["mastodon"];
        CHECK(url.starts_with("http://127.0.0.1:"));
        CHECK(rawExchange(url, "GET", "/api/v2/instance").status() == 200);
        CHECK(app::practice::Json::parse(rawExchange(url, "GET", "/_street/clock").body())["speed"] == 60);
        CHECK(program.finish(signal) == 0);
        CHECK(program.restOfOutput().empty());
        CHECK(program.complaint().empty());
    }
}

TEST_CASE("every platform moves in by default, at neighbouring ports, and one alone when asked to") {
    Program first({"--quiet"});
    const auto all = app::practice::Json::parse(first.line());
    REQUIRE(all.size() == 6);
    CHECK(all.begin().key() == "mastodon");
    const std::string sky = all["bluesky"];
    CHECK(rawExchange(sky, "GET", "/xrpc/_health").status() == 200);
    CHECK(rawExchange(all["mastodon"], "GET", "/xrpc/_health").status() == 404);
    Program alone({"--quiet", "--platforms", "bluesky"});
    const auto one = app::practice::Json::parse(alone.line());
    REQUIRE(one.size() == 1);
    const auto tokens =
        app::practice::Json::parse(rawExchange(one["bluesky"], "GET", "/_street/tokens").body());
    CHECK(tokens["handles"]["shop"] == "kettle-and-kiln.test");
    CHECK(tokens["customers"].size() == tokens["handles"].size() - 1);
}

TEST_CASE("a taken port ends with 1 and one sentence") {
    Program first({"--quiet"});
    const std::string url = app::practice::Json::parse(first.line())["mastodon"];
    const std::string port = url.substr(url.rfind(':') + 1);
    Program second({"--port-base", port});
    CHECK(second.line().empty());
    CHECK(second.finish(SIGTERM) == 1);
    CHECK(second.complaint() ==
          "shopbell-practice: port " + port + " on 127.0.0.1 is in use; choose another --port-base\n");
}

TEST_CASE("what cannot be meant ends with 2 and one sentence") {
    const std::vector<std::vector<std::string>> wrong{
        {"--nonsense"}, {"--platforms", "teletext"}, {"--speed", "0"},      {"--speed", "fast"},
        {"stray"},      {"--port-base", "70000"},    {"--port-base", "-1"}, {"--start-at", "-5"},
    };
    for (const auto& arguments : wrong) {
        Program program(arguments);
        INFO(arguments[0]);
        CHECK(program.line().empty());
        CHECK(program.finish(SIGTERM) == 2);
        const std::string complaint = program.complaint();
        CHECK(complaint.starts_with("shopbell-practice: "));
        CHECK(std::count(complaint.begin(), complaint.end(), '\n') == 1);
    }
}
