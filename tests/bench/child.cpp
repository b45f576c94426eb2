// SPDX-License-Identifier: GPL-3.0-or-later
#include "child.h"

#include "measure.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <stdexcept>

namespace bench {

namespace {

std::string beside(const std::string& program) {
    return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / program).string();
}

std::string readAll(int pipe) {
    std::string all;
    std::array<char, 4096> part{};
    for (ssize_t got = 0; (got = ::read(pipe, part.data(), part.size())) > 0;) {
        all.append(part.data(), static_cast<std::size_t>(got));
    }
    return all;
}

}  // namespace

ChildAnswer runBeside(const std::string& program, const std::vector<std::string>& words) {
    const std::string path = beside(program);
    std::vector<std::string> kept{path};
    kept.insert(kept.end(), words.begin(), words.end());
    std::vector<char*> arguments;
    for (std::string& word : kept) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error("no pipe");
    }
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    pid_t process = 0;
    ChildAnswer answer{.startedAt = wallMs(), .output = {}};
    const int failed = ::posix_spawn(&process, path.c_str(), &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    answer.output = readAll(ends[0]);
    ::close(ends[0]);
    int status = 0;
    if (failed != 0 || ::waitpid(process, &status, 0) != process || !WIFEXITED(status) ||
        WEXITSTATUS(status) != 0) {
        throw std::runtime_error(program + " did not end well");
    }
    return answer;
}

}  // namespace bench
