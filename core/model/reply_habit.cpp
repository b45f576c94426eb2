// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/reply_habit.h"

#include "model/sorted_words.h"

#include <algorithm>
#include <set>

namespace model {
namespace {

constexpr std::size_t kFewestWords = 5;
/// Of the words of both: another name, or one word more, is no other reply.
constexpr double kTheSame = 0.9;
/// One other word is allowed in any text.
constexpr std::size_t kOtherWords = 1;

using Words = std::vector<std::string>;

bool areTheSame(const Words& one, const Words& other) {
    const std::size_t both = wordsInBoth(one, other);
    const std::size_t longer = std::max(one.size(), other.size());
    return both + kOtherWords >= longer ||
           2 * static_cast<double>(both) >= kTheSame * static_cast<double>(one.size() + other.size());
}

}  // namespace

ReplyHabit::ReplyHabit(const std::vector<EarlierReply>& latestFirst) {
    for (const EarlierReply& reply : latestFirst) {
        m_earlier.push_back({.words = sortedWords(reply.text), .customer = reply.customer, .at = reply.at});
    }
}

std::optional<Repetition> ReplyHabit::repetitionIn(std::string_view text, base::ContactId customer) const {
    const Words words = m_earlier.empty() ? Words{} : sortedWords(text);
    if (words.size() < kFewestWords) {
        return std::nullopt;
    }
    std::set<base::ContactId> inARow;
    bool unbroken = true;
    for (const Earlier& earlier : m_earlier) {
        const bool same = areTheSame(words, earlier.words);
        if (same && earlier.customer == customer) {
            return Repetition{.kind = Repetition::Kind::SameCustomer, .at = earlier.at};
        }
        unbroken = unbroken && same;
        if (unbroken) {
            inARow.insert(earlier.customer);
        }
    }
    return inARow.size() >= kManyInARow ? std::optional(Repetition{.kind = Repetition::Kind::ManyInARow,
                                                                   .times = static_cast<int>(inARow.size())})
                                        : std::nullopt;
}

}  // namespace model
