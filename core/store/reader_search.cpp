// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reader.h"

#include "store/search_index.h"
#include "store/sqlite/query.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace store {

namespace {

/// Enter ranks these many of the newest hits. FTS5's own bm25() first counts all hits of every word in the
/// whole index: 170 to 970 ms at a million messages.
constexpr int kMostRanked = 300;

// Rows of the index come newest first by id, so that the limit ends the search.
constexpr std::string_view kSearch = "SELECT m.conversation_id, m.id, m.at, m.subject, m.text, m.described "
                                     "FROM message_fts AS f CROSS JOIN message AS m ON m.id = f.rowid "
                                     "WHERE f.message_fts MATCH ? ORDER BY f.rowid DESC LIMIT ?";
constexpr std::string_view kSearchSequences =
    "SELECT m.conversation_id, m.id, m.at, m.subject, m.text, m.described "
    "FROM message_fts AS f CROSS JOIN message AS m ON m.id = f.rowid "
    "WHERE f.message_fts MATCH ? AND search_holds(m.subject || ' ' || m.text || ' ' || m.described, ?) "
    "ORDER BY f.rowid DESC LIMIT ?";

SearchHit readHit(const sqlite::Statement& row) {
    SearchHit hit;
    hit.conversation = row.id<base::ConversationId>(0);
    hit.message = row.id<base::MessageId>(1);
    hit.at = row.time(2);
    for (const int column : {3, 4, 5}) {
        const std::string_view part = row.view(column);
        if (!part.empty()) {
            hit.text.append(hit.text.empty() ? "" : "\n").append(part);
        }
    }
    return hit;
}

/// How often the typed words stand in a text, and how long it is, in folded words.
struct Weights {
    std::vector<double> hits;
    double length = 0;
};

Weights weigh(const std::string& text, const std::vector<std::string>& words) {
    const std::string folded = ' ' + base::searchText(text) + ' ';
    Weights weights{.hits = std::vector<double>(words.size(), 0.0),
                    .length = static_cast<double>(std::ranges::count(folded, ' '))};
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string wanted = ' ' + words[i];
        for (std::size_t at = folded.find(wanted); at != std::string::npos;
             at = folded.find(wanted, at + 1)) {
            // The word itself counts twice the beginning of a longer one.
            weights.hits[i] += folded[at + wanted.size()] == ' ' ? 1.0 : 0.5;
        }
    }
    return weights;
}

/// BM25 over the hits alone. How rare each word is within them weighs little, since every hit has all words.
void rank(std::vector<SearchHit>& hits, const std::string& query) {
    constexpr double kSaturation = 1.2;
    constexpr double kLengthShare = 0.75;
    const std::vector<std::string> words = searchWords(query);
    std::vector<std::pair<double, std::size_t>> order;
    std::vector<Weights> weights;
    double total = 0;
    for (const SearchHit& hit : hits) {
        weights.push_back(weigh(hit.text, words));
        total += weights.back().length;
    }
    const double average = total / static_cast<double>(std::max<std::size_t>(hits.size(), 1));
    for (std::size_t i = 0; i < hits.size(); ++i) {
        const double scale = kSaturation * (1 - kLengthShare + kLengthShare * weights[i].length / average);
        double score = 0;
        for (const double count : weights[i].hits) {
            score += count * (kSaturation + 1) / (count + scale);
        }
        order.emplace_back(-score, i);
    }
    // Equal ones stay newest first.
    std::ranges::sort(order);
    std::vector<SearchHit> ranked;
    ranked.reserve(hits.size());
    for (const auto& [score, index] : order) {
        ranked.push_back(std::move(hits[index]));
    }
    hits = std::move(ranked);
}

}  // namespace

base::Result<std::vector<SearchHit>> Reader::search(const std::string& query, int limit,
                                                    SearchOrder order) const {
    const Search search = searchFor(query);
    if (search.expression.empty() || limit <= 0) {
        return std::vector<SearchHit>{};
    }
    const int wanted = order == SearchOrder::Newest ? limit : std::max(limit, kMostRanked);
    base::Result<std::vector<SearchHit>> hits =
        search.sequences.empty() ? sqlite::all(m_connection, kSearch, readHit, search.expression, wanted)
                                 : sqlite::all(m_connection, kSearchSequences, readHit, search.expression,
                                               search.sequences, wanted);
    if (!hits || order == SearchOrder::Newest) {
        return hits;
    }
    rank(*hits, query);
    if (hits->size() > static_cast<std::size_t>(limit)) {
        hits->resize(static_cast<std::size_t>(limit));
    }
    return hits;
}

}  // namespace store
