// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/executor.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace app {

/// A local socket (AF_UNIX, mode 0600) on which the process that holds a profile takes commands from others.
/// One request and one answer a connection, each a 4-byte big-endian length and that many bytes.
class ControlSocket {
public:
    /// Callable once, from the core thread, at any later time.
    using Reply = std::function<void(std::string)>;
    using Handler = std::function<void(const std::string& request, const Reply& reply)>;

    /// Listens; `handler` runs on `executor`. A socket file left behind by a dead process is replaced (the
    /// caller holds the profile's lock).
    [[nodiscard]] static base::Result<std::unique_ptr<ControlSocket>>
    open(const std::string& path, base::Executor& executor, Handler handler);
    ~ControlSocket();
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

private:
    struct Parts;
    explicit ControlSocket(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

/// Asks the process that listens at `path`; nothing when nobody does. Waits for the answer.
[[nodiscard]] std::optional<std::string> askControlSocket(const std::string& path,
                                                          const std::string& request);

}  // namespace app
