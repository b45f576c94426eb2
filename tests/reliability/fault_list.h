// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fault_proxy.h"

#include <string>
#include <vector>

/// What can happen to a request: on the street, and below HTTP.
namespace test {

struct NamedToxic {
    const char* name;
    support::Toxic toxic;
};

[[nodiscard]] const std::vector<std::string>& streetFaults();
[[nodiscard]] const std::vector<NamedToxic>& toxics();

}  // namespace test
