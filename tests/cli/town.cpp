// SPDX-License-Identifier: GPL-3.0-or-later
#include "town.h"

#include "support/catch.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace {

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char letter) { return std::tolower(letter); });
    return text;
}

int connectTo(const std::string& authority) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port =
        htons(static_cast<std::uint16_t>(std::stoi(authority.substr(authority.find(':') + 1))));
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(socket >= 0);
    const timeval patience{20, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    REQUIRE(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
    return socket;
}

}  // namespace

std::string Page::header(const std::string& name) const {
    const std::string line = "\r\n" + lower(name) + ": ";
    const auto at = lower(head).find(line);
    if (at == std::string::npos) {
        return "";
    }
    const auto begin = at + line.size();
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

Page visit(const std::string& method, const std::string& url, const std::string& json) {
    constexpr std::string_view kScheme = "http://";
    REQUIRE(url.starts_with("http://127.0.0.1:"));
    const auto slash = url.find('/', kScheme.size());
    const std::string authority = url.substr(kScheme.size(), slash - kScheme.size());
    const std::string target = slash == std::string::npos ? "/" : url.substr(slash);
    std::string request =
        method + " " + target + " HTTP/1.1\r\nHost: " + authority + "\r\nConnection: close\r\n";
    if (method != "GET") {
        request +=
            "Content-Type: application/json\r\nContent-Length: " + std::to_string(json.size()) + "\r\n";
    }
    request += "\r\n" + json;
    const int socket = connectTo(authority);
    REQUIRE(::send(socket, request.data(), request.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(request.size()));
    std::string bytes;
    std::array<char, 65536> buffer{};
    for (ssize_t count = 0; (count = ::recv(socket, buffer.data(), buffer.size(), 0)) > 0;) {
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
    }
    ::close(socket);
    const auto blank = bytes.find("\r\n\r\n");
    REQUIRE(blank != std::string::npos);
    return {.status = std::stoi(bytes.substr(9, 3)),
            .head = bytes.substr(0, blank + 2),
            .body = bytes.substr(blank + 4)};
}

app::practice::StreetOptions quietStreet(std::optional<base::UtcTime> startAt) {
    app::practice::StreetOptions options;
    options.platforms = {"mastodon"};
    options.flow = app::practice::TimeFlow::Frozen;
    options.life = app::practice::Life::Quiet;
    options.startAt = startAt;
    return options;
}

Town::Town(const app::practice::StreetOptions& options) : m_platform(options.platforms.front()) {
    auto street = app::practice::Street::start(options);
    REQUIRE(street);
    m_street = std::move(*street);
}

Json Town::get(const std::string& path) const {
    const Page page = visit("GET", url() + path);
    INFO(path << " " << page.body);
    REQUIRE(page.status == 200);
    return Json::parse(page.body);
}

Json Town::post(const std::string& path, const Json& body) {
    const Page page = visit("POST", url() + path, body.dump());
    INFO(path << " " << page.body);
    REQUIRE(page.status == 200);
    return Json::parse(page.body);
}

std::string Town::say(const std::string& persona, const std::string& text, Json more) {
    more["as"] = persona;
    more["text"] = text;
    return post("/_street/say", more)["id"];
}

void Town::edit(const std::string& id, const std::string& text) {
    post("/_street/edit", {{"id", id}, {"text", text}});
}

void Town::remove(const std::string& id) {
    post("/_street/delete", {{"id", id}});
}

void Town::advance(std::int64_t ms) {
    post("/_street/advance", {{"ms", ms}});
}

void Town::breakDown(const std::string& match, const std::string& kind, int times, int seconds) {
    post("/_street/fault", {{"match", match}, {"kind", kind}, {"times", times}, {"seconds", seconds}});
}

void Town::mend() {
    post("/_street/fault", {{"clear", true}});
}

std::vector<Json> Town::delivered(const std::string& text) const {
    std::vector<Json> found;
    const Json log = get("/_street/log");
    for (const Json& one : log["deliveries"]) {
        if (one["by"] == "shop" && one["text"].get<std::string>().find(text) != std::string::npos) {
            found.push_back(one);
        }
    }
    return found;
}
