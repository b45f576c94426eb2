// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <cstdint>
#include <memory>
#include <string>

namespace app {

/// Waits on 127.0.0.1 for the browser to come back from a platform's sign-in page, and shows a small page
/// there.
class LoopbackListener {
public:
    struct Answer {
        std::string code;
        std::string state;
    };
    /// On any free port, or on the one that was registered with the platform.
    [[nodiscard]] static base::Result<std::unique_ptr<LoopbackListener>> open(std::uint16_t port = 0);
    ~LoopbackListener();
    LoopbackListener(const LoopbackListener&) = delete;
    LoopbackListener& operator=(const LoopbackListener&) = delete;

    /// "http://127.0.0.1:PORT/callback"
    [[nodiscard]] std::string address() const;
    /// Blocks; errors: the person refused on the page, or nobody came in time.
    [[nodiscard]] base::Result<Answer> wait(base::Duration longest);
    /// Thread-safe: ends a wait().
    void giveUp();

private:
    struct Parts;
    explicit LoopbackListener(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

}  // namespace app
