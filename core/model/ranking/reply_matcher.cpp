// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/reply_matcher.h"

#include "model/sorted_words.h"

#include <algorithm>
#include <cstddef>

namespace model {
namespace {

constexpr double kAlikeEnough = 0.7;
/// Of a reply that was inserted and edited; less is another reply.
constexpr double kStillThere = 0.5;

/// Of a passage.
constexpr double kNearlyAll = 0.8;

double likenessOf(std::size_t both, std::size_t one, std::size_t other) {
    return one + other == 0 ? 0 : 2 * static_cast<double>(both) / static_cast<double>(one + other);
}

/// Each word of a sorted list once, with how often it is there.
template <class Take>
void eachOnce(std::span<const std::string> sorted, const Take& take) {
    for (std::size_t i = 0; i < sorted.size();) {
        std::size_t end = i + 1;
        while (end < sorted.size() && sorted[end] == sorted[i]) {
            ++end;
        }
        take(sorted[i], static_cast<int>(end - i));
        i = end;
    }
}

}  // namespace

double likeness(std::string_view sent, std::string_view canned) {
    const std::vector<std::string> one = sortedWords(sent);
    const std::vector<std::string> other = sortedWords(withoutPlaceholders(canned));
    return likenessOf(wordsInBoth(one, other), one.size(), other.size());
}

ReplyMatcher::ReplyMatcher(std::span<const CannedReply> library) {
    std::vector<const CannedReply*> sorted;
    for (const CannedReply& reply : library) {
        sorted.push_back(&reply);
    }
    std::ranges::sort(sorted, {}, &CannedReply::id);
    for (const CannedReply* reply : sorted) {
        add(reply->id, reply->text);
        for (const CannedVariant& variant : reply->variants) {
            add(reply->id, variant.text);
        }
    }
}

void ReplyMatcher::add(base::CannedReplyId reply, std::string_view text) {
    const auto number = static_cast<std::uint32_t>(m_replies.size());
    const std::vector<std::string> words = sortedWords(withoutPlaceholders(text));
    m_replies.push_back({.id = reply, .words = static_cast<int>(words.size())});
    eachOnce(words, [&](const std::string& word, int times) {
        m_places[word].push_back({.reply = number, .times = times});
    });
}

std::vector<int> ReplyMatcher::inCommon(std::span<const std::string> sent) const {
    std::vector<int> common(m_replies.size(), 0);
    eachOnce(sent, [&](const std::string& word, int times) {
        const auto known = m_places.find(word);
        if (known == m_places.end()) {
            return;
        }
        for (const Place& place : known->second) {
            common[place.reply] += std::min(times, place.times);
        }
    });
    return common;
}

std::vector<base::CannedReplyId>
ReplyMatcher::repliesIn(std::string_view sent, std::span<const base::CannedReplyId> inserted) const {
    const std::vector<std::string> words = sortedWords(sent);
    const std::vector<int> common = inCommon(words);
    std::vector<base::CannedReplyId> found;
    base::CannedReplyId likest;
    double best = 0;
    for (std::size_t i = 0; i < m_replies.size(); ++i) {
        const Reply& reply = m_replies[i];
        if (reply.words > 0 && common[i] >= kStillThere * reply.words &&
            std::ranges::find(inserted, reply.id) != inserted.end() &&
            std::ranges::find(found, reply.id) == found.end()) {
            found.push_back(reply.id);
        }
        const double alike = likenessOf(static_cast<std::size_t>(common[i]), words.size(),
                                        static_cast<std::size_t>(reply.words));
        if (alike >= kAlikeEnough && alike > best) {
            best = alike;
            likest = reply.id;
        }
    }
    if (found.empty() && likest) {
        found.push_back(likest);
    }
    return found;
}

bool ReplyMatcher::contains(std::string_view passage) const {
    const std::vector<std::string> words = sortedWords(passage);
    const std::vector<int> common = inCommon(words);
    return std::ranges::any_of(
        common, [&](int both) { return both >= kNearlyAll * static_cast<double>(words.size()); });
}

}  // namespace model
