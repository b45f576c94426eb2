// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control_socket.h"

#include "support/catch.h"
#include "support/temporary_folder.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <future>
#include <string>

namespace {

/// Runs what is posted at once, on the thread that posts.
class AtOnce final : public base::Executor {
public:
    void post(Task task) override { task(); }
    TimerId postAfter(base::Duration, Task) override { return {}; }
    void cancel(TimerId) override {}
};

/// Sends raw bytes and hangs up.
void sendAndHangUp(const std::string& path, const std::string& bytes) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), path.size());
    const int file = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(file >= 0);
    REQUIRE(::connect(file, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
    CHECK(::send(file, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
    ::close(file);
}

/// Answers with the request behind "got ".
struct Echo {
    Echo() {
        auto opened = app::ControlSocket::open(
            path, executor, [](const std::string& request, const app::ControlSocket::Reply& reply) {
                reply("got " + request);
            });
        REQUIRE(opened);
        socket = std::move(*opened);
    }
    support::TemporaryFolder folder;
    std::string path = folder.file("control.sock");
    AtOnce executor;
    std::unique_ptr<app::ControlSocket> socket;
};

}  // namespace

TEST_CASE("a command and its answer cross the socket whole") {
    Echo echo;
    CHECK(app::askControlSocket(echo.path, "sync") == "got sync");
    CHECK(app::askControlSocket(echo.path, "") == "got ");
    std::string long_(3'000'000, 'x');
    long_[1'500'000] = '\0';
    CHECK(app::askControlSocket(echo.path, long_) == "got " + long_);
}

TEST_CASE("the socket is for the owner alone and gone at the end") {
    Echo echo;
    struct stat found{};
    REQUIRE(::stat(echo.path.c_str(), &found) == 0);
    CHECK((found.st_mode & 07777U) == 0600U);
    echo.socket.reset();
    CHECK(::stat(echo.path.c_str(), &found) != 0);
    CHECK_FALSE(app::askControlSocket(echo.path, "sync"));
}

TEST_CASE("an answer may come later and from another thread") {
    support::TemporaryFolder folder;
    const std::string path = folder.file("control.sock");
    AtOnce executor;
    std::promise<app::ControlSocket::Reply> kept;
    auto socket = app::ControlSocket::open(
        path, executor,
        [&](const std::string&, const app::ControlSocket::Reply& reply) { kept.set_value(reply); });
    REQUIRE(socket);
    auto asked = std::async(std::launch::async, [&] { return app::askControlSocket(path, "sync"); });
    const app::ControlSocket::Reply reply = kept.get_future().get();
    reply("done");
    // A second answer is one too many and changes nothing.
    reply("again");
    CHECK(asked.get() == "done");
}

TEST_CASE("whoever waits when the program ends gets no answer instead of waiting for ever") {
    support::TemporaryFolder folder;
    const std::string path = folder.file("control.sock");
    AtOnce executor;
    std::promise<void> arrived;
    auto socket = app::ControlSocket::open(
        path, executor, [&](const std::string&, const app::ControlSocket::Reply&) { arrived.set_value(); });
    REQUIRE(socket);
    auto asked = std::async(std::launch::async, [&] { return app::askControlSocket(path, "sync"); });
    arrived.get_future().get();
    socket->reset();
    CHECK_FALSE(asked.get());
}

TEST_CASE("a socket left behind by a killed program is replaced") {
    support::TemporaryFolder folder;
    const std::string path = folder.file("control.sock");
    std::ofstream(path) << "left behind";
    CHECK_FALSE(app::askControlSocket(path, "sync"));
    AtOnce executor;
    auto socket = app::ControlSocket::open(
        path, executor, [](const std::string&, const app::ControlSocket::Reply& reply) { reply("here"); });
    REQUIRE(socket);
    CHECK(app::askControlSocket(path, "sync") == "here");
}

TEST_CASE("bytes that are no command and callers that hang up do no harm") {
    Echo echo;
    sendAndHangUp(echo.path, "");
    sendAndHangUp(echo.path, "\x7F");
    sendAndHangUp(echo.path, "\xFF\xFF\xFF\xFF too long");
    sendAndHangUp(echo.path, std::string("\0\0\0\x09half", 8));
    CHECK(app::askControlSocket(echo.path, "sync") == "got sync");
}

TEST_CASE("a folder with too long a name for a socket is refused in one sentence") {
    support::TemporaryFolder folder;
    const std::string path = folder.file(std::string(120, 'x'));
    AtOnce executor;
    auto socket = app::ControlSocket::open(path, executor, {});
    REQUIRE_FALSE(socket);
    CHECK(socket.error().what().find("too long a name") != std::string::npos);
    CHECK_FALSE(app::askControlSocket(path, "sync"));
}
