// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fake_server.h"

#include "base/executor.h"
#include "net/http_transport.h"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace test {

/// Runs tasks for the engine and counts them: a timer that spins shows.
class CountingExecutor final : public base::Executor {
public:
    explicit CountingExecutor(base::Executor& inner) : m_inner(inner) {}

    void post(Task task) override {
        ++m_tasks;
        m_inner.post(std::move(task));
    }
    TimerId postAfter(base::Duration delay, Task task) override {
        ++m_timers;
        return m_inner.postAfter(delay, std::move(task));
    }
    void cancel(TimerId timer) override { m_inner.cancel(timer); }

    [[nodiscard]] long tasks() const { return m_tasks; }
    [[nodiscard]] long timers() const { return m_timers; }

private:
    base::Executor& m_inner;
    long m_tasks = 0;
    long m_timers = 0;
};

/// What can happen to a request on its way.
enum class Fault {
    Refused,     ///< no byte left
    LostGoing,   ///< it may have arrived; it has not
    LostComing,  ///< it may have arrived; it has, and the answer is lost
    Silence,     ///< nothing, until the deadline
};

/// The network between the engine and its servers, with faults that can be switched on.
class Wire final : public net::HttpTransport {
public:
    struct Request {
        std::string line;  ///< "GET https://one.example/api/v1/notifications?…"
        net::HttpRequest request;
        base::UtcTime at;
    };

    explicit Wire(const base::Clock& clock) : m_clock(clock) {}

    void use(base::Executor& executor) { m_executor = &executor; }
    void connect(FakeServer& server) { m_servers.push_back(&server); }

    /// The next `times` requests whose line holds `match`, after `skip` of them.
    void fail(std::string match, Fault fault, int times = 1, int skip = 0);
    void answer(std::string match, net::HttpResponse answer, int times = 1, int skip = 0);
    void mend() { m_plans.clear(); }

    /// From the n-th request (from 1) on nothing is heard any more, as if the program were killed: before the
    /// server has seen that request, or after it has acted on it.
    enum class Moment { Before, After };
    void stopAt(std::size_t n, Moment moment) { m_stop = {n, moment}; }
    [[nodiscard]] bool stopped() const { return m_stopped; }
    /// requests() begins anew.
    void forgetRequests() { m_requests.clear(); }
    /// What is under way is forgotten, and nothing stops any more.
    void reset();

    /// Called inside of start(), before anything leaves.
    std::function<void(const net::HttpRequest&)> onStart{};

    [[nodiscard]] const std::vector<Request>& requests() const { return m_requests; }
    [[nodiscard]] std::vector<Request> matching(std::string_view match) const;
    [[nodiscard]] std::size_t count(std::string_view match) const { return matching(match).size(); }

    RequestId start(net::HttpRequest request, base::Duration deadline, OnDone onDone) override;
    void cancel(RequestId request) override;
    void wake() override {}
    void pump(base::Duration) override {}
    [[nodiscard]] bool busy() const override { return !m_pending.empty(); }

private:
    struct Plan {
        std::string match;
        int skip = 0;
        int times = 1;
        std::optional<Fault> fault{};
        net::HttpResponse answer{};
    };
    struct Pending {
        RequestId id = 0;
        OnDone onDone;
    };
    [[nodiscard]] std::optional<net::HttpOutcome> outcomeOf(const Request& request);
    [[nodiscard]] net::HttpResponse serverAnswer(const net::HttpRequest& request);
    void deliver(RequestId id, net::HttpOutcome outcome);

    const base::Clock& m_clock;
    base::Executor* m_executor = nullptr;
    std::vector<FakeServer*> m_servers;
    std::deque<Plan> m_plans;
    std::vector<Request> m_requests;
    std::deque<Pending> m_pending;
    std::optional<std::pair<std::size_t, Moment>> m_stop;
    bool m_stopped = false;
    RequestId m_lastId = 0;
};

[[nodiscard]] net::HttpResponse page(int status, std::string body, std::string type = "application/json");

}  // namespace test
