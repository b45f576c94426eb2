// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"

#include <optional>
#include <vector>

namespace model {

/// Why a canned reply can't be kept as it is.
enum class CannedFault { NoTitle, NoText, TitleTaken };

/// `library` may hold the reply itself, by its id. A title counts as taken whatever the case of its letters;
/// one that the reply has there already is never refused.
[[nodiscard]] std::optional<CannedFault> faultOf(const CannedReply& reply,
                                                 const std::vector<CannedReply>& library);

/// As it is kept: valid UTF-8, and the title is one line without white space around it.
[[nodiscard]] CannedReply tidied(CannedReply reply);

}  // namespace model
