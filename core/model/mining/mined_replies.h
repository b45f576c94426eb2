// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"
#include "model/shop_names.h"
#include "model/suggestion.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace model {

/// What was typed again and again, as it could be a canned reply.
struct MinedReply {
    std::string title;  ///< its first words
    std::string text;   ///< names are placeholders; what was another one each time is asked for: {{?number}}
    int times = 0;
    bool operator==(const MinedReply&) const = default;
};

/// How often a sentence has to be typed.
inline constexpr int kOftenEnough = 3;
/// So many of the latest messages are looked through.
inline constexpr int kMinedMessages = 20'000;
inline constexpr std::size_t kMostMined = 20;

/// Sentences, or several that always stand behind one another, that were typed three times or more in nearly
/// the same words, and that the library does not have: the most often typed first. Short ones ("Thank you!")
/// are no help.
[[nodiscard]] std::vector<MinedReply> minedReplies(std::span<const TypedReply> typed, const ShopNames& names,
                                                   std::span<const CannedReply> library);

}  // namespace model
