// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http_transport.h"
#include "support/catch.h"

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// What the tests of the transport share: requests, waiting for their end, and the environment.
namespace exchange {

inline net::HttpRequest get(std::string url) {
    return {.method = net::Method::Get, .url = std::move(url), .headers = {}, .body = {}, .once = false};
}

inline net::HttpRequest post(std::string url, std::string body) {
    return {.method = net::Method::Post,
            .url = std::move(url),
            .headers = {},
            .body = std::move(body),
            .once = true};
}

/// A request under way; checks that its callback comes once and never from inside start() or cancel().
class Call {
public:
    Call(net::HttpTransport& transport, net::HttpRequest request, base::Duration deadline)
        : m_transport(transport) {
        m_id = transport.start(std::move(request), deadline, [this](net::HttpOutcome outcome) {
            CHECK_FALSE(m_inside);
            ++m_calls;
            m_outcome = std::move(outcome);
        });
        m_inside = false;
    }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;
    ~Call() { CHECK(m_calls == (m_dropped ? 0 : 1)); }

    void cancel() {
        m_inside = true;
        m_transport.cancel(m_id);
        m_inside = false;
    }
    /// The transport will be gone before there is an answer.
    void drop() { m_dropped = true; }
    [[nodiscard]] bool done() const { return m_calls > 0; }
    /// Pumps until the callback has come.
    net::HttpOutcome& wait() {
        for (int i = 0; i < 20'000 && m_calls == 0; ++i) {
            m_transport.pump(base::Duration{1'000});
        }
        REQUIRE(m_outcome.has_value());
        return *m_outcome;
    }

private:
    net::HttpTransport& m_transport;
    net::HttpTransport::RequestId m_id = 0;
    bool m_inside = true;
    bool m_dropped = false;
    int m_calls = 0;
    std::optional<net::HttpOutcome> m_outcome;
};

constexpr base::Duration kPlenty{20'000};

inline net::HttpOutcome run(net::HttpTransport& transport, net::HttpRequest request,
                            base::Duration deadline = kPlenty) {
    Call call(transport, std::move(request), deadline);
    return call.wait();
}

/// Sets the proxy variables for one test; all others of them are taken away.
class ProxyEnvironment {
public:
    explicit ProxyEnvironment(const std::vector<std::pair<std::string, std::string>>& variables) {
        for (const char* name :
             {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"}) {
            const char* const value = std::getenv(name);
            m_before.emplace_back(name, value == nullptr ? std::nullopt : std::optional<std::string>(value));
            ::unsetenv(name);
        }
        for (const auto& [name, value] : variables) {
            ::setenv(name.c_str(), value.c_str(), 1);
        }
    }
    ProxyEnvironment(const ProxyEnvironment&) = delete;
    ProxyEnvironment& operator=(const ProxyEnvironment&) = delete;
    ~ProxyEnvironment() {
        for (const auto& [name, value] : m_before) {
            value ? ::setenv(name.c_str(), value->c_str(), 1) : ::unsetenv(name.c_str());
        }
    }

private:
    std::vector<std::pair<std::string, std::optional<std::string>>> m_before;
};

}  // namespace exchange
