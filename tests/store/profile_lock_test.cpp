// SPDX-License-Identifier: GPL-3.0-or-later
#include "open_store.h"

#include "store/profile_lock.h"

#include "support/catch.h"
#include "support/temporary_folder.h"

#include <array>
#include <fstream>
#include <string>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

using store::ProfileLock;
using test::need;
using test::needError;

namespace {

/// Another process that holds the lock until it is killed.
class Holder {
public:
    explicit Holder(const std::string& folder) {
        std::array<int, 2> ready{};
        REQUIRE(::pipe(ready.data()) == 0);
        m_process = ::fork();
        REQUIRE(m_process >= 0);
        if (m_process == 0) {
            const auto lock = ProfileLock::take(folder);
            const char answer = lock ? 'y' : 'n';
            static_cast<void>(!::write(ready[1], &answer, 1));
            while (true) {
                ::pause();
            }
        }
        ::close(ready[1]);
        char answer = '?';
        REQUIRE(::read(ready[0], &answer, 1) == 1);
        ::close(ready[0]);
        REQUIRE(answer == 'y');
    }
    ~Holder() { kill(); }
    void kill() {
        if (m_process > 0) {
            ::kill(m_process, SIGKILL);
            ::waitpid(m_process, nullptr, 0);
            m_process = -1;
        }
    }
    [[nodiscard]] pid_t id() const { return m_process; }

private:
    pid_t m_process = -1;
};

}  // namespace

TEST_CASE("a second process is refused with the first one's number, until that one is killed") {
    const support::TemporaryFolder folder;
    Holder holder(folder.path().string());
    const base::Error error = needError(ProfileLock::take(folder.path().string()));
    CHECK(error.kind == base::ErrorKind::InUse);
    CHECK(error.what() == "profile is in use by process " + std::to_string(holder.id()));
    holder.kill();
    CHECK(ProfileLock::take(folder.path().string()));
}

TEST_CASE("a lock's file that somebody left behind locks nothing") {
    const support::TemporaryFolder folder;
    std::ofstream(folder.file("lock")) << "1\n";
    CHECK(ProfileLock::take(folder.path().string()));
}

TEST_CASE("the same profile can't be taken twice in one process, and is free when the lock goes") {
    const support::TemporaryFolder folder;
    {
        const ProfileLock lock = need(ProfileLock::take(folder.path().string()));
        CHECK(needError(ProfileLock::take(folder.path().string())).what() ==
              "profile is in use by process " + std::to_string(::getpid()));
    }
    ProfileLock first = need(ProfileLock::take(folder.path().string()));
    const ProfileLock second = std::move(first);
    CHECK_FALSE(ProfileLock::take(folder.path().string()));
}

TEST_CASE("a program started by the holder does not keep the lock") {
    const support::TemporaryFolder folder;
    std::array<int, 2> hold{};
    REQUIRE(::pipe(hold.data()) == 0);
    pid_t child = -1;
    {
        const ProfileLock lock = need(ProfileLock::take(folder.path().string()));
        child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            ::dup2(hold[0], STDIN_FILENO);
            ::close(hold[0]);
            ::close(hold[1]);
            ::execl("/bin/cat", "cat", static_cast<char*>(nullptr));
            ::_exit(127);
        }
        // Its pipe is closed on exec as the lock is; once it answers to nothing of ours, exec has happened.
        ::close(hold[0]);
        for (const std::string program = "/proc/" + std::to_string(child) + "/comm";;) {
            std::string name;
            std::getline(std::ifstream(program) >> std::ws, name);
            if (name == "cat") {
                break;
            }
        }
    }
    CHECK(ProfileLock::take(folder.path().string()));
    ::close(hold[1]);
    ::waitpid(child, nullptr, 0);
}

TEST_CASE("a folder that is not there is named") {
    CHECK(needError(ProfileLock::take("/nowhere/at/all")).what() ==
          "the profile folder /nowhere/at/all can't be written to (No such file or directory)");
}
