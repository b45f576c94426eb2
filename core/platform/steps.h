// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"
#include "net/rate_budget.h"

#include "base/clock.h"
#include "base/error.h"

#include <optional>
#include <string>
#include <variant>

namespace platform {

/// What a request is for: decides what an error means. A poll's 5xx backs off; a send's 5xx may have arrived.
enum class RequestKind { Poll, Send, LookUp, SignIn };

/// What the network is asked to do. E-mail joins as a second alternative.
struct HttpCall {
    net::HttpRequest request;
    RequestKind kind = RequestKind::Poll;
    /// Where the platform limits each endpoint by itself: which of them this is.
    std::string limitGroup{};
    /// The least time since the latest request of that group.
    base::Duration pause{0};
    /// Reads how much of a limit is used, where the platform says it in headers of its own.
    std::optional<net::Usage> (*usage)(const net::HttpResponse&) = nullptr;
};
using Request = std::variant<HttpCall>;

/// A resumable list of steps towards a result of type T. Carry out request(), hand the response to accept(),
/// until finished(). Each accepted step may leave something in taken(): a poll's batch of each page, the
/// final result else.
template <class T>
class Steps {
public:
    virtual ~Steps() = default;
    [[nodiscard]] virtual bool finished() const = 0;
    /// The next request; only while not finished.
    [[nodiscard]] virtual Request request() const = 0;
    /// The answer to request(). An error ends the list; what was taken before stays good. `now` is for retry
    /// times.
    [[nodiscard]] virtual base::Status accept(const net::HttpResponse& response, base::UtcTime now) = 0;
    /// What the last accepted step gave, once.
    [[nodiscard]] virtual std::optional<T> take() = 0;
};

}  // namespace platform
