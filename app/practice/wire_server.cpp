// SPDX-License-Identifier: GPL-3.0-or-later
#include "practice/wire_server.h"

#include "base/text.h"

#include <fmt/format.h>
#include <httplib.h>

#ifndef _WIN32
#include <poll.h>
#endif

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace app::practice {
namespace {

constexpr std::size_t kThreads = 24;
constexpr std::size_t kMaxBody = std::size_t{32} * 1024 * 1024;
constexpr auto kIdleConnection = std::chrono::seconds(5);
constexpr auto kWaitSlice = std::chrono::milliseconds(50);

void closeSocket(socket_t sock) {
#ifdef _WIN32
    closesocket(sock);
#else
    ::shutdown(sock, SHUT_RDWR);
    ::close(sock);
#endif
}

/// True when there is something to read (or the peer has gone) within the time.
bool readableWithin(socket_t sock, std::chrono::milliseconds time) {
#ifndef _WIN32
    pollfd one{sock, POLLIN, 0};
    return ::poll(&one, 1, static_cast<int>(time.count())) > 0;
#else
    WSAPOLLFD one{sock, POLLIN, 0};
    return WSAPoll(&one, 1, static_cast<int>(time.count())) > 0;
#endif
}

bool sendAll(socket_t sock, std::string_view bytes) {
#ifdef MSG_NOSIGNAL
    constexpr int kFlags = MSG_NOSIGNAL;
#else
    constexpr int kFlags = 0;
#endif
    while (!bytes.empty()) {
        const auto sent = ::send(sock, bytes.data(), bytes.size(), kFlags);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// Reads from the socket, but keeps what is written: how much of it leaves is decided when it is complete.
class HeldStream final : public httplib::Stream {
public:
    HeldStream(socket_t sock, const std::atomic<bool>& stopping) : m_sock(sock), m_stopping(stopping) {}

    [[nodiscard]] bool is_readable() const override { return m_from < m_to || readableWithin(m_sock, {}); }
    [[nodiscard]] bool is_writable() const override { return true; }

    ssize_t read(char* into, std::size_t size) override {
        if (m_from == m_to && !fill()) {
            return -1;
        }
        const std::size_t count = std::min(size, m_to - m_from);
        std::copy_n(m_buffer.data() + m_from, count, into);
        m_from += count;
        return static_cast<ssize_t>(count);
    }
    ssize_t write(const char* bytes, std::size_t size) override {
        // "100 Continue" is the only thing that may not wait for the answer.
        const std::string_view piece(bytes, size);
        if (piece.starts_with("HTTP/1.1 100 ")) {
            return sendAll(m_sock, piece) ? static_cast<ssize_t>(size) : -1;
        }
        m_held.append(piece);
        return static_cast<ssize_t>(size);
    }
    void get_remote_ip_and_port(std::string& ip, int& port) const override {
        ip = "127.0.0.1";
        // The socket's number names the connection as long as it is open, which is all that is needed here.
        port = static_cast<int>(m_sock);
    }
    void get_local_ip_and_port(std::string& ip, int& port) const override {
        ip = "127.0.0.1";
        port = 0;
    }
    [[nodiscard]] socket_t socket() const override { return m_sock; }

    [[nodiscard]] std::string takeHeld() { return std::exchange(m_held, {}); }
    [[nodiscard]] bool hasBuffered() const { return m_from < m_to; }

private:
    bool fill() {
        for (auto waited = std::chrono::milliseconds(0); waited < kIdleConnection; waited += kWaitSlice) {
            if (m_stopping) {
                return false;
            }
            if (readableWithin(m_sock, kWaitSlice)) {
                const auto got = ::recv(m_sock, m_buffer.data(), m_buffer.size(), 0);
                m_from = 0;
                m_to = got > 0 ? static_cast<std::size_t>(got) : 0;
                return got > 0;
            }
        }
        return false;
    }

    socket_t m_sock;
    const std::atomic<bool>& m_stopping;
    std::array<char, 16384> m_buffer{};
    std::size_t m_from = 0;
    std::size_t m_to = 0;
    std::string m_held;
};

Question questionOf(const httplib::Request& request) {
    Question question;
    question.method = request.method;
    question.path = request.path;
    question.target = request.target;
    if (const auto mark = request.target.find('?'); mark != std::string::npos) {
        question.query = request.target.substr(mark + 1);
    }
    for (const auto& [name, value] : request.headers) {
        question.headers.emplace_back(name, value);
    }
    return question;
}

class Server final : public httplib::Server, public WireServer {
public:
    explicit Server(Respond respond) : m_respond(std::move(respond)) {
        // The library's own choice (SO_REUSEPORT) would let two streets share a port and split the calls.
        set_socket_options([](socket_t sock) {
#ifndef _WIN32
            int yes = 1;
            setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
#else
            BOOL yes = TRUE;
            setsockopt(sock, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, reinterpret_cast<char*>(&yes), sizeof(yes));
#endif
        });
        set_tcp_nodelay(true);
        set_payload_max_length(kMaxBody);
        set_keep_alive_timeout(kIdleConnection.count());
        set_keep_alive_max_count(1000);
        new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
        const char* everything = R"([\s\S]*)";
        Get(everything,
            [this](const auto& request, auto& response) { serve(questionOf(request), request, response); });
        Options(everything, [this](const auto& request, auto& response) {
            serve(questionOf(request), request, response);
        });
        // The reader form: the library's plain handlers refuse forms above 8 kB, and five hundred emoji are
        // more.
        const auto withBody = [this](const auto& request, auto& response, const auto& reader) {
            Question question = questionOf(request);
            readBody(request, reader, question);
            serve(std::move(question), request, response);
        };
        Post(everything, HandlerWithContentReader(withBody));
        Put(everything, HandlerWithContentReader(withBody));
        Patch(everything, HandlerWithContentReader(withBody));
        Delete(everything, HandlerWithContentReader(withBody));
    }
    ~Server() override { Server::stop(); }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) = delete;
    Server& operator=(Server&&) = delete;

    bool take(int port) {
        m_port = port == 0 ? bind_to_any_port("127.0.0.1") : (bind_to_port("127.0.0.1", port) ? port : -1);
        return m_port > 0;
    }
    [[nodiscard]] int port() const override { return m_port; }

    void listen() override {
        m_thread = std::thread([this] { listen_after_bind(); });
        while (!is_running()) {
            std::this_thread::yield();
        }
    }
    void stop() override {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        m_wake.notify_all();
        httplib::Server::stop();
        if (m_thread.joinable()) {
            m_thread.join();
        }
    }

private:
    static void readBody(const httplib::Request& request, const httplib::ContentReader& reader,
                         Question& question) {
        if (request.is_multipart_form_data()) {
            reader(
                [&](const httplib::MultipartFormData& part) {
                    question.parts.push_back({part.name, part.filename, part.content_type, {}});
                    return true;
                },
                [&](const char* bytes, std::size_t size) {
                    question.parts.back().content.append(bytes, size);
                    return true;
                });
            return;
        }
        reader([&](const char* bytes, std::size_t size) {
            question.body.append(bytes, size);
            return true;
        });
    }

    void serve(Question question, const httplib::Request& request, httplib::Response& response) {
        Dispatch dispatch = m_respond(question);
        {
            const std::lock_guard lock(m_mutex);
            m_departures[request.remote_port] = dispatch.departure;
        }
        response.status = dispatch.answer.status;
        for (auto& [name, value] : dispatch.answer.headers) {
            response.headers.emplace(std::move(name), std::move(value));
        }
        const bool hasNothing =
            dispatch.answer.body.empty() && (dispatch.answer.status == 204 || dispatch.answer.type.empty());
        if (!hasNothing) {
            response.set_content(std::move(dispatch.answer.body), dispatch.answer.type);
        }
    }

    /// One connection from its first request to its last. The library calls it for every accepted socket.
    bool process_and_close_socket(socket_t sock) override {
        HeldStream stream(sock, m_stopping);
        bool goOn = true;
        while (goOn && (stream.hasBuffered() || waitForRequest(sock))) {
            bool closed = false;
            const bool served = process_request(stream, false, closed, nullptr);
            goOn = depart(sock, stream.takeHeld()) && served && !closed;
        }
        closeSocket(sock);
        return true;
    }

    bool waitForRequest(socket_t sock) const {
        for (auto waited = std::chrono::milliseconds(0); waited < kIdleConnection; waited += kWaitSlice) {
            if (m_stopping) {
                return false;
            }
            if (readableWithin(sock, kWaitSlice)) {
                return true;
            }
        }
        return false;
    }

    /// True when the connection may be used again.
    bool depart(socket_t sock, const std::string& answer) {
        Departure departure;
        {
            std::unique_lock lock(m_mutex);
            if (const auto found = m_departures.find(static_cast<int>(sock)); found != m_departures.end()) {
                departure = found->second;
                m_departures.erase(found);
            }
            if (departure.delay.count() > 0) {
                m_wake.wait_for(lock, departure.delay, [this] { return m_stopping.load(); });
            }
        }
        switch (departure.manner) {
        case Departure::Manner::Whole:
            return sendAll(sock, answer);
        case Departure::Manner::Dropped:
            return false;
        case Departure::Manner::CutAfter:
            sendAll(sock, std::string_view(answer).substr(0, departure.bytes));
            return false;
        case Departure::Manner::Endless:
            sendEndlessly(sock, answer);
            return false;
        }
        return false;
    }

    void sendEndlessly(socket_t sock, std::string answer) const {
        // Without a length the body goes on until the connection ends.
        const std::string_view length = "Content-Length: ";
        if (const auto at = answer.find(length); at != std::string::npos) {
            answer.erase(at, answer.find("\r\n", at) + 2 - at);
        }
        const std::string more(std::size_t{64} * 1024, answer.empty() ? ' ' : answer.back());
        for (bool goesOn = sendAll(sock, answer); goesOn && !m_stopping;) {
            goesOn = sendAll(sock, more);
        }
    }

    Respond m_respond;
    std::thread m_thread;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::map<int, Departure> m_departures;
    std::atomic<bool> m_stopping{false};
    int m_port = -1;
};

}  // namespace

base::Result<std::unique_ptr<WireServer>> WireServer::bind(int port, Respond respond) {
    auto server = std::make_unique<Server>(std::move(respond));
    if (!server->take(port)) {
        if (port == 0) {
            return base::fail(base::ErrorKind::InUse, "no free port on 127.0.0.1 for the practice street");
        }
        return base::fail(base::ErrorKind::InUse,
                          fmt::format("port {} on 127.0.0.1 is in use; choose another --port-base", port));
    }
    return server;
}

}  // namespace app::practice
