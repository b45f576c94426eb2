// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace app {

/// What the command line of the desktop program asks for.
struct DesktopOptions {
    std::string profile;  ///< empty = the platform's data folder; the practice street has one of its own
    bool noKeyring = false;
    std::optional<int> passphraseFd{};
    bool practice = false;
    double speed = 1;
    std::uint64_t seed = 1;
    std::string screenshotFolder;
};

/// The whole desktop program after its command line; needs a QApplication. Returns the exit code.
[[nodiscard]] int runDesktop(const DesktopOptions& options);

}  // namespace app
