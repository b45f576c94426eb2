// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/triage/triage_rules.h"

#include "model/ranking/message_features.h"
#include "model/text_entities.h"
#include "model/triage/triage_words.h"

#include "base/text.h"
#include "base/utf8.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace model {
namespace {

constexpr std::size_t kMostPhraseWords = 4;
/// More than this of one kind says nothing more.
constexpr double kMostOfAKind = 9;
constexpr double kQuestionMark = 2.4;
constexpr double kLink = 0.8;
constexpr double kLongNumber = 0.9;
constexpr double kMoney = 0.8;
constexpr double kShouted = 0.6;
/// A negated compliment is a complaint, and a negated complaint not one.
constexpr double kNegatedPraise = 0.8;
constexpr std::size_t kNegationReach = 3;
constexpr std::size_t kLongDigits = 5;
constexpr double kFewestShoutedLetters = 12;
/// Where more of it is no more telling.
constexpr double kDigitsMatter = 8;
constexpr double kLongMessage = 200;
constexpr double kManyMarks = 3;

struct Phrase {
    TriageKind kind = TriageKind::Other;
    double weight = 0;
};

template <class Work>
void eachPhrase(std::string_view phrases, const Work& work) {
    for (std::size_t at = 0; at <= phrases.size();) {
        const std::size_t end = std::min(phrases.find('|', at), phrases.size());
        work(phrases.substr(at, end - at));
        at = end + 1;
    }
}

std::string folded(std::string_view phrase) {
    std::string all;
    for (const base::FoldedWord& word : base::foldedWords(phrase)) {
        all.append(all.empty() ? "" : " ").append(word.folded);
    }
    return all;
}

/// All lists, folded once. A phrase that stands in two lists belongs to the one where it weighs more.
struct Lexicon {
    std::unordered_map<std::string, Phrase> phrases;
    std::unordered_set<std::string> negating;
    std::unordered_set<std::string> hereNow;

    Lexicon() {
        const std::pair<TriageKind, std::span<const TriageWords>> lists[] = {
            {TriageKind::Complaint, complaintWords()},
            {TriageKind::Question, questionWords()},
            {TriageKind::Praise, praiseWords()},
            {TriageKind::Spam, spamWords()}};
        for (const auto& [kind, groups] : lists) {
            for (const TriageWords& group : groups) {
                eachPhrase(group.phrases, [&, kind = kind](std::string_view phrase) {
                    Phrase& known = phrases[folded(phrase)];
                    if (group.weight > known.weight) {
                        known = {.kind = kind, .weight = group.weight};
                    }
                });
            }
        }
        eachPhrase(negatingWords(), [&](std::string_view word) { negating.insert(folded(word)); });
        eachPhrase(hereNowPhrases(), [&](std::string_view phrase) { hereNow.insert(folded(phrase)); });
    }
};

const Lexicon& lexicon() {
    static const Lexicon kLexicon;
    return kLexicon;
}

/// What is looked at together, and what was found.
class Search {
public:
    explicit Search(std::string_view text) : m_text(text), m_words(base::foldedWords(text)) {}

    TriageEvidence run() {
        phrases();
        signs();
        marks();
        addresses();
        manner();
        for (double& sum : m_found.sums) {
            sum = std::min(sum, kMostOfAKind);
        }
        return std::move(m_found);
    }

private:
    void add(TriageKind kind, double weight, std::size_t begin, std::size_t end) {
        m_found.words.push_back({.kind = kind, .weight = weight, .begin = begin, .end = end});
        m_found.sums.at(placeOf(kind)) += weight;
    }

    [[nodiscard]] bool negated(std::size_t word) const {
        const std::size_t first = word > kNegationReach ? word - kNegationReach : 0;
        for (std::size_t i = first; i < word; ++i) {
            if (lexicon().negating.contains(m_words[i].folded)) {
                return true;
            }
        }
        return false;
    }

    /// The longest phrase that begins at each word; what it takes is not looked at again.
    void phrases() {
        for (std::size_t i = 0; i < m_words.size();) {
            i += std::max<std::size_t>(phraseAt(i), 1);
        }
    }

