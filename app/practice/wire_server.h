// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "practice/wire.h"

#include <functional>
#include <memory>

namespace app::practice {

/// An HTTP server on 127.0.0.1 that can also misbehave below HTTP: close a connection before, within or
/// instead of an answer. `answer` is called on the server's threads, several at a time.
class WireServer {
public:
    using Respond = std::function<Dispatch(const Question&)>;

    /// Port 0 takes any free one. Fails with InUse when the port is taken.
    [[nodiscard]] static base::Result<std::unique_ptr<WireServer>> bind(int port, Respond respond);
    virtual ~WireServer() = default;

    [[nodiscard]] virtual int port() const = 0;
    /// Starts to serve; connections made before wait until then.
    virtual void listen() = 0;
    /// Ends every connection and returns when all threads are done. The destructor does the same.
    virtual void stop() = 0;
};

}  // namespace app::practice
