// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace app {

/// Opens an https address (or a loopback one) in the person's browser. False when it could not be tried.
bool openInBrowser(const std::string& url);

}  // namespace app
