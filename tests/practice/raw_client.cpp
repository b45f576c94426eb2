// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_client.h"

#include "support/catch.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace {

bool isComplete(const std::string& bytes) {
    const auto blank = bytes.find("\r\n\r\n");
    const auto length = bytes.find("Content-Length: ");
    if (blank == std::string::npos || length == std::string::npos || length > blank) {
        return false;
    }
    return bytes.size() >= blank + 4 + std::stoul(bytes.substr(length + 16));
}

}  // namespace

RawAnswer rawExchange(const std::string& url, const std::string& method, const std::string& target,
                      const std::string& token, const std::string& body) {
    const int sock = ::socket(AF_INET, SOCK_STREAM, 0);
    REQUIRE(sock >= 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1))));
    REQUIRE(::connect(sock, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);
    const timeval patience{20, 0};
    setsockopt(sock, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));

    std::string request =
        method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n";
    request += token.empty() ? "" : "Authorization: Bearer " + token + "\r\n";
    request += body.empty()            ? ""
               : body.starts_with("{") ? "Content-Type: application/json\r\n"
                                       : "Content-Type: application/x-www-form-urlencoded\r\n";
    request += method == "GET" ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n";
    request += "\r\n" + body;
    REQUIRE(::send(sock, request.data(), request.size(), 0) == static_cast<ssize_t>(request.size()));

    RawAnswer answer;
    std::array<char, 4096> buffer{};
    while (!isComplete(answer.bytes)) {
        const auto got = ::recv(sock, buffer.data(), buffer.size(), 0);
        if (got <= 0) {
            answer.closedByServer = true;
            break;
        }
        answer.bytes.append(buffer.data(), static_cast<std::size_t>(got));
    }
    ::close(sock);
    return answer;
}
