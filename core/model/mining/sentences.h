// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/canned_reply.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace model {

/// A word of a sentence, or what stands for it.
struct SentenceWord {
    enum class Kind {
        Word,
        Number,
        Address,  ///< a link or a mention
        Name,     ///< of the customer, the agent or the shop
    };
    Kind kind = Kind::Word;
    std::string folded;     ///< of a name, the placeholder's own name
    std::size_t begin = 0;  ///< bytes of the text
    std::size_t end = 0;
};

/// A sentence of a reply that was sent.
struct Sentence {
    std::string_view text;            ///< of what was given to sentencesOf()
    std::vector<SentenceWord> words;  ///< ranges count from the beginning of `text`
};

/// The sentences of a reply, without what addresses people at its beginning. A sentence ends behind a full
/// stop, a question or exclamation mark with a space behind it, or with its line. Names are found by `values`
/// (placeholderValues()).
[[nodiscard]] std::vector<Sentence> sentencesOf(std::string_view reply, const PlaceholderValues& values);

}  // namespace model
