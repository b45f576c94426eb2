// SPDX-License-Identifier: GPL-3.0-or-later
#include "tls_street.h"

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace tls {
namespace {

struct Spawned {
    pid_t process = 0;
    int input = -1;   ///< what is written there the program reads
    int output = -1;  ///< what the program says, on both of its ways
};

/// Nothing when the program can't be started.
Spawned spawn(const std::vector<std::string>& command) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error("no pipe");
    }
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], 2);
    std::vector<std::string> words = command;
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    Spawned spawned{.process = 0, .input = in[1], .output = out[0]};
    if (::posix_spawnp(&spawned.process, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) {
        spawned.process = 0;
    }
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    return spawned;
}

/// Runs a program to its end; its output when it ended well.
bool run(const std::vector<std::string>& command, std::string& output) {
    const Spawned spawned = spawn(command);
    ::close(spawned.input);
    std::array<char, 4096> buffer{};
    for (ssize_t size = 1; size > 0;) {
        size = ::read(spawned.output, buffer.data(), buffer.size());
        output.append(buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    }
    ::close(spawned.output);
    int status = 1;
    return spawned.process != 0 && ::waitpid(spawned.process, &status, 0) == spawned.process && status == 0;
}

void openssl(std::vector<std::string> words) {
    words.insert(words.begin(), "openssl");
    std::string output;
    if (!run(words, output)) {
        throw std::runtime_error("openssl " + words.at(1) + ": " + output);
    }
}

}  // namespace

bool hasOpenssl() {
    std::string output;
    return run({"openssl", "version"}, output);
}

CertificateAuthority::CertificateAuthority() {
    std::string name = (std::filesystem::temp_directory_path() / "shopbell-tls-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("can't make a folder " + name);
    }
    m_folder = name;
    selfSign("ca", "DNS:authority.example");
    std::ofstream(file("ca.cnf"))
        << "[a]\ndatabase=" << file("issued") << "\nrand_serial=yes\nnew_certs_dir=" << name
        << "\ndefault_md=sha256\npolicy=p\ncopy_extensions=copy\nunique_subject=no\n"
           "[p]\ncommonName=optional\n";
    std::ofstream(file("issued")).flush();
}

CertificateAuthority::~CertificateAuthority() {
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

void CertificateAuthority::issue(const std::string& name, const std::string& alternative,
                                 const std::string& from, const std::string& until) {
    const std::string request = file(name + ".request");
    openssl({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
             keyFile(name), "-out", request, "-subj", "/CN=" + name, "-addext",
             "subjectAltName=" + alternative});
    openssl({"ca", "-batch", "-notext", "-config", file("ca.cnf"), "-name", "a", "-cert", caFile(),
             "-keyfile", keyFile("ca"), "-in", request, "-out", certificateFile(name), "-startdate", from,
             "-enddate", until});
}

void CertificateAuthority::selfSign(const std::string& name, const std::string& alternative) {
    openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
             keyFile(name), "-out", certificateFile(name), "-subj", "/CN=" + name, "-days", "30", "-addext",
             "subjectAltName=" + alternative});
}

Server::Server(const std::string& certificateFile, const std::string& keyFile,
               const std::vector<std::string>& more) {
    std::vector<std::string> command = {"openssl",       "s_server", "-accept", "127.0.0.1:0", "-cert",
                                        certificateFile, "-key",     keyFile,   "-www"};
    command.insert(command.end(), more.begin(), more.end());
    const Spawned spawned = spawn(command);
    m_process = spawned.process;
    m_output = spawned.output;
    m_input = spawned.input;
    std::string said;
    std::array<char, 4096> buffer{};
    constexpr std::string_view kReady = "ACCEPT 127.0.0.1:";
    while (said.find(kReady) == std::string::npos || !said.ends_with('\n')) {
        const ssize_t size = ::read(m_output, buffer.data(), buffer.size());
        if (size <= 0) {
            throw std::runtime_error("openssl s_server: " + said);
        }
        said.append(buffer.data(), static_cast<std::size_t>(size));
    }
    m_port = static_cast<std::uint16_t>(std::stoi(said.substr(said.find(kReady) + kReady.size())));
}

Server::~Server() {
    if (m_process > 0) {
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
    }
    ::close(m_output);
    ::close(m_input);
}

}  // namespace tls
