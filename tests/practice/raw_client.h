// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

/// What came back on a connection until it ended.
struct RawAnswer {
    std::string bytes;
    bool closedByServer = false;

    [[nodiscard]] std::string body() const {
        const auto blank = bytes.find("\r\n\r\n");
        return blank == std::string::npos ? "" : bytes.substr(blank + 4);
    }
    [[nodiscard]] int status() const { return bytes.size() < 12 ? 0 : std::stoi(bytes.substr(9, 3)); }
};

/// Sends a request over a connection of its own and reads until the server closes it, or until what it
/// announced (Content-Length) is there. `url` is "http://127.0.0.1:PORT".
[[nodiscard]] RawAnswer rawExchange(const std::string& url, const std::string& method,
                                    const std::string& target, const std::string& token = "",
                                    const std::string& json = "");
