// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include "base/search_fold.h"
#include "base/utf8.h"

#include <array>
#include <cstdint>

namespace base {
namespace {

/// Writes the words into one text, parted by single spaces.
class TextSink {
public:
    explicit TextSink(std::string& out) : m_out(out) {}
    void open(std::size_t /*begin*/) {
        if (!m_out.empty()) {
            m_out.push_back(' ');
        }
    }
    void put(char32_t c) { appendUtf8(m_out, c); }
    void put(std::string_view letters) { m_out.append(letters); }
    void close(std::size_t /*end*/) {}
    void reachTo(std::size_t /*end*/) {}
    void joinClusters() {}

private:
    std::string& m_out;
};

/// Writes the words one by one, each with its place in the original.
class WordSink {
public:
    explicit WordSink(std::vector<FoldedWord>& out) : m_out(out) {}
    void open(std::size_t begin) { m_out.push_back({.folded = {}, .begin = begin, .end = begin}); }
    void put(char32_t c) { appendUtf8(m_out.back().folded, c); }
    void put(std::string_view letters) { m_out.back().folded.append(letters); }
    void close(std::size_t end) { m_out.back().end = end; }
    /// All parts of the last cluster share one place: half a family can't be highlighted.
    void reachTo(std::size_t end) {
        const std::size_t begin = m_out.back().begin;
        for (auto word = m_out.rbegin(); word != m_out.rend() && word->begin == begin; ++word) {
            word->end = end;
        }
    }
    /// The last word continues the cluster of the one before it.
    void joinClusters() { m_out.back().begin = m_out[m_out.size() - 2].begin; }

private:
    std::vector<FoldedWord>& m_out;
};

/// Cuts folded code points into the words of the search index.
template <class Sink>
class Segmenter {
public:
    explicit Segmenter(Sink sink) : m_sink(sink) {}

    /// One letter, or several that are folded already.
    template <class Letters>
    void letter(Letters letters, std::size_t begin, std::size_t end) {
        if (m_state != State::Word) {
            finish();
            m_state = State::Word;
            m_sink.open(begin);
        }
        m_sink.put(letters);
        m_end = end;
    }

    void take(FoldedChar folded, std::size_t begin, std::size_t end) {
        switch (folded.kind) {
        case FoldKind::Letter:
            letter(folded.codePoint, begin, end);
            break;
        case FoldKind::Unspaced:
            unspaced(folded.codePoint, begin, end);
            break;
        case FoldKind::Symbol:
            symbol(folded.codePoint, begin, end);
            break;
        case FoldKind::Joiner:
            m_joined = m_state == State::Symbol;
            [[fallthrough]];
        case FoldKind::Mark:
            mark(end);
            break;
        case FoldKind::Separator:
            finish();
            break;
        }
    }

    void finish() {
        if (m_state == State::Word) {
            m_sink.close(m_end);
        } else if (m_state == State::Run) {
            writePair();
            m_sink.open(m_begin);
            m_sink.put(m_last);
            m_sink.close(m_end);
        }
        m_state = State::Between;
        m_joined = false;
    }

private:
    enum class State { Between, Word, Run, Symbol };

    /// A word of two characters: the one before the last, which is known by now, and the last.
    void writePair() {
        if (m_previous != 0) {
            m_sink.open(m_previousBegin);
            m_sink.put(m_previous);
            m_sink.put(m_last);
            m_sink.close(m_previousEnd);
        }
    }

    /// The last character stays open: jamo that follow may complete it to a syllable.
    void unspaced(char32_t c, std::size_t begin, std::size_t end) {
        if (m_state == State::Run) {
            if (const char32_t syllable = composeHangul(m_last, c); syllable != 0) {
                m_last = syllable;
                m_end = end;
                return;
            }
            writePair();
            m_previous = m_last;
            m_previousBegin = m_begin;
            m_previousEnd = m_end;
        } else {
            finish();
            m_state = State::Run;
            m_previous = 0;
        }
        m_last = c;
        m_begin = begin;
        m_end = end;
    }

    void symbol(char32_t c, std::size_t begin, std::size_t end) {
        const bool joined = m_joined;
        finish();
        m_state = State::Symbol;
        m_sink.open(begin);
        m_sink.put(c);
        m_sink.close(end);
        if (joined) {
            m_sink.joinClusters();
            m_sink.reachTo(end);
        }
    }

    void mark(std::size_t end) {
        m_end = end;
        if (m_state == State::Symbol) {
            m_sink.reachTo(end);
        }
    }

    Sink m_sink;
    State m_state = State::Between;
    bool m_joined = false;
    char32_t m_previous = 0;  ///< of a run; 0 at its start
    std::size_t m_previousBegin = 0;
    std::size_t m_previousEnd = 0;
    char32_t m_last = 0;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

/// 0 for what parts words, else the folded letter or digit.
constexpr std::array<char, 256> kAsciiFold = [] {
    constexpr std::string_view kLower = "0123456789abcdefghijklmnopqrstuvwxyz";
    constexpr std::string_view kUpper = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    std::array<char, 256> fold{};
    for (std::size_t i = 0; i < kLower.size(); ++i) {
        fold[static_cast<unsigned char>(kLower[i])] = kLower[i];
        fold[static_cast<unsigned char>(kUpper[i])] = kLower[i];
    }
    return fold;
}();

template <class Sink>
void segment(std::string_view utf8, Sink sink) {
    Segmenter<Sink> segmenter(sink);
    FoldBuffer buffer;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto byte = static_cast<unsigned char>(utf8[at]);
        if (byte < 0x80) {
            // Most of most texts: a word at once.
            std::array<char, 32> folded{};
            std::size_t count = 0;
            while (count < folded.size() && at + count < utf8.size()) {
                const char letter = kAsciiFold[static_cast<unsigned char>(utf8[at + count])];
                if (letter == 0) {
                    break;
                }
                folded[count++] = letter;
            }
            if (count > 0) {
                segmenter.letter(std::string_view(folded.data(), count), at, at + count);
                at += count;
            } else {
                segmenter.finish();
                ++at;
            }
            continue;
        }
        const Utf8Step step = utf8At(utf8, at);
        if (!step.valid) {
            segmenter.finish();
        } else {
            for (const FoldedChar folded : foldForSearch(step.codePoint, buffer)) {
                segmenter.take(folded, at, at + step.size);
            }
        }
        at += step.size;
    }
    segmenter.finish();
}

}  // namespace

std::string searchText(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size() + utf8.size() / 4);
    segment(utf8, TextSink(out));
    return out;
}

std::vector<FoldedWord> foldedWords(std::string_view utf8) {
    std::vector<FoldedWord> words;
    segment(utf8, WordSink(words));
    return words;
}

}  // namespace base
