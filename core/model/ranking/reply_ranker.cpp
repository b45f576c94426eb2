// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/reply_ranker.h"

#include "model/language.h"

#include "base/text.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace model {
namespace {

constexpr double kMostLinear = 0.4;
constexpr double kLinearAtHalf = 1'000;  ///< examples after which the linear layer has half of its part
constexpr double kLinearScale = 0.5;     ///< its scores are about twice as large as those of the match
constexpr int kTitleTimes = 2;
constexpr std::size_t kShortWords = 30;  ///< a longer reply talks of more than it answers
constexpr double kLanguageBoost = 1.1;
constexpr std::size_t kJudged = 4;
constexpr double kMeaning = 0.25;      ///< of a match, where there are word vectors
constexpr double kMeaningScale = 0.5;  ///< what points the same way is about twice what a match is
constexpr double kMeantAlike = 0.4;    ///< says as much as a word in common
constexpr double kLeastScore = 0.02;   ///< some letters are alike in any two texts

/// A word as the reason shows it: as the customer wrote it, in lower case where that needs no tables.
std::string shownWord(std::string_view message, const MessageFeatures::Range& range) {
    const std::string_view written = message.substr(range.begin, range.end - range.begin);
    const bool ascii =
        std::ranges::all_of(written, [](char c) { return static_cast<std::uint8_t>(c) < 0x80; });
    return ascii ? base::asciiLower(written) : std::string(written);
}

struct Candidate {
    double score = 0;
    std::uint16_t reply = 0;
};

}  // namespace

struct ReplyRanker::Parts {
    Parts(std::span<const CannedReply> given, Method usedMethod, std::shared_ptr<const WordVectors> vectors)
        : method(usedMethod), index(std::min(given.size(), ReplyIndex::kMostReplies)), linear(index) {
        if (vectors && method == Method::Learnt) {
            meanings.emplace(index.replies(), std::move(vectors));
        }
        // By their ids, in whatever order they came.
        std::vector<const CannedReply*> sorted;
        for (const CannedReply& reply : given) {
            sorted.push_back(&reply);
        }
        std::ranges::sort(sorted, {}, &CannedReply::id);
        sorted.resize(index.replies());
        for (const CannedReply* reply : sorted) {
            numbers.emplace(reply->id, static_cast<std::uint16_t>(replies.size()));
            replies.push_back({.id = reply->id, .title = reply->title, .languages = {}, .ownLanguage = {}});
            for (const CannedVariant& variant : reply->variants) {
                replies.back().languages.push_back(variant.language);
            }
        }
        for (std::size_t i = 0; i < index.replies(); ++i) {
            const CannedReply& reply = *sorted[i];
            std::string own = reply.title + "\n" + reply.text;
            for (const std::string& tag : reply.tags) {
                own += "\n" + tag;
            }
            replies[i].ownLanguage = languageOf(withoutPlaceholders(own));
            addOwn(static_cast<std::uint16_t>(i), own, kTitleTimes);
            for (const CannedVariant& variant : reply.variants) {
                addOwn(static_cast<std::uint16_t>(i), variant.text, 1);
            }
        }
    }

