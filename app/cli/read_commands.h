// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"
#include "cli/result.h"

#include "model/account.h"
#include "store/reader.h"

#include "base/clock.h"

#include <string>
#include <vector>

namespace cli {

/// What the reading commands look at.
struct ReadContext {
    const store::Reader& reader;
    const base::Clock& clock;
    std::vector<model::AccountPulse> pulses;
    std::string wordVectors{};  ///< the file that may be there
};

/// For verbs of which onlyReads() is true.
[[nodiscard]] CommandResult runReading(const Arguments& arguments, const ReadContext& context);

}  // namespace cli
