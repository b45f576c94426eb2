// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/secrets.h"

namespace app {

/// Asks for the vault's passphrase in a dialog, from whatever thread.
[[nodiscard]] std::optional<std::string> askPassphrase(SecretChoice::Asking asking);

}  // namespace app
