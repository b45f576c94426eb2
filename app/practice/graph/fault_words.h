// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/fault_switchboard.h"
#include "practice/graph/token_desk.h"
#include "practice/wire.h"

#include <cstdint>
#include <string>

namespace app::practice::graph {

/// A fault's answer in the graph's words. `who` and `use` are those of the usage header.
[[nodiscard]] Answer faultWords(const Fault& fault, const Question& question, std::int64_t nowMs,
                                TokenDesk& desk, const std::string& who, const std::string& use);

}  // namespace app::practice::graph