    /// What stands in a reply itself, as an example of what it answers.
    void addOwn(std::uint16_t reply, std::string_view text, int times) {
        MessageFeatures own = features(withoutPlaceholders(text));
        const int counted = own.words.size() <= kShortWords ? times : 1;
        if (meanings) {
            meanings->add(reply, meanings->meaningOf(own), counted);
        }
        // "You" and "the" stand in every reply that a shop writes; in what customers write they tell.
        std::erase_if(own.all, [&](const MessageFeature& feature) {
            return feature.kind != MessageFeature::Kind::Pair && own.words[feature.word].isFunctionWord;
        });
        add(reply, own.all, counted);
    }
    [[nodiscard]] MessageFeatures features(std::string_view text) const {
        return featuresOf(text, method == Method::Learnt ? FeatureChoice::All : FeatureChoice::WordsOnly);
    }
    void add(std::uint16_t reply, std::span<const MessageFeature> all, int times) {
        index.add(reply, all, times);
        if (method == Method::Learnt) {
            linear.learn(reply, all);
        }
    }
    /// The linear layer's part of a score.
    [[nodiscard]] double linearPart() const {
        const auto count = static_cast<double>(examples);
        return method == Method::Learnt ? kMostLinear * count / (count + kLinearAtHalf) : 0;
    }
    /// Nothing where there are no word vectors, or too few of the message's words are among them.
    [[nodiscard]] std::vector<double> nearness(const MessageFeatures& message) const {
        const Meaning meaning = meanings ? meanings->meaningOf(message) : Meaning{};
        return meaning.isKnown ? meanings->match(meaning) : std::vector<double>{};
    }
    [[nodiscard]] std::vector<Candidate> candidates(const MessageFeatures& message,
                                                    std::string_view language) const {
        std::vector<double> matches;
        std::vector<double> corrections;
        index.match(message.all, matches);
        const double part = linearPart();
        if (part > 0) {
            linear.score(message.all, corrections);
        }
        const bool allTaught = std::ranges::none_of(replies, &Reply::isUntaught);
        const auto kinship = allTaught ? std::vector<ReplyIndex::Kinship>{} : index.kinship(message);
        const std::vector<double> near = nearness(message);
        for (std::size_t i = 0; i < near.size(); ++i) {
            matches[i] = (1 - kMeaning) * matches[i] + kMeaning * kMeaningScale * near[i];
        }
        std::vector<Candidate> all;
        for (std::size_t i = 0; i < matches.size(); ++i) {
            const double score =
                part > 0 ? (1 - part) * matches[i] + part * kLinearScale * corrections[i] : matches[i];
            if (score >= kLeastScore &&
                (!replies[i].isUntaught() || isMeant(replies[i], kinship[i], language) ||
                 (!near.empty() && near[i] >= kMeantAlike))) {
                all.push_back({score * boost(i, language), static_cast<std::uint16_t>(i)});
            }
        }
        return all;
    }
    /// What is worded in the customer's language goes before its like; nothing is hidden by it.
    [[nodiscard]] double boost(std::size_t reply, std::string_view language) const {
        return !language.empty() && replies[reply].isWordedIn(language) ? kLanguageBoost : 1;
    }
    [[nodiscard]] std::vector<SuggestionReason> reasons(std::string_view text, const MessageFeatures& message,
                                                        std::uint16_t reply) const {
        const double part = linearPart();
        const double perfect = index.perfectMatch(message.all);
        const double length = linear.length(message.all);
        const bool hasMeaning = meanings && meanings->meaningOf(message).isKnown;
        const double match = (1 - part) * (hasMeaning ? 1 - kMeaning : 1);
        std::vector<double> shares =
            hasMeaning ? meanings->shares(message, reply) : std::vector<double>(message.words.size(), 0);
        for (double& share : shares) {
            share *= (1 - part) * kMeaning * kMeaningScale;
        }
        for (const MessageFeature& feature : message.all) {
            shares[feature.word] += match * index.share(feature, reply, perfect) +
                                    part * kLinearScale * linear.share(feature, reply, length);
        }
        return named(text, message, shares);
    }
    /// One reason a word, however often the message has it.
    [[nodiscard]] static std::vector<SuggestionReason>
    named(std::string_view text, const MessageFeatures& message, std::span<const double> shares) {
        std::vector<SuggestionReason> all;
        for (std::size_t i = 0; i < shares.size(); ++i) {
            if (shares[i] == 0) {
                continue;
            }
            std::string word = shownWord(text, message.words[i]);
            const auto same = std::ranges::find(all, word, &SuggestionReason::word);
            if (same == all.end()) {
                all.push_back({.word = std::move(word), .share = shares[i]});
            } else {
                same->share += shares[i];
            }
        }
        std::ranges::stable_sort(all, std::ranges::greater{}, &SuggestionReason::share);
        return all;
    }

    struct Latest {
        std::uint16_t reply = 0;
        std::vector<MessageFeature> features;
        std::optional<Meaning> meaning;
    };
    struct Reply {
        base::CannedReplyId id;
        std::string title;
        std::vector<std::string> languages;  ///< of its wordings, where they have one
        std::string ownLanguage;             ///< of its own text, where it is known
        std::size_t examples = 0;

