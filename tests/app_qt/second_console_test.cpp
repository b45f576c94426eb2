// SPDX-License-Identifier: GPL-3.0-or-later
// Two consoles on one profile, as processes of their own.
#include "support/catch.h"
#include "support/paths.h"
#include "support/temporary_folder.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QThread>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <iterator>
#include <memory>
#include <string>

namespace {

constexpr int kPatienceMs = 30'000;

/// A profile without accounts, and the consoles that are started on it.
class Doors {
public:
    std::unique_ptr<QProcess> start() {
        auto console = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("SHOPBELL_PASSPHRASE"), QStringLiteral("open-sesame-7f3a"));
        console->setProcessEnvironment(environment);
        console->start(
            QString::fromStdString((support::programFolder() / "shopbell").string()),
            {QStringLiteral("--profile"), QString::fromStdString(profile()), QStringLiteral("--no-keyring")});
        REQUIRE(console->waitForStarted(kPatienceMs));
        return console;
    }
    /// One that holds the profile and answers.
    std::unique_ptr<QProcess> startFirst() {
        auto console = start();
        QElapsedTimer clock;
        clock.start();
        while (!answers() && clock.elapsed() < kPatienceMs) {
            REQUIRE(console->state() == QProcess::Running);
            QThread::msleep(20);
        }
        REQUIRE(answers());
        return console;
    }
    /// How the latest one ended, and what it said.
    struct End {
        int code = -1;
        std::string said;
    };
    static End end(QProcess& console) {
        REQUIRE(console.waitForFinished(kPatienceMs));
        REQUIRE(console.exitStatus() == QProcess::NormalExit);
        return {console.exitCode(), console.readAllStandardError().toStdString()};
    }
    static void kill(QProcess& console) {
        console.kill();
        REQUIRE(console.waitForFinished(kPatienceMs));
    }
    /// Whether somebody listens; the file alone may be a dead one's.
    [[nodiscard]] bool answers() const {
        const int line = ::socket(AF_UNIX, SOCK_STREAM, 0);
        REQUIRE(line >= 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = profile() + "/control.sock";
        REQUIRE(path.size() < sizeof(address.sun_path));
        std::copy(path.begin(), path.end(), std::begin(address.sun_path));
        const bool heard = ::connect(line, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
        ::close(line);
        return heard;
    }

private:
    [[nodiscard]] std::string profile() const { return m_folder.file("profile"); }
    support::TemporaryFolder m_folder;
};

}  // namespace

TEST_CASE("a second console hands over to the first and ends, also after one was killed") {
    Doors doors;
    for (int round = 0; round < 2; ++round) {
        const auto first = doors.startFirst();
        for (int i = 0; i < 2; ++i) {
            const auto second = doors.start();
            const Doors::End end = Doors::end(*second);
            CAPTURE(end.said);
            CHECK(end.code == 0);
            CHECK(end.said.find("already open on this profile") != std::string::npos);
        }
        CHECK(first->state() == QProcess::Running);
        // The socket's file stays behind; the lock does not, and the next round begins.
        Doors::kill(*first);
        CHECK_FALSE(doors.answers());
    }
}

TEST_CASE("a console that is killed while another hands over to it leaves a profile that opens") {
    Doors doors;
    const auto first = doors.startFirst();
    ::kill(static_cast<pid_t>(first->processId()), SIGSTOP);
    const auto second = doors.start();
    CHECK_FALSE(second->waitForFinished(700));  // it waits for the answer of the one that stands still
    Doors::kill(*first);
    // Nobody answers any more: it says so and ends, or finds the profile free.
    if (second->waitForFinished(5'000)) {
        CHECK(second->exitCode() == 1);
        CHECK_FALSE(second->readAllStandardError().isEmpty());
    } else {
        Doors::kill(*second);
    }
    const auto third = doors.startFirst();
    const auto fourth = doors.start();
    CHECK(Doors::end(*fourth).code == 0);
    Doors::kill(*third);
}
