// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire.h"

#include "support/catch.h"
#include "support/scripted_transport.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace test {

net::HttpResponse page(int status, std::string body, std::string type) {
    net::HttpResponse response{.status = status, .headers = {}, .body = std::move(body)};
    response.headers.add("Content-Type", std::move(type));
    return response;
}

void Wire::fail(std::string match, Fault fault, int times, int skip) {
    m_plans.push_back({.match = std::move(match), .skip = skip, .times = times, .fault = fault});
}

void Wire::answer(std::string match, net::HttpResponse answer, int times, int skip) {
    m_plans.push_back({.match = std::move(match), .skip = skip, .times = times, .answer = std::move(answer)});
}

void Wire::reset() {
    m_pending.clear();
    m_stop.reset();
    m_stopped = false;
}

std::vector<Wire::Request> Wire::matching(std::string_view match) const {
    std::vector<Request> found;
    for (const Request& request : m_requests) {
        if (request.line.find(match) != std::string::npos) {
            found.push_back(request);
        }
    }
    return found;
}

net::HttpResponse Wire::serverAnswer(const net::HttpRequest& request) {
    for (FakeServer* server : m_servers) {
        if (request.url.starts_with(server->origin() + "/")) {
            return server->answer(request);
        }
    }
    FAIL_CHECK("a request to nobody: " << request.url);
    return page(404, "{}");
}

/// Nothing: no answer comes before the deadline.
std::optional<net::HttpOutcome> Wire::outcomeOf(const Request& request) {
    for (Plan& plan : m_plans) {
        if (plan.times == 0 || request.line.find(plan.match) == std::string::npos) {
            continue;
        }
        if (plan.skip > 0) {
            --plan.skip;
            continue;
        }
        --plan.times;
        if (!plan.fault) {
            return plan.answer;
        }
        switch (*plan.fault) {
        case Fault::Silence:
            return std::nullopt;
        case Fault::LostComing:
            static_cast<void>(serverAnswer(request.request));
            return std::unexpected(support::brokenConnection(true));
        case Fault::LostGoing:
            return std::unexpected(support::brokenConnection(true));
        case Fault::Refused:
            return std::unexpected(support::brokenConnection(false));
        }
    }
    return serverAnswer(request.request);
}

net::HttpTransport::RequestId Wire::start(net::HttpRequest request, base::Duration deadline, OnDone onDone) {
    const RequestId id = ++m_lastId;
    if (onStart) {
        onStart(request);
    }
    const std::string line = std::string(net::name(request.method)) + " " + request.url;
    m_requests.push_back({line, std::move(request), m_clock.utcNow()});
    if (m_stop && m_requests.size() >= m_stop->first) {
        if (!m_stopped && m_stop->second == Moment::After) {
            static_cast<void>(serverAnswer(m_requests.back().request));
        }
        m_stopped = true;
        return id;
    }
    m_pending.push_back({id, std::move(onDone)});
    if (auto outcome = outcomeOf(m_requests.back())) {
        m_executor->post([this, id, outcome = std::move(*outcome)] { deliver(id, outcome); });
    } else {
        m_executor->postAfter(deadline,
                              [this, id] { deliver(id, std::unexpected(support::brokenConnection(true))); });
    }
    return id;
}

void Wire::deliver(RequestId id, net::HttpOutcome outcome) {
    const auto found = std::ranges::find(m_pending, id, &Pending::id);
    if (found == m_pending.end()) {
        return;
    }
    const OnDone onDone = std::move(found->onDone);
    m_pending.erase(found);
    onDone(std::move(outcome));
}

void Wire::cancel(RequestId request) {
    m_executor->post([this, request] {
        net::TransportError cancelled = support::brokenConnection(true);
        cancelled.error.kind = base::ErrorKind::Cancelled;
        deliver(request, std::unexpected(std::move(cancelled)));
    });
}

}  // namespace test
