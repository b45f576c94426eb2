// SPDX-License-Identifier: GPL-3.0-or-later
#include "child_process.h"

#include "support/catch.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <utility>

namespace {

constexpr int kPatienceMs = 60'000;
constexpr int kExtra = 9;

std::array<int, 2> channel() {
    std::array<int, 2> ends{};
    // Not a pipe: writing to a program that has ended must not end the test.
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
    return ends;
}

void sendAll(int socket, const std::string& bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t count = ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) {
            return;  // it does not want to know
        }
        sent += static_cast<std::size_t>(count);
    }
}

std::vector<char*> pointersTo(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

ChildProcess::ChildProcess(const Launch& launch) {
    const auto in = channel();
    const auto out = channel();
    const auto err = channel();
    const auto extra = channel();
    std::vector<std::string> words{launch.program};
    words.insert(words.end(), launch.words.begin(), launch.words.end());
    std::vector<std::string> variables;
    for (const auto& [name, value] : launch.environment) {
        variables.push_back(name + "=" + value);
    }
    const std::vector<char*> argv = pointersTo(words);
    const std::vector<char*> environment = pointersTo(variables);
    const pid_t parent = ::getpid();
    m_pid = ::fork();
    REQUIRE(m_pid >= 0);
    if (m_pid == 0) {
        // Nothing but system calls: other threads of the test may hold locks.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(in[1], STDIN_FILENO);
        ::dup2(out[1], STDOUT_FILENO);
        ::dup2(err[1], STDERR_FILENO);
        if (launch.descriptor9) {
            ::dup2(extra[1], kExtra);
        }
        if (::getppid() == parent) {
            ::execve(argv[0], argv.data(), environment.data());
        }
        ::_exit(127);
    }
    for (const int end : {in[1], out[1], err[1], extra[1]}) {
        ::close(end);
    }
    m_in = in[0];
    m_out = out[0];
    m_err = err[0];
    if (launch.descriptor9) {
        sendAll(extra[0], *launch.descriptor9);
    }
    ::close(extra[0]);
    if (launch.input) {
        give(*launch.input);
    }
}

ChildProcess::~ChildProcess() {
    if (!m_code) {
        ::kill(m_pid, SIGKILL);
        int status = 0;
        ::waitpid(m_pid, &status, 0);
    }
    for (const int end : {m_in, m_out, m_err}) {
        if (end >= 0) {
            ::close(end);
        }
    }
}

std::string ChildProcess::errorLine() {
    std::string line;
    char letter = 0;
    for (;;) {
        pollfd ready{.fd = m_err, .events = POLLIN, .revents = 0};
        if (::poll(&ready, 1, kPatienceMs) <= 0 || ::read(m_err, &letter, 1) != 1) {
            FAIL("no line on stderr, only: " << line);
        }
        m_errorsRead += letter;
        if (letter == '\n') {
            return line;
        }
        line += letter;
    }
}

void ChildProcess::give(const std::string& input) {
    sendAll(m_in, input);
    ::close(std::exchange(m_in, -1));
}

void ChildProcess::readAll(Outcome& outcome) {
    std::array<pollfd, 2> ends{pollfd{.fd = m_out, .events = POLLIN, .revents = 0},
                               pollfd{.fd = m_err, .events = POLLIN, .revents = 0}};
    std::array<std::string*, 2> texts{&outcome.out, &outcome.err};
    while (ends[0].fd >= 0 || ends[1].fd >= 0) {
        if (::poll(ends.data(), ends.size(), kPatienceMs) <= 0) {
            ::kill(m_pid, SIGKILL);
            FAIL("the program did not end; it said: " << outcome.out << outcome.err);
        }
        for (std::size_t i = 0; i < ends.size(); ++i) {
            if (ends.at(i).fd < 0 || ends.at(i).revents == 0) {
                continue;
            }
            std::array<char, 65536> bytes{};
            const ssize_t count = ::read(ends.at(i).fd, bytes.data(), bytes.size());
            if (count <= 0) {
                ends.at(i).fd = -1;
                continue;
            }
            texts.at(i)->append(bytes.data(), static_cast<std::size_t>(count));
        }
    }
}

void ChildProcess::reap(int status) {
    m_code = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

Outcome ChildProcess::finish(int signal) {
    if (signal != 0) {
        ::kill(m_pid, signal);
    }
    if (m_in >= 0) {
        ::close(std::exchange(m_in, -1));
    }
    Outcome outcome;
    outcome.err = m_errorsRead;
    readAll(outcome);
    if (!m_code) {
        int status = 0;
        REQUIRE(::waitpid(m_pid, &status, 0) == m_pid);
        reap(status);
    }
    outcome.code = *m_code;
    return outcome;
}

bool ChildProcess::runs() {
    int status = 0;
    if (!m_code && ::waitpid(m_pid, &status, WNOHANG) == m_pid) {
        reap(status);
    }
    return !m_code;
}

Outcome runToEnd(const Launch& launch) {
    return ChildProcess(launch).finish();
}
