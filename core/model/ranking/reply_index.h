// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/ranking/message_features.h"

#include <cstdint>
#include <span>
#include <vector>

namespace model {

/// Which features the examples of each reply had. Replies are numbers from 0. Counts are whole numbers: what
/// is added and taken away again leaves no trace in any score.
class ReplyIndex {
public:
    static constexpr std::size_t kMostReplies = 65'535;

    explicit ReplyIndex(std::size_t replies);

    [[nodiscard]] std::size_t replies() const { return m_lengths.size(); }
    /// Whether there is anything by which a message could resemble it.
    [[nodiscard]] bool isKnown(std::size_t reply) const { return m_lengths[reply] > 0; }
    /// One example, or with `times` a pseudo-example that counts so often.
    void add(std::uint16_t reply, std::span<const MessageFeature> features, int times);
    /// Takes exactly this away again.
    void subtract(std::uint16_t reply, std::span<const MessageFeature> features, int times);

    /// What a message and a reply have in common, at best.
    enum class Kinship : std::uint8_t {
        Pieces,  ///< at most: some letters are alike in any two texts
        Like,    ///< of one word many pieces: it stands there in another form, or with a slip
        Word,    ///< a whole one; function words say nothing
    };
    [[nodiscard]] std::vector<Kinship> kinship(const MessageFeatures& message) const;

    /// How much each reply's examples explain of this message, 0 … 1: BM25 with one document per reply,
    /// divided by the score of a perfect match (features never seen included).
    void match(std::span<const MessageFeature> features, std::vector<double>& scores) const;
    /// What one feature adds to match() of one reply, with perfectMatch() of the message.
    [[nodiscard]] double share(const MessageFeature& feature, std::uint16_t reply, double perfect) const;
    [[nodiscard]] double perfectMatch(std::span<const MessageFeature> features) const;

    /// Features that were ever added are numbered from 0; kNowhere = this one was not.
    static constexpr std::uint32_t kNowhere = 0xFFFF'FFFF;
    [[nodiscard]] std::uint32_t placeOf(std::uint32_t feature) const { return m_places[feature] - 1; }
    /// That have it.
    [[nodiscard]] std::uint32_t repliesAt(std::uint32_t place) const {
        return place == kNowhere ? 0 : m_entries[place].replies;
    }
    /// Inverse document frequency over replies; > 0, also of what was never seen.
    [[nodiscard]] double rarity(std::uint32_t feature) const { return rarityAt(placeOf(feature)); }
    [[nodiscard]] double rarityAt(std::uint32_t place) const { return m_rarities[repliesAt(place)]; }

private:
    /// Of one feature and one reply.
    struct Posting {
        std::uint16_t reply = 0;
        std::uint16_t count = 0;  ///< examples with the feature
    };
    struct Entry {
        std::vector<Posting> postings;  ///< ascending by reply
        std::uint32_t replies = 0;      ///< with a count
    };
    [[nodiscard]] double damping(std::size_t reply) const;
    /// By the pieces of one word.
    void addLike(std::span<const MessageFeature> pieces, std::vector<Kinship>& found) const;
    void documentsChanged(std::size_t documents);
    [[nodiscard]] const Entry* entry(std::uint32_t feature) const;
    /// Made when it is missing.
    [[nodiscard]] Entry& entryToChange(std::uint32_t feature);
    [[nodiscard]] static Posting& posting(Entry& entry, std::uint16_t reply);
    [[nodiscard]] const Posting* find(std::uint32_t feature, std::uint16_t reply) const;

    std::vector<std::uint32_t> m_places;  ///< of a feature in m_entries, plus 1; 0 = never seen
    std::vector<Entry> m_entries;
    std::vector<std::int64_t> m_lengths;  ///< features of all examples of a reply
    std::int64_t m_total = 0;
    std::size_t m_documents = 0;     ///< replies with a length
    std::vector<double> m_rarities;  ///< by the number of replies with a feature
};

/// How much a feature of this kind counts, beside its rarity.
[[nodiscard]] double weightOf(MessageFeature::Kind kind);

}  // namespace model
