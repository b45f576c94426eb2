// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"

#include "base/error.h"

#include <string>
#include <vector>

namespace cli {

/// Files of canned replies: .json is [{"title","text"}], .csv has a head line with these names (RFC 4180).
/// Refusals name the file and the entry or line.
[[nodiscard]] base::Result<std::vector<model::CannedReply>> parseCannedFile(const std::string& name,
                                                                            const std::string& content);
[[nodiscard]] base::Status writeCannedFile(const std::string& name,
                                           const std::vector<model::CannedReply>& replies);

/// The whole file as it stands.
[[nodiscard]] base::Result<std::string> readFile(const std::string& name);

}  // namespace cli
