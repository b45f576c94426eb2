// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ranking/message_features.h"

#include "model/ranking/function_words.h"

#include "model/text_entities.h"

#include "base/text.h"
#include "base/utf8.h"

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>
#include <utility>

namespace model {
namespace {

using Kind = MessageFeature::Kind;

constexpr std::string_view kBegin = "\x02";
constexpr std::string_view kEnd = "\x03";
constexpr std::size_t kFewestLetters = 2;
constexpr std::size_t kMostLetters = 4;
constexpr std::size_t kMostWords = std::numeric_limits<std::uint16_t>::max();

struct Word {
    std::string folded;
    MessageFeatures::Range range;
    bool hasLetters = true;  ///< false: stands for something else, an address or a number
};

bool isNumber(std::string_view word) {
    return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// Hebrew, Arabic and their kin.
bool isWrittenTogether(std::string_view word) {
    const char32_t first = word.empty() ? 0 : base::utf8At(word, 0).codePoint;
    return first >= 0x0590 && first <= 0x08FF;
}

/// Addresses name people and pages, and numbers orders: that there is one says more than which.
std::vector<Word> wordsOf(std::string_view message) {
    std::vector<Word> words;
    const std::vector<TextEntity> addresses = findEntities(message);
    auto address = addresses.begin();
    const TextEntity* latest = nullptr;
    for (base::FoldedWord& word : base::foldedWords(message)) {
        if (words.size() == kMostWords) {
            break;
        }
        while (address != addresses.end() && address->end <= word.begin) {
            ++address;
        }
        if (address == addresses.end() || address->begin >= word.end) {
            const bool number = isNumber(word.folded);
            words.push_back(
                {number ? std::string("<num>") : std::move(word.folded), {word.begin, word.end}, !number});
            words.back().range.isFunctionWord = isFunctionWord(words.back().folded);
        } else if (latest != &*address) {
            latest = &*address;
            const bool url = address->kind == TextEntity::Kind::Url;
            words.push_back({url ? "<url>" : "<usr>", {address->begin, address->end}, false});
        }
    }
    return words;
}

/// FNV-1a, then the mixing of MurmurHash3's end, so that the low bits depend on all.
class Hash {
public:
    explicit Hash(Kind kind)
        : m_value(14'695'981'039'346'656'037ULL ^ (static_cast<std::uint64_t>(kind) << 8U)) {}
    Hash& add(std::string_view bytes) {
        for (const char c : bytes) {
            m_value = (m_value ^ static_cast<std::uint8_t>(c)) * 1'099'511'628'211ULL;
        }
        return *this;
    }
    [[nodiscard]] std::uint32_t id() const {
        std::uint64_t mixed = m_value;
        mixed = (mixed ^ (mixed >> 33U)) * 0xff51afd7ed558ccdULL;
        mixed ^= mixed >> 33U;
        return static_cast<std::uint32_t>(mixed % MessageFeature::kIds);
    }

private:
    std::uint64_t m_value;
};

class Collector {
public:
    explicit Collector(std::vector<MessageFeature>& out) : m_out(out) {}

    void words(const std::vector<Word>& words) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            add(Hash(Kind::Word).add(words[i].folded), Kind::Word, i);
        }
    }
    void pairs(const std::vector<Word>& words) {
        for (std::size_t i = 0; i <= words.size() && !words.empty(); ++i) {
            const std::string_view left = i == 0 ? kBegin : std::string_view(words[i - 1].folded);
            const std::string_view right = i == words.size() ? kEnd : std::string_view(words[i].folded);
            add(Hash(Kind::Pair).add(left).add(" ").add(right), Kind::Pair, std::min(i, words.size() - 1));
        }
    }
    void letters(const std::vector<Word>& words) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (words[i].hasLetters) {
                lettersOf(words[i].folded, i);
            }
        }
    }

private:
    void add(const Hash& hash, Kind kind, std::size_t word) {
        m_out.push_back({.id = hash.id(), .kind = kind, .word = static_cast<std::uint16_t>(word)});
    }
    void lettersOf(std::string_view word, std::size_t number) {
        m_word.assign(kBegin).append(word).append(kEnd);
        m_starts.clear();
        for (std::size_t i = 0; i < m_word.size(); ++i) {
            if ((static_cast<std::uint8_t>(m_word[i]) & 0xC0U) != 0x80U) {
                m_starts.push_back(i);
            }
        }
        const std::size_t count = m_starts.size();
        const bool allTell = isWrittenTogether(word);
        m_starts.push_back(m_word.size());
        const std::string_view whole = m_word;
        for (std::size_t length = kFewestLetters; length <= kMostLetters; ++length) {
            for (std::size_t i = 0; i + length <= count; ++i) {
                const bool start = length == kMostLetters && i == 0;
                const Kind kind = start || allTell ? Kind::Start : Kind::Letters;
                const std::size_t begin = m_starts[i];
                add(Hash(kind).add(whole.substr(begin, m_starts[i + length] - begin)), kind, number);
            }
        }
    }

    std::vector<MessageFeature>& m_out;
    std::string m_word;
    std::vector<std::size_t> m_starts;
};

/// Each id once, the words' before the others'.
void keepFirst(std::vector<MessageFeature>& features) {
    std::ranges::sort(features, {},
                      [](const MessageFeature& one) { return std::tuple(one.id, one.kind, one.word); });
    const auto doubled = std::ranges::unique(features, {}, &MessageFeature::id);
    features.erase(doubled.begin(), doubled.end());
    if (features.size() > MessageFeatures::kMost) {
        std::ranges::sort(features, {},
                          [](const MessageFeature& one) { return std::tuple(one.kind, one.word, one.id); });
        features.resize(MessageFeatures::kMost);
        std::ranges::sort(features, {}, &MessageFeature::id);
    }
}

}  // namespace

/// Never half a character.
std::string_view beginningThatCounts(std::string_view message) {
    std::size_t end = std::min(message.size(), kMostMessageBytes);
    while (end < message.size() && end > 0 && (static_cast<std::uint8_t>(message[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return message.substr(0, end);
}

MessageFeatures featuresOf(std::string_view message, FeatureChoice choice) {
    MessageFeatures features;
    std::vector<Word> words = wordsOf(beginningThatCounts(message));
    Collector collect(features.all);
    collect.words(words);
    if (choice == FeatureChoice::All) {
        collect.pairs(words);
        collect.letters(words);
    }
    keepFirst(features.all);
    features.words.reserve(words.size());
    for (Word& word : words) {
        features.words.push_back(std::move(word.range));
        features.words.back().folded = std::move(word.folded);
    }
    return features;
}

}  // namespace model
