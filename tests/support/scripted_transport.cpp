// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scripted_transport.h"

#include "support/catch.h"

#include <algorithm>
#include <exception>

namespace support {

using net::HttpOutcome;
using net::HttpRequest;
using net::TransportError;

TransportError brokenConnection(bool mayHaveArrived) {
    return {.error = {.kind = base::ErrorKind::Network,
                      .cure = base::Cure::BackOff,
                      .message = "the connection broke"},
            .mayHaveArrived = mayHaveArrived};
}

Step& Step::withHeader(std::string name, std::optional<std::string> value) {
    m_headers.emplace_back(std::move(name), std::move(value));
    return *this;
}

Step& Step::withoutHeader(std::string name) {
    m_absentHeaders.push_back(std::move(name));
    return *this;
}

Step& Step::withBody(std::string body) {
    m_body = std::move(body);
    return *this;
}

Step& Step::withBodyPart(std::string part) {
    m_bodyParts.push_back(std::move(part));
    return *this;
}

Step& Step::sentOnce() {
    m_once = true;
    return *this;
}

Step& Step::answers(int status, std::string body, std::vector<std::pair<std::string, std::string>> headers) {
    net::HttpResponse response{.status = status, .headers = {}, .body = std::move(body)};
    for (auto& [name, value] : headers) {
        response.headers.add(std::move(name), std::move(value));
    }
    m_outcome = std::move(response);
    return *this;
}

Step& Step::fails(TransportError error) {
    m_outcome = std::unexpected(std::move(error));
    return *this;
}

Step& Step::breaks(bool mayHaveArrived) {
    return fails(brokenConnection(mayHaveArrived));
}

Step& Step::staysSilent() {
    m_outcome.reset();
    return *this;
}

std::string Step::mismatch(const HttpRequest& request) const {
    if (request.method != m_method) {
        return "another method";
    }
    const bool whole = m_url.find("://") != std::string::npos;
    if (whole ? request.url != m_url : request.url.find(m_url) == std::string::npos) {
        return "another address";
    }
    for (const auto& [name, value] : m_headers) {
        const auto found = request.headers.find(name);
        if (!found) {
            return "no header " + name;
        }
        if (value && *found != *value) {
            return "header " + name + " is \"" + std::string(*found) + "\" and not \"" + *value + "\"";
        }
    }
    for (const std::string& name : m_absentHeaders) {
        if (request.headers.find(name)) {
            return "header " + name + " must not be there";
        }
    }
    if (m_body && request.body != *m_body) {
        return "the body is \"" + request.body + "\" and not \"" + *m_body + "\"";
    }
    for (const std::string& part : m_bodyParts) {
        if (request.body.find(part) == std::string::npos) {
            return "the body \"" + request.body + "\" lacks \"" + part + "\"";
        }
    }
    return m_once && !request.once ? "it may be sent twice" : "";
}

std::string Step::describe() const {
    return std::string(net::name(m_method)) + " " + m_url;
}

ScriptedTransport::~ScriptedTransport() {
    if (std::uncaught_exceptions() > 0 || m_failAt > 0) {
        return;
    }
    for (const Step& step : m_steps) {
        FAIL_CHECK("expected and never asked: " << step.describe());
    }
}

Step& ScriptedTransport::expect(net::Method method, std::string url) {
    return m_steps.emplace_back(method, std::move(url));
}

void ScriptedTransport::failAt(std::size_t n, TransportError error) {
    m_failAt = n;
    m_failure = std::move(error);
}

std::optional<HttpOutcome> ScriptedTransport::answerTo(const HttpRequest& request) {
    auto step = m_steps.begin();
    if (m_anyOrder) {
        step =
            std::ranges::find_if(m_steps, [&](const Step& each) { return each.mismatch(request).empty(); });
    }
    const std::string asked = std::string(net::name(request.method)) + " " + request.url;
    if (step == m_steps.end()) {
        FAIL_CHECK("not expected: " << asked << (request.body.empty() ? "" : "\n  body: " + request.body));
        return std::unexpected(brokenConnection(false));
    }
    if (const std::string mismatch = step->mismatch(request); !mismatch.empty()) {
        FAIL_CHECK("not as expected, " << mismatch << ":\n  asked:    " << asked
                                       << "\n  expected: " << step->describe());
        return std::unexpected(brokenConnection(false));
    }
    if (m_failAt == m_requests.size()) {
        return std::unexpected(*m_failure);
    }
    std::optional<HttpOutcome> outcome = step->outcome();
    m_steps.erase(step);
    return outcome;
}

net::HttpTransport::RequestId ScriptedTransport::start(HttpRequest request, base::Duration deadline,
                                                       OnDone onDone) {
    const RequestId id = ++m_lastId;
    m_requests.push_back(request);
    std::optional<HttpOutcome> outcome = answerTo(request);
    const bool silent = !outcome.has_value();
    m_pending.push_back({id, std::move(onDone), std::move(outcome)});
    if (!silent) {
        deliver(id);
    } else if (m_executor != nullptr) {
        m_executor->postAfter(deadline, [this, id] {
            TransportError late = brokenConnection(true);
            late.error.message = "no answer within the deadline";
            settle(id, std::unexpected(std::move(late)));
        });
    }
    return id;
}

void ScriptedTransport::cancel(RequestId request) {
    const auto found = std::ranges::find(m_pending, request, &Pending::id);
    if (found == m_pending.end()) {
        return;
    }
    const bool wasSilent = !found->outcome.has_value();
    found->outcome = std::unexpected(TransportError{
        .error = {.kind = base::ErrorKind::Cancelled, .cure = base::Cure::Never, .message = "cancelled"},
        .mayHaveArrived = true});
    if (wasSilent) {
        deliver(request);
    }
}

/// Ends a silent request, unless that has happened by other means.
void ScriptedTransport::settle(RequestId request, HttpOutcome outcome) {
    const auto found = std::ranges::find(m_pending, request, &Pending::id);
    if (found != m_pending.end() && !found->outcome) {
        found->outcome = std::move(outcome);
        const Pending pending = std::move(*found);
        m_pending.erase(found);
        pending.onDone(*pending.outcome);
    }
}

/// Has the callback come later: never from inside start() or cancel().
void ScriptedTransport::deliver(RequestId request) {
    if (m_executor == nullptr) {
        return;  // pump() does it
    }
    m_executor->post([this, request] {
        const auto found = std::ranges::find(m_pending, request, &Pending::id);
        if (found != m_pending.end()) {
            const Pending pending = std::move(*found);
            m_pending.erase(found);
            pending.onDone(*pending.outcome);
        }
    });
}

void ScriptedTransport::pump(base::Duration /*longest*/) {
    if (m_executor != nullptr) {
        return;
    }
    const auto found =
        std::ranges::find_if(m_pending, [](const Pending& each) { return each.outcome.has_value(); });
    if (found != m_pending.end()) {
        const Pending pending = std::move(*found);
        m_pending.erase(found);
        pending.onDone(*pending.outcome);
    }
}

}  // namespace support
