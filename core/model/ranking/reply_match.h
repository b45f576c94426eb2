// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"

#include <optional>
#include <span>
#include <string_view>

namespace model {

/// How much of two texts is the same, 0 … 1: words in common, each as often as both have it, against the
/// words of both. Placeholders of the canned one do not count, nor what was filled in for them more than any
/// other word.
[[nodiscard]] double likeness(std::string_view sent, std::string_view canned);

/// The canned reply that was sent, as it is or edited: the one most alike, if it is alike enough (0.7); of
/// equals the oldest.
[[nodiscard]] std::optional<base::CannedReplyId> cannedReplyIn(std::string_view sent,
                                                               std::span<const CannedReply> library);

}  // namespace model
