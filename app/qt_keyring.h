// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/secrets.h"

#include <string>

namespace app {

/// The system keyring through QtKeychain; fails where there is none (no session bus, no service). One entry
/// an account, named after the profile's folder too.
[[nodiscard]] SecretOpener keyringOpener(const std::string& profileFolder);

}  // namespace app
