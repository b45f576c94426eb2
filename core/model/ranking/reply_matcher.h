// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace model {

/// How much of two texts is the same, 0 … 1: words in common, each as often as both have it, against the
/// words of both. Placeholders of the canned one do not count, nor what was filled in for them more than any
/// other word.
[[nodiscard]] double likeness(std::string_view sent, std::string_view canned);

/// Finds which canned replies were sent. Looks only at those that have a word of the sent text.
class ReplyMatcher {
public:
    explicit ReplyMatcher(std::span<const CannedReply> library);

    /// Those that were `inserted` while the text was written and of which half the words are still there;
    /// without one the reply that the text is, as it is or edited: the one most alike, if it is alike enough
    /// (0.7), of equals the oldest.
    [[nodiscard]] std::vector<base::CannedReplyId>
    repliesIn(std::string_view sent, std::span<const base::CannedReplyId> inserted = {}) const;

private:
    struct Reply {
        base::CannedReplyId id;
        int words = 0;
    };
    /// How often a word stands in a reply.
    struct Place {
        std::uint32_t reply = 0;
        int times = 0;
    };
    /// Words in common, of each reply.
    [[nodiscard]] std::vector<int> inCommon(std::span<const std::string> sent) const;

    std::vector<Reply> m_replies;  ///< by id
    std::unordered_map<std::string, std::vector<Place>> m_places;
};

}  // namespace model
