// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "practice/json.h"
#include "practice/wire.h"
#include "practice/x/town.h"

#include <string>

/// How X says no. The dialect of the published schema has types of its own for problems; the older one says
/// "about:blank" where it has none.
namespace app::practice::x {

[[nodiscard]] Answer problem(Dialect dialect, int status, const std::string& title, const std::string& detail,
                             const std::string& type = {});
/// 400 that names the parameter.
[[nodiscard]] Answer invalidRequest(Dialect dialect, const std::string& parameter, const std::string& value,
                                    const std::string& message);
[[nodiscard]] Answer oauthRefusal(int status, const std::string& error, const std::string& description);
/// {"code","message"}: what stands in front of the API.
[[nodiscard]] Answer gateRefusal(int status, int code, const std::string& message);
/// A status out of nowhere, as X words it.
[[nodiscard]] Answer statusAnswer(Dialect dialect, int status);
[[nodiscard]] Answer captivePortal();

}  // namespace app::practice::x
