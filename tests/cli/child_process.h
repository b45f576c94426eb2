// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

/// What a program left behind.
struct Outcome {
    int code = -1;  ///< 1000 + the signal that killed it
    std::string out;
    std::string err;
};

/// What is started, and with what.
struct Launch {
    std::string program;
    std::vector<std::string> words;
    std::map<std::string, std::string> environment;
    std::optional<std::string> input = "";        ///< nothing: stdin stays open for give()
    std::optional<std::string> descriptor9 = {};  ///< what can be read there
};

/// A program that runs beside the test; killed by its pid when the test leaves it running.
class ChildProcess {
public:
    explicit ChildProcess(const Launch& launch);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    [[nodiscard]] pid_t pid() const { return m_pid; }
    /// The next line of stderr, without its end.
    [[nodiscard]] std::string errorLine();
    /// All that stdin has to say.
    void give(const std::string& input);
    /// Sends the signal (0 = none), reads to the end, and waits. A program that does not end fails the test.
    [[nodiscard]] Outcome finish(int signal = 0);
    /// Whether it still runs.
    [[nodiscard]] bool runs();

private:
    void readAll(Outcome& outcome);
    void reap(int status);

    pid_t m_pid = 0;
    int m_in = -1;
    int m_out = -1;
    int m_err = -1;
    std::string m_errorsRead;
    std::optional<int> m_code;
};

/// Runs a program to its end.
[[nodiscard]] Outcome runToEnd(const Launch& launch);
