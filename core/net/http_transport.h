// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http.h"

#include <functional>

namespace net {

/// Carries requests. Lives on the core thread; nothing here blocks.
class HttpTransport {
public:
    using RequestId = std::uint64_t;
    using OnDone = std::function<void(HttpOutcome)>;

    virtual ~HttpTransport() = default;
    /// `onDone` is called exactly once, on the core thread, never from inside start(). `deadline` bounds the
    /// whole exchange in real time.
    virtual RequestId start(HttpRequest request, base::Duration deadline, OnDone onDone) = 0;
    /// onDone is still called, with ErrorKind::Cancelled.
    virtual void cancel(RequestId request) = 0;
    /// The only thread-safe call: makes a waiting pump() return.
    virtual void wake() = 0;
    /// Carries on with all transfers; returns when something happened, after `longest`, or after wake().
    virtual void pump(base::Duration longest) = 0;
    [[nodiscard]] virtual bool busy() const = 0;
};

}  // namespace net
