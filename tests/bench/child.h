// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace bench {

struct ChildAnswer {
    double startedAt = 0;  ///< when it was started, as wallMs()
    std::string output;
};

/// Runs a program that stands beside this one to its end. Throws when it can't be started or ends badly.
[[nodiscard]] ChildAnswer runBeside(const std::string& program, const std::vector<std::string>& words);

}  // namespace bench
