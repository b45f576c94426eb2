// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/arguments.h"

#include "app/core.h"

#include "base/error.h"

namespace cli {

/// Signs in on the platform's own page, in the browser of this machine or, with --paste-code or without a
/// display, anywhere: then the code is read from stdin. Blocks until it is done; talks to the person on
/// stderr. `app` is what the platform's guide asks for first.
[[nodiscard]] base::Result<platform::Secrets> signIn(const Arguments& arguments, const platform::Secrets& app,
                                                     app::Core& core);

}  // namespace cli