        [[nodiscard]] bool isUntaught() const { return examples == 0; }
        [[nodiscard]] bool isWordedIn(std::string_view language) const {
            return std::ranges::find(languages, language) != languages.end();
        }
    };
    /// Of a reply that has only its own words to speak for it: whether a message asks for it. Letters say so
    /// in one language alone: "contenta" does not ask what it contains.
    [[nodiscard]] static bool isMeant(const Reply& reply, ReplyIndex::Kinship kinship,
                                      std::string_view language) {
        switch (kinship) {
        case ReplyIndex::Kinship::Pieces:
            return false;
        case ReplyIndex::Kinship::Like:
            return language.empty() || reply.ownLanguage.empty() || reply.ownLanguage == language ||
                   reply.isWordedIn(language);
        case ReplyIndex::Kinship::Word:
            break;
        }
        return true;
    }
    Method method;
    ReplyIndex index;
    LinearLayer linear;
    std::optional<MeaningIndex> meanings;
    std::vector<Reply> replies;
    std::unordered_map<base::CannedReplyId, std::uint16_t> numbers;
    std::size_t examples = 0;
    std::optional<Latest> latest;
};

ReplyRanker::ReplyRanker(std::span<const CannedReply> replies, Method method,
                         std::shared_ptr<const WordVectors> vectors)
    : m_parts(std::make_unique<Parts>(replies, method, std::move(vectors))) {}

ReplyRanker::~ReplyRanker() = default;
ReplyRanker::ReplyRanker(ReplyRanker&&) noexcept = default;
ReplyRanker& ReplyRanker::operator=(ReplyRanker&&) noexcept = default;

std::size_t ReplyRanker::examples() const {
    return m_parts->examples;
}

std::size_t ReplyRanker::examplesOf(base::CannedReplyId reply) const {
    const auto number = m_parts->numbers.find(reply);
    return number == m_parts->numbers.end() ? 0 : m_parts->replies[number->second].examples;
}

void ReplyRanker::learn(base::CannedReplyId reply, std::string_view message) {
    const auto number = m_parts->numbers.find(reply);
    if (number == m_parts->numbers.end()) {
        return;
    }
    MessageFeatures features = m_parts->features(message);
    m_parts->add(number->second, features.all, 1);
    ++m_parts->examples;
    ++m_parts->replies[number->second].examples;
    std::optional<Meaning> meaning;
    if (m_parts->meanings) {
        meaning = m_parts->meanings->meaningOf(features);
        m_parts->meanings->add(number->second, *meaning, 1);
    }
    m_parts->latest =
        Parts::Latest{.reply = number->second, .features = std::move(features.all), .meaning = meaning};
}

void ReplyRanker::unlearn() {
    if (!m_parts->latest) {
        return;
    }
    if (m_parts->method == Method::Learnt) {
        m_parts->linear.unlearn();
    }
    m_parts->index.subtract(m_parts->latest->reply, m_parts->latest->features, 1);
    if (m_parts->latest->meaning) {
        m_parts->meanings->add(m_parts->latest->reply, *m_parts->latest->meaning, -1);
    }
    --m_parts->examples;
    --m_parts->replies[m_parts->latest->reply].examples;
    m_parts->latest.reset();
}

ReplyRanker::Ranking ReplyRanker::rank(std::string_view message, std::size_t limit,
                                       std::string_view language) const {
    const MessageFeatures features = m_parts->features(message);
    std::vector<Candidate> all = m_parts->candidates(features, language);
    const std::size_t wanted = std::min(std::max(limit, kJudged), all.size());
    std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(wanted), {},
                              [](const Candidate& one) { return std::tuple(-one.score, one.reply); });
    const auto score = [&](std::size_t place) { return place < all.size() ? all[place].score : 0; };
    Ranking ranking{.best = {},
                    .certainty = {.top = score(0),
                                  .overSecond = score(0) - score(1),
                                  .overThird = score(0) - score(2),
                                  .overFourth = score(0) - score(3),
                                  .examples = m_parts->examples}};
    for (const Candidate& one : std::span(all).first(std::min(limit, all.size()))) {
        ranking.best.push_back({.reply = m_parts->replies[one.reply].id,
                                .title = m_parts->replies[one.reply].title,
                                .score = one.score,
                                .probability = 0,
                                .because = m_parts->reasons(message, features, one.reply)});
        if (const double boost = m_parts->boost(one.reply, language); boost > 1) {
            ranking.best.back().because.push_back({.word = {}, .share = one.score - one.score / boost});
        }
    }
    return ranking;
}

}  // namespace model