    std::size_t phraseAt(std::size_t first) {
        std::string joined;
        std::size_t taken = 0;
        Phrase best;
        for (std::size_t count = 1; count <= kMostPhraseWords && first + count <= m_words.size(); ++count) {
            joined.append(count == 1 ? "" : " ").append(m_words[first + count - 1].folded);
            m_found.hereNow = m_found.hereNow || lexicon().hereNow.contains(joined);
            if (const auto known = lexicon().phrases.find(joined); known != lexicon().phrases.end()) {
                best = known->second;
                taken = count;
                m_phrase = joined;
            }
        }
        longerHereNow(first, std::move(joined));
        if (taken > 0 && m_seen.insert(m_phrase).second) {
            put(best, first, first + taken - 1);
        }
        return taken;
    }

    /// Some of these are sentences.
    void longerHereNow(std::size_t first, std::string joined) {
        for (std::size_t next = first + kMostPhraseWords; next < m_words.size() && next < first + 7; ++next) {
            joined.append(" ").append(m_words[next].folded);
            m_found.hereNow = m_found.hereNow || lexicon().hereNow.contains(joined);
        }
    }

    void put(const Phrase& phrase, std::size_t first, std::size_t last) {
        const std::size_t begin = m_words[first].begin;
        const std::size_t end = m_words[last].end;
        if (phrase.kind == TriageKind::Praise && negated(first)) {
            add(TriageKind::Complaint, kNegatedPraise * phrase.weight, begin, end);
            return;
        }
        // "No problem" is none; a phrase has its own negation in it.
        if (phrase.kind == TriageKind::Complaint && first == last && negated(first)) {
            return;
        }
        add(phrase.kind, phrase.weight, begin, end);
    }

    void signs() {
        for (const TriageSign& sign : triageSigns()) {
            if (const std::size_t at = m_text.find(sign.text); at != std::string_view::npos) {
                add(sign.kind, sign.weight, at, at + sign.text.size());
            }
        }
        for (const std::string_view sign : hereNowSigns()) {
            m_found.hereNow = m_found.hereNow || m_text.find(sign) != std::string_view::npos;
        }
    }

    /// Of every script; the Greek one looks like a semicolon and is not.
    void marks() {
        for (std::size_t at = 0; at < m_text.size();) {
            const base::Utf8Step next = base::utf8At(m_text, at);
            switch (next.codePoint) {
            case U'?':
            case U'¿':
            case U'؟':
            case U'？':
            case U'\u037E':
            case U'՞':
            case U'፧':
            case U'⁇':
            case U'⁈':
            case U'‽':
                add(TriageKind::Question, kQuestionMark, at, at + next.size);
                return;
            default:
                break;
            }
            at += next.size;
        }
    }

    void addresses() {
        for (const TextEntity& entity : findEntities(m_text)) {
            if (entity.kind == TextEntity::Kind::Url) {
                add(TriageKind::Spam, kLink, entity.begin, entity.end);
                break;
            }
        }
        for (const base::FoldedWord& word : m_words) {
            const bool digits = std::ranges::all_of(word.folded, [](char c) { return c >= '0' && c <= '9'; });
            if (digits && word.folded.size() >= kLongDigits) {
                add(TriageKind::Spam, kLongNumber, word.begin, word.end);
                break;
            }
        }
        for (const std::string_view sign : {"£", "$", "€"}) {
            const std::size_t at = m_text.find(sign);
            if (at != std::string_view::npos && at + sign.size() < m_text.size() &&
                m_text[at + sign.size()] >= '0' && m_text[at + sign.size()] <= '9') {
                add(TriageKind::Spam, kMoney, at, at + sign.size());
                break;
            }
        }
    }

    void manner() {
        const auto count = [this](char first, char last) {
            return static_cast<double>(
                std::ranges::count_if(m_text, [&](char c) { return c >= first && c <= last; }));
        };
        const double large = count('A', 'Z');
        const double small = count('a', 'z');
        if (large >= kFewestShoutedLetters && large > 2 * small) {
            m_found.sums.at(placeOf(TriageKind::Complaint)) += kShouted;
            m_found.sums.at(placeOf(TriageKind::Spam)) += kShouted;
        }
        const double bytes = std::max(static_cast<double>(m_text.size()), 1.0);
        m_found.manner = {std::min(kDigitsMatter * count('0', '9') / bytes, 1.0),
                          large / std::max(large + small, 1.0), std::min(bytes / kLongMessage, 1.0),
                          std::min(count('!', '!') / kManyMarks, 1.0)};
    }

    std::string_view m_text;
    std::vector<base::FoldedWord> m_words;
    std::unordered_set<std::string> m_seen;
    std::string m_phrase;
    TriageEvidence m_found;
};

}  // namespace

TriageEvidence evidenceOf(std::string_view message) {
    return Search(beginningThatCounts(message)).run();
}

}  // namespace model
