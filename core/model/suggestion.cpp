// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/suggestion.h"

#include "model/text_entities.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <unordered_set>

namespace model {
namespace {

constexpr double kSaturation = 1.2;     // k1
constexpr double kLengthWeight = 0.75;  // b

/// A logistic curve through what was measured: 8,400 suggestions for 3,000 messages of BANKING77 and
/// CLINC150, with each intent's title as the only text. Of those that scored 0.1 to 0.2 half were right,
/// below 0.1 one in seven, above 0.2 nine in ten. It knows nothing of this shop.
double likelihoodOf(double score) {
    return 1 / (1 + std::exp(3.14 - 26.5 * score));
}

/// Only one of the replies can be the right one: together they get no more than certainty. The order stays.
/// Measured on the same messages, what says 0.2 to 0.3 is right in 4 of 10, 0.5 to 0.6 in 8 of 10: it errs on
/// the modest side.
void setProbabilities(std::span<Suggestion> suggestions) {
    double sum = 0;
    for (Suggestion& suggestion : suggestions) {
        suggestion.probability = likelihoodOf(suggestion.score);
        sum += suggestion.probability;
    }
    for (Suggestion& suggestion : suggestions) {
        suggestion.probability /= std::max(sum, 1.0);
    }
}

/// The text without its placeholders: "customer" in one of them says nothing about the subject.
std::string withoutPlaceholders(std::string_view text) {
    std::string kept;
    std::size_t copied = 0;
    for (const OpenPlaceholder& placeholder : openPlaceholders(text)) {
        kept += text.substr(copied, placeholder.begin - copied);
        kept += ' ';
        copied = placeholder.end;
    }
    kept += text.substr(copied);
    return kept;
}

bool isAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<std::uint8_t>(c) < 0x80; });
}

/// A word as the reason shows it: as the customer wrote it, in lower case where that needs no tables.
std::string shownWord(std::string_view message, const base::FoldedWord& word) {
    const std::string_view written = message.substr(word.begin, word.end - word.begin);
    return isAscii(written) ? base::asciiLower(written) : std::string(written);
}

/// Lucene's form of the inverse document frequency: never negative, and finite for words that no reply has.
double rarity(std::size_t replies, int withWord) {
    const double found = withWord;
    return std::log1p((static_cast<double>(replies) - found + 0.5) / (found + 0.5));
}

}  // namespace

WordRanker::WordRanker(std::span<const CannedReply> replies) {
    double total = 0;
    for (const CannedReply& reply : replies) {
        Document document{.reply = reply.id, .title = reply.title, .counts = {}, .length = 0};
        for (const base::FoldedWord& word :
             base::foldedWords(withoutPlaceholders(reply.title + "\n" + reply.text))) {
            document.counts[word.folded] += 1;
            document.length += 1;
        }
        for (const auto& [word, count] : document.counts) {
            ++m_documentFrequency[word];
        }
        total += document.length;
        m_documents.push_back(std::move(document));
    }
    m_averageLength = m_documents.empty() ? 0 : total / static_cast<double>(m_documents.size());
}

std::vector<Suggestion> WordRanker::rank(std::string_view message, std::size_t limit) const {
    struct QueryWord {
        std::string folded;
        std::string shown;
        double rarity = 0;
    };
    std::vector<QueryWord> query;
    std::unordered_set<std::string> seen;
    double perfect = 0;
    // Addresses name people and pages, not what the message is about.
    const std::vector<TextEntity> addresses = findEntities(message);
    auto address = addresses.begin();
    for (const base::FoldedWord& word : base::foldedWords(message)) {
        while (address != addresses.end() && address->end <= word.begin) {
            ++address;
        }
        if (address != addresses.end() && address->begin < word.end) {
            continue;
        }
        if (!seen.insert(word.folded).second) {
            continue;
        }
        const auto known = m_documentFrequency.find(word.folded);
        const double weight =
            rarity(m_documents.size(), known == m_documentFrequency.end() ? 0 : known->second);
        // A word that no reply has still counts in the perfect match: it is what this message is also about.
        perfect += weight;
        query.push_back({word.folded, shownWord(message, word), weight});
    }

    std::vector<Suggestion> suggestions;
    for (const Document& document : m_documents) {
        Suggestion suggestion{
            .reply = document.reply, .title = document.title, .score = 0, .probability = 0, .because = {}};
        const double damping =
            kSaturation *
            (1 - kLengthWeight + kLengthWeight * document.length / std::max(m_averageLength, 1.0));
        for (const QueryWord& word : query) {
            if (const auto found = document.counts.find(word.folded); found != document.counts.end()) {
                const double share = word.rarity * found->second / (found->second + damping) / perfect;
                suggestion.score += share;
                suggestion.because.push_back({word.shown, share});
            }
        }
        if (!suggestion.because.empty()) {
            std::ranges::stable_sort(suggestion.because, std::ranges::greater{}, &SuggestionReason::share);
            suggestions.push_back(std::move(suggestion));
        }
    }
    std::ranges::sort(suggestions, {}, [](const Suggestion& suggestion) {
        return std::tuple(-suggestion.score, suggestion.reply);
    });
    setProbabilities(suggestions);
    if (suggestions.size() > limit) {
        suggestions.resize(limit);
    }
    return suggestions;
}

}  // namespace model
