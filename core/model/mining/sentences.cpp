// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/mining/sentences.h"

#include "model/text_entities.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace model {
namespace {

using namespace std::literals;
using Kind = SentenceWord::Kind;

/// A shorter name is more often a word.
constexpr std::size_t kShortestName = 3;
/// End a sentence with white space behind them; those of Han and kana without.
constexpr std::array kEnds = {"."sv, "!"sv, "?"sv, "…"sv, "؟"sv, "۔"sv};
constexpr std::array kEndsAlone = {"。"sv, "！"sv, "？"sv, "\n"sv};

std::size_t markAt(std::string_view text, std::size_t at, std::span<const std::string_view> marks) {
    for (const std::string_view mark : marks) {
        if (text.substr(at).starts_with(mark)) {
            return mark.size();
        }
    }
    return 0;
}

/// Where the sentence that begins here ends.
std::size_t endOfSentence(std::string_view text, std::size_t begin) {
    for (std::size_t at = begin; at < text.size(); ++at) {
        if (const std::size_t alone = markAt(text, at, kEndsAlone); alone > 0) {
            return at + alone;
        }
        std::size_t behind = at;
        while (const std::size_t mark = behind < text.size() ? markAt(text, behind, kEnds) : 0) {
            behind += mark;
        }
        if (behind > at && (behind == text.size() || text[behind] == ' ' || text[behind] == '\n')) {
            return behind;
        }
    }
    return text.size();
}

bool isNumber(std::string_view word) {
    return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// The words of a name one after the other, and which placeholder stands for them; the longest first.
struct Name {
    std::vector<std::string> words;
    std::string placeholder;
};

std::vector<Name> namesOf(const PlaceholderValues& values) {
    std::vector<Name> names;
    for (const auto& [placeholder, value] : values) {
        if (value.size() < kShortestName || placeholder == "shop.next_opening") {
            continue;
        }
        Name name{.words = {}, .placeholder = placeholder};
        for (base::FoldedWord& word : base::foldedWords(value)) {
            name.words.push_back(std::move(word.folded));
        }
        if (!name.words.empty()) {
            names.push_back(std::move(name));
        }
    }
    // Of one word that is both, the first name is what a person would write again.
    std::ranges::stable_sort(names, [](const Name& one, const Name& other) {
        return std::pair(other.words.size(), one.placeholder != "customer.first_name") <
               std::pair(one.words.size(), other.placeholder != "customer.first_name");
    });
    return names;
}

void putNames(std::vector<SentenceWord>& words, const std::vector<Name>& names) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (const Name& name : names) {
            const bool fits = i + name.words.size() <= words.size() &&
                              std::ranges::equal(name.words, std::span(words).subspan(i, name.words.size()),
                                                 {}, {}, &SentenceWord::folded);
            if (fits) {
                words[i].kind = Kind::Name;
                words[i].folded = name.placeholder;
                words[i].end = words[i + name.words.size() - 1].end;
                words.erase(words.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                            words.begin() + static_cast<std::ptrdiff_t>(i + name.words.size()));
                break;
            }
        }
    }
}

std::vector<SentenceWord> wordsOf(std::string_view sentence, const std::vector<Name>& names) {
    std::vector<SentenceWord> words;
    const std::vector<TextEntity> addresses = findEntities(sentence);
    auto address = addresses.begin();
    for (base::FoldedWord& word : base::foldedWords(sentence)) {
        while (address != addresses.end() && address->end <= word.begin) {
            ++address;
        }
        if (address == addresses.end() || address->begin >= word.end) {
            const Kind kind = isNumber(word.folded) ? Kind::Number : Kind::Word;
            words.push_back(
                {.kind = kind, .folded = std::move(word.folded), .begin = word.begin, .end = word.end});
        } else if (words.empty() || words.back().begin != address->begin) {
            words.push_back(
                {.kind = Kind::Address,
                 .folded = std::string(sentence.substr(address->begin, address->end - address->begin)),
                 .begin = address->begin,
                 .end = address->end});
        }
    }
    putNames(words, names);
    return words;
}

}  // namespace

std::vector<Sentence> sentencesOf(std::string_view reply, const PlaceholderValues& values) {
    const std::string_view text = behindLeadingMentions(reply);
    const std::vector<Name> names = namesOf(values);
    std::vector<Sentence> sentences;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = endOfSentence(text, at);
        const std::string_view sentence = base::trim(text.substr(at, end - at));
        if (std::vector<SentenceWord> words = wordsOf(sentence, names); !words.empty()) {
            sentences.push_back({.text = sentence, .words = std::move(words)});
        }
        at = end;
    }
    return sentences;
}

}  // namespace model
