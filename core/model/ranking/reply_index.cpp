// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/reply_index.h"

#include <algorithm>
#include <cmath>

namespace model {
namespace {

// Measured on BANKING77, CLINC150, HWU64, ArBanking77 and nlp.js (suggestion_eval), where each is flat around
// its best.
constexpr double kSaturation = 3;  // k1; b is 1
constexpr double kWord = 1;
constexpr double kPair = 0.5;
constexpr double kLetters = 0.7;
/// Of a word's pieces, by their rarity: enough for "alergic" and "allergy". Below the fewest there is
/// nothing that could be like another word.
constexpr double kLike = 0.4;
constexpr std::size_t kFewestPieces = 6;

}  // namespace

double weightOf(MessageFeature::Kind kind) {
    switch (kind) {
    case MessageFeature::Kind::Word:
        return kWord;
    case MessageFeature::Kind::Pair:
        return kPair;
    case MessageFeature::Kind::Start:
    case MessageFeature::Kind::Letters:
        break;
    }
    return kLetters;
}

ReplyIndex::ReplyIndex(std::size_t replies) : m_places(MessageFeature::kIds, 0), m_lengths(replies, 0) {
    documentsChanged(0);
}

void ReplyIndex::add(std::uint16_t reply, std::span<const MessageFeature> features, int times) {
    std::int64_t& length = m_lengths[reply];
    documentsChanged(m_documents + (length == 0 && !features.empty() ? 1 : 0));
    for (const MessageFeature& feature : features) {
        Entry& known = entryToChange(feature.id);
        Posting& found = posting(known, reply);
        known.replies += found.count == 0 ? 1 : 0;
        found.count = static_cast<std::uint16_t>(found.count + times);
    }
    const auto added = static_cast<std::int64_t>(features.size()) * times;
    length += added;
    m_total += added;
}

void ReplyIndex::subtract(std::uint16_t reply, std::span<const MessageFeature> features, int times) {
    for (const MessageFeature& feature : features) {
        Entry& known = entryToChange(feature.id);
        Posting& found = posting(known, reply);
        found.count = static_cast<std::uint16_t>(found.count - times);
        known.replies -= found.count == 0 ? 1 : 0;
    }
    const auto taken = static_cast<std::int64_t>(features.size()) * times;
    m_lengths[reply] -= taken;
    m_total -= taken;
    documentsChanged(m_documents - (m_lengths[reply] == 0 && !features.empty() ? 1 : 0));
}

void ReplyIndex::documentsChanged(std::size_t documents) {
    if (documents == m_documents && !m_rarities.empty()) {
        return;
    }
    m_documents = documents;
    m_rarities.resize(documents + 1);
    for (std::size_t found = 0; found <= documents; ++found) {
        const auto with = static_cast<double>(found);
        m_rarities[found] = std::log1p((static_cast<double>(documents - found) + 0.5) / (with + 0.5));
    }
}

double ReplyIndex::perfectMatch(std::span<const MessageFeature> features) const {
    double perfect = 0;
    for (const MessageFeature& feature : features) {
        perfect += rarity(feature.id) * weightOf(feature.kind);
    }
    return perfect;
}

/// BM25's k1 with b = 1, for each reply.
double ReplyIndex::damping(std::size_t reply) const {
    const double average = static_cast<double>(m_total) / static_cast<double>(m_documents);
    return kSaturation * static_cast<double>(m_lengths[reply]) / average;
}

void ReplyIndex::match(std::span<const MessageFeature> features, std::vector<double>& scores) const {
    scores.assign(m_lengths.size(), 0);
    const double perfect = perfectMatch(features);
    if (perfect <= 0) {
        return;
    }
    std::vector<double> dampings(m_lengths.size(), 0);
    for (std::size_t i = 0; i < dampings.size(); ++i) {
        dampings[i] = m_documents > 0 ? damping(i) : 0;
    }
    for (const MessageFeature& feature : features) {
        const Entry* const known = entry(feature.id);
        if (known == nullptr || known->replies == 0) {
            continue;
        }
        const double weight = rarity(feature.id) * weightOf(feature.kind) / perfect;
        for (const Posting& posting : known->postings) {
            if (posting.count > 0) {
                const double count = posting.count;
                scores[posting.reply] += weight * count / (count + dampings[posting.reply]);
            }
        }
    }
}

std::vector<ReplyIndex::Kinship> ReplyIndex::kinship(const MessageFeatures& message) const {
    std::vector<Kinship> found(m_lengths.size(), Kinship::Pieces);
    std::vector<MessageFeature> pieces;
    for (const MessageFeature& feature : message.all) {
        if (feature.kind == MessageFeature::Kind::Pair || message.words[feature.word].isFunctionWord) {
            continue;
        }
        if (feature.kind != MessageFeature::Kind::Word) {
            pieces.push_back(feature);
        } else if (const Entry* const known = entry(feature.id)) {
            for (const Posting& posting : known->postings) {
                found[posting.reply] = posting.count > 0 ? Kinship::Word : found[posting.reply];
            }
        }
    }
    std::ranges::stable_sort(pieces, {}, &MessageFeature::word);
    for (auto begin = pieces.begin(); begin != pieces.end();) {
        const auto end = std::ranges::find_if(
            begin, pieces.end(), [&](const MessageFeature& one) { return one.word != begin->word; });
        addLike(std::span(begin, end), found);
        begin = end;
    }
    return found;
}

void ReplyIndex::addLike(std::span<const MessageFeature> pieces, std::vector<Kinship>& found) const {
    if (pieces.size() < kFewestPieces) {
        return;
    }
    double whole = 0;
    std::vector<double> parts(m_lengths.size(), 0);
    for (const MessageFeature& piece : pieces) {
        const double weight = rarity(piece.id);
        whole += weight;
        if (const Entry* const known = entry(piece.id)) {
            for (const Posting& posting : known->postings) {
                parts[posting.reply] += posting.count > 0 ? weight : 0;
            }
        }
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] >= kLike * whole) {
            found[i] = std::max(found[i], Kinship::Like);
        }
    }
}

double ReplyIndex::share(const MessageFeature& feature, std::uint16_t reply, double perfect) const {
    const Posting* const known = find(feature.id, reply);
    if (known == nullptr || known->count == 0 || perfect <= 0) {
        return 0;
    }
    const double count = known->count;
    return rarity(feature.id) * weightOf(feature.kind) / perfect * count / (count + damping(reply));
}

const ReplyIndex::Entry* ReplyIndex::entry(std::uint32_t feature) const {
    const std::uint32_t place = placeOf(feature);
    return place == kNowhere ? nullptr : &m_entries[place];
}

const ReplyIndex::Posting* ReplyIndex::find(std::uint32_t feature, std::uint16_t reply) const {
    const Entry* const known = entry(feature);
    if (known == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::lower_bound(known->postings, reply, {}, &Posting::reply);
    return found == known->postings.end() || found->reply != reply ? nullptr : &*found;
}

ReplyIndex::Entry& ReplyIndex::entryToChange(std::uint32_t feature) {
    std::uint32_t& place = m_places[feature];
    if (place == 0) {
        m_entries.emplace_back();
        place = static_cast<std::uint32_t>(m_entries.size());
    }
    return m_entries[place - 1];
}

ReplyIndex::Posting& ReplyIndex::posting(Entry& entry, std::uint16_t reply) {
    auto found = std::ranges::lower_bound(entry.postings, reply, {}, &Posting::reply);
    if (found == entry.postings.end() || found->reply != reply) {
        found = entry.postings.insert(found, {.reply = reply, .count = 0});
    }
    return *found;
}

}  // namespace model
