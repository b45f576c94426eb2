// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/reply_match.h"

#include "base/text.h"

#include <algorithm>
#include <string>
#include <vector>

namespace model {
namespace {

constexpr double kAlikeEnough = 0.7;

using Words = std::vector<std::string>;

Words wordsOf(std::string_view text) {
    Words words;
    for (base::FoldedWord& word : base::foldedWords(text)) {
        words.push_back(std::move(word.folded));
    }
    std::ranges::sort(words);
    return words;
}

double likenessOf(const Words& one, const Words& other) {
    Words both;
    std::ranges::set_intersection(one, other, std::back_inserter(both));
    const std::size_t all = one.size() + other.size();
    return all == 0 ? 0 : 2 * static_cast<double>(both.size()) / static_cast<double>(all);
}

}  // namespace

double likeness(std::string_view sent, std::string_view canned) {
    return likenessOf(wordsOf(sent), wordsOf(withoutPlaceholders(canned)));
}

std::optional<base::CannedReplyId> cannedReplyIn(std::string_view sent,
                                                 std::span<const CannedReply> library) {
    const Words words = wordsOf(sent);
    std::optional<base::CannedReplyId> found;
    double best = 0;
    for (const CannedReply& reply : library) {
        const double alike = likenessOf(words, wordsOf(withoutPlaceholders(reply.text)));
        if (alike >= kAlikeEnough && (alike > best || (alike == best && reply.id < *found))) {
            best = alike;
            found = reply.id;
        }
    }
    return found;
}

}  // namespace model
