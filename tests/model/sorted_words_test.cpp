// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/sorted_words.h"

#include "support/catch.h"

using model::sortedWords;
using model::wordsInBoth;

TEST_CASE("a text's words stand in order, folded, each as often as it has it") {
    CHECK(sortedWords("The café, THE Bread") == std::vector<std::string>{"bread", "cafe", "the", "the"});
    CHECK(sortedWords(" …!").empty());
}

TEST_CASE("words in both texts count as often as both have them") {
    const auto both = [](const char* one, const char* other) {
        return wordsInBoth(sortedWords(one), sortedWords(other));
    };
    CHECK(both("a b b c", "b b b d") == 2);
    CHECK(both("b b b d", "a b b c") == 2);
    CHECK(both("a b", "c d") == 0);
    CHECK(both("a b", "a b") == 2);
    CHECK(both("", "a") == 0);
}
