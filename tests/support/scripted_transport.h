// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "net/http_transport.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace support {

/// One turn of a dialogue: what the next request must be, and what is answered.
class Step {
public:
    /// `url`: the whole one when it has "://", else a part of it.
    Step(net::Method method, std::string url) : m_method(method), m_url(std::move(url)) {}

    /// The request has this header with exactly this value; without a value, whatever it is.
    Step& withHeader(std::string name, std::optional<std::string> value = std::nullopt);
    Step& withoutHeader(std::string name);
    Step& withBody(std::string body);
    Step& withBodyPart(std::string part);
    /// The request forbids a silent repeat.
    Step& sentOnce();

    Step& answers(int status, std::string body = {},
                  std::vector<std::pair<std::string, std::string>> headers = {});
    Step& fails(net::TransportError error);
    /// The connection breaks: with `mayHaveArrived` after the request has left, else before.
    Step& breaks(bool mayHaveArrived);
    /// Nothing comes until the deadline is over (needs an executor) or the request is cancelled.
    Step& staysSilent();

    /// What about the request is not as expected; empty when all is.
    [[nodiscard]] std::string mismatch(const net::HttpRequest& request) const;
    [[nodiscard]] std::string describe() const;
    /// Nothing: stays silent.
    [[nodiscard]] const std::optional<net::HttpOutcome>& outcome() const { return m_outcome; }

private:
    net::Method m_method;
    std::string m_url;
    std::vector<std::pair<std::string, std::optional<std::string>>> m_headers;
    std::vector<std::string> m_absentHeaders;
    std::optional<std::string> m_body;
    std::vector<std::string> m_bodyParts;
    bool m_once = false;
    std::optional<net::HttpOutcome> m_outcome = net::HttpResponse{.status = 200, .headers = {}, .body = "{}"};
};

/// A transport that plays a dialogue: an unexpected request fails the test, and so does what was expected and
/// did not come. Callbacks come from the executor, or from pump() when there is none.
class ScriptedTransport final : public net::HttpTransport {
public:
    explicit ScriptedTransport(base::Executor* executor = nullptr) : m_executor(executor) {}
    ~ScriptedTransport() override;
    ScriptedTransport(const ScriptedTransport&) = delete;
    ScriptedTransport& operator=(const ScriptedTransport&) = delete;

    /// The next turn of the dialogue; 200 "{}" unless told otherwise. The reference is good until the next
    /// expect().
    Step& expect(net::Method method, std::string url);
    /// Turns may come in another order than they were written: the first that fits is taken.
    void takeAnyOrder() { m_anyOrder = true; }
    /// The n-th request (from 1) ends with this error instead; its turn stays for the next attempt. What is
    /// left over at the end is no failure then.
    void failAt(std::size_t n, net::TransportError error);

    [[nodiscard]] const std::vector<net::HttpRequest>& requests() const { return m_requests; }
    [[nodiscard]] std::size_t left() const { return m_steps.size(); }

    RequestId start(net::HttpRequest request, base::Duration deadline, OnDone onDone) override;
    void cancel(RequestId request) override;
    void wake() override {}
    void pump(base::Duration longest) override;
    [[nodiscard]] bool busy() const override { return !m_pending.empty(); }

private:
    struct Pending {
        RequestId id = 0;
        OnDone onDone;
        std::optional<net::HttpOutcome> outcome;  ///< nothing yet: stays silent
    };

    [[nodiscard]] std::optional<net::HttpOutcome> answerTo(const net::HttpRequest& request);
    void settle(RequestId request, net::HttpOutcome outcome);
    void deliver(RequestId request);

    base::Executor* m_executor;
    std::deque<Step> m_steps;
    bool m_anyOrder = false;
    std::size_t m_failAt = 0;
    std::optional<net::TransportError> m_failure;
    std::vector<net::HttpRequest> m_requests;
    std::deque<Pending> m_pending;
    RequestId m_lastId = 0;
};

/// The connection breaks; `mayHaveArrived` as in net::TransportError.
[[nodiscard]] net::TransportError brokenConnection(bool mayHaveArrived);

}  // namespace support
